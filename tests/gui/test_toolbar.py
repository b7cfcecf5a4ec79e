"""The toolbar: tells what was asked for, shows what it is told, fits where it must."""

from __future__ import annotations

import importlib.resources
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QTranslator
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui import shortcuts
from gui.numbers import NARROW_SPACE
from gui.pace_slider import FASTEST, LAST, pace_at, position_of
from gui.palettes import contrast
from gui.progress_line import ProgressLine
from gui.theme import DARK, LIGHT, ThemeManager
from gui.toolbar import LEVELS, Toolbar


@pytest.fixture
def toolbar(qtbot: QtBot) -> Toolbar:
    made = Toolbar(LIGHT)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[ThemeManager]:
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    manager = ThemeManager("light")
    yield manager
    manager.deleteLater()
    qapp.setStyleSheet(before[2])
    qapp.setFont(before[1])
    qapp.setPalette(before[0])


@pytest.mark.parametrize(("button", "signal", "args"), [
    ("train", "train_toggled", []), ("step", "step_requested", [1]),
    ("reset", "reset_requested", []), ("compare", "compare_requested", []),
    ("fork", "fork_requested", []), ("undo", "undo_requested", []),
    ("presenter", "presenter_toggled", [True]),
    ("theme", "theme_chosen", ["light"]),
])  # fmt: skip
def test_buttons_tell(
    toolbar: Toolbar, qtbot: QtBot, button: str, signal: str, args: list[object]
) -> None:
    with qtbot.waitSignal(getattr(toolbar, signal)) as caught:
        toolbar.buttons[button].click()
    assert caught.args == args


@pytest.mark.parametrize(("mode", "following"), [
    ("light", "dark"), ("dark", "system"), ("system", "light"),
])  # fmt: skip
def test_the_theme_button_goes_round(
    toolbar: Toolbar, qtbot: QtBot, mode: str, following: str
) -> None:
    toolbar.set_theme_mode(mode)
    with qtbot.waitSignal(toolbar.theme_chosen) as caught:
        toolbar.buttons["theme"].click()
    assert caught.args == [following]


def test_menus_tell(toolbar: Toolbar) -> None:
    told: list[object] = []
    toolbar.language_chosen.connect(told.append)
    toolbar.theme_chosen.connect(told.append)
    toolbar.font_scale_chosen.connect(told.append)
    toolbar.step_requested.connect(told.append)
    toolbar.language_menu.actions()[1].trigger()
    toolbar.theme_menu.actions()[1].trigger()
    toolbar.size_menu.actions()[-1].trigger()
    toolbar.step_menu.actions()[0].trigger()
    assert told == ["zh_CN", "dark", 2.0, 10]


def test_train_and_pause_take_turns(toolbar: Toolbar) -> None:
    button = toolbar.buttons["train"]
    assert button.accessibleName() == "Train"
    toolbar.set_training(True)
    assert button.accessibleName() == "Pause"
    toolbar.set_training(False)
    assert button.accessibleName() == "Train"


def test_a_button_that_cannot_be_used_says_why(toolbar: Toolbar) -> None:
    toolbar.set_unavailable("undo", "Nothing to undo.")
    assert not toolbar.buttons["undo"].isEnabled()
    assert toolbar.buttons["undo"].toolTip() == "Nothing to undo."
    toolbar.set_unavailable("undo", "")
    assert toolbar.buttons["undo"].isEnabled()
    assert "Ctrl+Z" in toolbar.buttons["undo"].toolTip()


def test_asking_for_steps_and_an_epoch(toolbar: Toolbar, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    toolbar.step_requested.connect(lambda count: told.append(("steps", count)))
    toolbar.epoch_requested.connect(lambda epoch: told.append(("epoch", epoch)))
    toolbar.set_progress(80, None, 10, 0.0, "CPU", 0.0)
    monkeypatch.setattr(QInputDialog, "open", lambda dialog: None)
    for ask in (toolbar.ask_steps, toolbar.ask_epoch):
        ask()
        toolbar.findChildren(QInputDialog)[-1].accept()
    assert told == [("steps", 500), ("epoch", 11)]


# -- pace ----------------------------------------------------------------------------------------


def test_pace_ends_are_one_and_as_fast_as_possible() -> None:
    assert pace_at(0) == 1
    assert pace_at(LAST) is None
    assert pace_at(LAST - 1) == FASTEST


@pytest.mark.parametrize("pace", [1.0, 5.0, 17.0, 100.0, 1000.0, 10000.0, None])
def test_pace_and_position(pace: float | None) -> None:
    shown = pace_at(position_of(pace))
    assert shown == (None if pace is None else pytest.approx(pace, rel=0.07))


def test_pace_grows_along_the_slider() -> None:
    paces = [pace_at(position) for position in range(LAST)]
    assert all(a <= b for a, b in itertools.pairwise(paces))  # type: ignore[operator]


def test_the_pace_is_told_and_shown(toolbar: Toolbar) -> None:
    told: list[float | None] = []
    toolbar.pace_changed.connect(told.append)
    toolbar.set_pace(17.0)
    assert toolbar.pace.value.text() == "17/s"
    assert told == []
    toolbar.pace.slider.setValue(LAST)
    toolbar.pace.slider.setValue(0)
    assert told == [None, 1.0]
    toolbar.set_pace(None)
    assert toolbar.pace.value.text() == "max"


# -- progress ------------------------------------------------------------------------------------


def test_progress(toolbar: Toolbar) -> None:
    toolbar.set_progress(600, 1000, 75, 1234.0, "CPU", 4.2)
    text = toolbar.progress.text().replace(NARROW_SPACE, " ")
    assert text == "step 600 / 1 000   epoch 75   1 234 steps/s   CPU · 00:04"
    toolbar.set_progress(600, None, 75, 0.0, "", 0.0)
    assert toolbar.progress.text() == "step 600   epoch 75"


def test_a_status_takes_the_place_of_progress(toolbar: Toolbar) -> None:
    toolbar.set_status("starting the engine…")
    assert toolbar.progress.text() == "starting the engine…"
    toolbar.set_status("")
    assert toolbar.progress.text().startswith("step")


def test_the_bar_grows(qtbot: QtBot, dressed: ThemeManager) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.resize(200, line.sizeHint().height())

    def filled() -> int:
        image = line.grab().toImage()
        row = line.height() - 2
        accent = LIGHT.accent
        return sum(
            image.pixelColor(round(x * image.devicePixelRatio()), row).name() == accent
            for x in range(200)
        )

    widths = []
    for step in (0, 250, 500, 1000, 2000):
        line.set_progress(step, 1000, 0, 0.0, "", 0.0)
        widths.append(filled())
    assert widths[0] == 0
    assert widths[1] == pytest.approx(50, abs=3)
    assert widths[2] == pytest.approx(100, abs=3)
    assert widths[3] >= 196
    assert widths[4] == widths[3]


# -- room and look -------------------------------------------------------------------------------


def resize(toolbar: Toolbar, width: int) -> None:
    toolbar.resize(width, 50)
    toolbar.grab()  # a hidden widget hears of its size when it is drawn


@pytest.mark.parametrize("presenter", [False, True])
@pytest.mark.parametrize("width", [1366, 1920])
def test_it_fits_a_laptop(
    toolbar: Toolbar, dressed: ThemeManager, presenter: bool, width: int
) -> None:
    dressed.set_presenter(presenter)
    toolbar.set_theme(replace(LIGHT, presenter=presenter))
    resize(toolbar, width)
    assert toolbar._line.minimumSize().width() <= width
    assert toolbar._widths == sorted(toolbar._widths, reverse=True)
    if not presenter:
        assert toolbar._level <= (2 if width < 1500 else 0)  # from 3 on the progress has less room


def test_in_chinese_it_fits_a_laptop_with_all_words(
    toolbar: Toolbar, dressed: ThemeManager, qapp: QApplication
) -> None:
    translator = QTranslator()
    folder = importlib.resources.files("resources").joinpath("translations")
    assert translator.load(str(folder.joinpath("dynascope_zh_CN.qm")))
    qapp.installTranslator(translator)
    try:
        toolbar.set_language("zh_CN", "zh_CN")
        toolbar.retranslate()
        resize(toolbar, 1366)
        assert toolbar.buttons["fork"].text() == "分叉"
        assert toolbar._level == 0
        assert toolbar._line.minimumSize().width() <= 1366
    finally:
        qapp.removeTranslator(translator)


def test_it_gives_way_step_by_step(toolbar: Toolbar) -> None:
    assert sorted(set(toolbar._widths), reverse=True) == toolbar._widths
    levels = []
    for width in (3000, *toolbar._widths, 500):
        resize(toolbar, width)
        levels.append(toolbar._level)
    assert levels == [0, *range(LEVELS), LEVELS - 1]


def test_icons_follow_the_theme(toolbar: Toolbar) -> None:
    def ink() -> set[str]:
        image = toolbar.buttons["presenter"].icon().pixmap(20, 20).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }

    assert LIGHT.text in ink()
    toolbar.set_theme(DARK)
    assert DARK.text in ink()
    assert contrast(DARK.text, DARK.control) > 4.5


def test_it_says_which_language_is_on(toolbar: Toolbar, qapp: QApplication) -> None:
    toolbar.set_language("system", "zh_CN")
    assert toolbar.buttons["language"].text() == "中文"
    qapp.sendEvent(toolbar, QEvent(QEvent.Type.LanguageChange))
    assert toolbar.buttons["language"].text() == "中文"


def test_everything_has_a_tooltip_and_a_name(toolbar: Toolbar) -> None:
    for button in toolbar.buttons.values():
        assert button.toolTip()
        assert button.text() or button.accessibleName()
    assert toolbar.pace.slider.accessibleName()


# -- keys ----------------------------------------------------------------------------------------


def test_keys_are_those_of_the_design(toolbar: Toolbar) -> None:
    keys = {each.key().toString() for each in toolbar.findChildren(QShortcut)}
    assert {"Space", "S", "R", "F", "Ctrl+Z", "Ctrl+E", "F11"} <= keys


@pytest.fixture
def focused(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (QPushButton("x"), QComboBox(), QLineEdit()):
        column.addWidget(widget)
    return window


@pytest.mark.parametrize(("kind", "key", "acts"), [
    (QPushButton, "Space", False), (QPushButton, "S", True), (QPushButton, "Ctrl+E", True),
    (QComboBox, "S", True), (QComboBox, "Space", True),
    (QComboBox, "F11", True), (None, "Space", True), (None, "R", True),
    (QLineEdit, "F11", True),
])  # fmt: skip
def test_plain_keys_are_left_to_the_widget_that_needs_them(
    focused: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[QWidget] | None,
    key: str,
    acts: bool,
) -> None:
    widget = focused.findChild(kind) if kind is not None else None
    monkeypatch.setattr(QApplication, "focusWidget", staticmethod(lambda: widget))
    done: list[int] = []
    shortcuts.press(QKeySequence(key), lambda: done.append(1))
    assert bool(done) is acts


def test_space_presses_the_button_that_has_the_focus(
    focused: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = focused.findChild(QPushButton)
    assert button is not None
    monkeypatch.setattr(QApplication, "focusWidget", staticmethod(lambda: button))
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    shortcuts.press(QKeySequence("Space"), lambda: pressed.append(2))
    assert pressed == [1]


def test_the_theme_menu_opens_by_a_right_click(
    toolbar: Toolbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(toolbar.theme_menu, "popup", opened.append)
    toolbar.buttons["theme"].customContextMenuRequested.emit(QPoint(1, 1))
    assert len(opened) == 1
