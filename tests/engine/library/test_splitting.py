"""Changes at the step of a split: the branch has those made before, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.library.record import Marker, Parent
from engine.library.store import Library
from tests.engine.library.keeping import noisy, start, writing

RATE, DECAY = "optimizer.learning_rate", "optimizer.weight_decay"


def change(step: int, old: float, new: float, path: str = RATE) -> Marker:
    return Marker(step, "change", path, old, new)


@pytest.mark.parametrize(
    ("rate", "own", "shared"),
    [
        (0.01, [], [change(10, 0.5, 0.01)]),  # the parent was changed after the split alone
        (0.1, [], [change(10, 0.5, 0.01), change(20, 0.01, 0.1)]),
        (0.2, [], [change(10, 0.5, 0.01), change(20, 0.01, 0.1), change(20, 0.1, 0.2)]),
        (0.3, [change(20, 0.01, 0.3)], [change(10, 0.5, 0.01)]),
        (0.1, [change(20, 0.1, 0.7)], [change(10, 0.5, 0.01), change(20, 0.01, 0.1)]),
    ],
)
def test_a_branch_has_the_changes_made_before_its_split(
    tmp_path: Path, rate: float, own: list[Marker], shared: list[Marker]
) -> None:
    path = tmp_path / "runs.sqlite"
    with writing(path) as writer:
        writer.begin(start("a", settings={RATE: 0.5}))
        writer.append("a", 1, noisy(20))
        for each in (change(10, 0.5, 0.01), change(20, 0.01, 0.1), change(20, 0.1, 0.2)):
            writer.marker("a", each)
        writer.marker("a", change(20, 0.0, 0.4, DECAY))
        writer.begin(start("b", parent=Parent("a", 20), settings={RATE: rate}))
        fork = Marker(20, "fork", old="a", text="a")
        for each in (fork, *own):
            writer.marker("b", each)
    with Library(path) as library:
        assert library.record("b").markers == (*shared, fork, *own)
        assert len(library.record("a").markers) == 4
