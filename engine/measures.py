"""Every measured quantity: its name, definition, unit and source, and how it is computed.

Training adds up raw sums on the device (`Raw`, one entry per step); the functions here turn
them into the quantities, once per chunk of steps. Definitions follow "what is true of step k":
all are taken with the weights before the update of step k, gradients before decay and clipping.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.table import Row, Table
from engine.text import QT_TRANSLATE_NOOP

Values = npt.NDArray[np.float64]
Scope = Literal["run", "layer", "hidden"]


@dataclass
class Raw:
    """Sums over one chunk of steps, in double precision on the CPU.

    Shapes: s steps, L layers (hidden and output), H hidden layers, N networks. What does not
    apply to the networks is None.
    """

    batch: Values  # (s, 1) samples in each batch
    widths: Values  # (H, 1) units of each hidden layer
    learning_rate: Values  # (s, N)
    loss: Values  # (s, N)
    correct: Values | None  # (s, N) samples classified rightly
    weight_norm: Values  # (s, L, N) before the step
    weight_gradient_norm: Values  # (s, L, N)
    update_norm: Values  # (s, L, N)
    bias_gradient_norm: Values  # (s, L, N)
    signal_norm: Values  # (s, L, N)
    learned_norm: Values | None  # (s, N) gradient norm of learned activation parameters
    activation_sum: Values  # (s, H, N)
    reference: Values  # (s, H, N) one of the activations, near which the others may lie
    deviation_norm: Values  # (s, H, N) norm of activations - reference
    nonzero: Values  # (s, H, N) entries other than 0
    inactive: Values | None  # (s, H, N) units without an activation > 0
    saturated: Values | None  # (s, H, N) entries

    @property
    def entries(self) -> Values:
        """(s, H, 1) activations per hidden layer and network: samples x units."""
        return self.batch[:, None, :] * self.widths[None]

    def known(self, counts: Values) -> Values:
        """Return `counts` (s, H, N), NaN where activations are: these are neither 0 nor dead."""
        return np.where(np.isnan(self.activation_sum), np.nan, counts)


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


def loss_train(raw: Raw) -> Values:
    """Mean loss of the batch."""
    return raw.loss


def accuracy_train(raw: Raw) -> Values | None:
    """Share of the batch classified rightly."""
    return None if raw.correct is None else raw.correct / raw.batch


def learning_rate(raw: Raw) -> Values:
    """Rate used by the step: base rate times schedule."""
    return raw.learning_rate


def global_gradient_norm(raw: Raw) -> Values:
    """Root of the sum of squares over all parameters, as `clip_grad_norm_` defines it."""
    squares: Values = (raw.weight_gradient_norm**2 + raw.bias_gradient_norm**2).sum(axis=1)
    if raw.learned_norm is not None:
        squares = squares + raw.learned_norm**2
    return np.sqrt(squares)


def weight_gradient_norm(raw: Raw) -> Values:
    """Frobenius norm of the weight gradient."""
    return raw.weight_gradient_norm


def bias_gradient_norm(raw: Raw) -> Values:
    """Euclidean norm of the bias gradient."""
    return raw.bias_gradient_norm


def signal_norm(raw: Raw) -> Values:
    """Norm of the back-propagated gradient over batch and units."""
    return raw.signal_norm


def weight_norm(raw: Raw) -> Values:
    """Frobenius norm of the weights before the step."""
    return raw.weight_norm


def update_ratio(raw: Raw) -> Values:
    """Norm of the real update over that of the weights; NaN (missing) where these are all 0."""
    known = raw.weight_norm > 0
    ratio = np.full_like(raw.update_norm, np.nan)
    np.divide(raw.update_norm, raw.weight_norm, out=ratio, where=known)
    return ratio


def inactive_units(raw: Raw) -> Values | None:
    """Percentage of units without an activation > 0 in this batch."""
    return None if raw.inactive is None else 100 * raw.known(raw.inactive) / raw.widths[None]


def sparsity(raw: Raw) -> Values:
    """Percentage of activations that are exactly 0."""
    return 100 * (1 - raw.known(raw.nonzero) / raw.entries)


def saturation(raw: Raw) -> Values | None:
    """Percentage of activations that are saturated."""
    return None if raw.saturated is None else 100 * raw.known(raw.saturated) / raw.entries


def activation_mean(raw: Raw) -> Values:
    """Mean over samples and units."""
    return raw.activation_sum / raw.entries


def activation_std(raw: Raw) -> Values:
    """Standard deviation over samples and units (divided by their number)."""
    # About the reference, not about 0, where float32 would lose a small spread around a large mean.
    offset = raw.activation_sum / raw.entries - raw.reference
    variance = raw.deviation_norm**2 / raw.entries - offset**2
    return np.sqrt(np.maximum(variance, 0))


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
        compute=loss_train,
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
        compute=accuracy_train,
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
        compute=learning_rate,
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
        compute=global_gradient_norm,
    ),
    Measure(
        key="gradient_norm/weight",
        label=QT_TRANSLATE_NOOP("engine", "Weight gradient norm"),
        symbol="‖∂L/∂W‖",
        formula=r"\|\partial L/\partial W_l\|_F",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Frobenius norm of the gradient of a layer's weights, before decay and clipping. It "
            "can "
            "look level although the back-propagated signal vanishes: look at both.",
        ),
        source="Glorot & Bengio 2010, sec. 4; Du, Hu & Lee 2018",
        scope="layer",
        logarithmic=True,
        compute=weight_gradient_norm,
    ),
    Measure(
        key="gradient_norm/preactivation",
        label=QT_TRANSLATE_NOOP("engine", "Back-propagated gradient norm"),
        symbol="‖∂L/∂z‖",
        formula=r"\|\partial L/\partial z_l\|_F,\quad z_l = W_l a_{l-1} + b_l",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Norm of the gradient that reaches a layer's pre-activations, over batch and units. "
            "This is what vanishes or explodes on its way from the output to the input.",
        ),
        source="Glorot & Bengio 2010, sec. 4.2",
        scope="layer",
        logarithmic=True,
        compute=signal_norm,
    ),
    Measure(
        key="gradient_norm/bias",
        label=QT_TRANSLATE_NOOP("engine", "Bias gradient norm"),
        symbol="‖∂L/∂b‖",
        formula=r"\|\partial L/\partial b_l\|_2",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Euclidean norm of the gradient of a layer's biases, before decay and clipping.",
        ),
        source="Goodfellow, Bengio & Courville 2016, sec. 6.5",
        scope="layer",
        logarithmic=True,
        compute=bias_gradient_norm,
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
        compute=weight_norm,
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
        compute=update_ratio,
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
        compute=inactive_units,
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
        compute=sparsity,
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
        compute=saturation,
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
        compute=activation_mean,
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
        compute=activation_std,
    ),
)


def column(key: str, layer: int | None = None) -> str:
    """Return the name of a measure in files: `weight_norm/3` for layer 3, counted from 1."""
    return key if layer is None else f"{key}/{layer}"


def split(name: str) -> tuple[str, int | None]:
    """Return the measure's key and the layer of a column; raises `KeyError` for other names."""
    if name in MEASURES:
        return name, None
    key, _, layer = name.rpartition("/")
    if key in MEASURES and layer.isdigit():
        return key, int(layer)
    raise KeyError(name)
