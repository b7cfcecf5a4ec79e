"""How each measured quantity is computed from the raw sums of a chunk of steps.

Training adds up raw sums on the device (`Raw`, one entry per step); the functions here turn
them into the quantities, once per chunk of steps. Definitions follow "what is true of step k":
all are taken with the weights before the update of step k, gradients before decay and clipping.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


@dataclass
class Raw:
    """Sums over one chunk of steps, in double precision on the CPU.

    Shapes: s steps, L layers (hidden and output), H hidden layers, N networks. What does not
    apply to the networks is None.
    """

    batch: Values  # (s, 1) samples in each batch
    widths: Values  # (H, 1) units of each hidden layer
    learning_rate: Values  # (s, N)
    loss: Values  # (s, N)
    correct: Values | None  # (s, N) samples classified rightly
    weight_norm: Values  # (s, L, N) before the step
    weight_gradient_norm: Values  # (s, L, N)
    update_norm: Values  # (s, L, N)
    bias_gradient_norm: Values  # (s, L, N)
    signal_norm: Values  # (s, L, N)
    learned_norm: Values | None  # (s, N) gradient norm of learned activation parameters
    activation_sum: Values  # (s, H, N)
    reference: Values  # (s, H, N) one of the activations, near which the others may lie
    deviation_norm: Values  # (s, H, N) norm of activations - reference
    nonzero: Values  # (s, H, N) entries other than 0
    inactive: Values | None  # (s, H, N) units without an activation > 0
    saturated: Values | None  # (s, H, N) entries

    @property
    def entries(self) -> Values:
        """(s, H, 1) activations per hidden layer and network: samples x units."""
        return self.batch[:, None, :] * self.widths[None]

    def known(self, counts: Values) -> Values:
        """Return `counts` (s, H, N), NaN where activations are: these are neither 0 nor dead."""
        return np.where(np.isnan(self.activation_sum), np.nan, counts)


def loss_train(raw: Raw) -> Values:
    """Mean loss of the batch."""
    return raw.loss


def accuracy_train(raw: Raw) -> Values | None:
    """Share of the batch classified rightly."""
    return None if raw.correct is None else raw.correct / raw.batch


def learning_rate(raw: Raw) -> Values:
    """Rate used by the step: base rate times schedule."""
    return raw.learning_rate


def global_gradient_norm(raw: Raw) -> Values:
    """Root of the sum of squares over all parameters, as `clip_grad_norm_` defines it."""
    squares: Values = (raw.weight_gradient_norm**2 + raw.bias_gradient_norm**2).sum(axis=1)
    if raw.learned_norm is not None:
        squares = squares + raw.learned_norm**2
    return np.sqrt(squares)


def weight_gradient_norm(raw: Raw) -> Values:
    """Frobenius norm of the weight gradient."""
    return raw.weight_gradient_norm


def bias_gradient_norm(raw: Raw) -> Values:
    """Euclidean norm of the bias gradient."""
    return raw.bias_gradient_norm


def signal_norm(raw: Raw) -> Values:
    """Norm of the back-propagated gradient over batch and units."""
    return raw.signal_norm


def weight_norm(raw: Raw) -> Values:
    """Frobenius norm of the weights before the step."""
    return raw.weight_norm


def update_ratio(raw: Raw) -> Values:
    """Norm of the real update over that of the weights; NaN (missing) where these are all 0."""
    known = raw.weight_norm > 0
    ratio = np.full_like(raw.update_norm, np.nan)
    np.divide(raw.update_norm, raw.weight_norm, out=ratio, where=known)
    return ratio


def inactive_units(raw: Raw) -> Values | None:
    """Percentage of units without an activation > 0 in this batch."""
    return None if raw.inactive is None else 100 * raw.known(raw.inactive) / raw.widths[None]


def sparsity(raw: Raw) -> Values:
    """Percentage of activations that are exactly 0."""
    return 100 * (1 - raw.known(raw.nonzero) / raw.entries)


def saturation(raw: Raw) -> Values | None:
    """Percentage of activations that are saturated."""
    return None if raw.saturated is None else 100 * raw.known(raw.saturated) / raw.entries


def activation_mean(raw: Raw) -> Values:
    """Mean over samples and units."""
    return raw.activation_sum / raw.entries


def activation_std(raw: Raw) -> Values:
    """Standard deviation over samples and units (divided by their number)."""
    # About the reference, not about 0, where float32 would lose a small spread around a large mean.
    offset = raw.activation_sum / raw.entries - raw.reference
    variance = raw.deviation_norm**2 / raw.entries - offset**2
    return np.sqrt(np.maximum(variance, 0))
