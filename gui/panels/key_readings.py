"""Key readings of a run: what its measures amount to, each in a number and a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.measures import column
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.numbers import rounded
from gui.panels.words import percent

if TYPE_CHECKING:
    from gui.runs import Run

LEAST_SHARE = 0.0001  # percent: less is told as less than this
NO_BETTER = 0.02  # a loss so little below that of a constant is called no better


@dataclass(frozen=True)
class KeyReading:
    """A reading: the measure it rests on, its name (untranslated), the number, what it means."""

    measure: str
    name: str
    value: str
    meaning: Message


def key_readings(run: Run) -> list[KeyReading]:
    """Return what can be read of a run at the step shown; the most telling first, all measured."""
    if run.history is None or not run.history.last_step:
        return []
    found = [read(run) for read in READERS]
    return [each for each in found if each is not None]


def _latest(run: Run, name: str) -> float | None:
    return run.value(name)


def _layers_of(run: Run, key: str, layers: int) -> list[float]:
    values = (_latest(run, column(key, layer)) for layer in range(1, layers + 1))
    return [value for value in values if value is not None]


def constant_loss(run: Run) -> float | None:
    """Return the loss of the best constant prediction on the training samples of the preview.

    Entropy of the class shares for cross-entropies, variance of the targets for squared error on
    numbers; None where another loss is minimised.
    """
    if run.preview is None or run.preview.train_y is None or run.facts is None:
        return None
    targets = run.preview.train_y.numpy()
    if not len(targets):
        return None
    if run.facts.task == "regression":
        return float(targets.var(axis=0).mean()) if run.facts.loss == "mse" else None
    shares = np.bincount(targets.astype(np.int64)) / len(targets)
    shares = shares[shares > 0]
    if run.facts.loss == "cross_entropy" or (
        run.facts.loss in ("bce", "bce_with_logits") and run.facts.task == "binary"
    ):
        return float(-(shares * np.log(shares)).sum())
    return None


def read_loss(run: Run) -> KeyReading | None:
    """Training loss beside that of the best constant prediction."""
    loss, constant = _latest(run, "loss/train"), constant_loss(run)
    if loss is None:
        return None
    if not math.isfinite(loss):
        meaning = Message(QT_TRANSLATE_NOOP("engine", "The loss is no longer a finite number."))
    elif constant is None or constant <= 0:
        meaning = Message(QT_TRANSLATE_NOOP("engine", "Mean loss of the newest batch."))
    elif loss > (1 - NO_BETTER) * constant:
        text = QT_TRANSLATE_NOOP(
            "engine", "No better than {constant}, the loss of the best constant prediction."
        )
        meaning = Message(text, {"constant": rounded(constant)})
    else:
        text = QT_TRANSLATE_NOOP(
            "engine", "{share} % of {constant}, the loss of the best constant prediction."
        )
        share = rounded(100 * loss / constant, 2)
        share = share if "e" not in share else f"< {LEAST_SHARE}"
        meaning = Message(text, {"share": share, "constant": rounded(constant)})
    return KeyReading(
        "loss/train", QT_TRANSLATE_NOOP("engine", "Training loss"), rounded(loss), meaning
    )


def read_gap(run: Run) -> KeyReading | None:
    """Test loss beside the training loss."""
    test, train = _latest(run, "loss/test"), _latest(run, "loss/train")
    if test is None or train is None or not train > 0 or not math.isfinite(test):
        return None
    text = QT_TRANSLATE_NOOP(
        "engine", "Its ratio to the training loss of the newest batch is {ratio}."
    )
    return KeyReading(
        "loss/test",
        QT_TRANSLATE_NOOP("engine", "Test loss"),
        rounded(test),
        Message(text, {"ratio": rounded(test / train, 2)}),
    )


def read_gradient_ratio(run: Run) -> KeyReading | None:
    """How much of the back-propagated gradient reaches the first layer."""
    layers = run.config.model.hidden_layers + 1
    values = _layers_of(run, "gradient_norm/preactivation", layers)
    if len(values) < 2 or not values[-1] > 0 or not math.isfinite(values[0]):
        return None
    text = QT_TRANSLATE_NOOP(
        "engine",
        "‖∂L/∂z‖ of layer 1 relative to layer {last}: near 1 it passes, far below it vanishes, far "
        "above it explodes.",
    )
    return KeyReading(
        "gradient_norm/preactivation",
        QT_TRANSLATE_NOOP("engine", "Gradient reaching layer 1"),
        f"{rounded(values[0] / values[-1], 2)} ×",
        Message(text, {"last": layers}),
    )


def read_dead(run: Run) -> KeyReading | None:
    """Dead units of all layers."""
    widths = run.config.model.widths
    values = _layers_of(run, "dead_units", len(widths))
    if not values or len(values) != len(widths):
        return None
    dead = round(sum(value * width / 100 for value, width in zip(values, widths, strict=True)))
    total = sum(widths)
    text = QT_TRANSLATE_NOOP("engine", "{dead} of {total} hidden units fire on no training sample.")
    return KeyReading(
        "dead_units",
        QT_TRANSLATE_NOOP("engine", "Dead units"),
        percent(100 * dead / total),
        Message(text, {"dead": dead, "total": total}),
    )


def read_update(run: Run) -> KeyReading | None:
    """Median over layers of the update-to-weight ratio."""
    values = _layers_of(run, "update_ratio", run.config.model.hidden_layers + 1)
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return None
    return KeyReading(
        "update_ratio",
        QT_TRANSLATE_NOOP("engine", "Update-to-weight ratio"),
        rounded(float(np.median(known)), 2),
        Message(
            QT_TRANSLATE_NOOP(
                "engine", "Median over the layers; 0.001 is a rule of thumb and no law."
            )
        ),
    )


def read_saturation(run: Run) -> KeyReading | None:
    """The layer with most saturated activations."""
    values = _layers_of(run, "saturation", run.config.model.hidden_layers)
    known = [value if math.isfinite(value) else -1.0 for value in values]
    if not known or max(known) < 0:
        return None
    layer = int(np.argmax(known)) + 1
    if max(known) > 0:
        text = QT_TRANSLATE_NOOP(
            "engine", "Layer {layer} has the largest share of activations on a flat end."
        )
    else:
        text = QT_TRANSLATE_NOOP("engine", "No activation lies on a flat end.")
    return KeyReading(
        "saturation",
        QT_TRANSLATE_NOOP("engine", "Saturation"),
        percent(max(known)),
        Message(text, {"layer": layer}),
    )


READERS: tuple[Callable[[Run], KeyReading | None], ...] = (
    read_loss, read_gap, read_gradient_ratio, read_dead, read_saturation, read_update,
)  # fmt: skip
