"""Whatever happened to a library: it is never overwritten, runs can be kept, one sentence tells."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from engine.library import opening, schema
from engine.library.opening import TemporaryLibrary, open_library
from engine.library.place import default_path
from engine.library.store import Library
from engine.text import EngineError
from tests.engine.library.keeping import all_rows, keep, noisy, same

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite"


@pytest.fixture
def kept(path):
    """A library with two runs."""
    for run in ("a", "b"):
        keep(path, run, noisy(30_000))
    return path


def check_serves(library: Library) -> None:
    """Runs can be kept in it and read from it."""
    keep(library.path, "new", noisy(5000))
    assert same(all_rows(library, "new"), noisy(5000))


def check_temporary(path: Path, *words: str) -> None:
    """A temporary library serves in the place of the one at `path`, and one sentence says why."""
    library, problem = open_library(path)
    try:
        assert isinstance(library, TemporaryLibrary)
        told = str(problem)
        assert str(path) in told
        assert told.endswith("Until then, runs are kept only until the program ends.")
        for word in words:
            assert word in told
        check_serves(library)
    finally:
        library.close()
    if isinstance(library.path, Path):
        assert not library.path.parent.exists()


def test_a_new_library_is_made_with_its_folders(tmp_path):
    library, problem = open_library(tmp_path / "new" / "folders" / "runs.sqlite")
    with library:
        assert problem is None
        assert library.runs() == []
        check_serves(library)


def test_a_sound_library_is_opened(kept):
    library, problem = open_library(kept)
    with library:
        assert problem is None
        assert len(library.runs()) == 2


@pytest.mark.parametrize("name", ["学习 曲线", "a b", "🧠", "100%?#&;'\"", "-wal", "file:x"])
def test_any_path_will_do(tmp_path, name):
    path = tmp_path / name / f"{name}.sqlite"
    library, problem = open_library(path)
    with library:
        assert problem is None
        check_serves(library)
    assert path.exists()


# --- damaged --------------------------------------------------------------------------------------


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(50_000))


def text(path: Path) -> None:
    path.write_text("this is no library")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def no_end(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 100)


def header_only(path: Path) -> None:
    os.truncate(path, 100)


def a_page_overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(3 * schema.PAGE_BYTES)
        file.write(os.urandom(8 * schema.PAGE_BYTES))


DAMAGES = [garbage, text, truncated, no_end, header_only, a_page_overwritten]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_library_is_set_aside(kept, damage):
    damage(kept)
    content = kept.read_bytes()
    library, problem = open_library(kept)
    with library:
        assert library.path == kept
        assert library.runs() == []
        check_serves(library)
    (aside,) = kept.parent.glob("runs damaged *.sqlite")
    assert aside.read_bytes() == content
    assert str(problem) == (
        f"The library of runs was damaged; it was set aside as {aside}, and a new one was begun."
    )
    again, problem = open_library(kept)
    with again:
        assert problem is None
        assert len(again.runs()) == 1


def test_no_library_set_aside_is_overwritten(path):
    for _ in range(3):
        garbage(path)
        open_library(path)[0].close()
    assert len(list(path.parent.glob("runs damaged *.sqlite"))) == 3


def test_damage_found_later_is_seen_to_at_the_next_start(kept, monkeypatch):
    monkeypatch.setattr(opening, "CHECKED_BYTES", 0)
    with kept.open("r+b") as file:  # measurements, not what the list needs
        file.seek(kept.stat().st_size // 2)
        file.write(os.urandom(20 * schema.PAGE_BYTES))
    library, problem = open_library(kept)
    with library:
        assert problem is None
        with pytest.raises(EngineError, match="will be set aside at the next start"):
            [all_rows(library, run) for run in ("a", "b")]
    library, problem = open_library(kept)
    with library:
        assert "set aside" in str(problem)
        assert library.runs() == []


def test_an_empty_file_is_a_new_library(path):
    path.touch()
    library, problem = open_library(path)
    with library:
        assert problem is None
        check_serves(library)


# --- not to be used -------------------------------------------------------------------------------


def test_a_library_of_a_newer_version_is_left_alone(kept):
    connection = sqlite3.connect(kept)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    content = kept.read_bytes()
    check_temporary(kept, "newer version", "99", "update the program")
    assert kept.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    content = path.read_bytes()
    check_temporary(path, "another program")
    assert path.read_bytes() == content


def test_a_library_locked_by_another_program_is_left_alone(kept, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.1)
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(kept)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "locked\n"
        check_temporary(kept, "locked by another program")
        process.stdin.close()
    library, problem = open_library(kept)
    with library:
        assert problem is None
        assert len(library.runs()) == 2


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    check_temporary(tmp_path / "file" / "runs.sqlite", "cannot be written")


def test_a_folder_in_the_place_of_the_file(path):
    path.mkdir()
    check_temporary(path, "cannot be written")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_folder_that_nobody_can_write():
    check_temporary(Path("/proc/dynascope/runs.sqlite"), "cannot be written")


def test_a_path_with_a_null_character(tmp_path):
    check_temporary(tmp_path / "a\0b" / "runs.sqlite")


def test_memory_serves_where_no_file_can_be_made(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    (tmp_path / "file").write_text("x")
    library, problem = open_library(tmp_path / "file" / "runs.sqlite")
    with library:
        assert problem is not None
        assert isinstance(library.path, str)
        check_serves(library)
        assert library.usage().total > 0
        library.prune(library.plan_pruning(0))
        assert library.runs() == []


READ_ONLY = """
import os, sys
from pathlib import Path
from engine.library.opening import TemporaryLibrary, open_library
import engine.library.measurements
from tests.engine.library.keeping import keep, noisy
noisy(1)
if os.geteuid() == 0:
    os.setuid(65534)
path = Path(sys.argv[1])
library, problem = open_library(path)
print(type(library).__name__, problem)
from engine.text import EngineError
keep(library.path, "new", noisy(10))
print(library.runs()[0].steps)
library.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_a_read_only_folder():
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name) / "library"
        folder.mkdir()
        keep(folder / "runs.sqlite", "a", noisy(10))
        content = (folder / "runs.sqlite").read_bytes()
        Path(name).chmod(0o755)
        (folder / "runs.sqlite").chmod(0o444)
        folder.chmod(0o555)
        result = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder / "runs.sqlite")],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": "/tmp"},
            capture_output=True,
            text=True,
        )
        folder.chmod(0o755)
        assert result.stderr == ""
        first, second = result.stdout.splitlines()
        assert first.startswith("TemporaryLibrary The library")
        assert "cannot be written" in first
        assert second == "10"
        assert (folder / "runs.sqlite").read_bytes() == content


# --- a full disk ----------------------------------------------------------------------------------

FULL = """
import resource, sys
from pathlib import Path
from engine.library.opening import open_library
from engine.library.writer import Writer
from engine.text import EngineError
from tests.engine.library.keeping import noisy, start
path, limit, rows = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
library, problem = open_library(path)
print(type(library).__name__, problem)
writer = Writer(library.path, lambda problem: print("problem:", problem, flush=True))
writer.begin(start("full"))
for first in range(0, rows, 1000):
    writer.append("full", first + 1, noisy(1000, seed=first))
    if writer.flush(60):
        print(first + 1000, flush=True)
writer.close()
library.close()
"""


def on_a_full_disk(path: Path, limit: int, rows: int) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(limit), str(rows)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="there are no limits to set")
def test_a_disk_that_gets_full_ends_recording_and_nothing_else(kept):
    first, *lines = on_a_full_disk(kept, kept.stat().st_size + 300_000, 200_000)
    assert first == "Library None"
    written = [int(line) for line in lines if line.isdigit()]
    problems = [line for line in lines if not line.isdigit()]
    assert problems == [
        f"problem: The library {kept} cannot grow: the disk is full or a quota is reached; make "
        "room and start again. Runs are not recorded any more."
    ]
    library, problem = open_library(kept)
    with library:
        assert problem is None
        assert library.check()
        newest = library.runs()[0]
        assert newest.steps >= max(written)
        expected = [noisy(1000, seed=first) for first in range(0, newest.steps, 1000)]
        found = all_rows(library, "full")
        for place, values in enumerate(expected):
            assert same(found[1000 * place : 1000 * (place + 1)], values)
        assert newest.status == "interrupted"
        check_serves(library)


@pytest.mark.skipif(os.name == "nt", reason="there are no limits to set")
def test_a_disk_without_any_room_for_a_library(path):
    first, *lines = on_a_full_disk(path, 1000, 5000)
    assert first.startswith("TemporaryLibrary The library")
    assert "cannot grow" in first
    assert lines == ["1000", "2000", "3000", "4000", "5000"]  # in memory


# --- its place ------------------------------------------------------------------------------------


def test_the_place_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("DYNASCOPE_LIBRARY", str(tmp_path / "x.sqlite"))
    assert default_path() == tmp_path / "x.sqlite"
    monkeypatch.setenv("DYNASCOPE_LIBRARY", "~/x.sqlite")
    assert default_path() == Path.home() / "x.sqlite"


def test_the_place_is_that_of_the_window(monkeypatch, qapp):
    from PySide6.QtCore import QStandardPaths

    from gui.preferences import APPLICATION, ORGANIZATION

    monkeypatch.delenv("DYNASCOPE_LIBRARY", raising=False)
    monkeypatch.setattr(qapp, "organizationName", lambda: ORGANIZATION, raising=False)
    former = qapp.organizationName(), qapp.applicationName()
    qapp.setOrganizationName(ORGANIZATION)
    qapp.setApplicationName(APPLICATION)
    QStandardPaths.setTestModeEnabled(False)
    try:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        assert default_path() == Path(folder) / "runs.sqlite"
    finally:
        QStandardPaths.setTestModeEnabled(True)
        qapp.setOrganizationName(former[0])
        qapp.setApplicationName(former[1])
