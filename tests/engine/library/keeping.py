"""Runs to be kept, made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from engine.config import ExperimentConfig, to_json, with_values
from engine.library.record import Parent, RunStart
from engine.library.store import Library
from engine.library.writer import Writer
from engine.messages import RunFacts

SPECIAL = np.array([np.nan, np.inf, -np.inf, -0.0, 1e-40, 3e38], np.float32)


def facts(columns: tuple[str, ...] = ("epoch", "loss/train", "c")) -> RunFacts:
    return RunFacts(columns=columns, sizes=(2, 16, 1), task="binary", loss="bce")


def start(
    run: str,
    columns: tuple[str, ...] = ("epoch", "loss/train", "c"),
    parent: Parent | None = None,
    settings: dict[str, Any] | None = None,
    **more: Any,
) -> RunStart:
    return RunStart(
        id=run,
        name=more.pop("name", run),
        config=to_json(with_values(ExperimentConfig(), settings or {})),
        started=more.pop("started", datetime(2026, 3, 1, tzinfo=UTC)),
        facts=facts(columns),
        versions={"dynascope": "0.1.0"},
        parent=parent,
        **more,
    )


def noisy(rows: int, columns: int = 3, seed: int = 0, special: float = 0.05) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(rows, columns)).astype(np.float32)
    chosen = rng.random(values.shape) < special
    values[chosen] = rng.choice(SPECIAL, int(chosen.sum()))
    return values


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer; no problem may come up."""
    problems: list[str] = []
    writer = Writer(path, lambda problem: problems.append(str(problem)))
    try:
        yield writer
    finally:
        writer.close(60)
    assert problems == []


def keep(path: Path, run: str, values: np.ndarray, sizes=(1000,), first_step: int = 1, **more):
    """Keep a run whole, in blocks of these sizes, each committed by itself."""
    with writing(path) as writer:
        writer.begin(start(run, **more))
        add(writer, run, values, sizes, first_step)


def add(writer: Writer, run: str, values: np.ndarray, sizes=(1000,), first_step: int = 1) -> None:
    done, turn = 0, 0
    while done < len(values):
        block = values[done : done + sizes[turn % len(sizes)]]
        writer.append(run, first_step + done, block)
        assert writer.flush(60)
        done, turn = done + len(block), turn + 1


def all_rows(library: Library, run: str) -> np.ndarray:
    """All rows of a run that is kept in full."""
    measurements = library.measurements(run)
    rows = list(measurements.rows())
    step = measurements.first_step
    for first, values in rows:
        assert first == step
        step += len(values)
    nothing = np.empty((0, len(measurements.columns)), np.float32)
    return np.concatenate([nothing, *(values for _, values in rows)])


def same(found: np.ndarray, expected: np.ndarray) -> bool:
    """Bit for bit."""
    return found.shape == expected.shape and found.tobytes() == expected.tobytes()
