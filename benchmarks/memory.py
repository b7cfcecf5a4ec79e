"""Memory that the histories of many long runs take together, shared as the window shares it."""

from __future__ import annotations

import numpy as np
import psutil

from benchmarks.rows import Row

RUNS = 6
STEPS = 1_200_000
COLUMNS = 120
BLOCK = 20_000


def run(quick: bool) -> list[Row]:
    """Fill histories side by side, as runs that train together do, and sum up what they take."""
    from engine.history import History
    from engine.history_memory import MEMORY_BUDGET, share_memory

    steps = STEPS // 4 if quick else STEPS
    names = [f"measure/{column}" for column in range(COLUMNS)]
    histories = [History(names) for _ in range(RUNS)]
    values = np.random.default_rng(0).standard_normal((BLOCK, COLUMNS), dtype=np.float32)
    process = psutil.Process()
    before, largest = process.memory_info().rss, 0
    for first in range(1, steps, BLOCK):
        for history in histories:
            history.append(first, values)
        share_memory(histories, histories[-1], MEMORY_BUDGET)
        largest = max(largest, sum(history.nbytes for history in histories))
    return [
        Row(
            name=f"all histories of {RUNS} runs of {steps:,} steps x {COLUMNS} values",
            ours=largest / 1e9,
            unit="GB",
            target="<= 1.0",
            details={
                "raw_values": RUNS * steps * COLUMNS * 4 / 1e9,
                "resident": (process.memory_info().rss - before) / 1e9,
            },
        )
    ]
