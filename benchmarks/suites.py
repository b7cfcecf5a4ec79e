"""The suites, each run in a process of its own."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.rows import Row

SUITES = ("training", "seeds", "drawing", "startup", "history_drawing", "memory", "library")
"""Files of this folder with a function `run(quick)` that returns rows."""


def run(name: str, quick: bool) -> list[Row]:
    """Run a suite where no other has left threads, memory or modules behind."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(measure, name, quick).result()


def measure(name: str, quick: bool) -> list[Row]:
    """Return the rows of a suite."""
    rows: list[Row] = import_module(f"benchmarks.{name}").run(quick)
    return rows
