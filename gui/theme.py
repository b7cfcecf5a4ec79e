"""Light and dark: every colour, size and line width that the window uses, and their manager."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui import palettes
from gui.style import dress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ThemeMode = Literal["light", "dark", "system"]
THEME_MODES: tuple[ThemeMode, ...] = get_args(ThemeMode)
FONT_SCALES = (0.8, 2.0)
BASE_TEXT = 13
PRESENTER_TEXT = 18
SURFACE_STRENGTH = 0.35
FONT_FAMILIES = (
    "Dynascope Sans", "Dynascope Sans SC",  # shipped: Inter and Noto Sans SC, reduced
    "Inter", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One look: colours as `#rrggbb`, sizes in device-independent pixels.

    `accent` fills (with `accent_text` on it), `link` is the accent as text or line on a card.
    `field` is what one types into, `control` what one presses.
    """

    name: Literal["light", "dark"]
    window: str
    card: str
    card_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    link: str
    field: str
    field_border: str
    field_hover: str
    control: str
    control_hover: str
    control_pressed: str
    chip: str
    selection: str
    track: str
    grid: str
    axis: str
    danger: str
    danger_field: str
    warning: str
    good: str
    runs: tuple[str, ...]
    classes: tuple[str, ...]
    font_scale: float = 1.0
    presenter: bool = False

    @property
    def dark(self) -> bool:
        """Whether text is light on a dark ground."""
        return self.name == "dark"

    # -- sizes -----------------------------------------------------------------------------------

    def font_px(self, base: float = BASE_TEXT) -> int:
        """Return the size of text that has `base` pixels at scale 1; presenter: 18 or more."""
        size = base * self.font_scale
        if self.presenter:
            return max(PRESENTER_TEXT, round(size * PRESENTER_TEXT / BASE_TEXT))
        return max(8, round(size))

    def px(self, base: float) -> int:
        """Return a length that grows with the text, as paddings and icons do."""
        return max(1, round(base * self.font_px() / BASE_TEXT)) if base else 0

    @property
    def line_width(self) -> float:
        """Width of a curve one shall follow, in pixels."""
        return 3.0 if self.presenter else 2.0

    @property
    def thin_line_width(self) -> float:
        """Width of dense curves, such as the loss of each batch: 1 keeps drawing fast."""
        return 1.0

    def font(self, base: float = BASE_TEXT, *, bold: bool = False) -> QFont:
        """Return the window's font at `font_px(base)`."""
        font = QFont(list(FONT_FAMILIES))
        font.setPixelSize(self.font_px(base))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    # -- palettes --------------------------------------------------------------------------------

    def run_color(self, index: int) -> str:
        """Return the colour of the run `index` (from 0); after the last the first comes again."""
        return self.runs[index % len(self.runs)]

    def layer_colors(self, count: int) -> tuple[str, ...]:
        """Return one colour per layer from the first to the last."""
        return palettes.layer_colors(count, self.card)

    def class_color(self, index: int) -> str:
        """Return the colour of points of class `index` (from 0)."""
        return self.classes[index % len(self.classes)]

    def class_marker(self, index: int) -> str:
        """Return the marker of class `index` (from 0) by its name in pyqtgraph."""
        return palettes.CLASS_MARKERS[index % len(palettes.CLASS_MARKERS)]

    def class_tint(self, index: int) -> str:
        """Return the colour of the surface where class `index` is predicted."""
        return palettes.blend(self.card, self.class_color(index), SURFACE_STRENGTH)

    def surface_lut(self, first: int = 0, second: int = 1) -> NDArray[np.uint8]:
        """Return bytes (256, 3): from certainly class `first` to certainly class `second`."""
        faint = palettes.blend(
            self.card, palettes.blend(self.class_color(first), self.class_color(second), 0.5), 0.12
        )
        return palettes.lut_between(self.class_tint(first), faint, self.class_tint(second))

    def surface_image(self, probabilities: NDArray[np.floating]) -> NDArray[np.uint8]:
        """Return bytes (h, w, 3) for class probabilities (h, w, classes); NaN shows the card."""
        import numpy as np

        count = probabilities.shape[-1]
        tints = np.array([palettes.rgb(self.class_tint(index)) for index in range(count)])
        card = palettes.rgb(self.card)
        shares = np.clip(np.nan_to_num(probabilities, nan=0.0), 0, 1)
        return np.round(255 * np.clip(card + shares @ (tints - card), 0, 1)).astype(np.uint8)

    def value_lut(self) -> NDArray[np.uint8]:
        """Return bytes (256, 3) for predicted numbers on a surface, low to high."""
        import numpy as np

        colors = palettes.viridis(np.linspace(0, 1, 256))
        card = palettes.rgb(self.card)
        mixed = (1 - SURFACE_STRENGTH) * card + SURFACE_STRENGTH * colors
        return np.round(255 * mixed).astype(np.uint8)

    def heatmap_lut(self) -> NDArray[np.uint8]:
        """Return bytes (256, 3) of the full perceptual map, for heatmaps."""
        import numpy as np

        return np.round(255 * palettes.viridis(np.linspace(0, 1, 256))).astype(np.uint8)


LIGHT = Theme(
    name="light",
    window="#f3f4f7",
    card="#ffffff",
    card_border="#dfe3e9",
    text="#1b212b",
    muted="#566174",
    accent="#1a5fd0",
    accent_hover="#1551b5",
    accent_pressed="#11449a",
    accent_text="#ffffff",
    link="#1a5fd0",
    field="#f3f4f7",
    field_border="#dfe3e9",
    field_hover="#b9c2d0",
    control="#ffffff",
    control_hover="#eef1f6",
    control_pressed="#e2e7ef",
    chip="#f3f4f7",
    selection="#dce8fb",
    track="#dfe3e9",
    grid="#e8ebf0",
    axis="#c3cad5",
    danger="#b3261e",
    danger_field="#fdf0ee",
    warning="#8a5a00",
    good="#147a45",
    runs=palettes.RUNS_LIGHT,
    classes=palettes.CLASSES_LIGHT,
)

DARK = Theme(
    name="dark",
    window="#13161b",
    card="#1b1f26",
    card_border="#2e3540",
    text="#e8ebf0",
    muted="#a3adbb",
    accent="#2a6edb",
    accent_hover="#2564cc",
    accent_pressed="#1f57b5",
    accent_text="#ffffff",
    link="#7db4ff",
    field="#13161b",
    field_border="#2e3540",
    field_hover="#4a5565",
    control="#1b1f26",
    control_hover="#272d37",
    control_pressed="#303845",
    chip="#13161b",
    selection="#233a5e",
    track="#2e3540",
    grid="#272d36",
    axis="#465060",
    danger="#f2827a",
    danger_field="#33201f",
    warning="#e3b23c",
    good="#4cc38a",
    runs=palettes.RUNS_DARK,
    classes=palettes.CLASSES_DARK,
)

THEMES: Mapping[str, Theme] = {each.name: each for each in (LIGHT, DARK)}


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; without them the system's serve."""
    folder = resources.files("resources").joinpath("fonts")
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.lower().endswith((".ttf", ".otf", ".ttc")):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


class ThemeManager(QObject):
    """Dresses the application: style, palette, font, stylesheet; tells when the look changed."""

    #: the new `Theme`, after widgets have it
    changed = Signal(object)

    def __init__(
        self,
        mode: ThemeMode = "system",
        font_scale: float = 1.0,
        presenter: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode: ThemeMode = mode if mode in THEME_MODES else "system"
        self._font_scale = clamp_scale(font_scale)
        self._presenter = presenter
        load_fonts()
        app = application()
        app.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._theme = self._wanted()
        dress(app, self._theme)

    @property
    def theme(self) -> Theme:
        """The look now on the screen."""
        return self._theme

    @property
    def mode(self) -> ThemeMode:
        """What was chosen: light, dark or the system's choice."""
        return self._mode

    @property
    def font_scale(self) -> float:
        """Factor on all text, 0.8 to 2."""
        return self._font_scale

    @property
    def presenter(self) -> bool:
        """Whether text and lines are large enough for a room."""
        return self._presenter

    def set_mode(self, mode: ThemeMode) -> None:
        """Choose light, dark or system."""
        if mode in THEME_MODES:
            self._mode = mode
            self._refresh()

    def set_font_scale(self, scale: float) -> None:
        """Choose the factor on all text; beyond 0.8 to 2 the nearest bound is taken."""
        self._font_scale = clamp_scale(scale)
        self._refresh()

    def set_presenter(self, presenter: bool) -> None:
        """Switch presenter mode."""
        self._presenter = presenter
        self._refresh()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._refresh()

    def _wanted(self) -> Theme:
        name = system_scheme() if self._mode == "system" else self._mode
        return replace(THEMES[name], font_scale=self._font_scale, presenter=self._presenter)

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted != self._theme:
            self._theme = wanted
            dress(application(), wanted)
            self.changed.emit(wanted)


def application() -> QApplication:
    """Return the running application; raises `RuntimeError` if there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a QApplication must exist before the theme")
    return app


def system_scheme() -> Literal["light", "dark"]:
    """Return the system's choice; where it is not known, what its palette looks like."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return "light"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def clamp_scale(scale: float) -> float:
    """Return `scale` within the bounds; 1 for what is no number."""
    return min(FONT_SCALES[1], max(FONT_SCALES[0], scale)) if math.isfinite(scale) else 1.0


def with_alpha(color: str, alpha: float) -> QColor:
    """Return `color` at an opacity from 0 to 1."""
    made = QColor(color)
    made.setAlphaF(alpha)
    return made
