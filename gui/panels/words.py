"""Numbers and explanations as panels show them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from gui.numbers import rounded
from gui.tips import row_html


def percent(value: float, digits: int = 1) -> str:
    """Return a percentage, `value` in percent."""
    return f"{value:.{digits}f} %" if math.isfinite(value) else rounded(value)


def explained(title: str, hint: str, measures: Iterable[str]) -> str:
    """Return rich text: a title, one sentence, and each measure with formula and source."""
    from engine.measures import MEASURES  # with numpy; the window stands before it

    rows = "".join(row_html(MEASURES[key]) for key in measures if key in MEASURES)
    return f"<h3>{escape(title)}</h3><p>{escape(hint)}</p>{rows}"
