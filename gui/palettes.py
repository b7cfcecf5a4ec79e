"""Colours as numbers: three palettes that never mix (runs, layers, classes) and their contrast."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# numpy is loaded where arrays are computed: the window stands before it.
Rgb: TypeAlias = "NDArray[np.float64]"
"""Colours in sRGB, 0 to 1, channels last."""

RUNS_LIGHT = (
    "#0067a8", "#c24e00", "#a8467f", "#00874b", "#6b3a00", "#5b4ff0", "#0b4d3a", "#2b1f5b",
)  # fmt: skip
RUNS_DARK = (
    "#3b9ae1", "#f0803c", "#d77fb4", "#2fb27c", "#c5f06f", "#8f7bff", "#7fe0ff", "#fff3b0",
)  # fmt: skip
CLASSES_LIGHT = (
    "#5f45a0", "#8a5f00", "#00695c", "#a3262e", "#1f5fae",
    "#8a2f6c", "#3f6b14", "#5a4a3f", "#0b6b8a", "#4a4fb5",
)  # fmt: skip
CLASSES_DARK = (
    "#b5a3ec", "#f0c04d", "#4fd1b5", "#ff9a8c", "#7dbcff",
    "#f09ccb", "#a4d65e", "#d8c4ae", "#6fd6ee", "#aab4ff",
)  # fmt: skip
CLASS_MARKERS = ("o", "t", "s", "d", "t1", "p", "star", "h", "x", "+")
"""Marker of each class, as pyqtgraph names them: classes are told by shape as well."""

VIRIDIS = (
    "#440154", "#481769", "#472c7a", "#423f85", "#3b518b", "#33628d", "#2c718e", "#26818e",
    "#21908c", "#1f9f88", "#27ad80", "#3dbc73", "#5cc862", "#81d34c", "#aadc31", "#d5e219",
    "#fde725",
)  # fmt: skip
"""The perceptual map of layers and heatmaps, at even distances."""

LINE_CONTRAST = 3.0
TEXT_CONTRAST = 4.5


def rgb(color: str) -> Rgb:
    """Return `#rrggbb` as three numbers from 0 to 1."""
    import numpy as np

    return np.array(_parts(color))


def _parts(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def hex_of(color: Iterable[float]) -> str:
    """Return three numbers from 0 to 1 as `#rrggbb`."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, float(part)))):02x}" for part in color)


def linear(color: Rgb) -> Rgb:
    """Return sRGB as linear light (IEC 61966-2-1)."""
    import numpy as np

    return np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)


def luminance(color: Rgb) -> Rgb:
    """Return the relative luminance of sRGB colours, 0 to 1 (WCAG 2.2)."""
    import numpy as np

    return linear(color) @ np.array([0.2126, 0.7152, 0.0722])


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((float(luminance(rgb(first))), float(luminance(rgb(second)))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend(background: str, color: str, strength: float) -> str:
    """Return `color` laid over `background` at an opacity of `strength`."""
    pairs = zip(_parts(background), _parts(color), strict=True)
    return hex_of([(1 - strength) * under + strength * over for under, over in pairs])


def viridis(positions: Rgb) -> Rgb:
    """Return the map's colours at `positions` (0 to 1): the same shape with 3 channels more."""
    import numpy as np

    anchors = np.array([rgb(color) for color in VIRIDIS])
    at = np.linspace(0, 1, len(anchors))
    return np.stack([np.interp(positions, at, anchors[:, part]) for part in range(3)], axis=-1)


@cache
def readable_range(background: str) -> tuple[float, float]:
    """Return the part of the map (from, to) that stands out from `background` as lines must."""
    import numpy as np

    positions = np.linspace(0, 1, 1001)
    lights, ground = luminance(viridis(positions)), float(luminance(rgb(background)))
    ratios = (np.maximum(lights, ground) + 0.05) / (np.minimum(lights, ground) + 0.05)
    # A margin for the rounding to 8 bits a channel.
    good = positions[ratios >= LINE_CONTRAST * 1.01]
    return float(good.min()), float(good.max())


@cache
def layer_colors(count: int, background: str) -> tuple[str, ...]:
    """Return one colour per layer, first to last, all at least 3:1 on `background`."""
    import numpy as np

    if count < 1:
        return ()
    low, high = readable_range(background)
    positions = np.linspace(low, high, count) if count > 1 else np.array([(low + high) / 2])
    return tuple(hex_of(color) for color in viridis(positions))


def ink_on(color: str) -> str:
    """Return black or white, whichever reads better on `color`."""
    black, white = "#10131a", "#ffffff"
    return max((white, black), key=lambda ink: contrast(ink, color))


def lut_between(first: str, middle: str, last: str, size: int = 256) -> NDArray[np.uint8]:
    """Return a lookup table (size, 3) of bytes from `first` over `middle` to `last`."""
    import numpy as np

    at = np.linspace(0, 1, size)
    stops = np.array([rgb(first), rgb(middle), rgb(last)])
    mixed = np.stack([np.interp(at, (0, 0.5, 1), stops[:, part]) for part in range(3)], axis=-1)
    return np.round(255 * mixed).astype(np.uint8)
