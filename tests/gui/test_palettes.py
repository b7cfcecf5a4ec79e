"""Colours can be read and told apart, by everyone and in both themes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from gui import palettes
from gui.palettes import LINE_CONTRAST, TEXT_CONTRAST, contrast
from gui.theme import SURFACE_STRENGTH, THEMES, Theme

# Machado, Oliveira & Fernandes 2009, severity 1; for linear RGB.
DICHROMACY = {
    "none": np.eye(3),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
}  # fmt: skip
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST_DISTANCE = 15.0  # CIE 1976 ΔE; 2.3 can just be seen

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def lab(color: str, vision: str) -> np.ndarray:
    seen = np.clip(DICHROMACY[vision] @ palettes.linear(palettes.rgb(color)), 0, 1)
    relative = TO_XYZ @ seen / WHITE
    f = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def least_distance(colors: tuple[str, ...], vision: str) -> float:
    pairs = itertools.combinations([lab(color, vision) for color in colors], 2)
    return min(float(np.linalg.norm(first - second)) for first, second in pairs)


@themes
@pytest.mark.parametrize("ground", ["window", "card", "field", "chip", "control", "selection"])
def test_text_can_be_read(theme: Theme, ground: str) -> None:
    assert contrast(theme.text, getattr(theme, ground)) >= TEXT_CONTRAST


@themes
@pytest.mark.parametrize("ink", ["muted", "link", "danger", "warning", "good"])
@pytest.mark.parametrize("ground", ["window", "card", "field"])
def test_coloured_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= TEXT_CONTRAST


@themes
@pytest.mark.parametrize("fill", ["accent", "accent_hover", "accent_pressed"])
def test_text_on_the_accent_can_be_read(theme: Theme, fill: str) -> None:
    assert contrast(theme.accent_text, getattr(theme, fill)) >= TEXT_CONTRAST


@themes
def test_bad_text_in_a_field_can_be_read(theme: Theme) -> None:
    assert contrast(theme.danger, theme.danger_field) >= TEXT_CONTRAST


@themes
def test_focus_ring_and_slider_stand_out(theme: Theme) -> None:
    for ground in (theme.window, theme.card):
        assert contrast(theme.link, ground) >= LINE_CONTRAST
        assert contrast(theme.accent, ground) >= LINE_CONTRAST


@themes
def test_names_of_runs_in_their_colours_can_be_read(theme: Theme) -> None:
    assert all(contrast(color, theme.card) >= TEXT_CONTRAST for color in theme.runs)
    assert len(theme.runs) == 8


@themes
@pytest.mark.parametrize("vision", DICHROMACY)
def test_runs_are_told_apart(theme: Theme, vision: str) -> None:
    assert least_distance(theme.runs, vision) >= LEAST_DISTANCE


@themes
@pytest.mark.parametrize("vision", DICHROMACY)
def test_the_first_three_runs_are_told_apart_easily(theme: Theme, vision: str) -> None:
    assert least_distance(theme.runs[:3], vision) >= LEAST_DISTANCE


def test_the_themes_have_run_colours_of_their_own() -> None:
    assert not set(palettes.RUNS_LIGHT) & set(palettes.RUNS_DARK)


@themes
def test_the_palettes_never_mix(theme: Theme) -> None:
    layers = set(theme.layer_colors(12))
    assert not set(theme.runs) & set(theme.classes)
    assert not layers & (set(theme.runs) | set(theme.classes))


@themes
@pytest.mark.parametrize("count", [1, 2, 3, 8, 12, 50, 101])
def test_layers_stand_out_from_first_to_last(theme: Theme, count: int) -> None:
    colors = theme.layer_colors(count)
    assert len(colors) == count
    assert min(contrast(color, theme.card) for color in colors) >= LINE_CONTRAST


@themes
def test_layers_grow_steadily_lighter(theme: Theme) -> None:
    lightness = [lab(color, "none")[0] for color in theme.layer_colors(8)]
    assert all(np.diff(lightness) > 3)


@themes
def test_the_map_is_trimmed_no_more_than_needed(theme: Theme) -> None:
    low, high = palettes.readable_range(theme.card)
    beyond = high + 0.02 if low == 0 else low - 0.02
    color = palettes.hex_of(palettes.viridis(np.array([beyond]))[0])
    assert contrast(color, theme.card) < LINE_CONTRAST


def test_no_layers_have_no_colours() -> None:
    assert palettes.layer_colors(0, "#ffffff") == ()


@themes
def test_class_points_stand_out_on_every_class_of_the_surface(theme: Theme) -> None:
    for index in range(10):
        point = theme.class_color(index)
        assert contrast(point, theme.card) >= LINE_CONTRAST
        for other in range(10):
            tint = palettes.blend(theme.card, theme.class_color(other), SURFACE_STRENGTH)
            assert contrast(point, tint) >= LINE_CONTRAST, (index, other)


@themes
@pytest.mark.parametrize("vision", DICHROMACY)
def test_the_first_classes_are_told_apart(theme: Theme, vision: str) -> None:
    assert least_distance(theme.classes[:2], vision) >= LEAST_DISTANCE


def test_ten_classes_have_ten_colours_and_markers() -> None:
    assert len(set(palettes.CLASS_MARKERS)) == 10
    for theme in THEMES.values():
        assert len({theme.class_color(index) for index in range(10)}) == 10


@pytest.mark.parametrize(("first", "second", "ratio"), [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0),
])  # fmt: skip
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@themes
def test_ink_on_a_colour_can_be_read(theme: Theme) -> None:
    for color in (*theme.layer_colors(12), *theme.runs):
        assert contrast(palettes.ink_on(color), color) >= TEXT_CONTRAST
