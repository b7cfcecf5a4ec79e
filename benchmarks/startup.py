"""From the command to the painted window, and from Train to the first point.

Each start is a fresh process that `benchmarks.one_start` runs in.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.rows import Row

STARTS = 7


def run(quick: bool) -> list[Row]:
    """Measure starts in turn: without torch, with torch imported in the window's process."""
    starts = 3 if quick else STARTS
    _start("paint")  # compiles the modules and brings them into the system's file cache
    _start("paint", torch_first=True)
    pairs = [(_start("paint"), _start("paint", torch_first=True)) for _ in range(starts)]
    first_points = [_start("train")[0] for _ in range(starts)]
    return [
        _paint(0, "first paint", pairs, "<= 0.35"),
        _paint(1, "first paint with all panels", pairs, ""),
        Row(
            name="Train to the first point, the engine being up",
            ours=1e3 * statistics.median(first_points),
            unit="ms",
            target="<= 150",
        ),
    ]


def _paint(which: int, name: str, pairs: list[tuple[list[float], list[float]]], target: str) -> Row:
    seconds = [(ours[which], theirs[which]) for ours, theirs in pairs]
    return Row(
        name=f"{name}, beside torch imported in the window's process",
        ours=1e3 * statistics.median(ours for ours, _ in seconds),
        theirs=1e3 * statistics.median(theirs for _, theirs in seconds),
        ratio=statistics.median(ours / theirs for ours, theirs in seconds),
        unit="ms",
        target=target,
    )


def _start(until: str, *, torch_first: bool = False) -> list[float]:
    """Start the window in a process of its own; returns the seconds that it tells.

    Settings are read from, and written to, an empty folder.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "DYNASCOPE_BENCHMARK_FOLDER": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        told = {"until": until, "torch_first": torch_first, "began": time.time()}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.one_start", json.dumps(told)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
            check=True,
        )
    seconds: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return seconds
