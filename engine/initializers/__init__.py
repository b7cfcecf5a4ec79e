"""How weights and biases start: one table for each, gains, and weights read from a file."""

from __future__ import annotations

from engine.initializers.biases import BIAS_INITIALIZERS
from engine.initializers.gains import GainSource, exact_gain, gain_for
from engine.initializers.row import BiasInit, Params, WeightInit
from engine.initializers.weights import WEIGHT_INITIALIZERS
from engine.initializers.weights_file import read_slopes, read_weights_file

__all__ = [
    "BIAS_INITIALIZERS",
    "WEIGHT_INITIALIZERS",
    "BiasInit",
    "GainSource",
    "Params",
    "WeightInit",
    "exact_gain",
    "gain_for",
    "read_slopes",
    "read_weights_file",
]
