from __future__ import annotations

import math
import os
import struct

import pytest
import torch
import ziafont
import ziamath
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.activations import ACTIVATIONS
from engine.initializers import (
    BIAS_INITIALIZERS,
    WEIGHT_INITIALIZERS,
    exact_gain,
    gain_for,
    read_weights_file,
)
from engine.text import EngineError

WEIGHT_KEYS = [
    "pytorch_default",
    "uniform",
    "normal",
    "zeros",
    "ones",
    "constant",
    "kaiming_normal",
    "kaiming_uniform",
    "xavier_normal",
    "xavier_uniform",
    "orthogonal",
    "lecun_normal",
    "mean_field",
    "file",
]
BIAS_KEYS = ["pytorch_default", "zeros", "constant", "normal", "mean_field"]
ALL_ROWS = [
    pytest.param(row, id=f"{kind}-{row.key}")
    for kind, table in (("weights", WEIGHT_INITIALIZERS), ("biases", BIAS_INITIALIZERS))
    for row in table.values()
]
SHAPES = [(16, 2), (7, 30), (12, 12), (1, 5)]


def seeded(seed: int = 42) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def drawn(key: str, shape: tuple[int, int], gain: float = 1.0, seed: int = 42, **given) -> Tensor:
    row = WEIGHT_INITIALIZERS[key]
    w = torch.full(shape, math.nan)
    row.fill(w, gain, row.resolve(given, "p"), seeded(seed))
    return w


def drawn_bias(key: str, out: int, fan_in: int = 9, **given) -> Tensor:
    row = BIAS_INITIALIZERS[key]
    b = torch.full((out,), math.nan)
    row.fill(b, fan_in, row.resolve(given, "p"), seeded())
    return b


def test_tables_have_all_schemes_in_order():
    assert list(WEIGHT_INITIALIZERS) == WEIGHT_KEYS
    assert sorted(BIAS_INITIALIZERS) == sorted(BIAS_KEYS)


# scheme, given parameters, gain, the call of torch.nn.init that it must equal bit for bit
EQUALS = [
    ("pytorch_default", {}, 1.0, lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5))),
    ("uniform", {"a": -0.3, "b": 0.7}, 1.0, lambda w: nn.init.uniform_(w, -0.3, 0.7)),
    ("normal", {"mean": 0.5, "std": 0.2}, 1.0, lambda w: nn.init.normal_(w, 0.5, 0.2)),
    ("zeros", {}, 1.0, nn.init.zeros_),
    ("ones", {}, 1.0, nn.init.ones_),
    ("constant", {"value": -0.25}, 1.0, lambda w: nn.init.constant_(w, -0.25)),
    ("kaiming_normal", {}, math.sqrt(2), lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu")),
    ("kaiming_normal", {"mode": "fan_out"}, 5 / 3,
     lambda w: nn.init.kaiming_normal_(w, mode="fan_out", nonlinearity="tanh")),
    ("kaiming_uniform", {}, math.sqrt(2),
     lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu")),
    ("kaiming_uniform", {"mode": "fan_out"}, math.sqrt(2 / (1 + 0.2**2)),
     lambda w: nn.init.kaiming_uniform_(w, a=0.2, mode="fan_out")),
    ("xavier_normal", {}, 5 / 3, lambda w: nn.init.xavier_normal_(w, 5 / 3)),
    ("xavier_uniform", {}, 1.0, nn.init.xavier_uniform_),
    ("xavier_uniform", {}, 5 / 3, lambda w: nn.init.xavier_uniform_(w, 5 / 3)),
    ("orthogonal", {}, math.sqrt(2), lambda w: nn.init.orthogonal_(w, math.sqrt(2))),
    ("lecun_normal", {}, 1.0, lambda w: nn.init.kaiming_normal_(w, nonlinearity="linear")),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize(("key", "given", "gain", "fill"), EQUALS)
def test_weights_are_bitwise_those_of_pytorch(key, given, gain, fill, shape):
    wanted = torch.empty(shape)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(42)
        fill(wanted)
    assert torch.equal(drawn(key, shape, gain, **given), wanted)


def test_every_scheme_that_draws_is_compared_with_pytorch():
    assert {case[0] for case in EQUALS} == set(WEIGHT_KEYS) - {"mean_field", "file"}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_defaults_are_bitwise_those_of_a_linear_layer(shape):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(42)
        layer = nn.Linear(shape[1], shape[0])
    generator = seeded()
    w, b = torch.empty(shape), torch.empty(shape[0])
    WEIGHT_INITIALIZERS["pytorch_default"].fill(w, 1.0, {}, generator)
    BIAS_INITIALIZERS["pytorch_default"].fill(b, shape[1], {}, generator)
    assert torch.equal(w, layer.weight)
    assert torch.equal(b, layer.bias)


@pytest.mark.parametrize("key", sorted(set(WEIGHT_KEYS) - {"file"}))
def test_gain_counts_only_where_the_row_says_so(key):
    plain, doubled = drawn(key, (6, 8), 1.0), drawn(key, (6, 8), 2.0)
    if WEIGHT_INITIALIZERS[key].uses_gain:
        torch.testing.assert_close(doubled, 2 * plain)
    else:
        assert torch.equal(doubled, plain)


@pytest.mark.parametrize("shape", [(20, 20), (10, 30), (30, 10)], ids=str)
def test_orthogonal_has_equal_singular_values(shape):
    singular = torch.linalg.svdvals(drawn("orthogonal", shape, 1.5))
    torch.testing.assert_close(singular, torch.full_like(singular, 1.5), rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("key", "given", "gain", "variance"),
    [
        ("pytorch_default", {}, 1.0, 1 / (3 * 400)),
        ("lecun_normal", {}, 1.0, 1 / 400),
        ("mean_field", {"sigma_w": 2.5}, 1.0, 2.5**2 / 400),
        ("kaiming_normal", {}, math.sqrt(2), 2 / 400),
        ("kaiming_uniform", {}, math.sqrt(2), 2 / 400),
        ("kaiming_normal", {"mode": "fan_out"}, math.sqrt(2), 2 / 300),
        ("xavier_normal", {}, 1.0, 2 / 700),
        ("xavier_uniform", {}, 1.0, 2 / 700),
    ],
)
def test_variance_of_weights(key, given, gain, variance):
    w = drawn(key, (300, 400), gain, **given)
    assert w.var().item() == pytest.approx(variance, rel=0.02)
    assert abs(w.mean().item()) < 5 * math.sqrt(variance / w.numel())


def test_biases():
    assert not drawn_bias("zeros", 5).any()
    assert drawn_bias("constant", 5, value=0.5).tolist() == [0.5] * 5
    default = drawn_bias("pytorch_default", 20_000, fan_in=16)
    assert 0.2499 < default.abs().max() <= 0.25
    normal = drawn_bias("normal", 20_000, mean=2.0, std=0.5)
    assert normal.mean().item() == pytest.approx(2, rel=0.01)
    assert normal.std().item() == pytest.approx(0.5, rel=0.03)
    assert drawn_bias("mean_field", 20_000, sigma_b=0.3).std().item() == pytest.approx(
        0.3, rel=0.03
    )
    assert not drawn_bias("mean_field", 5, sigma_b=0.0).any()


@pytest.mark.parametrize(
    ("key", "gain"),
    [("tanh", 1.5925), ("gelu", 1.5335), ("silu", 1.6765), ("elu", 1.2452), ("sigmoid", 1.8462)],
)
def test_exact_gains(key, gain):
    assert exact_gain(ACTIVATIONS[key], {}) == pytest.approx(gain, abs=5e-5)


@pytest.mark.parametrize(
    ("key", "params", "gain"),
    [
        ("identity", {}, 1.0),
        ("relu", {}, math.sqrt(2)),
        ("leaky_relu", {"negative_slope": 0.2}, math.sqrt(2 / 1.04)),
        ("prelu", {}, math.sqrt(2 / (1 + 0.25**2))),
        ("selu", {}, 1.0),
        ("sine", {"omega": 30.0}, math.sqrt(2)),
        ("sine", {}, 1 / math.sqrt((1 - math.exp(-2)) / 2)),
    ],
)
def test_exact_gains_in_closed_form(key, params, gain):
    assert exact_gain(ACTIVATIONS[key], params) == pytest.approx(gain, rel=1e-6)


@pytest.mark.parametrize(
    ("key", "params", "weights_params", "wanted"),
    [
        ("relu", {}, {"gain": None}, (math.sqrt(2), "pytorch")),
        ("relu", {}, {"gain": "auto"}, (math.sqrt(2), "pytorch")),
        ("relu", {}, {"gain": 3}, (3.0, "given")),
        ("gelu", {}, {"gain": 0.5}, (0.5, "given")),
        ("tanh", {}, {"gain": None}, (5 / 3, "pytorch")),
        ("selu", {}, {"gain": None}, (0.75, "pytorch")),
        ("leaky_relu", {}, {"gain": None}, (math.sqrt(2 / 1.0001), "pytorch")),
        ("leaky_relu", {"negative_slope": 1.0}, {"gain": None}, (1.0, "pytorch")),
        ("identity", {}, {"gain": None}, (1.0, "linear")),
        ("gelu", {}, {"gain": None}, (pytest.approx(1.5335, abs=5e-5), "exact")),
        ("silu", {}, {}, (pytest.approx(1.6765, abs=5e-5), "exact")),
    ],
)
def test_gain_and_where_it_comes_from(key, params, weights_params, wanted):
    assert gain_for(ACTIVATIONS[key], params, weights_params) == wanted


@pytest.mark.parametrize("key", [key for key in WEIGHT_KEYS if WEIGHT_INITIALIZERS[key].uses_gain])
def test_gain_is_automatic_for_kaiming_and_1_for_the_others(key):
    row = WEIGHT_INITIALIZERS[key]
    assert row.resolve({}, "p")["gain"] == (None if key.startswith("kaiming") else 1.0)
    assert row.resolve({"gain": "auto"}, "p")["gain"] is None
    with pytest.raises(EngineError, match=r"p\.gain is 0; it must be greater than 0"):
        row.resolve({"gain": 0}, "p")


def test_uniform_range_must_not_be_reversed():
    row = WEIGHT_INITIALIZERS["uniform"]
    with pytest.raises(EngineError, match=r"^init\.weights_params: a is 0\.5 and b is 0\.1; "):
        row.resolve({"a": 0.5}, "init.weights_params")
    assert row.resolve({"a": 0.1}, "p") == {"a": 0.1, "b": 0.1}


def test_file_is_not_filled_layer_by_layer():
    with pytest.raises(TypeError, match="read_weights_file"):
        drawn("file", (2, 2))


@pytest.mark.parametrize("row", ALL_ROWS)
def test_row_explains_itself(row, monkeypatch):
    for text in (row.label, row.explanation, row.source):
        assert text.strip()
    assert 40 <= len(row.explanation.split()) <= 130
    assert "torch." in row.source
    for parameter in row.parameters:
        assert parameter.label.strip()
        assert parameter.help.endswith(".")
        assert parameter.check(parameter.default, "p") == parameter.default
    monkeypatch.setattr(ziafont.config, "svg2", False)
    assert ziamath.Latex(row.formula).svg().startswith("<svg")


# Weights from a file

LAYERS = [(4, 2), (3, 4), (1, 3)]


def tensors(dtype: torch.dtype = torch.float32) -> dict[str, Tensor]:
    generator = seeded()
    found = {}
    for layer, (out, fan_in) in enumerate(LAYERS, start=1):
        found[f"layers.{layer}.weight"] = torch.randn(out, fan_in, generator=generator).to(dtype)
        found[f"layers.{layer}.bias"] = torch.randn(out, generator=generator).to(dtype)
    return found


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_file_is_read_as_saved(tmp_path, dtype):
    saved = tensors(dtype)
    path = tmp_path / "weights.safetensors"
    save_file({**saved, "layers.1.slope": torch.ones(1)}, path)
    read = read_weights_file(path, LAYERS)
    path.unlink()
    assert len(read) == 3
    for layer, (w, b) in enumerate(read, start=1):
        assert w.dtype == b.dtype == dtype
        assert torch.equal(w, saved[f"layers.{layer}.weight"])
        assert torch.equal(b, saved[f"layers.{layer}.bias"])


def without(name: str) -> dict[str, Tensor]:
    return {key: value for key, value in tensors().items() if key != name}


BAD_TENSORS = {
    "missing bias": (without("layers.2.bias"), r"has no tensor layers\.2\.bias; a network of 3"),
    "missing layer": (
        {"fc1.weight": torch.ones(4, 2)}, r"has no tensor layers\.1\.weight; a network of 3"),
    "transposed": (
        tensors() | {"layers.1.weight": torch.ones(2, 4)},
        r"layers\.1\.weight has the shape \(2, 4\), but the network needs \(4, 2\)"),
    "bias as column": (
        tensors() | {"layers.3.bias": torch.ones(1, 1)},
        r"layers\.3\.bias has the shape \(1, 1\), but the network needs \(1,\)"),
    "half precision": (
        tensors() | {"layers.1.bias": torch.ones(4).half()},
        r"layers\.1\.bias has the type F16; save it as float32 or float64"),
    "whole numbers": (
        tensors() | {"layers.1.bias": torch.ones(4).long()},
        r"layers\.1\.bias has the type I64; save it"),
    "NaN": (
        tensors() | {"layers.2.weight": torch.full((3, 4), math.nan)},
        r"layers\.2\.weight has 12 values that are not finite"),
    "infinite": (
        tensors() | {"layers.3.bias": torch.tensor([math.inf])},
        r"layers\.3\.bias has 1 values that are not finite"),
    "deeper": (
        tensors() | {"layers.4.weight": torch.ones(1, 1)},
        r"holds 4 layers, but the network has 3; set the number of hidden layers to 3"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), BAD_TENSORS.values(), ids=BAD_TENSORS.keys())
def test_unfit_weights_are_refused_in_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "weights.safetensors"
    save_file(content, path)
    with pytest.raises(EngineError, match=sentence) as caught:
        read_weights_file(path, LAYERS)
    assert_one_sentence(caught.value, str(path))


def assert_one_sentence(error: EngineError, path: str) -> None:
    said = str(error)
    assert said.startswith(path)
    assert said.endswith(".")
    assert "\n" not in said
    assert error.field == "init.weights_params.path"


def whole_file(tmp_path) -> bytes:
    path = tmp_path / "whole.safetensors"
    save_file(tensors(), path)
    return path.read_bytes()


BROKEN = {
    "empty": lambda whole: b"",
    "cut in the data": lambda whole: whole[:-5],
    "cut in the header": lambda whole: whole[:40],
    "data behind the end": lambda whole: whole + b"more",
    "foreign": lambda whole: b"PK\x03\x04" + bytes(200),
    "giant header": lambda whole: struct.pack("<Q", 2**62) + whole[8:],
    "no JSON": lambda whole: whole[:8] + b"{[" + whole[10:],
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN.keys())
def test_broken_files_are_refused_in_one_sentence(tmp_path, damage):
    path = tmp_path / "broken.safetensors"
    path.write_bytes(damage(whole_file(tmp_path)))
    with pytest.raises(EngineError, match="is no whole safetensors file") as caught:
        read_weights_file(path, LAYERS)
    assert_one_sentence(caught.value, str(path))


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing.safetensors"):
        with pytest.raises(EngineError, match="is no file; choose a safetensors file") as caught:
            read_weights_file(path, LAYERS)
        assert_one_sentence(caught.value, str(path))
    with pytest.raises(EngineError, match=r"^init\.output_params\.path is empty; choose"):
        read_weights_file("", LAYERS, "init.output_params.path")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(EngineError, match="is no file"):
        read_weights_file(path, LAYERS)
