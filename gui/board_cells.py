"""What stands in the cells of the board: texts, colours and explanations of one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from engine.config import ExperimentConfig, missing
from engine.text import QT_TRANSLATE_NOOP
from gui.language import translate_message
from gui.numbers import grouped, rate, rounded
from gui.panels.words import percent
from gui.run_names import difference_texts
from gui.runs import Run
from gui.theme import Theme

Tone = Literal["good", "warning", "danger", "link", "muted"]
NOTHING = "–"


def loss_text(run: Run) -> str:
    """Return the training loss at the last step."""
    value = run.latest("loss/train")
    return NOTHING if value is None else rounded(value, 4)


def accuracy_text(run: Run) -> str:
    """Return the training accuracy at the last step; nothing for a regression."""
    value = run.latest("accuracy/train")
    return NOTHING if value is None else percent(100 * value)


def speed_text(run: Run) -> str:
    """Return the steps per second."""
    return rate(run.steps_per_second) if run.steps_per_second > 0 else NOTHING


def differs_text(run: Run, reference: ExperimentConfig | None) -> str:
    """Return the settings in which a run differs from the reference run."""
    if reference is None or run.config is reference:
        return QCoreApplication.translate("Board", "reference run")
    texts = difference_texts(reference, run.config)
    return ", ".join(texts) or QCoreApplication.translate("Board", "nothing")


def outcome_text(run: Run) -> str:
    """Return the state of a run in a few words, or the sentence that says why it failed."""
    template = _outcome_template(run)
    if run.status == "failed" and run.problem is not None:
        return translate_message(run.problem)
    layer = run.outcome.layer if run.outcome is not None else 0
    return template.format(step=grouped(run.step), layer=layer)


def _outcome_template(run: Run) -> str:
    if run.status == "opening":
        return QCoreApplication.translate("Board", "loading …")
    if run.status == "training":
        return QCoreApplication.translate("Board", "training, step {step}")
    if run.status == "paused":
        return QCoreApplication.translate("Board", "paused at step {step}")
    if run.status == "finished":
        return QCoreApplication.translate("Board", "finished at step {step}")
    if run.status == "diverged":
        if run.outcome is not None and run.outcome.layer:
            return QCoreApplication.translate(
                "Board", "diverged at step {step}, layer {layer} first"
            )
        return QCoreApplication.translate("Board", "diverged at step {step}")
    if run.status == "stopped":
        return QCoreApplication.translate("Board", "stopped at step {step} with the engine")
    if run.status == "failed":
        return QCoreApplication.translate("Board", "failed")
    if missing(run.config) is not None:
        return QCoreApplication.translate("Board", "not ready: needs a file or points")
    return QCoreApplication.translate("Board", "planned")


TONES: dict[str, Tone] = {
    "training": "link",
    "finished": "good",
    "diverged": "danger",
    "failed": "danger",
    "stopped": "warning",
}


def tone_color(run: Run, theme: Theme) -> str:
    """Return the colour of the dot before the outcome."""
    return str(getattr(theme, TONES.get(run.status, "muted")))


@dataclass(frozen=True)
class Column:
    """One column: its title and explanation (untranslated), and how wide it is at first.

    `text(run, reference settings)` is empty where something is painted instead. Where the table is
    too narrow, a column gives way down to `least`; 0: it keeps its width.
    """

    key: str
    title: str
    help: str
    text: Callable[[Run, ExperimentConfig | None], str]
    width: int
    number: bool = False
    least: int = 0


COLUMNS = (
    Column(
        "run",
        QT_TRANSLATE_NOOP("engine", "Run"),
        QT_TRANSLATE_NOOP("engine", "Whether its curves are shown, its colour and its number."),
        lambda run, _: str(run.number),
        76,
    ),
    Column(
        "name",
        QT_TRANSLATE_NOOP("engine", "Name"),
        QT_TRANSLATE_NOOP("engine", "What tells the run apart from the others; F2 names it."),
        lambda run, _: run.name,
        190,
        least=120,
    ),
    Column(
        "sparkline",
        QT_TRANSLATE_NOOP("engine", "Loss curve"),
        QT_TRANSLATE_NOOP("engine", "The training loss so far, on a logarithmic axis."),
        lambda run, _: "",
        120,
        least=70,
    ),
    Column(
        "loss",
        QT_TRANSLATE_NOOP("engine", "Final loss"),
        QT_TRANSLATE_NOOP("engine", "The training loss at the last step, before its update."),
        lambda run, _: loss_text(run),
        90,
        number=True,
    ),
    Column(
        "accuracy",
        QT_TRANSLATE_NOOP("engine", "Accuracy"),
        QT_TRANSLATE_NOOP("engine", "The share of the last batch that is classified rightly."),
        lambda run, _: accuracy_text(run),
        90,
        number=True,
    ),
    Column(
        "speed",
        QT_TRANSLATE_NOOP("engine", "Steps/s"),
        QT_TRANSLATE_NOOP("engine", "Training steps per second, at the pace that is chosen."),
        lambda run, _: speed_text(run),
        80,
        number=True,
    ),
    Column(
        "differs",
        QT_TRANSLATE_NOOP("engine", "Differs in"),
        QT_TRANSLATE_NOOP(
            "engine",
            "Settings that differ from the reference run: the first one, or the one that is "
            "pinned.",
        ),
        differs_text,
        330,
        least=130,
    ),
    Column(
        "outcome",
        QT_TRANSLATE_NOOP("engine", "Outcome"),
        QT_TRANSLATE_NOOP("engine", "What has become of the run."),
        lambda run, _: outcome_text(run),
        250,
        least=150,
    ),
)
