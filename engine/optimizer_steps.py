"""One step of each optimiser on the flat vector of all parameters, and its twin in torch.optim.

Plain numbers take PyTorch's fused kernels where there are some; tensors (models of one stack that
differ) and other devices take the same arithmetic as expressions in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import torch
    from torch import Tensor

Slots: TypeAlias = "Mapping[str, Tensor]"
FUSED_DEVICES = ("cpu", "cuda")


@dataclass(slots=True)
class Hyper:
    """Settings of one step: numbers, or flat tensors like the parameters if models differ.

    `learning_rate` is the rate of this step, the schedule's factor included; `params` holds all
    parameters of the optimiser's row by name.
    """

    learning_rate: float | Tensor
    weight_decay: float | Tensor = 0.0
    params: Mapping[str, float | Tensor] = field(default_factory=dict)


def _is_number(value: float | Tensor) -> bool:
    return isinstance(value, (float, int))


def _fused(p: Tensor, *values: float | Tensor) -> bool:
    # Called in every step: a plain loop takes a third of the time of all() over a generator.
    for each in values:
        if not isinstance(each, (float, int)):
            return False
    return p.device.type in FUSED_DEVICES


def _state_step(p: Tensor, t: int) -> Tensor:
    """The step count in the form that fused kernels read: float32 on the parameters' device."""
    import torch

    return torch.full((), t, dtype=torch.float32, device=p.device)


def _with_decay(p: Tensor, g: Tensor, decay: Any) -> Tensor:
    """Return gradient plus L2 decay, in a new tensor: the fused kernels would write it into `g`."""
    if not _is_number(decay):
        return g.addcmul(p, decay)
    return g.add(p, alpha=decay) if decay else g


def _move(p: Tensor, direction: Tensor, rate: Any) -> None:
    """p -= rate * direction."""
    if _is_number(rate):
        p.sub_(direction, alpha=rate)
    else:
        p.addcmul_(direction, rate, value=-1)


def sgd(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Gradient descent."""
    _move(p, _with_decay(p, g, hyper.weight_decay), hyper.learning_rate)


def momentum(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Heavy ball, the velocity not scaled by the rate, as PyTorch has it."""
    _momentum(p, g, slots, hyper, nesterov=False)


def nesterov(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Nesterov's momentum in PyTorch's form, gradients taken at the parameters themselves."""
    _momentum(p, g, slots, hyper, nesterov=True)


def _momentum(p: Tensor, g: Tensor, slots: Slots, hyper: Hyper, *, nesterov: bool) -> None:
    import torch

    kept: Any = hyper.params["momentum"]
    rate: Any = hyper.learning_rate
    velocity = slots["momentum_buffer"]
    g = _with_decay(p, g, hyper.weight_decay)
    if _fused(p, rate, kept) and kept:  # with momentum 0 the kernel wants no velocity
        torch._fused_sgd_(
            [p], [g], [velocity], weight_decay=0.0, momentum=kept, lr=rate, dampening=0.0,
            nesterov=nesterov, maximize=False, is_first_step=False,
        )  # fmt: skip
        return
    velocity.mul_(kept).add_(g)
    _move(p, velocity.mul(kept).add_(g) if nesterov else velocity, rate)


def rmsprop(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Gradient over the root of its running mean square, neither centred nor with momentum."""
    alpha: Any = hyper.params["alpha"]
    g = _with_decay(p, g, hyper.weight_decay)
    square = slots["square_avg"].mul_(alpha)
    if _is_number(alpha):
        square.addcmul_(g, g, value=1 - alpha)
    else:
        square.add_((g * g).mul_(1 - alpha))
    _move_divided(p, g, square.sqrt().add_(hyper.params["eps"]), hyper.learning_rate)


def adagrad(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Gradient over the root of the sum of all its squares."""
    import torch

    rate: Any = hyper.learning_rate
    eps: Any = hyper.params["eps"]
    total = slots["sum"]
    g = _with_decay(p, g, hyper.weight_decay)
    if _fused(p, rate, eps):
        torch._fused_adagrad_(
            [p], [g], [total], [_state_step(p, t)], lr=rate, lr_decay=0.0, weight_decay=0.0,
            eps=eps, maximize=False,
        )  # fmt: skip
        return
    total.addcmul_(g, g)
    _move_divided(p, g, total.sqrt().add_(eps), rate)


def _move_divided(p: Tensor, direction: Tensor, scale: Tensor, rate: Any) -> None:
    """p -= rate * direction / scale."""
    if _is_number(rate):
        p.addcdiv_(direction, scale, value=-rate)
    else:
        p.sub_((direction * rate).div_(scale))


def adam(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Adam; weight decay goes into the gradient."""
    import torch

    g = _with_decay(p, g, hyper.weight_decay)
    if _fused(p, hyper.learning_rate, *hyper.params.values()):
        _fused_adam(torch._fused_adam_, p, g, slots, t, hyper, decay=0.0)
    else:
        _plain_adam(p, g, slots, t, hyper)


def adamw(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    """Adam with decay taken from the parameters themselves, scaled by the rate."""
    import torch

    decay: Any = hyper.weight_decay
    if _fused(p, hyper.learning_rate, decay, *hyper.params.values()):
        _fused_adam(torch._fused_adamw_, p, g, slots, t, hyper, decay=decay)
        return
    p.mul_(1 - hyper.learning_rate * decay)
    _plain_adam(p, g, slots, t, hyper)


def _fused_adam(
    kernel: Any, p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper, *, decay: float
) -> None:
    told = hyper.params
    kernel(
        [p], [g], [slots["exp_avg"]], [slots["exp_avg_sq"]], [], [_state_step(p, t)],
        lr=hyper.learning_rate, beta1=told["beta1"], beta2=told["beta2"], eps=told["eps"],
        weight_decay=decay, amsgrad=False, maximize=False,
    )  # fmt: skip


def _plain_adam(p: Tensor, g: Tensor, slots: Slots, t: int, hyper: Hyper) -> None:
    beta1: Any = hyper.params["beta1"]
    beta2: Any = hyper.params["beta2"]
    mean = slots["exp_avg"].lerp_(g, 1 - beta1)
    square = slots["exp_avg_sq"].mul_(beta2).add_((g * g).mul_(1 - beta2))
    scale = (square / _correction(beta2, t)).sqrt_().add_(hyper.params["eps"])
    _move_divided(p, mean, scale, hyper.learning_rate / _correction(beta1, t))


def _correction(beta: Any, t: int) -> Any:
    """1 - beta ** t; of float32 tensors too without losing digits where beta is close to 1."""
    if _is_number(beta):
        return 1 - beta**t
    return beta.log().mul_(t).expm1_().neg_()


def torch_sgd(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.SGD`."""
    from torch.optim import SGD

    return SGD(params, **_common(hyper))


def torch_momentum(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.SGD` with momentum."""
    from torch.optim import SGD

    return SGD(params, **_common(hyper), momentum=float(hyper.params["momentum"]))


def torch_nesterov(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.SGD` with Nesterov's momentum; with momentum 0, which it refuses, without."""
    from torch.optim import SGD

    kept = float(hyper.params["momentum"])
    return SGD(params, **_common(hyper), momentum=kept, nesterov=kept > 0)


def torch_rmsprop(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.RMSprop`."""
    from torch.optim import RMSprop

    told = hyper.params
    return RMSprop(params, **_common(hyper), alpha=float(told["alpha"]), eps=float(told["eps"]))


def torch_adagrad(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.Adagrad`."""
    from torch.optim import Adagrad

    return Adagrad(params, **_common(hyper), eps=float(hyper.params["eps"]))


def torch_adam(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.Adam`."""
    from torch.optim import Adam

    return Adam(params, **_common(hyper), betas=_betas(hyper), eps=float(hyper.params["eps"]))


def torch_adamw(params: Iterable[Tensor], hyper: Hyper) -> torch.optim.Optimizer:
    """`torch.optim.AdamW`."""
    from torch.optim import AdamW

    return AdamW(params, **_common(hyper), betas=_betas(hyper), eps=float(hyper.params["eps"]))


def _common(hyper: Hyper) -> dict[str, Any]:
    return {"lr": float(hyper.learning_rate), "weight_decay": float(hyper.weight_decay)}


def _betas(hyper: Hyper) -> tuple[float, float]:
    return float(hyper.params["beta1"]), float(hyper.params["beta2"])
