"""Finds where a network left the finite numbers."""

from __future__ import annotations

import numpy as np

from engine.measure_functions import Raw, Values


def first_nonfinite(raw: Raw, gradient_before: Values | None) -> tuple[int, int] | None:
    """Return (row, layer) of the first step whose loss is not finite, None if all are.

    The layer, from 1 at the input, is where it began: where the gradient of the step before was
    not finite, the layer nearest to the output, since gradients spread from there; else the first
    layer whose activations are not finite. With several networks, all must have diverged.
    `gradient_before` (L, N) are the weight gradient norms of the step before the first row.
    """
    lost = ~np.isfinite(raw.loss).any(axis=1)
    if not lost.any():
        return None
    row = int(np.argmax(lost))
    before = raw.weight_gradient_norm[row - 1] if row else gradient_before
    if before is not None:
        spoiled = np.flatnonzero(~np.isfinite(before).any(axis=1))
        if spoiled.size:
            return row, int(spoiled[-1]) + 1
    # Sums, not norms, whose squares overflow while the activations themselves are far from it.
    broken = np.flatnonzero(~np.isfinite(raw.activation_sum[row]).any(axis=1))
    return row, int(broken[0]) + 1 if broken.size else raw.weight_norm.shape[1]
