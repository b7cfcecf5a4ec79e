"""A program that keeps a run until it is killed; prints each step once it is written.

    python -m tests.engine.library.killed LIBRARY RUN FIRST_STEP SEED

Rows are a function of the step, so that whoever looks at them later knows what they should be.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from engine.library.writer import Writer
from tests.engine.library.keeping import start

COLUMNS = ("epoch", "loss/train", "c")


def rows_of(first_step: int, count: int) -> np.ndarray:
    steps = np.arange(first_step, first_step + count)
    return np.stack([steps // 100, 1 / steps, np.sin(steps)], axis=1).astype(np.float32)


def main() -> None:
    path, run, first, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    rng = np.random.default_rng(seed)
    writer = Writer(path, lambda problem: print(f"problem: {problem}", flush=True))
    if first == 1:
        writer.begin(start(run))
        writer.state(run, 0, "log", b"0")
    else:
        writer.resume(run, first - 1)
    step = first
    while True:
        for _ in range(int(rng.integers(1, 20))):
            count = int(rng.integers(1, 300))
            writer.append(run, step, rows_of(step, count), seconds=0.01)
            step += count
            time.sleep(0.001)
            writer.readings(run, [("loss/test", step, 1 / step)])
        writer.state(run, step - 1, "rolling", str(step - 1).encode() * 100)
        if writer.flush(60):
            print(step - 1, flush=True)


if __name__ == "__main__":
    main()
