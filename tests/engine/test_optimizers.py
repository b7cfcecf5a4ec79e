"""Optimisers against `torch.optim`."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import torch
import ziafont
import ziamath
from torch import Tensor

from engine import optimizer_steps
from engine.optimizers import OPTIMIZERS, Hyper, Optimizer

SIZE = 37
Values = dict[str, Any]
UNUSUAL: dict[str, Values] = {
    "sgd": {},
    "momentum": {"momentum": 0.5},
    "nesterov": {"momentum": 0.7},
    "rmsprop": {"alpha": 0.8, "eps": 1e-3},
    "adagrad": {"eps": 1e-2},
    "adam": {"beta1": 0.5, "beta2": 0.9, "eps": 1e-4},
    "adamw": {"beta1": 0.0, "beta2": 0.99, "eps": 1e-5},
}


def settings(row: Optimizer, given: Values, decay: float = 0.0, rate: float = 0.02) -> Hyper:
    return Hyper(rate, decay, row.resolve(given, "optimizer.params"))


def spread(hyper: Hyper, like: Tensor) -> Hyper:
    """The same settings as flat tensors."""
    return Hyper(
        torch.full_like(like, float(hyper.learning_rate)),
        torch.full_like(like, float(hyper.weight_decay)),
        {name: torch.full_like(like, float(value)) for name, value in hyper.params.items()},
    )


def start(dtype: torch.dtype, seed: int = 1) -> Tensor:
    return torch.randn(SIZE, generator=torch.Generator().manual_seed(seed)).to(dtype)


def gradient(p: Tensor, t: int) -> Tensor:
    """Of a bumpy function of the parameters, over several powers of ten; entry 0 has none."""
    scale = torch.logspace(-4, 1, SIZE, dtype=p.dtype)
    scale[0] = 0
    return scale * (p + torch.sin(3 * p + t))


def ours(row: Optimizer, p: Tensor, hyper: Hyper, steps: int) -> Tensor:
    p = p.clone()
    slots = {name: torch.zeros_like(p) for name in row.slots}
    for t in range(1, steps + 1):
        g = gradient(p, t)
        before = g.clone()
        row.step(p, g, slots, t, hyper)
        assert torch.equal(g, before), "the gradient is measured after the step"
    assert set(slots) == set(row.slots)
    return p


def pytorchs(row: Optimizer, p: Tensor, hyper: Hyper, steps: int) -> Tensor:
    p = p.clone().requires_grad_()
    optimizer = row.torch_optimizer([p], hyper)
    for t in range(1, steps + 1):
        p.grad = gradient(p.detach(), t)
        optimizer.step()
    return p.detach()


@pytest.fixture(params=["numbers", "tensors", "no fused kernels"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "no fused kernels":
        monkeypatch.setattr(optimizer_steps, "FUSED_DEVICES", ())
    return str(request.param)


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("given", ["defaults", "unusual"])
@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize(("dtype", "steps", "tolerance"), [
    (torch.float64, 50, 1e-12), (torch.float32, 10, 1e-6),
])  # fmt: skip
def test_steps_are_pytorchs(
    key: str, given: str, decay: float, form: str, dtype: torch.dtype, steps: int, tolerance: float
) -> None:
    row = OPTIMIZERS[key]
    hyper = settings(row, UNUSUAL[key] if given == "unusual" else {}, decay)
    p = start(dtype)
    used = spread(hyper, p) if form == "tensors" else hyper
    wanted = pytorchs(row, p, hyper, steps)
    torch.testing.assert_close(ours(row, p, used, steps), wanted, rtol=tolerance, atol=tolerance)
    assert not torch.equal(wanted, p)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_models_of_a_stack_keep_their_own_settings(key: str) -> None:
    row = OPTIMIZERS[key]
    singles = [
        settings(row, {}, 0.0, 0.001),
        settings(row, UNUSUAL[key], 0.3, 0.005),
        settings(row, UNUSUAL[key], 0.0, 0.02),
    ]
    starts = [start(torch.float64, seed) for seed in range(3)]
    flat = [spread(hyper, p) for hyper, p in zip(singles, starts, strict=True)]
    stacked = Hyper(
        torch.cat([torch.as_tensor(each.learning_rate) for each in flat]),
        torch.cat([torch.as_tensor(each.weight_decay) for each in flat]),
        {
            name: torch.cat([torch.as_tensor(each.params[name]) for each in flat])
            for name in flat[0].params
        },
    )
    p = torch.cat(starts)
    slots = {name: torch.zeros_like(p) for name in row.slots}
    for t in range(1, 21):
        row.step(p, torch.cat([gradient(each, t) for each in p.split(SIZE)]), slots, t, stacked)
    for mine, begin, hyper in zip(p.split(SIZE), starts, singles, strict=True):
        torch.testing.assert_close(mine, ours(row, begin, hyper, 20), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("key", [key for key in OPTIMIZERS if key != "sgd"])
def test_numbers_and_tensors_mix(key: str) -> None:
    row, p = OPTIMIZERS[key], start(torch.float64)
    hyper = settings(row, UNUSUAL[key], 0.1)
    wanted = ours(row, p, hyper, 10)
    for name in hyper.params:
        mixed = {**hyper.params, name: torch.full_like(p, float(hyper.params[name]))}
        used = Hyper(hyper.learning_rate, hyper.weight_decay, mixed)
        torch.testing.assert_close(ours(row, p, used, 10), wanted, rtol=1e-12, atol=1e-12)
    used = Hyper(torch.full_like(p, 0.02), 0.1, hyper.params)
    torch.testing.assert_close(ours(row, p, used, 10), wanted, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_broken_gradient_breaks_only_its_own_parameter(key: str, form: str) -> None:
    row, p = OPTIMIZERS[key], start(torch.float64)
    hyper = settings(row, {}, 0.1)
    used = spread(hyper, p) if form == "tensors" else hyper
    g = gradient(p, 1)
    g[5] = torch.nan
    row.step(p, g, {name: torch.zeros_like(p) for name in row.slots}, 1, used)
    assert p.isnan().nonzero().flatten().tolist() == [5]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_defaults_are_pytorchs(key: str) -> None:
    row = OPTIMIZERS[key]
    made = row.torch_optimizer([torch.zeros(1, requires_grad=True)], settings(row, {}))
    known = inspect.signature(type(made)).parameters
    beta1, beta2 = known["betas"].default if "betas" in known else (None, None)
    for parameter in row.parameters:
        assert parameter.live
        if parameter.name == "momentum":
            assert parameter.default == 0.9, "PyTorch's own default is none at all"
            continue
        wanted = {"beta1": beta1, "beta2": beta2}.get(parameter.name)
        assert parameter.default == (wanted or known[parameter.name].default)


def test_long_runs_keep_adams_correction() -> None:
    row, p = OPTIMIZERS["adam"], start(torch.float32)
    hyper = settings(row, {})
    number, tensor = p.clone(), p.clone()
    for q, used in ((number, hyper), (tensor, spread(hyper, p))):
        slots = {name: torch.ones_like(p) for name in row.slots}
        row.step(q, gradient(p, 1), slots, 10**8, used)
    torch.testing.assert_close(number, tensor, rtol=0, atol=1e-6)
    assert number.isfinite().all()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_explains_itself(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziafont.config, "svg2", False)
    row = OPTIMIZERS[key]
    assert "<path" in ziamath.Latex(row.formula).svg()
    assert len(row.explanation) > 150
    assert "PyTorch: torch.optim." in row.source
