"""Steps spaced evenly on a logarithmic scale: 1, 2, 3, 4, 6, 8, 11, 16, 23, 32 …"""

from __future__ import annotations

import math


def next_log_step(step: int, per_doubling: float) -> int:
    """Return the first of the rounded powers 2^(k / per_doubling), k = 0, 1 …, after `step`.

    `per_doubling` 2 gives the steps above; below 1 some doublings have none.
    """
    if step < 1:
        return 1
    index = max(0, math.floor(per_doubling * math.log2(step)) - 1)
    while (found := round(2 ** (index / per_doubling))) <= step:
        index += 1
    return found


def is_log_step(step: int, per_doubling: float) -> bool:
    """Tell whether `step` is one of them."""
    return next_log_step(step - 1, per_doubling) == step
