"""Keys of the window.

Fields that one types into take plain keys before any of these; a button reached by Tab takes the
space bar. Lists and tables take none: one has just chosen something there, and wants to train.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def add_shortcut(
    window: QWidget, key: str | QKeySequence.StandardKey, action: Callable[[], object]
) -> QShortcut:
    """Call `action` when `key` is pressed in the window of `window`."""
    shortcut = QShortcut(window)
    if isinstance(key, str):
        shortcut.setKey(QKeySequence(key))
    else:
        shortcut.setKeys(key)
    shortcut.activated.connect(lambda: press(shortcut.key(), action))
    return shortcut


def press(keys: QKeySequence, action: Callable[[], object]) -> None:
    """Let the plain space bar press the button that has the focus, else act."""
    focus = QApplication.focusWidget()
    pressed: QKeyCombination = keys[0]  # type: ignore[index]  # missing in PySide's stubs
    plain = pressed.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    if plain and pressed.key() == Qt.Key.Key_Space and isinstance(focus, QAbstractButton):
        focus.click()
    else:
        action()
