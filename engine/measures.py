"""Every measured quantity: its name, definition, unit and source.

How each is computed stands in `engine.measure_functions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from engine import measure_functions
from engine.measure_functions import Raw, Values
from engine.table import Row, Table
from engine.text import QT_TRANSLATE_NOOP

Scope = Literal["run", "layer", "hidden"]

DIVERGED_SHARE = "diverged_share"
PERCENTS = (10, 90)
"""The quantiles, besides the median, that are told of a stack of seeds."""


@dataclass(frozen=True, kw_only=True)
class Measure(Row):
    """A measured quantity.

    `scope`: one value a run, one per layer (hidden and output), or one per hidden layer. Dense
    measures come at every step through `compute`, which returns (steps, N) or (steps, layers,
    N) or None where the quantity does not apply; the others come as readings at some steps.
    """

    scope: Scope
    symbol: str
    unit: str = ""
    logarithmic: bool = False
    compute: Callable[[Raw], Values | None] | None = field(default=None, repr=False)

    @property
    def dense(self) -> bool:
        """Whether it is measured at every step."""
        return self.compute is not None


MEASURES: Table[Measure] = Table(
    Measure(
        key="loss/train",
        label=QT_TRANSLATE_NOOP("engine", "Training loss"),
        symbol="L",
        formula=r"L = \frac{1}{B} \sum_{i=1}^{B} \ell(o_i, y_i)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Mean loss over the batch, before the step. The loss after the last step is lower or "
            "higher again by one update.",
        ),
        source="Goodfellow, Bengio & Courville 2016, ch. 8",
        scope="run",
        logarithmic=True,
        compute=measure_functions.loss_train,
    ),
    Measure(
        key="loss/test",
        label=QT_TRANSLATE_NOOP("engine", "Test loss"),
        symbol="L_{test}",
        formula=r"L_{test} = \frac{1}{n} \sum_{i \in test} \ell(o_i, y_i)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Mean loss over the whole test set. Rising while the training loss falls, it shows "
            "overfitting.",
        ),
        source="Goodfellow, Bengio & Courville 2016, ch. 5",
        scope="run",
        logarithmic=True,
    ),
    Measure(
        key="accuracy/train",
        label=QT_TRANSLATE_NOOP("engine", "Training accuracy"),
        symbol="acc",
        formula=r"\frac{1}{B} \sum_{i=1}^{B} [\hat{y}_i = y_i]",
        explanation=QT_TRANSLATE_NOOP(
            "engine", "Share of the batch that is classified rightly, before the step."
        ),
        source="Goodfellow, Bengio & Courville 2016, ch. 5",
        scope="run",
        compute=measure_functions.accuracy_train,
    ),
    Measure(
        key="accuracy/test",
        label=QT_TRANSLATE_NOOP("engine", "Test accuracy"),
        symbol="acc_{test}",
        formula=r"\frac{1}{n} \sum_{i \in test} [\hat{y}_i = y_i]",
        explanation=QT_TRANSLATE_NOOP(
            "engine", "Share of the whole test set that is classified rightly."
        ),
        source="Goodfellow, Bengio & Courville 2016, ch. 5",
        scope="run",
    ),
    Measure(
        key="learning_rate",
        label=QT_TRANSLATE_NOOP("engine", "Learning rate"),
        symbol=r"\eta",
        formula=r"\eta_k = \eta \cdot s(k)",
        explanation=QT_TRANSLATE_NOOP(
            "engine", "The rate that the step uses: the base rate times the schedule's factor."
        ),
        source="torch.optim.lr_scheduler",
        scope="run",
        logarithmic=True,
        compute=measure_functions.learning_rate,
    ),
    Measure(
        key="gradient_norm/global",
        label=QT_TRANSLATE_NOOP("engine", "Global gradient norm"),
        symbol=r"\|\nabla L\|",
        formula=r"\|\nabla L\| = \sqrt{\sum_l \|\partial L/\partial W_l\|^2 + "
        r"\|\partial L/\partial b_l\|^2}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Length of the gradient of all parameters together, before decay and clipping: what "
            "clipping by norm compares with its limit.",
        ),
        source="torch.nn.utils.clip_grad_norm_; Pascanu, Mikolov & Bengio 2013",
        scope="run",
        logarithmic=True,
        compute=measure_functions.global_gradient_norm,
    ),
    Measure(
        key="gradient_norm/weight",
        label=QT_TRANSLATE_NOOP("engine", "Weight gradient norm"),
        symbol="‖∂L/∂W‖",
        formula=r"\|\partial L/\partial W_l\|_F",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Frobenius norm of the gradient of a layer's weights, before decay and clipping. It "
            "can look level although the back-propagated signal vanishes: look at both. "
            "In float32 entries below about 1e-19 count as 0, since their squares do; float64 "
            "shows norms down to 1e-38.",
        ),
        source="Glorot & Bengio 2010, sec. 4; Du, Hu & Lee 2018",
        scope="layer",
        logarithmic=True,
        compute=measure_functions.weight_gradient_norm,
    ),
    Measure(
        key="gradient_norm/preactivation",
        label=QT_TRANSLATE_NOOP("engine", "Back-propagated gradient norm"),
        symbol="‖∂L/∂z‖",
        formula=r"\|\partial L/\partial z_l\|_F,\quad z_l = W_l a_{l-1} + b_l",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Norm of the gradient that reaches a layer's pre-activations, over batch and units. "
            "This is what vanishes or explodes on its way from the output to the input. "
            "In float32 entries below about 1e-19 count as 0, since their squares do; float64 "
            "shows norms down to 1e-38.",
        ),
        source="Glorot & Bengio 2010, sec. 4.2",
        scope="layer",
        logarithmic=True,
        compute=measure_functions.signal_norm,
    ),
    Measure(
        key="gradient_norm/bias",
        label=QT_TRANSLATE_NOOP("engine", "Bias gradient norm"),
        symbol="‖∂L/∂b‖",
        formula=r"\|\partial L/\partial b_l\|_2",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Euclidean norm of the gradient of a layer's biases, before decay and clipping. "
            "In float32 entries below about 1e-19 count as 0, since their squares do; float64 "
            "shows norms down to 1e-38.",
        ),
        source="Goodfellow, Bengio & Courville 2016, sec. 6.5",
        scope="layer",
        logarithmic=True,
        compute=measure_functions.bias_gradient_norm,
    ),
    Measure(
        key="weight_norm",
        label=QT_TRANSLATE_NOOP("engine", "Weight norm"),
        symbol="‖W‖",
        formula=r"\|W_l\|_F",
        explanation=QT_TRANSLATE_NOOP(
            "engine", "Frobenius norm of a layer's weights, before the step."
        ),
        source="torch.linalg.vector_norm",
        scope="layer",
        logarithmic=True,
        compute=measure_functions.weight_norm,
    ),
    Measure(
        key="update_ratio",
        label=QT_TRANSLATE_NOOP("engine", "Update-to-weight ratio"),
        symbol="‖ΔW‖/‖W‖",
        formula=r"\|W_l^{after} - W_l^{before}\|_F \,/\, \|W_l^{before}\|_F",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "How far a step moves a layer's weights, relative to them. About 0.001 is a rule of "
            "thumb "
            "and no law: small networks train well with far more.",
        ),
        source="CS231n, Neural Networks 3",
        scope="layer",
        logarithmic=True,
        compute=measure_functions.update_ratio,
    ),
    Measure(
        key="dead_units",
        label=QT_TRANSLATE_NOOP("engine", "Dead units"),
        symbol="dead",
        formula=r"\frac{100}{n_l} \sum_{j=1}^{n_l} [\max_{i \in train} a_{ij} \le 0]",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Percentage of a layer's units that fire on no sample of the whole training set. "
            "Such a "
            "unit gets no gradient; in a deeper layer it can come back when the layers before it "
            "change.",
        ),
        source="CS231n, Neural Networks 1",
        scope="hidden",
        unit="%",
    ),
    Measure(
        key="inactive_units",
        label=QT_TRANSLATE_NOOP("engine", "Inactive units (this batch)"),
        symbol="inactive",
        formula=r"\frac{100}{n_l} \sum_{j=1}^{n_l} [\max_{i \in batch} a_{ij} \le 0]",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Percentage of a layer's units that fire on no sample of this batch. Dead units are "
            "among "
            "them, but a unit may just rest in this batch.",
        ),
        source="CS231n, Neural Networks 1",
        scope="hidden",
        unit="%",
        compute=measure_functions.inactive_units,
    ),
    Measure(
        key="sparsity",
        label=QT_TRANSLATE_NOOP("engine", "Sparsity"),
        symbol="a = 0",
        formula=r"\frac{100}{B n_l} \sum_{i,j} [a_{ij} = 0]",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Percentage of a layer's activations that are exactly 0. For ReLU 40 to 60 % is "
            "normal: "
            "sparse is not dead.",
        ),
        source="Glorot, Bordes & Bengio 2011",
        scope="hidden",
        unit="%",
        compute=measure_functions.sparsity,
    ),
    Measure(
        key="saturation",
        label=QT_TRANSLATE_NOOP("engine", "Saturation"),
        symbol="saturated",
        formula=r"\frac{100}{B n_l} \sum_{i,j} [|f'(z_{ij})| < 0.0591 \max |f'|]",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Percentage of a layer's activations on a flat end of the function, where the slope is "
            "under 5.91 % of the largest one: |tanh| > 0.97, or |2 sigmoid - 1| > 0.97.",
        ),
        source="Glorot & Bengio 2010, sec. 3",
        scope="hidden",
        unit="%",
        compute=measure_functions.saturation,
    ),
    Measure(
        key="activation/mean",
        label=QT_TRANSLATE_NOOP("engine", "Activation mean"),
        symbol="mean a",
        formula=r"\frac{1}{B n_l} \sum_{i,j} a_{ij}",
        explanation=QT_TRANSLATE_NOOP(
            "engine", "Mean of a layer's activations over the batch and the units."
        ),
        source="Glorot & Bengio 2010, sec. 3",
        scope="hidden",
        compute=measure_functions.activation_mean,
    ),
    Measure(
        key="activation/std",
        label=QT_TRANSLATE_NOOP("engine", "Activation standard deviation"),
        symbol="std a",
        formula=r"\sqrt{\frac{1}{B n_l} \sum_{i,j} (a_{ij} - \bar{a})^2}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Standard deviation of a layer's activations over the batch and the units (divided by "
            "their number). Shrinking from layer to layer, the signal dies out; growing, it "
            "explodes.",
        ),
        source="Glorot & Bengio 2010, sec. 3; He et al. 2015, sec. 2.2",
        scope="hidden",
        compute=measure_functions.activation_std,
    ),
    Measure(
        key=DIVERGED_SHARE,
        label=QT_TRANSLATE_NOOP("engine", "Diverged share"),
        symbol="diverged",
        formula=r"\frac{1}{N} \sum_{i=1}^{N} [L_i \notin \mathbb{R}]",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Share of the networks of a stack of seeds whose loss is no finite number. They are "
            "left out of median and quantiles.",
        ),
        source="numpy.isfinite",
        scope="run",
    ),
)


def column(key: str, layer: int | None = None) -> str:
    """Return the name of a measure in files: `weight_norm/3` for layer 3, counted from 1."""
    return key if layer is None else f"{key}/{layer}"


def quantile_column(name: str, percent: int) -> str:
    """Return the name of a quantile of a column over a stack of seeds: `loss/train@10`."""
    return f"{name}@{percent}"


def quantile_of(name: str) -> tuple[str, int | None]:
    """Return the column that `name` is a quantile of, and the percentage; None for the median."""
    base, _, percent = name.rpartition("@")
    if base and percent in {str(each) for each in PERCENTS}:
        return base, int(percent)
    return name, None


def split(name: str) -> tuple[str, int | None]:
    """Return the measure's key and the layer of a column; raises `KeyError` for other names."""
    if name in MEASURES:
        return name, None
    key, _, layer = name.rpartition("/")
    if key in MEASURES and layer.isdigit():
        return key, int(layer)
    raise KeyError(name)
