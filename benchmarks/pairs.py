"""Times two pieces of work in turn, so that whatever else the machine does meets both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Pair(NamedTuple):
    """Medians over the rounds: seconds of each, their ratio, and the ratio of processor time."""

    ours: float
    theirs: float
    ratio: float
    cpu_ratio: float


def compare(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> Pair:
    """Time both in turn, `rounds` times; the ratio is the median of the rounds' ratios."""
    taken = [(*_seconds(ours), *_seconds(theirs)) for _ in range(rounds)]
    return Pair(
        ours=statistics.median(a for a, _, _, _ in taken),
        theirs=statistics.median(b for _, _, b, _ in taken),
        ratio=statistics.median(a / b for a, _, b, _ in taken),
        cpu_ratio=statistics.median(a / b for _, a, _, b in taken),
    )


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu
