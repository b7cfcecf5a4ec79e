"""The figure of one run: its settings, how it ended, and four plots."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.config import ExperimentConfig
from engine.losses import LOSSES
from engine.measures import MEASURES
from engine.messages import RunFacts
from engine.text import Message
from gui.figure_panels import Drawing, FigurePanel, LayerFigure, LossFigure
from gui.language import translate, translate_message
from gui.numbers import grouped
from gui.panels.layer_views import DEAD_UNITS, DISTRIBUTIONS, GRADIENTS, LayerView
from gui.run_names import difference_texts, setting_text
from gui.style import palette_of, set_role, stylesheet
from gui.theme import Theme

__all__ = ["Drawing", "RunFigure"]

WIDTH, HEIGHT = 1280, 960
MARGIN = 20
SEPARATOR = " · "
IN_TITLE = ("init.weights", "optimizer.name", "optimizer.learning_rate")
IN_SUBTITLE = ("training.batch_size", "training.seed")
TOLD_OTHERWISE = (
    "model.activation", "model.hidden_layers", "model.width", "data.name", "data.samples",
    "loss.name", "training.steps",
)  # fmt: skip
"""Settings that sizes, numbers of samples, the loss in use or the axes tell."""


class RunFigure(QWidget):
    """Draws a run as it is told in `drawn`; never shown on a screen."""

    def __init__(self, theme: Theme, drawn: Drawing, ending: Message) -> None:
        super().__init__()
        self._drawn = drawn
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAutoFillBackground(True)
        self.setPalette(palette_of(theme))
        self.setStyleSheet(stylesheet(theme) + f"\nRunFigure {{ background: {theme.card}; }}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        # Else Qt's offscreen platform complains on stderr that it knows no least sizes.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(_label("title", headline(drawn.config, drawn.facts)))
        layout.addWidget(_label("muted", circumstances(drawn.config, drawn.facts)))
        layout.addWidget(_label("strong", translate_message(ending)))
        layout.addSpacing(MARGIN // 2)
        self.panels = self._make_panels(theme)
        grid = QGridLayout()
        grid.setSpacing(MARGIN)
        for place, panel in enumerate(self.panels):
            grid.addWidget(panel, *divmod(place, 2))
            grid.setRowStretch(place // 2, 1)
            grid.setColumnStretch(place % 2, 1)
        layout.addLayout(grid, 1)
        self.resize(WIDTH, HEIGHT)

    def _make_panels(self, theme: Theme) -> list[FigurePanel]:
        drawn = self._drawn
        gradients = GRADIENTS.view(GRADIENTS.first)
        panels: list[FigurePanel] = [
            LossFigure(theme, drawn, self),
            LayerFigure(theme, gradients, translate(GRADIENTS.title), drawn, self),
        ]
        if drawn.facts.hidden_layers:
            units = units_view(drawn.config)
            title = translate(MEASURES[units.measure].label)
            panels.append(LayerFigure(theme, units, title, drawn, self))
            band = DISTRIBUTIONS.view("band")
            panels.append(LayerFigure(theme, band, translate(DISTRIBUTIONS.title), drawn, self))
        return panels

    def draw(self) -> None:
        """Draw all plots; must be called before the figure is saved."""
        self.show()
        # Ticks decide on the room that an axis takes, and this on what a plot can show.
        for _ in range(2):
            QCoreApplication.sendPostedEvents()
            for panel in self.panels:
                panel.draw(self._drawn)
                panel.plot.settle()


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_role(label, role)
    return label


def units_view(config: ExperimentConfig) -> LayerView:
    """Return the view of dead units, or where none can die of what applies instead."""
    first = DEAD_UNITS.view(DEAD_UNITS.first)
    return first if not first.applies(config) else DEAD_UNITS.fallback(config) or first


def headline(config: ExperimentConfig, facts: RunFacts) -> str:
    """Return what one chooses first: activation, sizes, init scheme, optimiser, learning rate."""
    activation = [setting_text(config, "model.activation")] if facts.hidden_layers else []
    settings = [setting_text(config, path) for path in IN_TITLE]
    return SEPARATOR.join([*activation, sizes_text(facts.sizes), *settings])


def circumstances(config: ExperimentConfig, facts: RunFacts) -> str:
    """Return data, loss, batch size and seed, then all else that is not as by default."""
    samples = QCoreApplication.translate("Figures", "{count} training samples")
    parts = [setting_text(config, "data.name"), samples.format(count=grouped(facts.train_samples))]
    if facts.test_samples:
        samples = QCoreApplication.translate("Figures", "{count} test samples")
        parts.append(samples.format(count=grouped(facts.test_samples)))
    parts.append(translate(LOSSES[facts.loss].label))
    parts += [setting_text(config, path) for path in IN_SUBTITLE]
    named = (*IN_TITLE, *TOLD_OTHERWISE)
    told = {*parts, *(setting_text(config, path) for path in named)}
    others = difference_texts(ExperimentConfig(), config)
    return SEPARATOR.join([*parts, *(text for text in others if text not in told)])


def sizes_text(sizes: tuple[int, ...]) -> str:
    """Return the units of all layers: 2-16-1, or 2-8×64-1 for eight hidden layers of 64."""
    parts = [str(sizes[0])]
    for width, group in groupby(sizes[1:-1]):
        count = len(list(group))
        parts.append(str(width) if count == 1 else f"{count}×{width}")
    return "-".join([*parts, str(sizes[-1])])
