"""Keys of the window that leave plain letters and the space bar to the widget that needs them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QWidget,
)

SEARCHED_BY_LETTER = (QComboBox, QAbstractItemView)
PRESSED_BY_SPACE = (QAbstractButton, QComboBox, QAbstractItemView)


def add_shortcut(
    window: QWidget, key: str | QKeySequence.StandardKey, action: Callable[[], object]
) -> QShortcut:
    """Call `action` when `key` is pressed in the window of `window`."""
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.activated.connect(lambda: press(shortcut.key(), action))
    return shortcut


def press(keys: QKeySequence, action: Callable[[], object]) -> None:
    """Hand a plain key to the widget with the focus if it knows what to do with it, else act."""
    focus = QApplication.focusWidget()
    pressed: QKeyCombination = keys[0]  # type: ignore[index]  # missing in PySide's stubs
    key, text = pressed.key(), keys.toString()
    if pressed.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        taken: tuple[type[QWidget], ...] = ()
    elif key == Qt.Key.Key_Space:
        taken, text = PRESSED_BY_SPACE, " "
    else:
        taken = SEARCHED_BY_LETTER if len(text) == 1 else ()
    if not isinstance(focus, taken):
        action()
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text.lower())
        QCoreApplication.sendEvent(focus, event)
