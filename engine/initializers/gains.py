"""The gain that undoes what an activation does to the size of a signal."""

from __future__ import annotations

import math
from typing import Literal

from engine.activations import Activation
from engine.initializers.row import Params

GainSource = Literal["given", "pytorch", "exact", "linear"]

_REACH = 12.0  # standard deviations; beyond lie 4e-33 of the normal distribution
_POINTS = 240_001  # odd, so that 0, where most kinks are, is one of them


def gain_for(
    activation: Activation, activation_params: Params, weights_params: Params
) -> tuple[float, GainSource]:
    """Return the gain for layers followed by `activation`, and where it comes from.

    `weights_params` are resolved parameters of a weight scheme. Its ``gain`` is taken if it is a
    number ("given"). If it is None or "auto", it is 1 after the identity ("linear"), else
    PyTorch's recommendation where it has one ("pytorch"), else the exact forward gain ("exact").
    Source: `torch.nn.init.calculate_gain`; He et al. 2015, section 2.2.
    """
    given = weights_params.get("gain")
    if given is not None and given != "auto":
        return float(given), "given"
    if activation.key == "identity":
        return 1.0, "linear"
    recommended = activation.pytorch_gain(_complete(activation, activation_params))
    if recommended is not None:
        return recommended, "pytorch"
    return exact_gain(activation, activation_params), "exact"


def exact_gain(activation: Activation, params: Params) -> float:
    """Return the forward gain 1 / sqrt(E f(z)^2) for z ~ N(0, 1).

    Weights of variance gain^2 / fan_in then keep the mean square of the pre-activations from layer
    to layer. The mean square counts, not the variance: sigmoid has 1.8462 (its standard deviation
    would give 4.8013, which ignores that its mean is not 0). By the trapezoidal rule in float64,
    right to 1e-6. `params` that are missing take their defaults.
    """
    import torch

    z = torch.linspace(-_REACH, _REACH, _POINTS, dtype=torch.float64)
    a = torch.empty_like(z)
    activation.forward(z, a, _complete(activation, params))
    density = torch.exp(-0.5 * z * z) * (2 * _REACH / (_POINTS - 1) / math.sqrt(2 * math.pi))
    return 1 / math.sqrt(float((a * a * density).sum()))


def _complete(activation: Activation, params: Params) -> Params:
    return {each.name: each.default for each in activation.parameters} | dict(params)
