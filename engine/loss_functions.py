"""How each loss is computed: value and gradient of N networks at once, and PyTorch's own form.

The functions `f(o, y, grad, params)` are called in every step, mostly on tensors so small that
each operation costs about as much as any other; hence few operations, in place where possible,
and constants as tensors, which an operation takes at half the price of a Python number.
Plain operations are used on purpose: aten's fused ones take a sample at a time, and raise on a NaN
(`binary_cross_entropy`), or are several times slower on rows of few classes (`log_softmax`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
    from torch import Tensor

Params = Mapping[str, Any]

BCE_LOG_FLOOR = -100.0
"""Where `torch.nn.BCELoss` cuts its logarithms off."""
BCE_SLOPE_FLOOR = 9.999999960041972e-13
"""The least p (1 - p) by which the gradient of `torch.nn.BCELoss` is divided: 1e-12 in float32,
which PyTorch's kernels use for float64 too."""
SOFTPLUS_LINEAR_FROM = 40.0
"""Beyond this, log(1 + exp(x)) is x in float64 too; PyTorch's usual 20 errs by 2e-9."""


FEW_ENTRIES = 256
"""Up to so many, one fused operation takes less time than six plain ones."""


@lru_cache(maxsize=256)
def _constant(value: float, dtype: torch.dtype, device: torch.device) -> Tensor:
    import torch

    return torch.full((), value, dtype=dtype, device=device)


def _mean_of_columns(values: Tensor) -> Tensor:
    """Mean over batch and columns of (N, B, C), one for each model; `sum` is twice as fast."""
    entries = values.shape[1] * values.shape[2]
    return values.sum((1, 2)).mul_(_constant(1 / entries, values.dtype, values.device))


def bce(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Binary cross-entropy on a sigmoid of `o`, with the float pitfalls of `torch.nn.BCELoss`.

    Autograd's slope is (p - y) / max(p (1 - p), 1e-12), times p (1 - p) of the sigmoid: that is
    p - y, but goes to 0 where the sigmoid is flat.
    """
    import torch

    p = torch.sigmoid(o)
    if grad is not None:
        share = 1 / (o.shape[1] * o.shape[2])
        ramp = _constant(share / BCE_SLOPE_FLOOR, o.dtype, o.device)
        # p (1 - p), not p - p²: near 1 the difference of squares has no digits left.
        slope = torch.sub(_constant(1.0, o.dtype, o.device), p).mul_(p)
        torch.sub(p, y, out=grad)
        grad.mul_(slope.mul_(ramp).clamp_max_(share))
    return _mean_of_columns(_bce_terms(p, y))


def _bce_terms(p: Tensor, y: Tensor) -> Tensor:
    """Return the binary cross-entropy of each probability."""
    import torch

    if p.numel() <= FEW_ENTRIES and p.is_cpu:
        try:
            return torch.nn.functional.binary_cross_entropy(p, y.expand_as(p), reduction="none")
        except RuntimeError:  # a NaN, which the plain operations carry on
            pass
    right = torch.log(p).clamp_min_(BCE_LOG_FLOOR)
    wrong = torch.log1p(-p).clamp_min_(BCE_LOG_FLOOR)
    return torch.lerp(wrong, right, y).neg_()


def bce_with_logits(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Binary cross-entropy of logits `o` and labels `y`, each 0 or 1.

    softplus(o - 2 o y), the loss of a margin, keeps small losses that PyTorch's
    (1 - y) o - log sigmoid(o) rounds away.
    """
    import torch

    margin = torch.addcmul(o, o, y, value=-2)
    loss = _mean_of_columns(torch.nn.functional.softplus(margin, 1, SOFTPLUS_LINEAR_FROM))
    if grad is not None:
        torch.sigmoid(o, out=grad)
        grad.sub_(y).mul_(_constant(1 / (o.shape[1] * o.shape[2]), o.dtype, o.device))
    return loss


def cross_entropy(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Cross-entropy of the softmax of `o` (N, B, C) with the classes `y` (M, B)."""
    import torch

    samples = o.shape[1]
    index = y.expand(o.shape[:2]).unsqueeze(-1)
    shifted = o - o.amax(-1, keepdim=True)
    powers = torch.exp(shifted)
    total = powers.sum(-1, keepdim=True)
    loss = _mean_of_columns(torch.log(total).sub_(shifted.gather(2, index)))
    if grad is not None:
        torch.div(powers, total.mul_(_constant(samples, o.dtype, o.device)), out=grad)
        pull = _constant(-1 / samples, o.dtype, o.device)
        grad.scatter_add_(2, index, pull.expand(index.shape))
    return loss


def cross_entropy_after_softmax(
    o: Tensor, y: Tensor, grad: Tensor | None, params: Params
) -> Tensor:
    """Cross-entropy of the softmax of the softmax of `o` (N, B, C)."""
    import torch

    powers = torch.exp(o - o.amax(-1, keepdim=True))
    p = powers.div_(powers.sum(-1, keepdim=True))
    loss = cross_entropy(p, y, grad, params)
    if grad is not None:
        grad.mul_(p)
        grad.addcmul_(p, grad.sum(-1, keepdim=True), value=-1)
    return loss


def mse(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Mean of (o - y)²."""
    import torch

    error = o - y
    if grad is not None:
        twice = _constant(2 / (o.shape[1] * o.shape[2]), o.dtype, o.device)
        torch.mul(error, twice, out=grad)
    return _mean_of_columns(error.mul_(error))


def mae(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Mean of |o - y|; as in autograd the slope is 0 where they are equal (and at a NaN)."""
    import torch

    error = o - y
    if grad is not None:
        torch.sign(error, out=grad)
        grad.mul_(_constant(1 / (o.shape[1] * o.shape[2]), o.dtype, o.device))
    return _mean_of_columns(error.abs_())


def huber(o: Tensor, y: Tensor, grad: Tensor | None, params: Params) -> Tensor:
    """Mean of e² / 2 up to |e| = delta and delta (|e| - delta / 2) beyond, e = o - y.

    With the slope s = e cut to ±delta both are s (e - s / 2). `delta` is a number, or a tensor
    (N, 1, 1) if models differ.
    """
    import torch

    delta = params["delta"]
    error = o - y
    slope = torch.clamp(error, -delta, delta)
    loss = _mean_of_columns(error.sub_(slope, alpha=0.5).mul_(slope))
    if grad is not None:
        share = _constant(1 / (o.shape[1] * o.shape[2]), o.dtype, o.device)
        torch.mul(slope, share, out=grad)
    return loss


def torch_bce(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.BCELoss` of a sigmoid, as textbooks write it."""
    from torch.nn.functional import binary_cross_entropy

    return binary_cross_entropy(o.sigmoid(), y)


def torch_bce_with_logits(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.BCEWithLogitsLoss`."""
    from torch.nn.functional import binary_cross_entropy_with_logits

    return binary_cross_entropy_with_logits(o, y)


def torch_cross_entropy(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.CrossEntropyLoss`."""
    from torch.nn.functional import cross_entropy as functional

    return functional(o, y)


def torch_cross_entropy_after_softmax(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.CrossEntropyLoss` of a softmax, which it applies once more itself."""
    from torch.nn.functional import cross_entropy as functional

    return functional(o.softmax(-1), y)


def torch_mse(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.MSELoss`."""
    from torch.nn.functional import mse_loss

    return mse_loss(o, y)


def torch_mae(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.L1Loss`."""
    from torch.nn.functional import l1_loss

    return l1_loss(o, y)


def torch_huber(o: Tensor, y: Tensor, params: Params) -> Tensor:
    """`torch.nn.HuberLoss`."""
    from torch.nn.functional import huber_loss

    return huber_loss(o, y, delta=float(params["delta"]))
