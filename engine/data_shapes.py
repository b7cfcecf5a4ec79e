"""Classes in the plane, generated: the disc of the textbook, rings, moons, spirals …

Every function draws from the generator in one fixed order, so that a seed always gives the same
data; noise is added later, by `engine.datasets.build`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.dataset_row import DatasetRow, Params, RawData, classification, sample_count
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from engine.config.data import DataConfig


def _in_the_plane(inputs: Tensor, targets: Tensor, classes: int = 2) -> RawData:
    return RawData(
        inputs=inputs,
        targets=targets.long(),
        feature_names=("x1", "x2"),
        class_names=tuple(str(index) for index in range(classes)),
    )


def _in_turn(samples: int, classes: int) -> Tensor:
    """Classes 0, 1, … k-1, 0, 1, …: as balanced as the number of samples allows."""
    import torch

    return torch.arange(samples) % classes


def _disc(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    x = torch.randn(sample_count(config), 2, generator=generator)
    return _in_the_plane(x, x[:, 0] ** 2 + x[:, 1] ** 2 > 1)


def _circles(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    samples = sample_count(config)
    inner = _in_turn(samples, 2)
    angle = torch.rand(samples, generator=generator) * (2 * math.pi)
    radius = torch.where(inner == 1, float(params["factor"]), 1.0)
    x = torch.stack((radius * angle.cos(), radius * angle.sin()), dim=1)
    return _in_the_plane(x, inner)


def _moons(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    samples = sample_count(config)
    lower = _in_turn(samples, 2)
    angle = torch.rand(samples, generator=generator) * math.pi
    upper_moon = torch.stack((angle.cos(), angle.sin()), dim=1)
    lower_moon = torch.stack((1 - angle.cos(), 0.5 - angle.sin()), dim=1)
    return _in_the_plane(torch.where(lower[:, None] == 1, lower_moon, upper_moon), lower)


def _xor(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    x = torch.rand(sample_count(config), 2, generator=generator) * 2 - 1
    return _in_the_plane(x, (x[:, 0] > 0) != (x[:, 1] > 0))


def _blobs(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    samples, classes = sample_count(config), int(params["classes"])
    label = _in_turn(samples, classes)
    angle = label * (2 * math.pi / classes)
    centre = 2 * torch.stack((angle.cos(), angle.sin()), dim=1)
    scatter = torch.randn(samples, 2, generator=generator) * float(params["spread"])
    return _in_the_plane(centre + scatter, label, classes)


def _spirals(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    samples, arms = sample_count(config), int(params["arms"])
    arm = _in_turn(samples, arms)
    # The root makes the points about equally dense along the whole arm.
    radius = torch.rand(samples, generator=generator).sqrt()
    angle = 2 * math.pi * (float(params["turns"]) * radius + arm / arms)
    return _in_the_plane(torch.stack((radius * angle.cos(), radius * angle.sin()), 1), arm, arms)


def _checkerboard(config: DataConfig, params: Params, generator: Generator) -> RawData:
    import torch

    cells = int(params["cells"])
    x = torch.rand(sample_count(config), 2, generator=generator)
    square = (x * cells).long().clamp(max=cells - 1)
    return _in_the_plane(x * 2 - 1, square.sum(dim=1) % 2)


SHAPES = (
    DatasetRow(
        key="disc",
        label=QT_TRANSLATE_NOOP("engine", "Disc"),
        formula=r"x \sim N(0, I), \quad y = 1 \Leftrightarrow x_1^2 + x_2^2 > 1",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The textbook experiment: points from a normal distribution, class 1 outside the unit "
            "circle. One hidden layer is enough; compare sigmoid, ReLU and Leaky ReLU from the "
            "same initial weights, and give the sigmoid a learning rate of 0.1.",
        ),
        source="torch.randn; the textbook experiment",
        generated=True,
        task=classification,
        load=_disc,
    ),
    DatasetRow(
        key="circles",
        label=QT_TRANSLATE_NOOP("engine", "Circles"),
        formula=r"x = r_y \, (\cos t, \sin t), \quad r_0 = 1, \; r_1 = f",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Two rings, one inside the other. No straight line separates them, so a network "
            "without hidden layers stays at chance; bring the radii together or add noise to make "
            "it harder.",
        ),
        source="scikit-learn make_circles",
        parameters=(
            Parameter(
                name="factor",
                kind="float",
                default=0.5,
                minimum=0.05,
                maximum=0.95,
                label=QT_TRANSLATE_NOOP("engine", "Inner radius"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "Radius of the inner ring; the outer ring has radius 1."
                ),
            ),
        ),
        generated=True,
        task=classification,
        load=_circles,
    ),
    DatasetRow(
        key="moons",
        label=QT_TRANSLATE_NOOP("engine", "Moons"),
        formula=r"(\cos t, \sin t) \; (y = 0), \quad "
        r"(1 - \cos t, \tfrac{1}{2} - \sin t) \; (y = 1)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Two half circles that reach into each other. A straight line gets most points right, "
            "so watch the loss linger there before the boundary bends; noise of 0.1 to 0.2 makes "
            "the classes overlap.",
        ),
        source="scikit-learn make_moons",
        generated=True,
        task=classification,
        load=_moons,
    ),
    DatasetRow(
        key="xor",
        label="XOR",
        formula=r"y = 1 \Leftrightarrow x_1 x_2 < 0",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Opposite quadrants share a class: the classic problem that no network without a "
            "hidden layer can solve. With few hidden units it often stops halfway; try several "
            "seeds, and then more width.",
        ),
        source="Minsky & Papert 1969, Perceptrons; Rumelhart, Hinton & Williams 1986",
        generated=True,
        task=classification,
        load=_xor,
    ),
    DatasetRow(
        key="blobs",
        label=QT_TRANSLATE_NOOP("engine", "Blobs"),
        formula=r"x \sim N(\mu_y, s^2 I), \quad \mu_y = 2 \, (\cos \tfrac{2 \pi y}{k}, "
        r"\sin \tfrac{2 \pi y}{k})",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Gaussian clouds around centres on a circle, one for each class. Easy while the clouds "
            "are apart, with a loss that cannot reach zero once they overlap; use it to see "
            "cross-entropy and softmax with several classes.",
        ),
        source="scikit-learn make_blobs",
        parameters=(
            Parameter(
                name="classes",
                kind="int",
                default=3,
                minimum=2,
                maximum=10,
                label=QT_TRANSLATE_NOOP("engine", "Classes"),
                help=QT_TRANSLATE_NOOP("engine", "How many clouds there are, each its own class."),
            ),
            Parameter(
                name="spread",
                kind="float",
                default=0.5,
                minimum=0,
                maximum=10,
                label=QT_TRANSLATE_NOOP("engine", "Spread"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "Standard deviation of each cloud; the centres have radius 2."
                ),
            ),
        ),
        generated=True,
        task=classification,
        load=_blobs,
    ),
    DatasetRow(
        key="spirals",
        label=QT_TRANSLATE_NOOP("engine", "Spirals"),
        formula=r"x = r \, (\cos \varphi, \sin \varphi), \quad \varphi = 2 \pi (t r + y / k)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Arms of spirals, one for each class: the classic hard problem in the plane. It needs "
            "more width or depth and more steps; with too little the loss stays on a plateau for "
            "a long time. Compare tanh, ReLU and sine, and inputs as they are with standardised "
            "ones.",
        ),
        source="Lang & Witbrock 1988, Learning to Tell Two Spirals Apart",
        parameters=(
            Parameter(
                name="arms",
                kind="int",
                default=2,
                minimum=2,
                maximum=10,
                label=QT_TRANSLATE_NOOP("engine", "Arms"),
                help=QT_TRANSLATE_NOOP("engine", "How many arms there are, each its own class."),
            ),
            Parameter(
                name="turns",
                kind="float",
                default=1.5,
                minimum=0.1,
                maximum=10,
                label=QT_TRANSLATE_NOOP("engine", "Turns"),
                help=QT_TRANSLATE_NOOP("engine", "How often each arm winds around the centre."),
            ),
        ),
        generated=True,
        task=classification,
        load=_spirals,
    ),
    DatasetRow(
        key="checkerboard",
        label=QT_TRANSLATE_NOOP("engine", "Checkerboard"),
        formula=r"y = (\lfloor c \, u_1 \rfloor + \lfloor c \, u_2 \rfloor) \; \mathrm{mod} \; 2, "
        r"\quad u = (x + 1) / 2",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Black and white squares in alternation. The more cells a side, the higher the "
            "frequency that must be learnt, and networks learn low frequencies first; compare "
            "widths, depths and a sine activation.",
        ),
        source="Rahaman et al. 2019, On the Spectral Bias of Neural Networks",
        parameters=(
            Parameter(
                name="cells",
                kind="int",
                default=4,
                minimum=2,
                maximum=32,
                label=QT_TRANSLATE_NOOP("engine", "Cells"),
                help=QT_TRANSLATE_NOOP("engine", "How many squares stand along each side."),
            ),
        ),
        generated=True,
        task=classification,
        load=_checkerboard,
    ),
)
