"""A program that is killed while it writes loses nothing that was written.

`DYNASCOPE_KILLS=100` kills it more often than CI does.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.library.store import Library
from tests.engine.library.keeping import all_rows, same
from tests.engine.library.killed import rows_of

KILLS = int(os.environ.get("DYNASCOPE_KILLS", "10"))
ROOT = Path(__file__).resolve().parents[3]


def write_until_killed(path, run, first_step, seed, delay) -> int:
    """Return the last step that the program said was written."""
    command = [sys.executable, "-m", "tests.engine.library.killed"]
    arguments = [str(path), run, str(first_step), str(seed)]
    process = subprocess.Popen([*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = process.stdout.readline()  # it writes; from now on any moment will do
    time.sleep(delay)
    process.kill()
    said += process.communicate()[0]
    lines = said.splitlines()
    assert [line for line in lines if not line.isdigit()] == []
    return int(lines[-1])


@pytest.mark.timeout(120 + 10 * KILLS)
def test_nothing_that_was_written_is_lost(tmp_path):
    path = tmp_path / "runs.sqlite"
    chance = random.Random(0)
    step = 0
    for attempt in range(KILLS):
        run = f"run{attempt // 4}"
        first = 1 if attempt % 4 == 0 else step + 1
        written = write_until_killed(path, run, first, attempt, chance.uniform(0, 0.3))
        with Library(path) as library:
            assert library.record(run).status == library.runs()[0].status == "interrupted"
            library.note_interrupted()
            row = library.runs()[0]
            assert row.id == run
            assert (row.status, row.resumable) == ("interrupted", True)
            assert library.interrupted()[0] == row
            assert row.steps >= written
            rows = all_rows(library, run)
            assert len(rows) == row.steps
            assert same(rows, rows_of(1, row.steps))
            step, data = library.state(run)
            assert written <= step <= row.steps
            assert data == str(step).encode() * 100
            history = library.measurements(run).history()
            assert history.last_step == row.steps
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    assert list(path.parent.glob("*.owners/*")) == []
