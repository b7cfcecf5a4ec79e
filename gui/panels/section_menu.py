"""A flat button that shows several choices at once and offers each in a part of its menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from gui.panels.choice_menu import Choice, ChoiceMenu
from gui.theme import Theme

SEPARATOR = " · "


@dataclass(frozen=True)
class Section:
    """A part of the menu: its heading, what it offers and what is chosen.

    On the button stands the `short` text of the choice, if it has one.
    """

    title: str
    choices: tuple[Choice, ...]
    current: str

    @property
    def chosen(self) -> Choice | None:
        """The entry that is chosen."""
        return next((each for each in self.choices if each.key == self.current), None)


class SectionMenu(ChoiceMenu):
    """Choices that do not exclude each other, each in a section; keys differ between sections."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._sections: tuple[Section, ...] = ()
        self._groups: list[QActionGroup] = []

    def chosen_in(self, title: str) -> str:
        """Return the key chosen in the section with that heading, empty if there is none such."""
        return next((each.current for each in self._sections if each.title == title), "")

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Offer these sections; nothing happens if they are those offered already."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        self._choices = tuple(choice for each in self._sections for choice in each.choices)
        self._menu.clear()
        self._groups = []
        for section in self._sections:
            self._menu.addSection(section.title)
            self._groups.append(QActionGroup(self))
            for choice in section.choices:
                self._menu.addAction(self._entry(choice, section))
        self.setVisible(bool(self._choices))
        chosen = [each.chosen.label for each in self._sections if each.chosen is not None]
        self.setAccessibleDescription(SEPARATOR.join(chosen))
        self.updateGeometry()
        self.update()

    def _entry(self, choice: Choice, section: Section) -> QAction:
        action = QAction(choice.label, self._groups[-1])
        action.setCheckable(True)
        action.setChecked(choice.key == section.current)
        action.setEnabled(choice.enabled)
        action.setToolTip(choice.tip)
        action.triggered.connect(lambda: self.chosen.emit(choice.key))
        return action

    @property
    def shown(self) -> str:
        """What stands on the button where there is room for all of it."""
        return self._text

    @property
    def _text(self) -> str:
        shown = [each.chosen.short for each in self._sections if each.chosen is not None]
        return SEPARATOR.join(text for text in shown if text)
