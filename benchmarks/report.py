"""The table that is printed, and the file that is written."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

HEAD = ("what", "ours", "reference", "unit", "ratio", "target", "reached")
WIDEST = 64
"""Letters of the first column; longer names go on in the next line."""


def table(rows: Sequence[Row]) -> str:
    """Return the rows as aligned text."""
    lines = [HEAD, *(line for row in rows for line in _lines(row))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = line
    cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
    return "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def _lines(row: Row) -> list[tuple[str, ...]]:
    *before, last = _folded(row.name)
    reached = {True: "yes", False: "no", None: ""}[row.reached]
    ours, theirs, ratio = (number(value) for value in (row.ours, row.theirs, row.ratio))
    told = (last, ours, theirs, row.unit, ratio, row.target, reached)
    return [*((part, *[""] * (len(HEAD) - 1)) for part in before), told]


def _folded(name: str) -> list[str]:
    lines = [""]
    for word in name.split():
        if len(lines[-1]) + len(word) + 1 > WIDEST and lines[-1]:
            lines.append("  ")
        lines[-1] += word if not lines[-1].strip() else f" {word}"
    return lines


def number(value: float | None) -> str:
    """Return three significant digits, or nothing."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write(path: Path, machine: Mapping[str, Any], suites: Mapping[str, Sequence[Row]]) -> None:
    """Write the figures of each suite as JSON; those of other suites in the file stay."""
    known: dict[str, Any] = {}
    if path.exists():
        known = json.loads(path.read_text(encoding="utf-8")).get("suites", {})
    known |= {
        name: {"machine": dict(machine), "rows": [_plain(row) for row in rows]}
        for name, rows in suites.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"suites": dict(sorted(known.items()))}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(row: Row) -> dict[str, Any]:
    return {**_rounded(dataclasses.asdict(row)), "reached": row.reached}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value
