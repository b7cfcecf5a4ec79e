"""Themes: sizes, surfaces, and the manager that dresses the application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui import theme as theme_module
from gui.palettes import rgb
from gui.style import knob_lengths, palette_of, stylesheet
from gui.theme import DARK, FONT_SCALES, LIGHT, THEMES, Theme, ThemeManager, with_alpha

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


@pytest.fixture
def manager(qapp: QApplication) -> Iterator[ThemeManager]:
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    made = ThemeManager("light")
    yield made
    made.deleteLater()
    qapp.setStyleSheet(before[2])
    qapp.setFont(before[1])
    qapp.setPalette(before[0])


@themes
def test_the_stylesheet_has_no_token_left(theme: Theme, qapp: QApplication) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    assert theme.accent in sheet


@themes
@pytest.mark.parametrize("scale", FONT_SCALES)
@pytest.mark.parametrize("presenter", [False, True])
def test_qt_reads_the_stylesheet(theme: Theme, scale: float, presenter: bool, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setStyleSheet(stylesheet(replace(theme, font_scale=scale, presenter=presenter)))
    label.ensurePolished()  # "Could not parse stylesheet" would fail the test


@themes
def test_icons_of_the_stylesheet_exist(theme: Theme, qapp: QApplication) -> None:
    import re

    from PySide6.QtCore import QFile

    names = re.findall(r"url\(([^)]*)\)", stylesheet(theme))
    assert names
    assert all(QFile.exists(name) for name in names)


@themes
def test_icons_of_the_stylesheet_have_the_themes_colours(theme: Theme, qapp: QApplication) -> None:
    from PySide6.QtCore import QFile, QIODevice

    stylesheet(theme)
    for name, color in (("chevron-down", theme.muted), ("tick", theme.link)):
        file = QFile(f"dynascope-style:{name}-{theme.name}.svg")
        assert file.open(QIODevice.OpenModeFlag.ReadOnly)
        assert color in bytes(file.readAll().data()).decode()
        file.close()


@themes
def test_the_palette_is_that_of_the_theme(theme: Theme, qapp: QApplication) -> None:
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorRole.Window).name() == theme.window
    assert palette.color(QPalette.ColorRole.WindowText).name() == theme.text
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() not in (theme.text, theme.card)


@pytest.mark.parametrize("base", [10, 11, 12, 13, 15, 18])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_presenter_text_has_18_pixels_or_more(base: int, scale: float) -> None:
    presented = replace(LIGHT, presenter=True, font_scale=scale)
    assert presented.font_px(base) >= 18
    assert presented.font_px(base) >= replace(presented, presenter=False).font_px(base)
    assert presented.line_width == 3.0


def test_text_grows_with_the_scale() -> None:
    sizes = [replace(LIGHT, font_scale=scale).font_px(13) for scale in (0.8, 1.0, 1.5, 2.0)]
    assert sizes == sorted(set(sizes))
    assert replace(LIGHT, font_scale=2.0).px(10) == 20


def test_both_themes_differ_everywhere() -> None:
    same = {
        name
        for name, value in vars(LIGHT).items()
        if isinstance(value, str) and value == getattr(DARK, name)
    }
    assert same <= {"accent_text"}


@themes
def test_the_surface_goes_from_one_class_to_the_other(theme: Theme) -> None:
    lut = theme.surface_lut(0, 1)
    assert lut.shape == (256, 3)
    assert lut.dtype == np.uint8
    assert np.allclose(lut[0] / 255, rgb(theme.class_tint(0)), atol=0.005)
    assert np.allclose(lut[-1] / 255, rgb(theme.class_tint(1)), atol=0.005)


@themes
def test_the_surface_of_many_classes(theme: Theme) -> None:
    certain = np.eye(3)[np.newaxis]
    image = theme.surface_image(certain)
    assert image.shape == (1, 3, 3)
    for index in range(3):
        assert np.allclose(image[0, index] / 255, rgb(theme.class_tint(index)), atol=0.005)
    unknown = theme.surface_image(np.full((2, 2, 3), np.nan))
    assert np.allclose(unknown / 255, rgb(theme.card), atol=0.005)


@themes
@pytest.mark.parametrize("name", ["heatmap_lut", "value_lut"])
def test_maps_of_values(theme: Theme, name: str) -> None:
    lut = getattr(theme, name)()
    assert lut.shape == (256, 3)
    assert lut.dtype == np.uint8
    assert len(np.unique(lut, axis=0)) > 100


def test_run_colours_come_again_after_the_last() -> None:
    assert LIGHT.run_color(0) == LIGHT.run_color(len(LIGHT.runs))


def test_with_alpha() -> None:
    assert with_alpha("#112233", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)


def test_the_manager_switches_at_once(manager: ThemeManager, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    assert manager.theme.name == "light"
    with qtbot.waitSignal(manager.changed) as caught:
        manager.set_mode("dark")
    assert caught.args[0] is manager.theme
    assert manager.theme.name == "dark"
    label.show()  # whenever that is
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text


@pytest.mark.parametrize("shown", [False, True])
def test_what_was_made_before_has_the_new_look(
    manager: ThemeManager, qtbot: QtBot, shown: bool
) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    label = QLabel("x", outer)
    line = QLineEdit(outer)
    outer.setVisible(shown)
    manager.set_mode("dark")
    outer.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text
    assert line.palette().color(QPalette.ColorRole.Text).name() == DARK.text
    manager.set_font_scale(2.0)
    assert label.font().pixelSize() == 26


def test_nothing_is_told_when_nothing_changes(manager: ThemeManager, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(manager.changed):
        manager.set_mode("light")
        manager.set_presenter(False)
        manager.set_font_scale(1.0)


def test_font_scale_and_presenter(manager: ThemeManager, qapp: QApplication) -> None:
    manager.set_font_scale(1.5)
    assert qapp.font().pixelSize() == 20
    manager.set_presenter(True)
    assert qapp.font().pixelSize() >= 18
    assert manager.theme.presenter


@pytest.mark.parametrize(("given", "taken"), [
    (0.1, 0.8), (9.0, 2.0), (float("nan"), 1.0), (float("inf"), 1.0), (1.25, 1.25),
])  # fmt: skip
def test_scales_out_of_bounds(manager: ThemeManager, given: float, taken: float) -> None:
    manager.set_font_scale(given)
    assert manager.font_scale == taken


@pytest.mark.parametrize(("scheme", "name"), [
    (Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light"),
    (Qt.ColorScheme.Unknown, "light"),
])  # fmt: skip
def test_system_mode_follows_the_system(
    manager: ThemeManager, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, name: str
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(lambda: Hints()))
    assert theme_module.system_scheme() == name
    manager.set_mode("system")
    assert manager.theme.name == name
    assert manager.mode == "system"


def test_an_unknown_mode_is_the_systems(qapp: QApplication, manager: ThemeManager) -> None:
    other = ThemeManager("pink")  # type: ignore[arg-type]
    assert other.mode == "system"
    other.deleteLater()


def test_the_shipped_fonts_are_used(manager: ThemeManager) -> None:
    assert QFontInfo(manager.theme.font()).family().startswith("Dynascope Sans")


def test_missing_fonts_do_no_harm(
    manager: ThemeManager, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(theme_module.resources, "files", lambda _: tmp_path)
    theme_module.load_fonts()


def test_each_widget_is_dressed_once_or_twice(manager: ThemeManager, qtbot: QtBot) -> None:
    class Counted(QLabel):
        dressed = 0

        def changeEvent(self, event: QEvent) -> None:
            self.dressed += event.type() == QEvent.Type.StyleChange
            super().changeEvent(event)

    outer = QWidget()
    qtbot.addWidget(outer)
    within = outer
    for _ in range(6):
        within = QWidget(within)
    deepest = Counted("x", within)
    outer.show()
    deepest.dressed = 0
    manager.set_mode("dark")
    assert 1 <= deepest.dressed <= 2


@pytest.mark.parametrize("scale", [0.8, 0.9, 1.0, 1.1, 1.2, 1.5, 2.0])
def test_the_knob_of_a_slider_is_round(scale: float) -> None:
    theme = replace(LIGHT, font_scale=scale)
    found = {name: int(text.removesuffix("px")) for name, text in knob_lengths(theme).items()}
    high = theme.px(4) + 2 * found["knob_margin"]
    assert high == found["knob"] + 4  # the border on both sides
    assert 2 * found["knob_radius"] <= high <= 2 * found["knob_radius"] + 1
