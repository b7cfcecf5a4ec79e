"""A figure for print or slides: its size, text and lines, told in the units of paper."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from PySide6.QtCore import QSize, QSizeF

from engine.text import QT_TRANSLATE_NOOP, EngineError
from gui.theme import LIGHT, Theme

FileKind = Literal["pdf", "svg", "png"]

CM_PER_INCH = 2.54
POINTS_PER_INCH = 72.0
TEXT_PX = 12.0
"""Pixels of a plot's text in the light theme at scale 1: so many are as large as `font_pt`."""

SIDES_CM = (3.0, 60.0)
FONT_PT = (4.0, 36.0)
LINE_PT = (0.25, 6.0)
DPI = (72, 1200)
MOST_PIXELS = 80_000_000
LEAST_PX = (150, 110)
"""Narrower or lower than this, in pixels of the theme, axes leave no room for a curve."""

TOO_MANY_PIXELS = QT_TRANSLATE_NOOP(
    "engine",
    "A picture of {width} × {height} pixels is too large; choose fewer dots per inch, or PDF.",
)
TOO_SMALL = QT_TRANSLATE_NOOP(
    "engine",
    "Text of {font} pt leaves no room in a figure of {width} × {height} cm; make the figure larger "
    "or the text smaller.",
)


@dataclass(frozen=True, kw_only=True)
class PaperTheme(Theme):
    """The light theme with lines of a chosen width."""

    line: float = 2.0

    @property
    def line_width(self) -> float:
        """Width of a curve one shall follow, in pixels."""
        return self.line


@dataclass(frozen=True, kw_only=True)
class Publication:
    """How a figure is to be: sides in cm, text and lines in points, `dpi` of a PNG.

    `titled` names the panels, `stepped` the step that they show, too; `keyed` adds a line that
    tells what lines and runs are.
    """

    width_cm: float = 8.5
    height_cm: float = 6.5
    font_pt: float = 8.0
    line_pt: float = 1.0
    dpi: int = 300
    titled: bool = False
    stepped: bool = False
    keyed: bool = True

    @property
    def points_per_px(self) -> float:
        """Points on paper of one pixel of the theme."""
        return self.font_pt / TEXT_PX

    @property
    def page_pt(self) -> QSizeF:
        """The page in points."""
        return QSizeF(self.width_cm, self.height_cm) * (POINTS_PER_INCH / CM_PER_INCH)

    @property
    def size_px(self) -> QSize:
        """The figure in pixels of the theme: what is laid out and then scaled to the page."""
        return (self.page_pt * (1 / self.points_per_px)).toSize()

    @property
    def dots(self) -> QSize:
        """The size of a PNG."""
        return (QSizeF(self.width_cm, self.height_cm) * (self.dpi / CM_PER_INCH)).toSize()

    def theme(self) -> PaperTheme:
        """Return the look on paper: light, whatever the window's is."""
        known = {each.name: getattr(LIGHT, each.name) for each in fields(LIGHT)}
        return PaperTheme(**known, line=self.line_pt / self.points_per_px)

    def check(self, kind: FileKind) -> None:
        """Raise `EngineError` if no legible file of this kind can be made."""
        size, dots = self.size_px, self.dots
        if size.width() < LEAST_PX[0] or size.height() < LEAST_PX[1]:
            raise EngineError(
                TOO_SMALL, font=f"{self.font_pt:g}", width=f"{self.width_cm:g}",
                height=f"{self.height_cm:g}",
            )  # fmt: skip
        if kind == "png" and dots.width() * dots.height() > MOST_PIXELS:
            raise EngineError(TOO_MANY_PIXELS, width=dots.width(), height=dots.height())


@dataclass(frozen=True)
class Preset:
    """A usual place for a figure."""

    key: str
    name: str
    values: dict[str, Any]


PRESETS = (
    Preset(
        "single",
        QT_TRANSLATE_NOOP("engine", "Single column, 8.5 cm"),
        {"width_cm": 8.5, "height_cm": 6.5, "font_pt": 8.0, "line_pt": 1.0},
    ),
    Preset(
        "double",
        QT_TRANSLATE_NOOP("engine", "Double column, 17.5 cm"),
        {"width_cm": 17.5, "height_cm": 11.0, "font_pt": 8.0, "line_pt": 1.0},
    ),
    Preset(
        "slide",
        QT_TRANSLATE_NOOP("engine", "Slide, 16:9"),
        {"width_cm": 33.87, "height_cm": 19.05, "font_pt": 18.0, "line_pt": 2.25},
    ),
)

FRAME = Publication(
    width_cm=16.0, height_cm=12.0, font_pt=13.0, line_pt=2.2, dpi=127, titled=True, stepped=True
)
"""A picture of an animation: 800 x 600 pixels, with text that can be read in a slide."""
