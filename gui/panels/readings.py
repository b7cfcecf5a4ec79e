"""Outcome, key readings, facts and ready-made comparisons, where the diagnosis will be."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.config import missing
from engine.measures import MEASURES
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.language import translate, translate_message
from gui.numbers import grouped
from gui.panels.base import Panel
from gui.panels.card import dress
from gui.panels.csv_text import table_csv
from gui.panels.key_readings import KeyReading, key_readings
from gui.panels.title_button import TitleButton
from gui.panels.words import explained
from gui.presets import PRESETS
from gui.style import set_role
from gui.theme import Theme
from gui.tips import Tip, row_html

if TYPE_CHECKING:
    from gui.runs import Run

FACTS_NETWORK = QT_TRANSLATE_NOOP(
    "engine", "Network {sizes}, {parameters} parameters, {dtype} on {device}."
)
FACTS_DATA = QT_TRANSLATE_NOOP(
    "engine", "{train} training and {test} test samples, {batch} a step."
)
MOST_READINGS = 8
BAR = 3


def bold(text: str) -> str:
    """Return rich text in the weight that headings have."""
    return f'<span style="font-weight:600">{text}</span>'


class ReadingItem(QWidget):
    """One reading: name and number, and below it what it means; a bar at its left."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading: KeyReading | None = None
        self._heading, self._meaning = QLabel(self), QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.RichText)
        self._heading.setWordWrap(True)
        self._meaning.setWordWrap(True)
        # Signs from a fallback font may come out wider than the line breaks reckon with.
        self._meaning.setContentsMargins(0, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(BAR + 9, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._heading)
        column.addWidget(self._meaning)
        Tip(self, self._explain)
        self.set_theme(theme)

    def set_reading(self, reading: KeyReading | None) -> None:
        """Show `reading`; None hides the item."""
        self.setVisible(reading is not None)
        if reading is not None and reading != self._reading:
            self._reading = reading
            self.write()

    def write(self) -> None:
        """Put the texts in the present language."""
        if self._reading is None:
            return
        name, value = escape(translate(self._reading.name)), escape(self._reading.value)
        self._heading.setText(f"{name}&nbsp;&nbsp;{bold(value)}")
        self._meaning.setText(translate_message(self._reading.meaning))

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font sizes from `theme`."""
        dress(self._heading, theme.font(13), theme.text)
        dress(self._meaning, theme.font(12), theme.muted)
        self._bar = theme.axis
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, BAR, self.height(), QColor(self._bar))
        painter.end()

    def _explain(self) -> str:
        return row_html(MEASURES[self._reading.measure]) if self._reading is not None else ""


class ReadingsPanel(Panel):
    """What the selected run amounts to, in words; emits `preset_chosen` with a preset's key."""

    key = "readings"
    pause = 250
    printable = False

    preset_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._readings: list[KeyReading] = []
        content = self._content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(12, 4, 12, 6)
        self._column.setSpacing(8)
        self._outcome = self._label("")
        self._items = [ReadingItem(theme, content) for _ in range(MOST_READINGS)]
        for item in self._items:
            self._column.addWidget(item)
            item.hide()
        self._facts = self._label("small")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._presets_title = self._label("heading")
        self._buttons = {key: self._button(key) for key in PRESETS}
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A scroll area fills its ground; the card is to be seen instead.
        self._area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.body.addWidget(self._area, 1)
        self.body.setContentsMargins(0, 0, 2, 6)
        self._dress()
        self.retranslate()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self._content)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.RichText)
        set_role(label, role)
        self._column.addWidget(label)
        return label

    def _button(self, key: str) -> TitleButton:
        button = TitleButton(self._content)
        set_role(button, "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.preset_chosen.emit(key))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        return button

    # -- texts -----------------------------------------------------------------------------------

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(each.measure for each in self._readings)

    def title(self) -> str:
        return self.tr("Readings")

    def hint(self) -> str:
        return self.tr("What the measurements of the selected run amount to now.")

    def explain(self) -> str:
        return explained(self.title(), self.hint(), self.measures)

    def retranslate(self) -> None:
        for item in self._items:
            item.write()
        self._presets_title.setText(self.tr("Ready-made comparisons"))
        for key, button in self._buttons.items():
            title, hint = translate(PRESETS[key].title), translate(PRESETS[key].hint)
            button.set_full_text(title)
            button.setToolTip(f"<b>{escape(title)}</b><br>{escape(hint)}")
        super().retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._dress()
        super().set_theme(theme)

    def _dress(self) -> None:
        for item in self._items:
            item.set_theme(self.theme)

    # -- drawing ---------------------------------------------------------------------------------

    def state(self) -> Hashable:
        run = self.selected
        if run is None:
            return None
        last = run.history.last_step if run.history is not None else 0
        dead = run.history.latest("dead_units/1") if run.history is not None else None
        return (run.id, run.name, run.color_index, run.status, last if run.at is None else run.at,
                dead, run.facts, run.problem, run.at)  # fmt: skip

    def draw(self) -> None:
        run = self.selected
        self.show_chip()
        self._readings = key_readings(run)[:MOST_READINGS] if run is not None else []
        for index, item in enumerate(self._items):
            item.set_reading(self._readings[index] if index < len(self._readings) else None)
        self._outcome.setText(self._outcome_text(run))
        self._facts.setText("\n".join(facts_of(run)) if run is not None else "")
        self._facts.setVisible(bool(self._facts.text()))
        self._column.activate()  # a text of more lines than before is not to be seen cut off

    def _outcome_text(self, run: Run | None) -> str:
        if run is None:
            return escape(self.tr("No run is selected."))
        text, color = self._status(run)
        return f'<span style="color:{color}">●</span>&nbsp; {bold(escape(text))}'

    def _status(self, run: Run) -> tuple[str, str]:
        """Return how the run stands, in words and in the colour of its dot."""
        theme, step = self.theme, grouped(run.history.last_step if run.history is not None else 0)
        if run.problem is not None:
            return translate_message(run.problem), theme.danger
        if run.at is not None:
            return self._past(run.at), theme.text
        if run.outcome is not None and run.outcome.kind == "diverged":
            return self._diverged(run), theme.danger
        if run.status == "planned" and missing(run.config) is not None:
            return self.tr("not ready: needs a file or points"), theme.muted
        told = {
            "planned": (self.tr("planned: press Train"), theme.muted),
            "opening": (self.tr("loading the data"), theme.muted),
            "ready": (self.tr("ready: press Train"), theme.muted),
            "training": (self.tr("training, step {step}").format(step=step), theme.link),
            "paused": (self.tr("paused at step {step}").format(step=step), theme.muted),
            "finished": (self.tr("finished after {step} steps").format(step=step), theme.good),
            "stopped": (self.tr("stopped at step {step}").format(step=step), theme.muted),
        }
        return told.get(run.status, (run.status, theme.muted))

    def _past(self, step: int) -> str:
        if not step:
            return self.tr("the past: initial weights, before the first step")
        return self.tr("the past: as it was at step {step}").format(step=grouped(step))

    def past_step(self) -> int | None:
        return self.selected.at if self.selected is not None else None

    def _diverged(self, run: Run) -> str:
        assert run.outcome is not None
        step, layer = grouped(run.outcome.step), run.outcome.layer
        if layer:
            text = self.tr("diverged at step {step}, layer {layer} first")
            return text.format(step=step, layer=layer)
        return self.tr("diverged at step {step}").format(step=step)

    def numbers(self) -> str:
        rows = [
            (each.measure, each.value, translate_message(each.meaning)) for each in self._readings
        ]
        return table_csv(("measure", "value", "meaning"), rows)


def facts_of(run: Run) -> list[str]:
    """Return lines on the network, the data and the choices made for the user, translated."""
    facts = run.facts
    if facts is None:
        return []
    network = Message(FACTS_NETWORK, {
        "sizes": "–".join(_sizes(facts.sizes)), "parameters": grouped(facts.parameters),
        "device": facts.device.upper(), "dtype": run.config.training.dtype,
    })  # fmt: skip
    data = Message(FACTS_DATA, {
        "train": grouped(facts.train_samples), "test": grouped(facts.test_samples),
        "batch": grouped(facts.batch_size),
    })  # fmt: skip
    notes = [note.message() for note in facts.notes]
    return [translate_message(message) for message in (network, data, *notes)]


def _sizes(sizes: tuple[int, ...]) -> list[str]:
    """Return the units per layer, runs of equal layers as 16×8."""
    parts: list[list[int]] = []
    for size in sizes:
        if parts and parts[-1][0] == size:
            parts[-1][1] += 1
        else:
            parts.append([size, 1])
    return [f"{size}×{count}" if count > 1 else str(size) for size, count in parts]
