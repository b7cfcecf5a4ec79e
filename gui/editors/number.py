"""Numbers: written as people write them, checked by the setting itself."""

from __future__ import annotations

import math
import re
from typing import Any

from gui.editors.line import LineEditor

SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f_](?=\d)")
MOST_DIGITS = 18
STEPS_PER_DECADE = (1.0, 2.0, 5.0)


def parse_number(text: str) -> Any:
    """Return an int or float, None for an empty text, or the text itself if it is no number.

    Thousands may stand apart, a decimal comma and a typographic minus are understood.
    """
    plain = SPACES.sub("", text.strip()).replace("\N{MINUS SIGN}", "-").replace("，", ",")
    if not plain:
        return None
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        return int(plain) if len(plain) <= MOST_DIGITS else float(plain)
    except ValueError:
        pass
    try:
        return float(plain)
    except ValueError:
        return text.strip()


def next_on_scale(value: float, direction: int) -> float:
    """Return the next of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … above or below a positive `value`."""
    exponent = math.floor(math.log10(value))
    scale = [
        float(f"{step}e{power}")
        for power in (exponent - 1, exponent, exponent + 1)
        for step in (int(each) for each in STEPS_PER_DECADE)
    ]
    if direction > 0:
        return next(each for each in scale if each > value * (1 + 1e-9))
    return next(each for each in reversed(scale) if each < value * (1 - 1e-9))


class NumberEditor(LineEditor):
    """A whole or a real number; arrow keys step by 1, or along 1, 2, 5, 10."""

    def parse(self, text: str) -> Any:
        return parse_number(text)

    def step(self, direction: int) -> None:
        value = parse_number(self.line.text())
        if not isinstance(value, (int, float)) or not math.isfinite(value):
            return
        if self.setting.kind == "int" or isinstance(self.setting.default, int):
            self.offer(int(value) + direction)
        elif value > 0:
            self.offer(next_on_scale(value, direction))
