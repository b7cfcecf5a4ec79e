"""Which picture of a network's predictions fits its data."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from engine.config import missing

if TYPE_CHECKING:
    from gui.runs import Run


class Kind(Enum):
    """Pictures of what a network has learned."""

    PLANE = "classes over two features"
    NUMBER_PLANE = "a number over two features"
    FIT = "predictions over one feature"
    CONFUSION = "confusion matrix and sample images"
    NOTHING = "nothing can be drawn"


PARTS: dict[Kind, frozenset[str]] = {
    Kind.PLANE: frozenset({"surface"}),
    Kind.NUMBER_PLANE: frozenset({"surface"}),
    Kind.FIT: frozenset({"curve"}),
    Kind.CONFUSION: frozenset({"confusion", "predictions"}),
    Kind.NOTHING: frozenset(),
}
"""Parts of a `Picture` that each needs."""


def is_blank_sheet(run: Run | None) -> bool:
    """Tell whether a run waits for points to be drawn: there must be a place to draw them."""
    return run is not None and run.config.data.name == "drawn" and missing(run.config) is not None


def kind_of(run: Run | None) -> Kind:
    """Return the picture for a run; nothing while its data are not known."""
    facts = run.facts if run is not None else None
    if facts is None:
        return Kind.PLANE if is_blank_sheet(run) else Kind.NOTHING
    features, regression = facts.sizes[0], facts.task == "regression"
    if features == 1:
        return Kind.FIT
    if features == 2 and regression:
        return Kind.NUMBER_PLANE if facts.sizes[-1] == 1 else Kind.NOTHING
    if features == 2:
        return Kind.PLANE
    return Kind.NOTHING if regression else Kind.CONFUSION
