"""The width of the hidden layers: one number, or a list with one for each."""

from __future__ import annotations

import re
from typing import Any

from gui.editors.line import LineEditor
from gui.editors.number import parse_number

SEPARATORS = re.compile(r"[,;，、；\s]+")


def parse_widths(text: str) -> Any:
    """Return a number or, if several are given or one with a comma behind it, a list of numbers."""
    stripped = text.strip().strip("[]()").strip()
    parts = [parse_number(part) for part in SEPARATORS.split(stripped) if part]
    if not parts:
        return None
    return parts if len(parts) > 1 or SEPARATORS.search(stripped) else parts[0]


class WidthsEditor(LineEditor):
    """Reads `16` as well as `16, 8, 4`."""

    def parse(self, text: str) -> Any:
        return parse_widths(text)

    def text_of(self, value: Any) -> str:
        if not isinstance(value, (list, tuple)):
            return super().text_of(value)
        return f"{value[0]}," if len(value) == 1 else ", ".join(str(each) for each in value)

    def step(self, direction: int) -> None:
        if isinstance(self._value, int) and not self.has_bad_text:
            self.offer(self._value + direction)
