from __future__ import annotations

import math

import pytest
import torch
import ziafont
import ziamath
from torch import Tensor

from engine.activations import ACTIVATIONS, SATURATION_SLOPE, Activation
from engine.table import Parameter

KEYS = [
    "identity",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "prelu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "softplus",
    "hardtanh",
    "sine",
]
# Every row with its defaults, and with other parameters where it has some.
OTHERS = {
    "leaky_relu": [{"negative_slope": 0.2}, {"negative_slope": -1.0}, {"negative_slope": 1.5}],
    "prelu": [{"init": -0.5}, {"init": 2.0}],
    "elu": [{"alpha": 0.02}, {"alpha": 3.0}, {"alpha": 0.0}],
    "gelu": [{"approximate": "tanh"}],
    "softplus": [{"beta": 3.0}, {"beta": 0.5, "threshold": 4.0}],
    "hardtanh": [{"min_val": -0.5, "max_val": 2.0}, {"min_val": 0.0, "max_val": 6.0}],
    "sine": [{"omega": 30.0}],
}
CASES = [
    pytest.param(ACTIVATIONS[key], ACTIVATIONS[key].resolve(params, "p"), id=f"{key}-{params}")
    for key in ACTIVATIONS
    for params in [{}, *OTHERS.get(key, [])]
]
ROWS = [pytest.param(row, id=key) for key, row in ACTIVATIONS.items()]
NUMERIC = [
    pytest.param(row, each, id=f"{row.key}-{each.name}")
    for row in ACTIVATIONS.values()
    for each in row.parameters
    if each.kind == "float"
]


def grid(dtype: torch.dtype = torch.float64) -> Tensor:
    """Fine around 0 with all kinks, then +-100 and far beyond; shape (1, batch, 1)."""
    near = torch.linspace(-8, 8, 641, dtype=dtype)
    far = torch.tensor([10.0, 20.0, 100.0, 1e4, 1e30], dtype=dtype)
    tiny = torch.tensor([-0.0, 1e-12, -1e-12, 1e-30], dtype=dtype)
    return torch.cat([near, far, -far, tiny]).reshape(1, -1, 1)


def values(row: Activation, z: Tensor, params: dict) -> Tensor:
    out = torch.full_like(z, math.nan)
    row.forward(z, out, params)
    return out


def slopes(row: Activation, z: Tensor, params: dict, grad_a: Tensor | None = None) -> Tensor:
    out = torch.full_like(z, math.nan)
    grad_a = torch.ones_like(z) if grad_a is None else grad_a
    row.backward(grad_a, z, values(row, z, params), out, params)
    return out


def by_autograd(row: Activation, z: Tensor, params: dict, grad_a: Tensor) -> tuple[Tensor, Tensor]:
    z = z.clone().requires_grad_()
    a = row.torch_module(params).to(z.dtype)(z)
    (slope,) = torch.autograd.grad(a, z, grad_a)
    return a.detach(), slope


def test_table_has_all_activations_in_order():
    assert list(ACTIVATIONS) == KEYS


@pytest.mark.parametrize(("row", "params"), CASES)
@pytest.mark.parametrize(
    ("dtype", "tolerance"), [(torch.float64, 1e-14), (torch.float32, 1e-6)], ids=str
)
def test_values_and_slopes_are_those_of_autograd(row, params, dtype, tolerance):
    z = grid(dtype)
    grad_a = torch.linspace(-2, 3, z.numel(), dtype=dtype).reshape(z.shape)
    a, slope = by_autograd(row, z, params, grad_a)
    # PyTorch's approximate GELU overflows to NaN in float32 from 1e19 on.
    near = {"rtol": tolerance, "atol": tolerance, "equal_nan": row.key == "gelu"}
    torch.testing.assert_close(values(row, z, params), a, **near)
    torch.testing.assert_close(slopes(row, z, params, grad_a), slope, **near)


@pytest.mark.parametrize(("row", "params"), CASES)
def test_backward_may_write_over_its_gradient(row, params):
    z = grid()
    grad = torch.linspace(-2, 3, z.numel(), dtype=z.dtype).reshape(z.shape)
    wanted = slopes(row, z, params, grad.clone())
    row.backward(grad, z, values(row, z, params), grad, params)
    assert torch.equal(grad, wanted)


@pytest.mark.parametrize(("row", "parameter"), NUMERIC)
@pytest.mark.parametrize("all_tensors", [True, False], ids=["all", "one"])
def test_one_parameter_per_model_equals_single_models(row, parameter: Parameter, all_tensors):
    z = grid().reshape(1, -1, 5)
    three = [0.25 * parameter.default, parameter.default, 3.5 * parameter.default]
    singles = [row.resolve({parameter.name: value}, "p") for value in three]
    shared = row.resolve({}, "p")
    if all_tensors:
        shared = {name: torch.full((3, 1, 1), value).double() for name, value in shared.items()}
    stacked = shared | {parameter.name: torch.tensor(three, dtype=z.dtype).reshape(3, 1, 1)}
    stack = z.expand(3, -1, -1).contiguous()
    near = {"rtol": 1e-13, "atol": 1e-13}
    wanted = torch.cat([values(row, z, single) for single in singles])
    torch.testing.assert_close(values(row, stack, stacked), wanted, **near)
    wanted = torch.cat([slopes(row, z, single) for single in singles])
    torch.testing.assert_close(slopes(row, stack, stacked), wanted, **near)
    if row.saturated is not None:
        wanted = torch.cat([saturated(row, z, single) for single in singles])
        assert torch.equal(saturated(row, stack, stacked), wanted)


@pytest.mark.parametrize(("row", "params"), CASES)
def test_nan_goes_on_and_is_not_saturated(row, params):
    z = torch.full((2, 7, 11), math.nan)
    assert values(row, z, params).isnan().all()
    if row.saturated is not None:
        assert (saturated(row, z, params) == 0).all()


@pytest.mark.parametrize("row", ROWS)
def test_nan_goes_on_with_one_parameter_per_model(row):
    params = {
        each.name: torch.full((2, 1, 1), each.default) if each.kind == "float" else each.default
        for each in row.parameters
    }
    assert values(row, torch.full((2, 7, 11), math.nan), params).isnan().all()


def saturated(row: Activation, z: Tensor, params: dict) -> Tensor:
    assert row.saturated is not None
    out = torch.full_like(z, math.nan)
    row.saturated(z, values(row, z, params), out, params)
    return out


@pytest.mark.parametrize(("row", "params"), CASES)
def test_saturated_where_a_flat_side_has_little_slope(row, params):
    z = torch.linspace(-60, 60, 240_001, dtype=torch.float64)
    slope = slopes(row, z, params).abs()
    low = slope < SATURATION_SLOPE * slope.max()
    flat_left = low.long().cumprod(0).bool() & (slope[0] < 1e-6)
    flat_right = low.flip(0).long().cumprod(0).flip(0).bool() & (slope[-1] < 1e-6)
    if row.saturated is None:
        assert row.can_die or not (flat_left | flat_right).any()
        return
    assert torch.equal(saturated(row, z, params).bool(), flat_left | flat_right)
    assert flat_left.any()


@pytest.mark.parametrize("row", ROWS)
def test_can_die_says_whether_units_without_activity_have_no_gradient(row):
    z = torch.linspace(-5, 5, 1001, dtype=torch.float64)
    params = row.resolve({}, "p")
    silent = values(row, z, params) <= 0
    flat = slopes(row, z, params)[silent] == 0
    assert row.can_die == bool(silent.any() and flat.all())


SINGLE_VALUES = [
    ("sigmoid", {}, [0.04742587, 0.11920292, 0.26894143, 0.5, 0.7310586, 0.880797, 0.95257413]),
    ("tanh", {}, [-0.9950547, -0.9640276, -0.7615942, 0, 0.7615942, 0.9640276, 0.9950547]),
    ("relu", {}, [0, 0, 0, 0, 1, 2, 3]),
    ("leaky_relu", {"negative_slope": 0.2}, [-0.6, -0.4, -0.2, 0, 1, 2, 3]),
    ("elu", {}, [-0.95021296, -0.86466473, -0.63212055, 0, 1, 2, 3]),
]


@pytest.mark.parametrize(("key", "params", "wanted"), SINGLE_VALUES)
def test_single_values(key, params, wanted):
    row = ACTIVATIONS[key]
    a = values(row, torch.arange(-3.0, 4.0), row.resolve(params, "p"))
    torch.testing.assert_close(a, torch.tensor(wanted, dtype=a.dtype), rtol=0, atol=6e-8)


def test_elu_levels_off():
    a = values(ACTIVATIONS["elu"], torch.tensor([-10000.0, -100.0]), {"alpha": 1.0})
    assert a.tolist() == [-1, -1]


def test_approximate_gelu_differs_as_little_as_its_help_says():
    z = torch.linspace(-8, 8, 10001, dtype=torch.float64)
    exact, approximate = (
        values(ACTIVATIONS["gelu"], z, {"approximate": form}) for form in ("none", "tanh")
    )
    assert 4e-4 < (exact - approximate).abs().max() < 5e-4


@pytest.mark.parametrize(("row", "params"), CASES)
def test_pytorch_gain_is_that_of_pytorch(row, params):
    name = {"identity": "linear"}.get(row.key, row.key)
    try:
        wanted = torch.nn.init.calculate_gain(name, params.get("negative_slope"))
    except ValueError:
        wanted = None
    assert row.pytorch_gain(params) == wanted


def test_prelu_learns_its_slope():
    row = ACTIVATIONS["prelu"]
    assert row.learned == ("weight",)
    torch.manual_seed(0)
    z, grad_a = torch.randn(2, 3, 20, 5, dtype=torch.float64)
    weight = torch.tensor([0.1, -0.3, 1.7], dtype=torch.float64).reshape(3, 1, 1)
    weight.requires_grad_()
    a = torch.cat([torch.nn.functional.prelu(z[i], weight[i].flatten()) for i in range(3)])
    (wanted,) = torch.autograd.grad(a, weight, grad_a.reshape(a.shape))
    assert row.learned_gradient is not None
    found = row.learned_gradient(grad_a, z)
    assert found.shape == z.shape
    torch.testing.assert_close(found.sum((1, 2), keepdim=True), wanted, rtol=1e-13, atol=1e-13)
    params = {"init": 0.25, "weight": weight.detach()}
    assert torch.equal(values(row, z, params).reshape(a.shape), a.detach())


@pytest.mark.parametrize("row", ROWS)
def test_only_learning_rows_have_a_learned_gradient(row):
    assert bool(row.learned) == (row.learned_gradient is not None)


@pytest.mark.parametrize("row", ROWS)
def test_row_explains_itself(row):
    for text in (row.label, row.explanation, row.source, row.saturation, row.death):
        assert text.strip()
    assert 40 <= len(row.explanation.split()) <= 130
    assert "torch." in row.source
    assert row.death.endswith(".")
    assert row.saturation.endswith(".")
    assert (row.saturated is None) == row.saturation.startswith("Saturation does not apply")
    for parameter in row.parameters:
        assert parameter.label.strip()
        assert parameter.help.endswith(".")
        assert parameter.check(parameter.default, "p") == parameter.default
        assert len(parameter.choices) == len(parameter.choice_labels)


@pytest.mark.parametrize("row", ROWS)
def test_formula_can_be_drawn(row, monkeypatch):
    monkeypatch.setattr(ziafont.config, "svg2", False)
    assert ziamath.Latex(row.formula).svg().startswith("<svg")
