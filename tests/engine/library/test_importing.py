"""Runs taken from archives into a library, bit for bit or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.export.archive import Archive, write_archive
from engine.library.importing import import_run
from engine.library.store import Library
from engine.text import EngineError
from tests.engine.export.kept import Kept, record_of, state_of


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "runs.sqlite") as made:
        yield made


def archive_of(tmp_path: Path, kept: Kept, **changes: Any) -> Path:
    path = tmp_path / "x.dynascope"
    write_archive(path, record_of(kept, **changes), kept, state_of)
    return path


def rows_of(measurements: Any) -> bytes:
    return b"".join(values.tobytes() for _, values in measurements.rows())


@pytest.mark.parametrize(
    "kept",
    [Kept(first=128), Kept(first=4096, bins=64, last=5000), Kept(first=128, begin=7)],
    ids=["bins", "chunks", "later"],
)
def test_all_comes_back(tmp_path: Path, library: Library, kept: Kept) -> None:
    run = import_run(library, archive_of(tmp_path, kept))
    assert run is not None
    found, wanted = library.record(run), record_of(kept)
    assert found == replace(wanted, id=run, parent=None)
    measured = library.measurements(run)
    assert measured.parts() == kept.parts()
    assert rows_of(measured) == rows_of(kept)
    planes = [
        np.concatenate([each.planes for each in read.bins()], axis=2) for read in (measured, kept)
    ]
    assert planes[0].tobytes() == planes[1].tobytes()
    for name, (steps, values) in kept.readings().items():
        if len(steps):
            assert measured.readings()[name][0].tolist() == steps.tolist()
            assert measured.readings()[name][1].tobytes() == values.tobytes()
    for one, other in zip(measured.times(), kept.times(), strict=True):
        assert one.tolist() == other.tolist()
    assert library.state(run, 128) == (128, state_of(128))
    assert [row.id for row in library.runs()] == [run]
    assert library.check()


def test_there_and_back_again(tmp_path: Path, library: Library) -> None:
    """What the library exports of an imported run is what it took in."""
    kept = Kept(first=128)
    run = import_run(library, archive_of(tmp_path, kept))
    assert run is not None
    again = tmp_path / "again.dynascope"
    record, measured = library.record(run), library.measurements(run)
    write_archive(again, record, measured, lambda step: library.state(run, step)[1])
    with Archive(again) as archive:
        archive.check()
        assert rows_of(archive) == rows_of(kept)
        assert archive.parts() == kept.parts()


def test_the_same_file_twice_makes_two_runs(tmp_path: Path, library: Library) -> None:
    path = archive_of(tmp_path, Kept(bins=0))
    assert import_run(library, path) != import_run(library, path)
    assert len(library.runs()) == 2


def test_a_run_that_trained_is_paused_here(tmp_path: Path, library: Library) -> None:
    run = import_run(library, archive_of(tmp_path, Kept(bins=0), status="training", outcome=None))
    assert run is not None
    assert library.record(run).status == "paused"


def break_piece(path: Path, name: str, data: bytes) -> None:
    with zipfile.ZipFile(path) as made:
        files = {each: made.read(each) for each in made.namelist()}
    with zipfile.ZipFile(path, "w") as made:
        for each, content in {**files, name: data}.items():
            made.writestr(each, content)


@pytest.mark.parametrize(
    "name", ["measurements/rows-101.npy", "readings/0.npy", "states/128.safetensors"]
)
def test_nothing_is_left_of_a_damaged_one(tmp_path: Path, library: Library, name: str) -> None:
    path = archive_of(tmp_path, Kept(bins=0))
    break_piece(path, name, b"broken")
    with pytest.raises(EngineError, match="export it anew"):
        import_run(library, path)
    assert library.runs() == library.runs(deleted=True) == []


def test_nothing_is_left_of_a_cancelled_one(tmp_path: Path, library: Library) -> None:
    asked = iter([False, False, True])
    assert import_run(library, archive_of(tmp_path, Kept(bins=0)), lambda: next(asked)) is None
    assert library.runs() == library.runs(deleted=True) == []


def test_bins_where_none_can_be(tmp_path: Path, library: Library) -> None:
    path = archive_of(tmp_path, Kept(first=100))  # bins of 64 steps after 100 rows
    with pytest.raises(EngineError, match="do not follow one another"):
        import_run(library, path)
    assert library.runs() == library.runs(deleted=True) == []


def test_it_is_not_seen_before_it_is_whole(tmp_path: Path, library: Library) -> None:
    def look() -> bool:
        seen.append(len(library.runs()))
        return False

    seen: list[int] = []
    import_run(library, archive_of(tmp_path, Kept(bins=0)), look)
    assert len(seen) > 3
    assert not any(seen)


def test_a_file_that_is_gone_is_told(tmp_path: Path, library: Library) -> None:
    with pytest.raises(EngineError, match="cannot be read"):
        import_run(library, tmp_path / "gone.dynascope")
