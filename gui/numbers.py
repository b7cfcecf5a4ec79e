"""Numbers as people read them, the same in every language."""

from __future__ import annotations

import math
from typing import Any

WRITTEN_OUT = 1e6
"""Rounded numbers below this are written without a power of ten."""

NARROW_SPACE = "\u202f"
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: 1 234 567."""
    return f"{number:,}".replace(",", NARROW_SPACE)


def power_of_ten(exponent: int) -> str:
    """Return 10⁻⁵ and its like; 0.1 to 100 are written out."""
    if -1 <= exponent <= 2:
        return f"{10.0**exponent:g}"
    return "10" + str(exponent).translate(SUPERSCRIPTS)


def short(value: Any) -> str:
    """Return a value in the shortest way that reads back the same: 0.001, 1e-05, 16."""
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return repr(value)
    return str(value)


def rounded(value: float, digits: int = 3) -> str:
    """Return a number with so many significant digits: 0.012, 120, 12 000; 1.2e+06 from there."""
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: "-∞"}.get(value, "NaN")
    text = f"{value:.{digits}g}"
    few = "e+" in text and abs(float(text)) < WRITTEN_OUT
    return grouped(int(float(text))) if few else text


def rate(per_second: float) -> str:
    """Return a number of things per second, to three digits: 17, 1 234, 8.5."""
    return grouped(round(per_second)) if per_second >= 100 else rounded(per_second, 2)


def duration(seconds: float) -> str:
    """Return a time as 00:04, 12:30 or 1:02:03."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    tail = f"{minutes:02}:{whole % 60:02}"
    return f"{hours}:{tail}" if hours else tail
