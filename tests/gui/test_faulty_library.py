"""Whatever is wrong with the library: training goes on, one sentence is shown, the window ends."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.library.opening import open_library
from tests.engine.library.keeping import keep, noisy

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and rights are told otherwise")


def seen(path: Path, fault: str) -> dict[str, Any]:
    """Drive a window of its own process to its end; returns what was to be seen."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.gui.faulty_window", str(path), fault],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "runs.sqlite"
    keep(made, "before", noisy(10))
    return made


def assert_kept(path: Path, *, runs: int) -> None:
    library, problem = open_library(path)
    assert problem is None
    with library:
        assert library.check()
        assert len(library.runs()) == runs


def test_a_disk_that_gets_full(path: Path) -> None:
    found = seen(path, "full")
    (sentence,) = found["told"]
    assert "the disk is full" in sentence
    assert "not recorded any more" in sentence
    assert found["shown"] == [sentence]
    assert found["trains"]
    assert_kept(path, runs=4)


def test_locked_for_long_by_another_program(path: Path) -> None:
    found = seen(path, "locked")
    (sentence,) = found["told"]
    assert "locked by another program" in sentence
    assert found["shown"] == [sentence]
    assert found["trains"]
    assert_kept(path, runs=4)


def test_locked_when_the_window_closes(path: Path) -> None:
    found = seen(path, "locked at the end")
    assert found["trains"]
    assert_kept(path, runs=4)


@pytest.mark.parametrize("fault", ["newer", "no folder"])
def test_a_library_that_cannot_be_used(path: Path, tmp_path: Path, fault: str) -> None:
    content = b""
    if fault == "newer":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 99")
        content = path.read_bytes()
        wanted = "newer version"
    else:
        (tmp_path / "file").write_text("x")
        path, wanted = tmp_path / "file" / "runs.sqlite", "cannot be written"
    found = seen(path, fault)
    (sentence,) = found["told"]
    assert wanted in sentence
    assert "only until the program ends" in sentence
    assert found["shown"] == [sentence]
    assert found["trains"]
    assert not content or path.read_bytes() == content


def test_a_read_only_folder() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name) / "library"
        folder.mkdir()
        keep(folder / "runs.sqlite", "a", noisy(10))
        content = (folder / "runs.sqlite").read_bytes()
        Path(name).chmod(0o755)
        (folder / "runs.sqlite").chmod(0o444)
        folder.chmod(0o555)
        found = seen(folder / "runs.sqlite", "read-only")
        folder.chmod(0o755)
        (sentence,) = found["told"]
        assert "cannot be written" in sentence
        assert found["shown"] == [sentence]
        assert found["trains"]
        assert (folder / "runs.sqlite").read_bytes() == content
