"""Losses: what is minimised, each with what it needs of the network and where it cannot work.

Every loss is a mean: over the batch and the output columns, or over the batch alone where the
target is a class index. Values and gradients are those of PyTorch's autograd.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine import loss_functions
from engine.loss_functions import Params
from engine.table import Parameter, Row, Table
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    from torch import Tensor

TaskKind = Literal["binary", "multiclass", "regression"]
Evaluate = Callable[["Tensor", "Tensor", "Tensor | None", Params], "Tensor"]
TorchLoss = Callable[["Tensor", "Tensor", Params], "Tensor"]

CLASSES: frozenset[TaskKind] = frozenset(("binary", "multiclass"))
ANY_TASK: frozenset[TaskKind] = CLASSES | {"regression"}


@dataclass(frozen=True, kw_only=True)
class Loss(Row):
    """A function of outputs and targets that is minimised.

    Attributes
    ----------
    tasks
        Kinds of task on which it can work; on others `check` raises with the text `refusal`.
    target
        What it compares with. "column": numbers of the outputs' shape (0 or 1, one-hot rows, or
        the targets of a regression). "index": the number of the class, int64.
    evaluate
        `evaluate(o, y, grad, params)` returns the mean loss of each model, shape (N,). `o` are the
        outputs (N, B, C) before any sigmoid or softmax of the loss; `y` is (M, B, C) or, for
        "index", (M, B), with M = N, or 1 if all models see the same targets. A given `grad`
        (N, B, C) receives the gradient of each model's mean loss. Not-a-number and infinity come
        out as they went in.
    threshold
        With a single output, class 1 is predicted where the output is above this; several outputs
        predict the class of the largest. None: it never has a single output for classes.
    torch_loss
        The same loss of one model as PyTorch's users write it: `o` (B, C), `y` (B, C) or (B,).
    """

    tasks: frozenset[TaskKind] = ANY_TASK
    refusal: str = ""
    target: Literal["column", "index"]
    evaluate: Evaluate
    threshold: float | None
    torch_loss: TorchLoss

    def outputs(self, task: TaskKind, classes: int, target_columns: int) -> int:
        """Return how many outputs the network needs."""
        if task == "regression":
            return target_columns
        if task == "binary" and self.target == "column":
            return 1
        return classes


NUMBERS_HAVE_NO_CLASSES = QT_TRANSLATE_NOOP(
    "engine",
    "{field}: {loss} compares probabilities of classes, but the targets of these data are numbers; "
    "choose mse, mae or huber.",
)

LOSSES = Table(
    Loss(
        key="bce",
        label=QT_TRANSLATE_NOOP("engine", "Binary cross-entropy"),
        formula=r"L = -\frac{1}{B}\sum_i \left[ y_i \log p_i + (1 - y_i) \log(1 - p_i) \right], "
        r"\quad p = \sigma(o)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A sigmoid turns the output into a probability, and the loss is minus the logarithm "
            "of the probability given to the right class, as textbooks write it. With several "
            "classes each output answers yes or no for its own class. What goes wrong is "
            "rounding: in float32 the probability becomes exactly 1 near an output of 17; if the "
            "label is 0, the loss jumps from 16 to 100, where PyTorch cuts the logarithm off, and "
            "the gradient becomes exactly 0: a confidently wrong sample is no longer corrected. "
            "Binary cross-entropy with logits avoids this; away from such outputs both give the "
            "same curve.",
        ),
        source="Bishop 2006, Pattern recognition and machine learning, section 5.2; "
        "PyTorch: torch.nn.BCELoss after torch.sigmoid",
        tasks=CLASSES,
        refusal=NUMBERS_HAVE_NO_CLASSES,
        target="column",
        evaluate=loss_functions.bce,
        threshold=0.0,
        torch_loss=loss_functions.torch_bce,
    ),
    Loss(
        key="bce_with_logits",
        label=QT_TRANSLATE_NOOP("engine", "Binary cross-entropy with logits"),
        formula=r"L = \frac{1}{B}\sum_i \log\left(1 + e^{-s_i}\right), "
        r"\quad s = (2y - 1)\,o, "
        r"\quad \frac{\partial L}{\partial o_i} = \frac{\sigma(o_i) - y_i}{B}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Binary cross-entropy computed from the output itself (the logit) instead of from its "
            "sigmoid: the same function, without the rounding. The gradient is probability minus "
            "label, so a wrong sample pulls with up to its full weight however wrong it is. The "
            "one to use for two classes. What goes wrong: a sigmoid as output activation squeezes "
            "the logits to 0 … 1; then no probability leaves .5 … .73 and the loss stays high.",
        ),
        source="PyTorch: torch.nn.BCEWithLogitsLoss",
        tasks=CLASSES,
        refusal=NUMBERS_HAVE_NO_CLASSES,
        target="column",
        evaluate=loss_functions.bce_with_logits,
        threshold=0.0,
        torch_loss=loss_functions.torch_bce_with_logits,
    ),
    Loss(
        key="cross_entropy",
        label=QT_TRANSLATE_NOOP("engine", "Cross-entropy"),
        formula=r"L = -\frac{1}{B}\sum_i \log p_{i,y_i}, "
        r"\quad p_k = \frac{e^{o_k}}{\sum_j e^{o_j}}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A softmax over the outputs gives one probability for each class; the loss is minus "
            "the logarithm of that of the right class, computed so that nothing overflows. The "
            "choice for more than two classes. A network that knows nothing starts near ln k for "
            "k classes (2.303 for ten); a much higher start means that the outputs begin too "
            "large. The softmax is part of the loss: one more of it in the network is a common "
            "mistake, shown by cross-entropy after softmax.",
        ),
        source="Bridle 1990, Probabilistic interpretation of feedforward network outputs; "
        "PyTorch: torch.nn.CrossEntropyLoss",
        tasks=CLASSES,
        refusal=NUMBERS_HAVE_NO_CLASSES,
        target="index",
        evaluate=loss_functions.cross_entropy,
        threshold=None,
        torch_loss=loss_functions.torch_cross_entropy,
    ),
    Loss(
        key="cross_entropy_after_softmax",
        label=QT_TRANSLATE_NOOP("engine", "Cross-entropy after softmax"),
        formula=r"L = -\frac{1}{B}\sum_i \log \frac{e^{p_{i,y_i}}}{\sum_j e^{p_{i,j}}}, "
        r"\quad p_k = \frac{e^{o_k}}{\sum_j e^{o_j}}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "A mistake that runs without an error: softmax in the network, then a loss that "
            "applies softmax again. Probabilities between 0 and 1 taken for logits differ by at "
            "most 1, so the second softmax makes them nearly equal (a class at .74 of ten falls "
            "to .18), the loss cannot fall below .3133, .5514 and 1.4612 for 2, 3 and 10 classes, "
            "and the gradient passes one more softmax that shrinks it. Accuracy may still rise, "
            "only more slowly. Here to be compared with cross-entropy.",
        ),
        source="PyTorch: torch.nn.CrossEntropyLoss, which expects unnormalised logits, after "
        "torch.softmax",
        tasks=CLASSES,
        refusal=NUMBERS_HAVE_NO_CLASSES,
        target="index",
        evaluate=loss_functions.cross_entropy_after_softmax,
        threshold=None,
        torch_loss=loss_functions.torch_cross_entropy_after_softmax,
    ),
    Loss(
        key="mse",
        label=QT_TRANSLATE_NOOP("engine", "Mean squared error"),
        formula=r"L = \frac{1}{B\,C}\sum_{i,c} (o_{ic} - y_{ic})^2",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The mean of the squared differences between outputs and targets: the usual loss for "
            "numbers, best for errors with a bell-shaped spread. Far-off targets count with the "
            "square, so a few outliers or unscaled targets rule the fit and can make training "
            "diverge. It works on classes too, fitted as 0 and 1, but it also punishes outputs "
            "that are right beyond 1, and behind a sigmoid its gradient vanishes for confidently "
            "wrong samples.",
        ),
        source="Legendre 1805; Bishop 2006, section 1.2.5; PyTorch: torch.nn.MSELoss",
        target="column",
        evaluate=loss_functions.mse,
        threshold=0.5,
        torch_loss=loss_functions.torch_mse,
    ),
    Loss(
        key="mae",
        label=QT_TRANSLATE_NOOP("engine", "Mean absolute error"),
        formula=r"L = \frac{1}{B\,C}\sum_{i,c} \left| o_{ic} - y_{ic} \right|",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The mean of the absolute differences: every sample pulls with the same force however "
            "far off it is, so outliers do little harm, and the fit goes through the median. What "
            "goes wrong: near the minimum the gradient does not get smaller, it only changes its "
            "sign, so with a constant rate the loss rattles at a level set by the rate. On "
            "classes it decides for the commoner one outright where they overlap, instead of "
            "giving its share.",
        ),
        source="Laplace 1774; PyTorch: torch.nn.L1Loss",
        target="column",
        evaluate=loss_functions.mae,
        threshold=0.5,
        torch_loss=loss_functions.torch_mae,
    ),
    Loss(
        key="huber",
        label="Huber",
        formula=r"L = \frac{1}{B\,C}\sum \begin{cases} \frac{1}{2} e^2 & |e| \leq \delta \\ "
        r"\delta\left(|e| - \frac{1}{2}\delta\right) & |e| > \delta \end{cases}, \quad e = o - y",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Squared for errors up to delta, absolute beyond: smooth at the minimum like mean "
            "squared error, calm about outliers like mean absolute error, and its gradient is "
            "never larger than delta. A good choice for numbers with outliers. What goes wrong: "
            "delta has the unit of the targets. Far below the usual error it is nothing but "
            "absolute error with a small gradient; far above the outliers it is half the squared "
            "error.",
        ),
        source="Huber 1964, Robust estimation of a location parameter; PyTorch: torch.nn.HuberLoss",
        parameters=(
            Parameter(
                name="delta",
                kind="float",
                default=1.0,
                label=QT_TRANSLATE_NOOP("engine", "Delta"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "Error, in units of the target, up to which it is squared."
                ),
                minimum=0,
                maximum=1e9,
                exclusive_minimum=True,
                logarithmic=True,
            ),
        ),
        target="column",
        evaluate=loss_functions.huber,
        threshold=0.5,
        torch_loss=loss_functions.torch_huber,
    ),
)

AUTO: Mapping[TaskKind, str] = {
    "binary": "bce",
    "multiclass": "cross_entropy",
    "regression": "mse",
}


def resolve(name: str, task: TaskKind) -> Loss:
    """Return the loss called `name`; `"auto"` gives the usual one of the task."""
    return LOSSES.find(AUTO[task] if name == "auto" else name, "loss.name")


def check(name: str, task: TaskKind) -> None:
    """Raise `EngineError`, with the reason, if the loss called `name` cannot work on the task."""
    loss = resolve(name, task)
    if task not in loss.tasks:
        raise EngineError(loss.refusal, field="loss.name", loss=Message(loss.label))
