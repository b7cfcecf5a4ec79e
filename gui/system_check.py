"""What the window needs from the system, checked before Qt is loaded.

Qt stops the whole program when a library or a display is missing, and blames xcb-cursor
whichever it is. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""Libraries that Qt loads on every display, and their Debian packages."""

FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Libraries that Qt's X11 plugin loads besides, and their Debian packages."""

FOR_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""Libraries that Qt's Wayland plugin loads besides, and their Debian packages."""

PLATFORMS = (
    "eglfs", "linuxfb", "minimal", "minimalegl", "offscreen", "vkkhrdisplay", "vnc", "wayland",
    "wayland-brcm", "wayland-egl", "xcb",
)  # fmt: skip
"""What QT_QPA_PLATFORM can name on Linux."""

WITHOUT_A_DISPLAY = (
    "train without a window (python3 main.py train --help), or set QT_QPA_PLATFORM=offscreen "
    "to run one that nobody sees"
)


def problem(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return one sentence with what stands in the way of a window; None if nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if platform and platform not in PLATFORMS:
        return (
            f"QT_QPA_PLATFORM names {platform!r}, which Qt does not know: unset it, or set it to "
            "xcb, wayland or offscreen"
        )
    display, wayland = environment.get("DISPLAY"), environment.get("WAYLAND_DISPLAY")
    if not platform and not wayland and not display:
        return f"there is no display (DISPLAY and WAYLAND_DISPLAY are not set): {WITHOUT_A_DISPLAY}"
    if not platform:
        # Qt tries Wayland first and takes X11 where that cannot be loaded.
        on_wayland = wayland and not (display and missing_libraries(FOR_WAYLAND))
        platform = "wayland" if on_wayland else "xcb"
    besides = {"xcb": FOR_X11, "wayland": FOR_WAYLAND}.get(platform, {})
    missing = missing_libraries({**ALWAYS, **besides})
    if missing:
        return (
            f"the window needs system libraries that are missing ({', '.join(missing)}); on "
            f"Debian and Ubuntu: sudo apt-get install {' '.join(missing.values())}"
        )
    if platform == "xcb" and not answers(display or ""):
        return (
            f"the display {display or ''!r} named by DISPLAY does not answer: "
            f"correct it, {WITHOUT_A_DISPLAY}"
        )
    return None


def missing_libraries(
    wanted: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL
) -> dict[str, str]:
    """Return those of `wanted` (library: package) that cannot be loaded."""
    missing = {}
    for library, package in wanted.items():
        try:
            load(library)
        except OSError:
            missing[library] = package
    return missing


def answers(display: str) -> bool:
    """Tell whether an X server accepts a connection at `display`."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode() or None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
