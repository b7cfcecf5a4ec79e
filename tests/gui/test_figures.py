"""Figures: what they show, on paper and on the screen, with and without a running application."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.history import History
from engine.messages import RunFacts
from engine.text import Message
from gui import figures, run_figure
from gui.figures import grab_plot, save_run_figure
from gui.plots.curves import LineCurve
from gui.plots.time_plot import TimePlot
from gui.run_figure import Drawing, RunFigure
from gui.theme import DARK, LIGHT
from tests.gui.panels.made import columns_of

ROOT = Path(__file__).parents[2]
ENDING = Message("Finished at step {step}.", {"step": 40})


def drawing(
    sizes: tuple[int, ...] = (2, 4, 4, 1),
    steps: int = 40,
    batch: int = 100,
    test: int = 0,
    **changes: Any,
) -> Drawing:
    """A made-up run of a network of these sizes."""
    config = with_values(
        ExperimentConfig(), {name.replace("__", "."): value for name, value in changes.items()}
    )
    names = columns_of(len(sizes) - 2)
    facts = RunFacts(
        columns=names, sizes=sizes, task="binary", loss="bce", classes=2, batch_size=batch,
        train_samples=100, test_samples=test,
    )  # fmt: skip
    history = History(names)
    random = np.random.default_rng(0)
    if steps:
        values = random.lognormal(size=(steps, len(names))).astype(np.float32)
        values[steps // 2, 3:] = np.nan
        values[-1, 1:] = np.inf
        history.append(1, values)
        for step in (1, steps):
            history.append_reading("loss/test", step, 0.3)
            for layer in range(1, len(sizes) - 1):
                history.append_reading(f"dead_units/{layer}", step, 12.5)
    return Drawing(history, facts, config)


def colors_in(path: Path) -> set[str]:
    """Return the colours of a picture."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return {QColor.fromRgb(int(each)).name() for each in np.unique(pixels)}


CASES = {
    "relu": drawing(),
    "mini-batches": drawing(batch=10, test=20, training__batch_size=10),
    "tanh": drawing(model__activation="tanh"),
    "no hidden layer": drawing(sizes=(2, 1), model__hidden_layers=0),
    "deep": drawing(sizes=(2, *(8,) * 30, 1), model__hidden_layers=30),
    "one step": drawing(steps=1),
    "not a step": drawing(steps=0),
    "many steps": drawing(steps=5000),
}


@pytest.mark.parametrize("name", CASES)
def test_run_figure(qapp: QApplication, tmp_path: Path, name: str) -> None:
    path = tmp_path / "figure.png"
    drawn = CASES[name]
    save_run_figure(path, *drawn, ENDING)
    assert QImage(str(path)).size() == 2 * QSize(run_figure.WIDTH, run_figure.HEIGHT)
    found = colors_in(path)
    assert LIGHT.card in found
    if drawn.history.last_step > 1:
        wanted = {LIGHT.run_color(0), *LIGHT.layer_colors(drawn.facts.layers)}
        assert len(wanted & found) >= 0.9 * len(wanted)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("relu", ["Loss", "Gradient norm", "Dead units", "Activations"]),
        ("tanh", ["Loss", "Gradient norm", "Saturation", "Activations"]),
        ("no hidden layer", ["Loss", "Gradient norm"]),
    ],
)
def test_panels_by_what_applies(
    qapp: QApplication, qtbot: QtBot, name: str, titles: list[str]
) -> None:
    figure = RunFigure(LIGHT, CASES[name], ENDING)
    qtbot.addWidget(figure)
    labels = [label for panel in figure.panels for label in panel.findChildren(QLabel)]
    assert [each.text() for each in labels if each.property("role") == "heading"] == titles
    for panel in figure.panels:
        assert panel.plot.value_axis.labelText
        assert panel.plot.step_axis.labelText == "step"


@pytest.mark.parametrize("name", ["relu", "deep", "many steps"])
def test_axes_have_room_for_ticks_and_names(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    figure = RunFigure(LIGHT, CASES[name], ENDING)
    qtbot.addWidget(figure)
    figure.draw()
    for panel in figure.panels:
        across, along = panel.plot.value_axis, panel.plot.step_axis
        assert across.width() > across.textWidth + 0.7 * across.label.boundingRect().height()
        assert along.height() > along.textHeight + 0.7 * along.label.boundingRect().height()


def test_texts_above_the_plots(qapp: QApplication, qtbot: QtBot) -> None:
    drawn = drawing(test=25, data__noise=0.5, data__train_share=0.8, optimizer__clip_norm=2.0)
    figure = RunFigure(LIGHT, drawn, ENDING)
    qtbot.addWidget(figure)
    children = figure.findChildren(QLabel)
    texts = [each.text() for each in children if each.parent() is figure]
    assert texts == [
        "ReLU · 2-2×4-1 · PyTorch default · Adam · learning rate 0.01",
        "Disc · 100 training samples · 25 test samples · Binary cross-entropy · "
        "batch size full · seed 42 · noise 0.5 · training share 0.8 · clip gradient norm 2",
        "Finished at step 40.",
    ]


def test_no_activation_is_named_where_there_is_none(qapp: QApplication) -> None:
    drawn = CASES["no hidden layer"]
    assert run_figure.headline(drawn.config, drawn.facts).startswith("2-1 · PyTorch default")


@pytest.mark.parametrize(
    ("sizes", "text"),
    [((2, 16, 1), "2-16-1"), ((2, 1), "2-1"), ((8, 64, 64, 64, 32, 10), "8-3×64-32-10")],
)
def test_sizes(sizes: tuple[int, ...], text: str) -> None:
    assert run_figure.sizes_text(sizes) == text


def test_the_figure_is_light_in_a_dark_window(qapp: QApplication, tmp_path: Path) -> None:
    before = qapp.styleSheet()
    try:
        qapp.setStyleSheet(f"QWidget {{ background: {DARK.card}; color: {DARK.text}; }}")
        save_run_figure(tmp_path / "figure.png", *CASES["relu"], ENDING)
    finally:
        qapp.setStyleSheet(before)
    assert DARK.card not in colors_in(tmp_path / "figure.png")


def test_folder_is_gone(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        save_run_figure(tmp_path / "gone" / "figure.png", *CASES["relu"], ENDING)


# --- single plots ------------------------------------------------------------------------------


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """A label above a plot with a curve."""
    widget = QWidget()
    qtbot.addWidget(widget)
    plot = TimePlot(widget)
    plot.set_labels("step", "loss")
    curve = LineCurve("#c24e00")
    plot.add_curve(curve)
    plot.follow_steps(100, 100)
    curve.set_line(np.arange(1, 101), np.linspace(0, 1, 100))
    layout = QVBoxLayout(widget)
    layout.addWidget(QLabel("a title", widget))
    layout.addWidget(plot)
    widget.resize(400, 300)
    layout.activate()
    return widget


@pytest.mark.parametrize("whole", [True, False], ids=["panel", "plot"])
def test_png(panel: QWidget, tmp_path: Path, whole: bool) -> None:
    shown = panel if whole else panel.findChild(TimePlot)
    grab_plot(shown, tmp_path / "plot.png", "png")
    assert QImage(str(tmp_path / "plot.png")).size() == 2 * shown.size()
    assert "#c24e00" in colors_in(tmp_path / "plot.png")


@pytest.mark.parametrize("whole", [True, False], ids=["panel", "plot"])
def test_svg_keeps_lines_and_texts(panel: QWidget, tmp_path: Path, whole: bool) -> None:
    shown = panel if whole else panel.findChild(TimePlot)
    grab_plot(shown, tmp_path / "plot.svg", "svg")
    picture = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert "<image" not in picture
    assert "#c24e00" in picture
    assert ">loss " in picture
    assert (">a title</text>" in picture) == whole


def test_pdf_has_one_page_of_the_size(panel: QWidget, tmp_path: Path) -> None:
    grab_plot(panel, tmp_path / "plot.pdf", "pdf")
    content = (tmp_path / "plot.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MediaBox [0 0 300.000000 225.000000]" in content
    assert b"/Subtype /Image" not in content


def test_the_plot_on_the_screen_stays_as_it_was(panel: QWidget, tmp_path: Path) -> None:
    plot = panel.findChild(TimePlot)
    before = plot.cacheMode(), plot.step_axis.cacheMode()
    grab_plot(panel, tmp_path / "plot.svg", "svg")
    assert (plot.cacheMode(), plot.step_axis.cacheMode()) == before


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_no_file_is_left_by_a_failure(panel: QWidget, tmp_path: Path, kind: Any) -> None:
    with pytest.raises(OSError, match="gone"):
        grab_plot(panel, tmp_path / "gone" / "plot", kind)
    assert list(tmp_path.iterdir()) == []


# --- without a window --------------------------------------------------------------------------


def test_a_running_application_is_used(qapp: QApplication) -> None:
    with figures.application():
        assert QApplication.instance() is qapp
    assert QApplication.instance() is qapp


def test_headless_run_draws_without_a_display(tmp_path: Path) -> None:
    """Even where QT_QPA_PLATFORM names a display that is not there."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":12345"}
    command = [
        sys.executable, str(ROOT / "main.py"), "train", "--out", str(tmp_path), "--steps", "20",
        "--quiet",
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert LIGHT.run_color(0) in colors_in(tmp_path / "figure.png")
