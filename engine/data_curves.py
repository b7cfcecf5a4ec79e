"""Regressions, generated: numbers as functions of one or two inputs.

Inputs are drawn uniformly; noise on the targets is added later, by `engine.datasets.build`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.dataset_row import DatasetRow, Params, RawData, regression, sample_count
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from engine.config.data import DataConfig


def _uniform(config: DataConfig, features: int, generator: Generator) -> Tensor:
    """Return (n, features) drawn uniformly from -1 to 1."""
    import torch

    return torch.rand(sample_count(config), features, generator=generator) * 2 - 1


def _numbers(inputs: Tensor, targets: Tensor) -> RawData:
    names = ("x",) if inputs.shape[1] == 1 else ("x1", "x2")
    return RawData(
        inputs=inputs, targets=targets.reshape(-1, 1), feature_names=names, target_names=("y",)
    )


def _line(config: DataConfig, params: Params, generator: Generator) -> RawData:
    x = _uniform(config, 1, generator)
    return _numbers(x, x * float(params["slope"]) + float(params["intercept"]))


def _sine(config: DataConfig, params: Params, generator: Generator) -> RawData:
    x = _uniform(config, 1, generator)
    return _numbers(x, (math.pi * float(params["periods"]) * x).sin())


def _steps(config: DataConfig, params: Params, generator: Generator) -> RawData:
    x = _uniform(config, 1, generator)
    number = int(params["number"])
    level = ((x + 1) / 2 * (number + 1)).floor().clamp(max=number)
    return _numbers(x, level * (2 / number) - 1)


def _plane(config: DataConfig, params: Params, generator: Generator) -> RawData:
    x = _uniform(config, 2, generator)
    y = x[:, 0] * float(params["slope_1"]) + x[:, 1] * float(params["slope_2"])
    return _numbers(x, y + float(params["intercept"]))


def _bumps(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    x = _uniform(config, 2, generator)
    number, width = int(params["number"]), float(params["width"])
    y = torch.zeros(len(x))
    for index in range(number):
        angle = 2 * math.pi * index / number
        centre = torch.tensor([0.6 * math.cos(angle), 0.6 * math.sin(angle)])
        distance = (x - centre).square().sum(dim=1)
        y += (-1) ** index * torch.exp(-distance / (2 * width**2))
    return _numbers(x, y)


def _slope(name: str, default: float, label: str, help: str) -> Parameter:
    return Parameter(
        name=name, kind="float", default=default, minimum=-100, maximum=100, label=label, help=help
    )


_INTERCEPT = _slope(
    "intercept",
    0.5,
    QT_TRANSLATE_NOOP("engine", "Intercept"),
    QT_TRANSLATE_NOOP("engine", "Target where all inputs are 0."),
)

CURVES = (
    DatasetRow(
        key="line",
        label=QT_TRANSLATE_NOOP("engine", "Line"),
        formula=r"y = a x + b, \quad x \sim U({-1}, 1)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A straight line. Without hidden layers the loss is a bowl, so this is the place to "
            "see gradient descent, momentum and a learning rate beyond the limit of stability at "
            "their plainest.",
        ),
        source="Goodfellow, Bengio & Courville 2016, Deep Learning, section 5.1.4",
        parameters=(
            _slope(
                "slope",
                2.0,
                QT_TRANSLATE_NOOP("engine", "Slope"),
                QT_TRANSLATE_NOOP("engine", "Change of the target for each unit of the input."),
            ),
            _INTERCEPT,
        ),
        generated=True,
        task=regression,
        load=_line,
    ),
    DatasetRow(
        key="sine",
        label=QT_TRANSLATE_NOOP("engine", "Sine"),
        formula=r"y = \sin(\pi p x), \quad x \sim U({-1}, 1)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A sine wave. With one period a small network fits it soon; with several, watch the "
            "fit curve take the slow swings first. Compare tanh, ReLU and sine as activations, "
            "and few samples with noise to see overfitting.",
        ),
        source="Rahaman et al. 2019, On the Spectral Bias of Neural Networks",
        parameters=(
            Parameter(
                name="periods",
                kind="float",
                default=1.0,
                minimum=0.1,
                maximum=20,
                label=QT_TRANSLATE_NOOP("engine", "Periods"),
                help=QT_TRANSLATE_NOOP("engine", "How many full waves fit between -1 and 1."),
            ),
        ),
        generated=True,
        task=regression,
        load=_sine,
    ),
    DatasetRow(
        key="steps",
        label=QT_TRANSLATE_NOOP("engine", "Steps"),
        formula=r"y = \tfrac{2}{k} \lfloor \tfrac{x + 1}{2} (k + 1) \rfloor - 1, "
        r"\quad x \sim U({-1}, 1)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A staircase from -1 to 1. The jumps need large weights: smooth activations round "
            "them off, ReLU networks build steep ramps. Compare squared with absolute error.",
        ),
        source="Cybenko 1989, Approximation by Superpositions of a Sigmoidal Function",
        parameters=(
            Parameter(
                name="number",
                kind="int",
                default=3,
                minimum=1,
                maximum=50,
                label=QT_TRANSLATE_NOOP("engine", "Jumps"),
                help=QT_TRANSLATE_NOOP("engine", "How many jumps lie between -1 and 1."),
            ),
        ),
        generated=True,
        task=regression,
        load=_steps,
    ),
    DatasetRow(
        key="plane",
        label=QT_TRANSLATE_NOOP("engine", "Plane"),
        formula=r"y = a_1 x_1 + a_2 x_2 + b, \quad x \sim U({-1}, 1)^2",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A tilted plane over two inputs. Nearly every network can represent it, so what does "
            "not learn here suffers from its initialisation or learning rate, not from too little "
            "capacity.",
        ),
        source="Goodfellow, Bengio & Courville 2016, Deep Learning, section 5.1.4",
        parameters=(
            _slope(
                "slope_1",
                1.0,
                QT_TRANSLATE_NOOP("engine", "Slope 1"),
                QT_TRANSLATE_NOOP("engine", "Change of the target for each unit of x1."),
            ),
            _slope(
                "slope_2",
                -1.0,
                QT_TRANSLATE_NOOP("engine", "Slope 2"),
                QT_TRANSLATE_NOOP("engine", "Change of the target for each unit of x2."),
            ),
            _INTERCEPT,
        ),
        generated=True,
        task=regression,
        load=_plane,
    ),
    DatasetRow(
        key="bumps",
        label=QT_TRANSLATE_NOOP("engine", "Bumps"),
        formula=r"y = \sum_{i=0}^{k-1} ({-1})^i \, \exp({-}\|x - c_i\|^2 / 2 w^2)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Gaussian hills and hollows in alternation, on a circle of radius 0.6. The narrower "
            "they are, the more units and steps they take; watch which bump is learnt first.",
        ),
        source="Cybenko 1989, Approximation by Superpositions of a Sigmoidal Function",
        parameters=(
            Parameter(
                name="number",
                kind="int",
                default=4,
                minimum=1,
                maximum=16,
                label=QT_TRANSLATE_NOOP("engine", "Bumps"),
                help=QT_TRANSLATE_NOOP("engine", "How many hills and hollows there are."),
            ),
            Parameter(
                name="width",
                kind="float",
                default=0.25,
                minimum=0.02,
                maximum=2,
                label=QT_TRANSLATE_NOOP("engine", "Bump width"),
                help=QT_TRANSLATE_NOOP("engine", "Standard deviation of each bump."),
            ),
        ),
        generated=True,
        task=regression,
        load=_bumps,
    ),
)
