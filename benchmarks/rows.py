"""A measured figure beside its reference and its target."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `ours` and `theirs` in `unit`; `target` such as "<= 0.45" holds for `ratio`, or for `ours`
    where there is no reference; "" where the figure is only told. `details` go to the file only.
    """

    name: str
    ours: float
    unit: str
    theirs: float | None = None
    ratio: float | None = None
    target: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None without one."""
        if not self.target:
            return None
        sign, limit = self.target.split()
        value = self.ours if self.ratio is None else self.ratio
        return {"<=": value <= float(limit), ">=": value >= float(limit)}[sign]
