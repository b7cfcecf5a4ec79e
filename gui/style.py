"""The QPalette and the stylesheet that a theme makes.

Widgets ask for a special look with the dynamic property `role`, or `state` "bad" of a field:

- QLabel: "title", "heading", "strong", "muted", "small", "danger", "link"
- QPushButton: "primary", "link"; QFrame: "card", "line"
- QToolButton: "primary", "button", "menu", "split", "toggle", which has a state "wanted"
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.palettes import blend
from gui.style_sheet import STYLE_SHEET

if TYPE_CHECKING:
    from gui.theme import Theme

ICON_PREFIX = "dynascope-style"
DISABLED_STRENGTH = 0.55


def palette_of(theme: Theme) -> QPalette:
    """Return the palette for everything that the stylesheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    colors = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.card,
        roles.AlternateBase: theme.window,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.control,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.danger,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.accent_text,
        roles.Link: theme.link,
        roles.LinkVisited: theme.link,
        roles.ToolTipBase: theme.card,
        roles.ToolTipText: theme.text,
        roles.Light: theme.control_hover,
        roles.Midlight: theme.control_hover,
        roles.Mid: theme.card_border,
        roles.Dark: theme.field_border,
        roles.Shadow: theme.field_border,
        roles.Accent: theme.accent,
    }
    for role, color in colors.items():
        made.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled_text(theme)))
    return made


def disabled_text(theme: Theme) -> str:
    """Return the colour of text that cannot be used now."""
    return blend(theme.card, theme.muted, DISABLED_STRENGTH)


def dress(app: QApplication, theme: Theme) -> None:
    """Give the application and each of its widgets the palette, font and rules of `theme`.

    Given new rules for old ones, Qt dresses every widget once for each of its ancestors and once
    more, five times on the average, while the window stands still. Without the old ones first it
    does so once, and once without rules: half of the time.
    """
    app.setPalette(palette_of(theme))
    app.setFont(theme.font())
    app.setStyleSheet("")
    app.setStyleSheet(stylesheet(theme))


def stylesheet(theme: Theme) -> str:
    """Return the one stylesheet of the application."""
    if not QDir.searchPaths(ICON_PREFIX):
        folder = resources.files("resources").joinpath("icons", "style")
        QDir.addSearchPath(ICON_PREFIX, str(folder))
    lengths = {f"p{base}": f"{theme.px(base)}px" for base in range(1, 41)}
    fonts = {f"f{base}": f"{theme.font_px(base)}px" for base in (11, 12, 13, 15, 18)}
    tokens = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    return Template(STYLE_SHEET).substitute(
        tokens,
        **lengths,
        **fonts,
        **knob_lengths(theme),
        icons=ICON_PREFIX + ":",
        disabled=disabled_text(theme),
    )


def knob_lengths(theme: Theme) -> dict[str, str]:
    """Return the measures of a slider's handle; a radius over its half would make it square."""
    groove = theme.px(4)
    side = theme.px(14) - (theme.px(14) - groove) % 2  # the margins are alike above and below
    return {
        "knob": f"{side - 4}px",
        "knob_radius": f"{side // 2}px",
        "knob_margin": f"{(side - groove) // 2}px",
    }


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` the look called `role`."""
    set_look(widget, "role", role)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the stylesheet asks for, and draw the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
