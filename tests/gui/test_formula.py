"""Formulas: every one of the tables can be set, in the colour asked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS
from engine.initializers import BIAS_INITIALIZERS, WEIGHT_INITIALIZERS
from engine.losses import LOSSES
from engine.measures import MEASURES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from gui.formula import (
    FormulaError,
    formula_html,
    formula_icon,
    formula_image,
    formula_pixmap,
    formula_svg,
    warm_up,
)

TABLES = (
    ACTIVATIONS, BIAS_INITIALIZERS, DATASETS, LOSSES, MEASURES, OPTIMIZERS, SCHEDULES,
    WEIGHT_INITIALIZERS,
)  # fmt: skip
FORMULAS = sorted({row.formula for table in TABLES for row in table.values() if row.formula})
INK = "#1a5fd0"


def inked(image: QImage, color: str = INK) -> bool:
    wanted = QColor(color)
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(each.alpha() > 250 and each.rgb() == wanted.rgb() for each in colors)


@pytest.mark.parametrize("latex", FORMULAS)
def test_formulas_of_the_tables_can_be_set(latex: str) -> None:
    assert formula_svg(latex, INK, 14).startswith(b"<svg")


def test_qt_draws_them_in_the_colour(qapp: QApplication) -> None:
    image = formula_image(r"f(z) = \max(0, z)", INK, 24)
    assert inked(image)
    assert image.pixelColor(0, 0).alpha() == 0


def test_other_colours_are_other_pictures(qapp: QApplication) -> None:
    assert not inked(formula_image("x", "#ff0000", 24))


def test_fine_screens_get_finer_pictures(qapp: QApplication) -> None:
    coarse, fine = (formula_image("x^2", INK, 20, ratio) for ratio in (1.0, 2.0))
    assert abs(fine.width() - 2 * coarse.width()) <= 1
    assert fine.deviceIndependentSize().width() == pytest.approx(coarse.width(), abs=1)


def test_pixmap_and_icon(qapp: QApplication) -> None:
    assert not formula_pixmap("x", INK, 20).isNull()
    assert not formula_icon("x", INK, 20).isNull()


def test_html_holds_a_picture(qapp: QApplication) -> None:
    assert formula_html("x", INK, 14).startswith('<img src="data:image/png;base64,')


def test_what_cannot_be_set_is_shown_as_it_is(qapp: QApplication) -> None:
    wrong = r"\frac{<1}"
    with pytest.raises(FormulaError):
        formula_svg(wrong, INK, 14)
    assert formula_html(wrong, INK, 14) == r"<code>\frac{&lt;1}</code>"


def test_warming_up_ends() -> None:
    thread = warm_up()
    thread.join(10)
    assert not thread.is_alive()
