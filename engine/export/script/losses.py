"""Losses as PyTorch's users write them: one entry for each row of the table.

An entry is the function `loss_function(output, target)`, with its parameters in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.export.script.literals import literal

LOSS_CODES: dict[str, str] = {
    "bce": '''\
def loss_function(output, target):
    """Binary cross-entropy of a sigmoid, as textbooks write it.

    In float32 the probability becomes exactly 1 near an output of 17, and the gradient 0:
    F.binary_cross_entropy_with_logits(output, target) does not suffer from that.
    """
    p = torch.sigmoid(output)
    if p.isnan().any():
        return p.mean()  # the run has diverged; PyTorch's function would only complain
    return F.binary_cross_entropy(p, target)''',
    "bce_with_logits": '''\
def loss_function(output, target):
    """Binary cross-entropy; the sigmoid is part of it, so the network has none."""
    return F.binary_cross_entropy_with_logits(output, target)''',
    "cross_entropy": '''\
def loss_function(output, target):
    """Cross-entropy; the softmax is part of it, so the network has none."""
    return F.cross_entropy(output, target)''',
    "cross_entropy_after_softmax": '''\
def loss_function(output, target):
    """Cross-entropy after a softmax: a common mistake, kept here on purpose.

    F.cross_entropy applies a softmax itself; probabilities taken for logits differ by at
    most 1, so the loss cannot come near 0.
    """
    return F.cross_entropy(output.softmax(dim=1), target)''',
    "mse": '''\
def loss_function(output, target):
    """Mean squared error, over samples and outputs."""
    return F.mse_loss(output, target)''',
    "mae": '''\
def loss_function(output, target):
    """Mean absolute error, over samples and outputs: outliers pull no harder than others."""
    return F.l1_loss(output, target)''',
    "huber": '''\
def loss_function(output, target):
    """Squared up to an error of delta, absolute beyond: calm about outliers."""
    return F.huber_loss(output, target, delta={delta})''',
}


def function(key: str, params: Mapping[str, Any]) -> str:
    """Return the function of the loss `key` with all its `params`."""
    return LOSS_CODES[key].format(**{name: literal(value) for name, value in params.items()})
