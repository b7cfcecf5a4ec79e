"""Activation functions as PyTorch's users write them: one entry for each row of the table.

An entry turns the row's parameters into an expression that makes the module. `dtype` is the type
of what the module learns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.activations import ACTIVATIONS
from engine.export.script.literals import literal

Params = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ActivationCode:
    """How an activation is written, and a class of its own where PyTorch has none."""

    module: Callable[[Params, str], str]
    definition: str = ""


SINE = '''\
class Sine(nn.Module):
    """sin(omega z): periodic, so that it never saturates (Sitzmann et al. 2020)."""

    def __init__(self, omega):
        super().__init__()
        self.omega = omega

    def forward(self, z):
        return torch.sin(self.omega * z)'''


def _gelu(params: Params, dtype: str) -> str:
    exact = params["approximate"] == "none"
    return "nn.GELU()" if exact else f"nn.GELU(approximate={literal(params['approximate'])})"


ACTIVATION_CODES: dict[str, ActivationCode] = {
    "identity": ActivationCode(module=lambda params, dtype: "nn.Identity()"),
    "sigmoid": ActivationCode(module=lambda params, dtype: "nn.Sigmoid()"),
    "tanh": ActivationCode(module=lambda params, dtype: "nn.Tanh()"),
    "relu": ActivationCode(module=lambda params, dtype: "nn.ReLU()"),
    "leaky_relu": ActivationCode(
        module=lambda params, dtype: f"nn.LeakyReLU({literal(params['negative_slope'])})"
    ),
    "prelu": ActivationCode(
        module=lambda params, dtype: f"nn.PReLU(init={literal(params['init'])}, dtype={dtype})"
    ),
    "elu": ActivationCode(module=lambda params, dtype: f"nn.ELU({literal(params['alpha'])})"),
    "selu": ActivationCode(module=lambda params, dtype: "nn.SELU()"),
    "gelu": ActivationCode(module=_gelu),
    "silu": ActivationCode(module=lambda params, dtype: "nn.SiLU()"),
    "softplus": ActivationCode(
        module=lambda params, dtype: (
            f"nn.Softplus({literal(params['beta'])}, {literal(params['threshold'])})"
        )
    ),
    "hardtanh": ActivationCode(
        module=lambda params, dtype: (
            f"nn.Hardtanh({literal(params['min_val'])}, {literal(params['max_val'])})"
        )
    ),
    "sine": ActivationCode(
        module=lambda params, dtype: f"Sine({literal(params['omega'])})", definition=SINE
    ),
}


def module(key: str, given: Params, dtype: str = "DTYPE") -> str:
    """Return the expression that makes the activation `key`; what is not `given` is default."""
    params = ACTIVATIONS[key].resolve(given, "model.activation_params")
    return ACTIVATION_CODES[key].module(params, dtype)


def definitions(*keys: str) -> list[str]:
    """Return the classes that these activations need, each once."""
    found = (ACTIVATION_CODES[key].definition for key in keys)
    return [each for each in dict.fromkeys(found) if each]
