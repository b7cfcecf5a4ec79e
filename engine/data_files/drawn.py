"""Points drawn with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from engine.dataset_row import RawData
from engine.text import QT_TRANSLATE_NOOP, EngineError

_FIELD = "data.params.points"
_MAX_CLASSES = 10
_MAX_POINTS = 100_000
_MAX_COORDINATE = 1e6


def from_points(points: Sequence[Sequence[float]]) -> RawData:
    """Return the points [x, y, class] as data; raises `EngineError` if they cannot be learnt."""
    import torch

    if not 2 <= len(points) <= _MAX_POINTS:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{field} holds {count} points; draw at least 2 and at most {maximum}.",
            ),
            field=_FIELD,
            count=len(points),
            maximum=_MAX_POINTS,
        )
    _check_each(points)
    table = torch.tensor(points, dtype=torch.float64)
    targets = table[:, 2].long()
    if int(targets.min()) == int(targets.max()):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "All points of {field} have class {label}; draw points of at least two classes.",
            ),
            field=_FIELD,
            label=int(targets[0]),
        )
    return RawData(
        inputs=table[:, :2].float(),
        targets=targets,
        feature_names=("x1", "x2"),
        class_names=tuple(str(index) for index in range(int(targets.max()) + 1)),
    )


def _check_each(points: Sequence[Sequence[float]]) -> None:
    for number, (x, y, label) in enumerate(points, start=1):
        if label not in range(_MAX_CLASSES):
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "Point {number} of {field} has class {label}; give it a whole number from 0 "
                    "to 9.",
                ),
                field=_FIELD,
                number=number,
                label=f"{label:g}",
            )
        if max(abs(x), abs(y)) > _MAX_COORDINATE:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "Point {number} of {field} lies at {x}, {y}; keep both within a million.",
                ),
                field=_FIELD,
                number=number,
                x=f"{x:g}",
                y=f"{y:g}",
            )
