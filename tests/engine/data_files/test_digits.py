"""The digits that are shipped."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from engine.data_files.digits import read_digits


def test_all_digits_are_there_as_the_repository_describes_them() -> None:
    raw = read_digits()
    assert raw.inputs.shape == (1797, 64)
    assert (int(raw.inputs.min()), int(raw.inputs.max())) == (0, 16)
    counts = np.bincount(raw.targets.numpy())
    assert counts.tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert raw.inputs[0, :8].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert raw.image_shape == (8, 8, 1)


def test_their_makers_are_credited_beside_them() -> None:
    credit = files("resources").joinpath("datasets", "CREDITS.md").read_text(encoding="utf-8")
    for part in ("Alpaydin", "Kaynak", "10.24432/C50P49", "creativecommons.org/licenses/by/4.0"):
        assert part in credit
