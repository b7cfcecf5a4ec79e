"""One editor for each kind of setting."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.editors.base import Editor
from gui.editors.batch import BatchEditor
from gui.editors.choice import ChoiceEditor
from gui.editors.device import DeviceEditor
from gui.editors.flag import FlagEditor
from gui.editors.line import TextEditor
from gui.editors.logarithmic import LogEditor
from gui.editors.number import NumberEditor
from gui.editors.path import PathEditor
from gui.editors.points import PointsEditor
from gui.editors.setting import Setting, setting_of_field, setting_of_parameter
from gui.editors.widths import WidthsEditor

EDITORS: dict[str, type[Editor]] = {
    "batch": BatchEditor,
    "bool": FlagEditor,
    "choice": ChoiceEditor,
    "device": DeviceEditor,
    "float": NumberEditor,
    "int": NumberEditor,
    "log": LogEditor,
    "path": PathEditor,
    "points": PointsEditor,
    "text": TextEditor,
    "widths": WidthsEditor,
}


def make_editor(setting: Setting, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a setting of any kind."""
    return EDITORS[setting.kind](setting, parent)


__all__ = [
    "EDITORS",
    "Editor",
    "Setting",
    "make_editor",
    "setting_of_field",
    "setting_of_parameter",
]
