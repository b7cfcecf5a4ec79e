"""The table of activation functions; each row stands beside its functions in this package."""

from __future__ import annotations

from engine.activations.bounded import HARDTANH, SIGMOID, SINE, TANH
from engine.activations.exponential import ELU, SELU, SOFTPLUS
from engine.activations.gated import GELU, SILU
from engine.activations.linear import IDENTITY
from engine.activations.rectifiers import LEAKY_RELU, PRELU, RELU
from engine.activations.row import SATURATION_SLOPE, Activation, Params
from engine.table import Table

__all__ = ["ACTIVATIONS", "SATURATION_SLOPE", "Activation", "Params"]

ACTIVATIONS: Table[Activation] = Table(
    IDENTITY,
    SIGMOID,
    TANH,
    RELU,
    LEAKY_RELU,
    PRELU,
    ELU,
    SELU,
    GELU,
    SILU,
    SOFTPLUS,
    HARDTANH,
    SINE,
)
