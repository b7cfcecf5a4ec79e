"""Pictures of a network's present state: parts of the event `Picture`."""

from __future__ import annotations

from engine.messages.parts import Array, Struct


class Surface(Struct, frozen=True):
    """The network over the plane of two features.

    `values` float32 (classes or targets, height, width): probabilities of the classes (binary:
    one plane, of class 1) or outputs; row 0 is the smallest y.
    """

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    values: Array


class FitCurve(Struct, frozen=True):
    """Predictions over one feature: `x` (m,), `y` (m, targets or classes)."""

    x: Array
    y: Array


class Confusion(Struct, frozen=True):
    """Counts (true class, predicted class) over the first `samples` of the `part` named."""

    counts: Array
    part: str  # "test" or "train"
    samples: int


class Distributions(Struct, frozen=True):
    """Histograms of each hidden layer's activations on a fixed probe of the training data.

    `counts` (layers, bins), `edges` (layers, bins + 1); `pre_counts`, `pre_edges` likewise of the
    pre-activations.
    """

    counts: Array
    edges: Array
    pre_counts: Array
    pre_edges: Array
