"""Stored runs for tests: rows made by hand, and libraries written by the real writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.config import ExperimentConfig, to_json, with_values
from engine.library.record import RunRow, RunStart
from engine.library.writer import Writer
from engine.messages import Outcome, RunFacts

COLUMNS = ("epoch", "loss/train", "accuracy/train")
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday


def row(number: int = 1, **changes: Any) -> RunRow:
    """Return a row as the library lists it."""
    given: dict[str, Any] = {
        "id": f"run{number}",
        "number": number,
        "name": f"run {number}",
        "started": NOON - timedelta(hours=100 - number),
        "seconds": 1.0,
        "steps": 100,
        "status": "finished",
        "outcome": None,
        "loss": 0.5,
        "settings": {},
        "seeds": 1,
        "tags": (),
        "note": "",
        "starred": False,
        "parent": None,
        "bytes": 1000 * number,
        "resumable": False,
    }
    return RunRow(**(given | changes))


def facts() -> RunFacts:
    """Return facts that tell of `COLUMNS`."""
    return RunFacts(columns=COLUMNS, sizes=(2, 16, 1), task="binary", loss="bce")


def keep(path: Path, *runs: Mapping[str, Any]) -> list[str]:
    """Write runs into a library; each may tell name, settings, steps, tags, note, starred."""
    writer = Writer(path, lambda problem: pytest.fail(str(problem)))
    ids = []
    for number, told in enumerate(runs, 1):
        run = told.get("id", f"run{number}")
        config = to_json(with_values(ExperimentConfig(), told.get("settings", {})))
        started = datetime.now(UTC) - timedelta(minutes=len(runs) - number)
        name = told.get("name", f"run {number}")
        writer.begin(RunStart(run, name, config, started, facts()))
        steps = told.get("steps", 100)
        rows = [(step, 1 / step, 0.5) for step in range(1, steps + 1)]
        writer.append(run, 1, np.array(rows, np.float32))
        outcome = Outcome(kind="finished", step=steps)
        writer.outcome(run, outcome, told.get("status", "finished"))
        changes = {key: told[key] for key in ("tags", "note", "starred") if key in told}
        if changes:
            writer.update(run, **changes)
        ids.append(run)
    writer.close()
    return ids
