from __future__ import annotations

from pathlib import Path

import pytest

from engine.run_folder import RunFolder
from engine.text import EngineError


def test_files_appear_whole(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "a" / "b", ("one.txt", "two.txt")) as folder:
        folder.write("one.txt", "é\n")
        folder.temporary("two.txt").write_text("half")
        assert not (folder.path / "two.txt").exists()
    assert [each.name for each in folder.path.iterdir()] == ["one.txt"]
    assert (folder.path / "one.txt").read_text(encoding="utf-8") == "é\n"


def test_former_files_stay_until_they_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("old")
    with RunFolder(tmp_path, ("one.txt",)) as folder:
        folder.temporary("one.txt").write_text("half")
    assert (tmp_path / "one.txt").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_drop(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("old")
    with RunFolder(tmp_path, ("one.txt",)) as folder:
        folder.drop("one.txt")
        folder.drop("one.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("out", "mention"),
    [
        ("file", "is a file"),
        ("file/below", "cannot be written"),
        ("occupied", "one.txt is a folder"),
        ("x" * 300, "cannot be written"),
        ("/proc/dynascope", "cannot be written"),
    ],
)
def test_refusals(tmp_path: Path, out: str, mention: str) -> None:
    (tmp_path / "file").write_text("kept")
    (tmp_path / "occupied" / "one.txt").mkdir(parents=True)
    with pytest.raises(EngineError) as caught:
        RunFolder(tmp_path / out, ("one.txt",))
    told = str(caught.value)
    assert mention in told
    assert "\n" not in told
    assert told.endswith(".")
    assert (tmp_path / "file").read_text() == "kept"
