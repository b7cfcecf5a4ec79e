"""Language, theme, text size and presenter mode, changed while training goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from engine.text import Message
from gui.palettes import contrast
from gui.plots.curves import LineCurve
from gui.theme import PRESENTER_TEXT
from gui.toolbar_menus import FONT_SCALES
from gui.window.file_actions import CANNOT_WRITE
from gui.window.looks import Looks
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, texts_of, until, wait

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile("[a-z]{3,} [a-z]{3,}")
OWN_NAMES = {"中文", "Kaiming (He) normal", "Kaiming (He) uniform"}
"""A language calls itself by its own name; schemes are known by their English names."""


@pytest.fixture
def training(driver: Driver) -> Driver:
    """Return a window that trains, with every section of the form open."""
    driver.compare({"training.steps": None, "model.hidden_layers": 3, "data.train_share": 0.8})
    for section in driver.window.form.sections.values():
        section.set_open(True)
    driver.session.set_pace(100.0)
    driver.press("train")
    until(lambda: driver.selected.step > 5)
    return driver


def said(driver: Driver) -> set[str]:
    """Return everything that can be read in the window, its menus included."""
    widgets: set[QWidget] = set(driver.widgets())
    toolbar = driver.window.toolbar
    widgets |= {toolbar.export_menu, toolbar.step_menu, toolbar.theme_menu, toolbar.size_menu}
    widgets.add(driver.window.view_menu)
    return {text for widget in widgets for text in texts_of(widget)}


def foreign(texts: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    return sorted(text for text in texts if pattern.search(text) and text not in OWN_NAMES)


def test_language_switched_while_training(training: Driver) -> None:
    window = training.window
    window.explain_card.explain(window.panels["loss"].explain)
    training.session.problem.emit(Message(CANNOT_WRITE, {"path": "x/run.json", "reason": "42"}))
    english = said(training)
    assert not foreign(english, CHINESE)
    assert any("cannot be written" in text for text in english)

    window.looks.choose_language("zh_CN")
    step = training.selected.step
    until(lambda: training.selected.step > step + 30)
    chinese = said(training)
    assert not foreign(chinese, ENGLISH)
    assert len({text for text in chinese if CHINESE.search(text)}) > 150
    assert CHINESE.search(window.explain_card.text)

    window.looks.choose_language("en")
    step = training.selected.step
    until(lambda: training.selected.step > step + 30)
    assert not foreign(said(training), CHINESE)
    assert training.session.is_training




# --- presenter mode and text size -----------------------------------------------------------------


def smallest_text(driver: Driver) -> dict[str, int]:
    """Return the size of text, in pixels, of everything that shows text, by its name."""
    sizes = {}
    for widget in driver.widgets():
        if any(texts_of(widget)):
            name = f"{type(widget).__name__} {widget.objectName() or next(texts_of(widget))}"
            sizes[name] = QFontInfo(widget.font()).pixelSize()
        for axis in axes(widget):
            sizes[f"axis {axis.labelText}"] = axis.style["tickFont"].pixelSize()
            sizes[f"axis name {axis.labelText}"] = int(axis.labelStyle["font-size"][:-2])
    return sizes


def axes(widget: QWidget) -> list[pg.AxisItem]:
    plot = widget.plotItem if isinstance(widget, pg.PlotWidget) else None
    return [] if plot is None else [plot.getAxis(side) for side in ("left", "bottom")]


def lines_of(plot: pg.PlotWidget) -> list[LineCurve]:
    """Return the solid lines that are drawn."""
    lines = [item for item in plot.plotItem.items if isinstance(item, LineCurve)]
    return [line for line in lines if len(line._steps) and line._style == Qt.PenStyle.SolidLine]


def test_presenter_mode_can_be_read_across_a_room(training: Driver) -> None:
    window = training.window
    window.looks.present(True)
    step = training.selected.step
    until(lambda: training.selected.step > step + 10)
    sizes = smallest_text(training)
    assert len(sizes) > 60
    assert not {name: size for name, size in sizes.items() if size < PRESENTER_TEXT}
    lines = [line for key in ("loss", "gradients") for line in lines_of(window.panels[key].plot)]
    assert len(lines) == 5
    assert all(line._width * line._scale > 2.9 for line in lines)
    window.looks.present(False)
    wait(50)
    assert min(smallest_text(training).values()) < PRESENTER_TEXT


@pytest.mark.parametrize("scale", [0.8, 1.5])
def test_text_size_is_chosen_in_the_menu_and_remembered(
    open_window: OpenWindow, scale: float
) -> None:
    driver = open_window(remember=True)
    before = smallest_text(driver)
    index = FONT_SCALES.index(scale)
    driver.window.toolbar.size_menu.actions()[index].trigger()
    wait(50)
    after = smallest_text(driver)
    grown = {name: after[name] / size for name, size in before.items() if name in after}
    assert len(grown) > 40
    wrong = {name: each for name, each in grown.items() if abs(each / scale - 1) > 0.12}
    assert not wrong
    driver.close()
    again = open_window(remember=True, language=None, theme=None)
    assert again.window.looks.theme.font_scale == scale


# --- theme ----------------------------------------------------------------------------------------


def test_theme_switched_while_training(training: Driver) -> None:
    """Nothing of the other theme is left: neither light patches nor ink that cannot be read."""
    button = training.window.toolbar.buttons["theme"]
    for name, low, high in (("dark", 0, 110), ("light", 200, 255)):
        while training.window.looks.theme.name != name:
            training.press("theme")
        step = training.selected.step
        until(lambda step=step: training.selected.step > step + 20)
        assert button.isVisible()
        theme = training.window.looks.theme
        for key, dock in training.window.docks.items():
            lightness = np.median(pixels(dock))
            assert low <= lightness <= high, (key, lightness)
        for widget in training.widgets():
            if isinstance(widget, (QLabel, QLineEdit)) and widget.isEnabled():
                ink = widget.palette().color(widget.foregroundRole()).name()
                assert contrast(ink, theme.card) >= 3, next(texts_of(widget), "")
    assert training.session.is_training


def pixels(widget: QWidget) -> np.ndarray:
    """Return the lightness of all pixels, 0 to 255."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()]


def test_theme_and_language_are_remembered(open_window: OpenWindow) -> None:
    driver = open_window(remember=True)
    driver.window.looks.choose_theme("dark")
    driver.window.looks.choose_language("zh_CN")
    driver.close()
    again = open_window(remember=True, language=None, theme=None).window
    assert again.looks.theme.dark
    assert again.toolbar.buttons["train"].text().strip() == "训练"


@pytest.mark.parametrize("change", [
    lambda looks: looks.choose_theme("dark"),
    lambda looks: looks.choose_font_scale(1.2),
    lambda looks: looks.choose_language("zh_CN"),
], ids=["theme", "text size", "language"])  # fmt: skip
def test_nothing_is_painted_before_all_has_changed(
    driver: Driver, change: Callable[[Looks], None]
) -> None:
    window = driver.window
    change(window.looks)
    assert not window.updatesEnabled()
    assert not window.board.updatesEnabled()
    until(window.updatesEnabled)
    assert window.board.updatesEnabled()
