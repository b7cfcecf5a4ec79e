"""Figures for print: sizes on paper, what is drawn, and files that look the same everywhere."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainterPath
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

from engine.text import EngineError
from gui.panels.base import Panel
from gui.plots.time_plot import TimePlot
from gui.publication import PRESETS, Publication
from gui.publication_figure import PublicationFigure, columns_for, in_lines
from gui.publication_files import file_of, image_of, save_bytes
from gui.publication_svg import path_data, with_outlines
from gui.style import palette_of, stylesheet
from gui.theme import DARK, LIGHT, load_fonts
from gui.window.furniture import make_panels
from tests.gui.panels.made import made_run, ring_run

SVG = "{http://www.w3.org/2000/svg}"
SINGLE = Publication()
DOUBLE = Publication(width_cm=17.5, height_cm=12.0, titled=True)


@pytest.fixture(scope="module")
def panels(qapp: QApplication) -> Iterator[dict[str, Panel]]:
    """The panels of a dark window with two runs."""
    load_fonts()
    made = make_panels(DARK)
    runs = [ring_run(), made_run("训练 2", 2, seed=3)]
    for panel in made.values():
        panel.resize(400, 300)
        panel.refresh(runs, runs[0])
    yield made
    for panel in made.values():
        panel.close()
        panel.deleteLater()


class Drawing:
    """Draws figures, and closes them at the end."""

    def __init__(self) -> None:
        self.made: list[PublicationFigure] = []

    def __call__(
        self, panels: Sequence[Panel], wanted: Publication = SINGLE
    ) -> PublicationFigure:
        self.made.append(PublicationFigure(panels, wanted))
        self.made[-1].draw()
        return self.made[-1]


@pytest.fixture
def drawn() -> Iterator[Drawing]:
    drawing = Drawing()
    yield drawing
    for figure in drawing.made:
        figure.close()
        figure.deleteLater()


def colors_of(image: QImage) -> set[str]:
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
    return {QColor.fromRgb(int(each)).name() for each in np.unique(pixels)}


# --- sizes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.key)
def test_text_and_lines_have_their_size_on_paper(preset: object) -> None:
    wanted = Publication(**preset.values)  # type: ignore[attr-defined]
    theme, unit = wanted.theme(), wanted.points_per_px
    assert theme.font_px(12) * unit == pytest.approx(wanted.font_pt)
    assert theme.line_width * unit == pytest.approx(wanted.line_pt)
    assert wanted.size_px.width() * unit == pytest.approx(wanted.page_pt.width(), abs=unit)
    wanted.check("png")


def test_page_of_one_column() -> None:
    assert SINGLE.page_pt.width() == pytest.approx(8.5 / 2.54 * 72)
    assert SINGLE.dots == QSize(1004, 768)


@pytest.mark.parametrize(
    ("wanted", "kind", "word"),
    [
        (Publication(width_cm=60, height_cm=60, dpi=1200), "png", "dots per inch"),
        (Publication(width_cm=3, height_cm=3, font_pt=36), "pdf", "text smaller"),
    ],
)
def test_refused(wanted: Publication, kind: str, word: str) -> None:
    with pytest.raises(EngineError, match=word):
        wanted.check(kind)  # type: ignore[arg-type]
    Publication(width_cm=60, height_cm=60, dpi=1200).check("pdf")


@pytest.mark.parametrize(
    ("count", "width", "height", "across"),
    [(1, 8.5, 6.5, 1), (5, 17.5, 12, 3), (4, 17.5, 13, 2), (2, 8.5, 14, 1), (2, 17.5, 6, 2)],
)
def test_columns(count: int, width: float, height: float, across: int) -> None:
    assert columns_for(count, Publication(width_cm=width, height_cm=height)) == across


# --- what is drawn -----------------------------------------------------------------------------


def test_a_figure_is_light_without_buttons(panels: dict[str, Panel], drawn: Drawing) -> None:
    figure = drawn([panels[key] for key in ("loss", "gradients", "surface")], DOUBLE)
    found = colors_of(image_of(figure, QSize(1400, 960)))
    assert "#ffffff" in found
    assert DARK.card not in found
    assert LIGHT.run_color(0) in found
    shown = [each for each in figure.panels[2].findChildren(QLabel) if each.isVisible()]
    assert not figure.panels[0].header.isVisible()
    assert not shown
    titles = [label.text() for label in figure.findChildren(QLabel) if label.isVisible()]
    assert titles[:3] == ["(a) Loss", "(b) Gradient norm · ReLU", "(c) Decision surface · ReLU"]
    assert "训练 2" in titles[3]
    assert "dashed: test set" in titles[3]


def test_titles_are_dark_in_a_dark_window(
    qapp: QApplication, panels: dict[str, Panel], drawn: Drawing
) -> None:
    before = qapp.palette(), qapp.styleSheet()
    try:
        qapp.setPalette(palette_of(DARK))
        qapp.setStyleSheet(stylesheet(DARK))
        figure = drawn([panels["loss"]], Publication(titled=True))
        title = figure._titles[0].grab().toImage()
        assert LIGHT.text in colors_of(title)
        assert DARK.text not in colors_of(title)
    finally:
        qapp.setStyleSheet(before[1])
        qapp.setPalette(before[0])


def test_the_panel_on_the_screen_is_left_alone(panels: dict[str, Panel], drawn: Drawing) -> None:
    panel = panels["loss"]
    before = panel.theme, panel.size(), panel.parent(), panel.runs
    drawn([panel])
    assert (panel.theme, panel.size(), panel.parent(), panel.runs) == before


def test_the_view_chosen_is_drawn(panels: dict[str, Panel], drawn: Drawing) -> None:
    panel = panels["gradients"]
    try:
        panel.set_view("weight_norm")  # type: ignore[attr-defined]
        panel.set_form("linear")  # type: ignore[attr-defined]
        panel.header.strip.select((2, 3))
        panel.plot._set_following(False)  # type: ignore[attr-defined]
        panel.plot.plotItem.vb.setRange(xRange=(100, 200), yRange=(0, 2), padding=0)  # type: ignore[attr-defined]
        copy = drawn([panel]).panels[0]
        assert (copy._view_key, copy.log) == ("weight_norm", False)  # type: ignore[attr-defined]
        assert copy.header.strip.selected == {2, 3}
        assert copy.plot.view_range() == pytest.approx((100, 200))  # type: ignore[attr-defined]
        assert copy.plot.value_axis.labelText == "Weight norm"  # type: ignore[attr-defined]
    finally:
        panel.set_form("log")  # type: ignore[attr-defined]
        panel.set_view("preactivation")  # type: ignore[attr-defined]
        panel.reset_view()


def test_lines_are_as_wide_as_wanted(panels: dict[str, Panel], drawn: Drawing) -> None:
    thin, thick = (
        drawn([panels["gradients"]], Publication(line_pt=line)).panels[0] for line in (0.5, 3.0)
    )
    ratio = [each._lines._lines[0]._scale for each in (thin, thick)]  # type: ignore[attr-defined]
    assert ratio[1] / ratio[0] == pytest.approx(6)


def test_names_of_axes_can_be_read(panels: dict[str, Panel], drawn: Drawing) -> None:
    plot = drawn([panels["loss"]]).findChild(TimePlot)
    assert plot.value_axis.labelStyle["color"] == LIGHT.muted
    assert not plot.value_axis.tickPen().isCosmetic()


def test_long_names_take_two_lines() -> None:
    font = QFont()
    assert in_lines("Update-to-weight ratio", font, 10_000) == "Update-to-weight ratio"
    assert in_lines("gradient <norm>", font, 10) == "gradient<br>&lt;norm&gt;"
    assert in_lines("损失", font, 1) == "损失"


# --- files -------------------------------------------------------------------------------------


def test_svg_needs_no_font(panels: dict[str, Panel], drawn: Drawing) -> None:
    wanted = Publication(titled=True)
    made = file_of(drawn([panels["loss"]], wanted), "svg")
    root = ElementTree.fromstring(made)
    assert root.get("width") == "85mm"
    assert root.get("height") == "65mm"
    assert not list(root.iter(f"{SVG}text"))
    assert not list(root.iter(f"{SVG}image"))
    labels = {each.get("aria-label") for each in root.iter(f"{SVG}path")}
    assert {"Loss", "loss ", "训练"} <= labels
    outline = next(each for each in root.iter(f"{SVG}path") if each.get("aria-label") == "训练")
    assert len(outline.get("d", "")) > 300  # two characters of many strokes, no empty boxes
    assert QSvgRenderer(made).isValid()


def test_pdf_embeds_its_fonts_and_keeps_texts(panels: dict[str, Panel], drawn: Drawing) -> None:
    made = file_of(drawn([panels["loss"]]), "pdf")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made)
    assert box is not None
    assert [float(each) for each in box.groups()] == pytest.approx([240.94, 184.25], abs=0.5)
    assert made.count(b"/FontFile2") == made.count(b"/Type /FontDescriptor") >= 2
    names = re.findall(rb"/FontName /\w+\+(\w+)", made)
    assert all(name.startswith(b"DynascopeSans") for name in names), names
    assert b"/Subtype /Image" not in made
    assert re.search(rb"<%04x>" % ord("训"), made.lower())  # what a reader copies out


def test_png_knows_its_size(panels: dict[str, Panel], drawn: Drawing) -> None:
    made = file_of(drawn([panels["loss"]]), "png")
    image = QImage.fromData(made)
    assert image.size() == SINGLE.dots
    per_meter = struct.unpack(">I", made[made.index(b"pHYs") + 4 :][:4])[0]
    assert per_meter == round(300 / 0.0254)


def test_points_of_a_surface_stay_vectors(panels: dict[str, Panel], drawn: Drawing) -> None:
    root = ElementTree.fromstring(file_of(drawn([panels["surface"]]), "svg"))
    assert len(list(root.iter(f"{SVG}image"))) == 1  # the surface itself
    assert len(list(root.iter(f"{SVG}path"))) > 250
    assert list(root.iter(f"{SVG}clipPath"))


def test_outlines_escape_and_keep_their_place() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><g><text x="3" y="4" font-size="10" '
        b'font-weight="600" fill="#123456">a &lt; b &amp; "c"</text></g></svg>'
    )
    path = next(ElementTree.fromstring(with_outlines(svg, "t")).iter(f"{SVG}path"))
    assert path.get("aria-label") == 'a < b & "c"'
    assert path.get("fill") == "#123456"
    assert path.get("transform") == "translate(3,4) scale(0.15625)"


def test_path_data() -> None:
    path = QPainterPath()
    path.moveTo(0, 0)
    path.lineTo(1, 2)
    path.cubicTo(1, 2, 3, 4, 5, 6)
    assert path_data(path) == "M0 0 L1 2 C1 2 3 4 5 6"


def test_no_file_is_left_by_a_failure(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        save_bytes(tmp_path / "gone" / "x.pdf", b"x")
    save_bytes(tmp_path / "图 🎈.pdf", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["图 🎈.pdf"]
