from dataclasses import dataclass
from typing import Any
from engine.table import Parameter, Row, Table


@dataclass(frozen=True, kw_only=True)
class WeightInit(Row):
    fill: Any = None
    uses_gain: bool = False


@dataclass(frozen=True, kw_only=True)
class BiasInit(Row):
    fill: Any = None


def _p(name, default, **k):
    return Parameter(name=name, kind=k.pop("kind", "float"), default=default, label=name, help=name, **k)


def _row(cls, key, *parameters, **more):
    return cls(key=key, label=key, formula="x", explanation=key, source=key, parameters=parameters, **more)


_MODE = _p("mode", "fan_in", kind="choice", choices=("fan_in", "fan_out"), choice_labels=("fan_in", "fan_out"))
WEIGHT_INITIALIZERS = Table(
    _row(WeightInit, "pytorch_default"), _row(WeightInit, "uniform", _p("a", -0.1), _p("b", 0.1)), _row(WeightInit, "normal", _p("mean", 0.0), _p("std", 0.1)),
    _row(WeightInit, "zeros"), _row(WeightInit, "ones"), _row(WeightInit, "constant", _p("value", 0.1)),
    *(_row(WeightInit, k, _MODE, _p("gain", None, optional=True), uses_gain=True) for k in ("kaiming_normal", "kaiming_uniform")),
    *(_row(WeightInit, k, _p("gain", 1.0, optional=True), uses_gain=True) for k in ("xavier_normal", "xavier_uniform", "orthogonal")),
    _row(WeightInit, "lecun_normal"), _row(WeightInit, "mean_field", _p("sigma_w", 1.0)), _row(WeightInit, "file", _p("path", "", kind="path")),
)
BIAS_INITIALIZERS = Table(_row(BiasInit, "pytorch_default"), _row(BiasInit, "zeros"), _row(BiasInit, "constant", _p("value", 0.0)), _row(BiasInit, "normal", _p("mean", 0.0), _p("std", 0.1)), _row(BiasInit, "mean_field", _p("sigma_b", 0.0)))


def gain_for(activation, activation_params, weights_params): ...
def exact_gain(activation, params): ...
def read_weights_file(path, shapes): ...
