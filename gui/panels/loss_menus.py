"""The menus in the header of the loss panel: what to compare, of which layer, over what, how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.language import translate
from gui.panels.abscissa import X_AXES
from gui.panels.card import CardHeader
from gui.panels.choice_menu import Choice, ChoiceMenu
from gui.panels.comparing import Question
from gui.panels.loss_views import LAST, VIEWS
from gui.panels.section_menu import Section, SectionMenu
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run

MODES = ("values", "difference", "ratio")


class LossMenus(QObject):
    """Offers the choices of a question; `changed` brings the name and key of a new one."""

    #: "view", "layer", "across", "mode" or "scale", and what was chosen
    changed = Signal(str, str)

    def __init__(self, header: CardHeader, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        header.use_one_row()
        self._header = header
        self.layer_menu = ChoiceMenu(theme, header)
        self.compare_menu = SectionMenu(theme, header)
        self.layer_menu.elides = False
        header.add_menu(self.layer_menu, behind=header.view_menu)
        header.add_menu(self.compare_menu)
        header.view_menu.chosen.connect(lambda key: self.changed.emit("view", key))
        header.form_menu.chosen.connect(lambda key: self.changed.emit("scale", key))
        self.layer_menu.chosen.connect(lambda key: self.changed.emit("layer", key))
        self.compare_menu.chosen.connect(self._compare)

    def _compare(self, key: str) -> None:
        self.changed.emit("mode" if key in MODES else "across", key)

    def show(self, question: Question, selected: Run | None, *, log: bool) -> None:
        """Show what is chosen, and what there is to choose."""
        self._header.view_menu.set_choices(
            [Choice(each.key, each.entry(), translate(each.hint)) for each in VIEWS.values()],
            question.view.key,
        )
        difference = question.mode == "difference"
        why = self.tr("A difference may be negative.") if difference else ""
        scales = (
            Choice("log", self.tr("log"), why, not difference),
            Choice("linear", self.tr("linear")),
        )
        self._header.form_menu.set_choices(scales, "log" if log else "linear")
        self._show_layers(question, selected)
        self.compare_menu.set_sections(self._sections(question))
        self.layer_menu.setAccessibleName(self.tr("Layer"))
        self.compare_menu.setAccessibleName(self.tr("How runs are compared"))
        tip = self.tr("What lies across, and whether values are related to the reference run.")
        self.compare_menu.setToolTip(f"{self.compare_menu.shown}\n{tip}")

    def _show_layers(self, question: Question, selected: Run | None) -> None:
        view = question.view
        count = view.layers(selected.config) if view.layered and selected is not None else 0
        self.layer_menu.set_choices(self._layers(question, count), question.layer)

    def _layers(self, question: Question, count: int) -> list[Choice]:
        if not count:
            return []
        wanted = {*range(1, count + 1), *([] if question.layer == LAST else [int(question.layer)])}
        text = self.tr("layer {layer}")
        found = [Choice(str(layer), text.format(layer=layer)) for layer in sorted(wanted)]
        last = self.tr("last hidden layer of each run")
        if question.view.scope == "layer":
            last = self.tr("output layer of each run")
        return [*found, Choice(LAST, last, "", True, question.named(LAST))]

    def _sections(self, question: Question) -> list[Section]:
        across = [
            Choice(each.key, translate(each.name), "", True, translate(each.name))
            for each in X_AXES.values()
        ]
        modes = (
            Choice("values", self.tr("values")),
            Choice("difference", self.tr("difference to the reference"),
                   self.tr("Each run less the reference, at the same place across."), True,
                   self.tr("difference")),
            Choice("ratio", self.tr("ratio to the reference"),
                   self.tr("Each run divided by the reference, at the same place across."), True,
                   self.tr("ratio")),
        )  # fmt: skip
        return [
            Section(self.tr("Across"), tuple(across), question.across),
            Section(self.tr("Shown are"), modes, question.mode),
        ]
