"""Init schemes as lines of code: one entry for each row of the tables of weights and biases.

An entry turns the row's parameters into the line that fills `{layer}.weight` or `{layer}.bias`,
`{layer}` being an nn.Linear; weight schemes also get the expression of their gain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.export.script.literals import literal

Params = Mapping[str, Any]
WeightCode = Callable[[Params, str], str]
BiasCode = Callable[[Params], str]

_NORMAL = "nn.init.normal_({layer}.weight, 0.0, std)"
_BOUNDS = "nn.init.uniform_({layer}.%s, -bound, bound)"


def _fan(params: Params) -> str:
    return "{layer}.in_features" if params["mode"] == "fan_in" else "{layer}.out_features"


def _kaiming_normal(params: Params, gain: str) -> str:
    return f"std = {gain} / math.sqrt({_fan(params)})\n{_NORMAL}"


def _kaiming_uniform(params: Params, gain: str) -> str:
    bound = f"bound = math.sqrt(3.0) * ({gain} / math.sqrt({_fan(params)}))"
    return f"{bound}\n{_BOUNDS % 'weight'}"


def _uniform(params: Params, gain: str) -> str:
    return f"nn.init.uniform_({{layer}}.weight, {literal(params['a'])}, {literal(params['b'])})"


def _normal(params: Params, gain: str) -> str:
    mean, std = literal(params["mean"]), literal(params["std"])
    return f"nn.init.normal_({{layer}}.weight, {mean}, {std})"


def _mean_field(params: Params, gain: str) -> str:
    return f"std = {literal(params['sigma_w'])} / math.sqrt({{layer}}.in_features)\n{_NORMAL}"


WEIGHT_CODES: dict[str, WeightCode] = {
    "pytorch_default": lambda params, gain: (
        "nn.init.kaiming_uniform_({layer}.weight, a=math.sqrt(5))  # as nn.Linear does"
    ),
    "uniform": _uniform,
    "normal": _normal,
    "zeros": lambda params, gain: "nn.init.zeros_({layer}.weight)",
    "ones": lambda params, gain: "nn.init.ones_({layer}.weight)",
    "constant": lambda params, gain: (
        f"nn.init.constant_({{layer}}.weight, {literal(params['value'])})"
    ),
    "kaiming_normal": _kaiming_normal,
    "kaiming_uniform": _kaiming_uniform,
    "xavier_normal": lambda params, gain: f"nn.init.xavier_normal_({{layer}}.weight, gain={gain})",
    "xavier_uniform": lambda params, gain: (
        f"nn.init.xavier_uniform_({{layer}}.weight, gain={gain})"
    ),
    "orthogonal": lambda params, gain: f"nn.init.orthogonal_({{layer}}.weight, gain={gain})",
    "lecun_normal": lambda params, gain: f"std = 1 / math.sqrt({{layer}}.in_features)\n{_NORMAL}",
    "mean_field": _mean_field,
    "file": lambda params, gain: "",  # all layers at once, after the others are drawn
}

BIAS_CODES: dict[str, BiasCode] = {
    "pytorch_default": lambda params: (
        f"bound = 1 / math.sqrt({{layer}}.in_features)\n{_BOUNDS % 'bias'}"
    ),
    "zeros": lambda params: "nn.init.zeros_({layer}.bias)",
    "constant": lambda params: f"nn.init.constant_({{layer}}.bias, {literal(params['value'])})",
    "normal": lambda params: (
        f"nn.init.normal_({{layer}}.bias, {literal(params['mean'])}, {literal(params['std'])})"
    ),
    "mean_field": lambda params: (
        f"nn.init.normal_({{layer}}.bias, 0.0, {literal(params['sigma_b'])})"
    ),
}
