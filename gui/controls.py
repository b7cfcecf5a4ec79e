"""The form of an experiment: made from the fields of the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.config import ExperimentConfig, all_fields, missing, value_of, with_values
from engine.datasets import DATASETS
from engine.text import EngineError
from gui.editors import setting_of_field
from gui.editors.device import DeviceEditor
from gui.field_row import Arrangement, FieldRow
from gui.form_section import Section
from gui.parameter_rows import ParameterRows, parameters_after_choices
from gui.style import set_role
from gui.summaries import summary

MAIN_FIELDS = (
    "model.activation", "model.activation_params", "model.hidden_layers", "model.width",
    "optimizer.learning_rate", "init.weights", "init.weights_params",
)  # fmt: skip
"""What comes first and larger; depth and width share a line."""
SIDE_BY_SIDE = ("model.hidden_layers", "model.width")
DECIDING = ("data.name", "init.weights")
"""Settings on which the defaults of others depend."""
MARGIN = 12
LEAST_FOOTER = 110
SPACING = 9


class ExperimentForm(QWidget):
    """Edits an `ExperimentConfig`; what cannot be stays red in its field and is not told."""

    #: dotted paths and their new values
    edited = Signal(dict)
    #: keys of the sections that are open
    sections_changed = Signal(list)

    def __init__(
        self, config: ExperimentConfig | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._config = config or ExperimentConfig()
        self._owner = ""
        self._reason = ""
        self._devices: tuple[tuple[str, str], ...] = ()
        self._rows: dict[str, FieldRow] = {}
        self._groups: list[ParameterRows] = []
        self._hint = QLabel(self)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._room = QWidget(self._content)
        self._room.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._footer = QVBoxLayout(self._room)
        self._area = QScrollArea(self)
        self._lay_out()
        self.sections = {each.key: each for each in self._make_sections()}
        self._column.addWidget(self._room, 1)
        self._column.addStretch(0)
        self._content.installEventFilter(self)
        self.retranslate()
        self.set_config(self._config)

    # -- making ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._column.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self._column.setSpacing(SPACING)
        self._footer.setContentsMargins(0, 0, 0, 0)
        area = self._area
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (area.viewport(), self._content):
            part.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.setSpacing(4)
        outer.addWidget(area, 1)
        self._hint.setContentsMargins(MARGIN, 0, MARGIN, 0)
        set_role(self._hint, "small")
        outer.addWidget(self._hint)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for path in MAIN_FIELDS:
            if path in SIDE_BY_SIDE:
                pair.addWidget(self._make_row(path, "stacked"), 1, Qt.AlignmentFlag.AlignTop)
                if path == SIDE_BY_SIDE[0]:
                    self._column.addLayout(pair)
            else:
                self._column.addWidget(self._make_field(path, "stacked"))

    def _make_sections(self) -> list[Section]:
        """One section for each of the configuration's, with the fields that are not above."""
        sections: dict[str, list[str]] = {}
        for path, told in all_fields().items():
            if path not in MAIN_FIELDS:
                sections.setdefault(told.section, []).append(path)
        made = []
        column = QVBoxLayout()
        column.setSpacing(0)
        self._column.addLayout(column)
        for key, paths in sections.items():
            section = Section(key, paths, self._content)
            section.first_opened.connect(lambda section=section: self._fill(section))
            section.toggled.connect(self._sections_toggled)
            column.addWidget(section)
            made.append(section)
        return made

    def _fill(self, section: Section) -> None:
        for path in parameters_after_choices(section.paths):
            section.rows.addWidget(self._make_field(path, "beside"))
        self._show_config()

    def _make_field(self, path: str, arrangement: Arrangement) -> QWidget:
        if all_fields()[path].declaration.kind != "parameters":
            return self._make_row(path, arrangement)
        group = ParameterRows(path, self._content)
        group.edited.connect(self._edit)
        self._groups.append(group)
        return group

    def _make_row(self, path: str, arrangement: Arrangement) -> FieldRow:
        row = FieldRow(setting_of_field(all_fields()[path]), arrangement, self._content)
        row.edited.connect(self._edit)
        row.set_disabled_reason(self._reason)
        if isinstance(row.editor, DeviceEditor) and self._devices:
            row.editor.set_devices(self._devices)
        self._rows[path] = row
        return row

    # -- what it shows ---------------------------------------------------------------------------

    @property
    def config(self) -> ExperimentConfig:
        """The configuration in force: that of the last good values."""
        return self._config

    @property
    def rows(self) -> Mapping[str, FieldRow]:
        """All rows made so far, by dotted path."""
        found = dict(self._rows)
        for group in self._groups:
            found.update(group.rows)
        return found

    def set_config(
        self,
        config: ExperimentConfig,
        owner: str = "",
        problems: Sequence[EngineError] = (),
    ) -> None:
        """Show `config` without telling anyone.

        `owner` names whose it is: bad text stays in its field until the form shows another's.
        `problems` are shown at the fields that they name.
        """
        if owner != self._owner:
            self._owner = owner
            for row in self.rows.values():
                row.forget_problem()
        self._config = config
        self._show_config()
        for problem in problems:
            self._mark_problem(problem)

    def show_problem(self, problem: EngineError) -> bool:
        """Show a problem at the field that it names and bring that into view, ready to be typed
        into; False if no field has it."""
        row = self._mark_problem(problem)
        if row is not None:
            # Rows of a section that has just been opened have no place yet.
            QTimer.singleShot(0, row, lambda: self._bring_into_view(row))
        return row is not None

    def _mark_problem(self, problem: EngineError) -> FieldRow | None:
        """Show a problem at its field, opening the section that hides it."""
        path = (problem.field or "").partition("[")[0]
        for section in self.sections.values():
            if any(path == each or path.startswith(f"{each}.") for each in section.paths):
                section.set_open(True)
        row = self.rows.get(path)
        if row is not None:
            row.show_problem(problem)
        return row

    def _bring_into_view(self, row: FieldRow) -> None:
        self._area.ensureWidgetVisible(row, 0, SPACING)
        others = [each for each in self.rows.values() if each is not row]
        if not any(each.editor.has_bad_text and each.has_focus for each in others):
            row.take_focus()

    def set_footer(self, widget: QWidget) -> None:
        """Put `widget` into the room below the sections."""
        self._footer.addWidget(widget, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_footer()
        return super().eventFilter(watched, event)

    def _fit_footer(self) -> None:
        """Show the footer only where it has room, rather than a part of it."""
        taken = self._column.sizeHint().height()
        if not self._room.isHidden():
            taken -= self._room.sizeHint().height() + SPACING
        self._room.setHidden(self._area.viewport().height() - taken < LEAST_FOOTER)

    def set_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer these devices, (key, label), beside the CPU."""
        self._devices = tuple(devices)
        for row in self._rows.values():
            if isinstance(row.editor, DeviceEditor):
                row.editor.set_devices(devices)

    def set_disabled_reason(self, reason: str) -> None:
        """Disable all fields and say why in their tooltips; an empty reason enables them."""
        self._reason = reason
        for row in self.rows.values():
            row.set_disabled_reason(reason)

    def open_sections(self) -> list[str]:
        """Return the keys of the sections that are open."""
        return [key for key, section in self.sections.items() if section.is_open]

    def set_open_sections(self, keys: Sequence[str]) -> None:
        """Open these sections and close the others."""
        for key, section in self.sections.items():
            section.set_open(key in keys)

    def _show_config(self) -> None:
        baseline = baseline_of(self._config)
        for path, row in self._rows.items():
            row.default = row.setting.default if path in DECIDING else value_of(baseline, path)
            row.set_value(value_of(self._config, path))
        for group in self._groups:
            group.set_config(self._config)
        for section in self.sections.values():
            section.header.set_summary(summary(self._config, baseline, section.paths))

    # -- editing ---------------------------------------------------------------------------------

    def _edit(self, path: str, value: object) -> None:
        changes = {path: value}
        if path == "data.name":
            changes.update(scaling_for(self._config, str(value)))
        before = value_of(self._config, path)
        try:
            self._config = with_values(self._config, changes)
        except EngineError as error:
            self.rows[path].editor.take_back(before, error)
            return
        self._show_config()
        self.edited.emit(changes)
        self._show_what_is_missing(path)

    def _show_what_is_missing(self, chosen: str) -> None:
        """Bring the field that asks for a file into view once the choice at `chosen` needs one."""
        wanted = missing(self._config)
        row = self.rows.get((wanted.field or "") if wanted is not None else "")
        if chosen in DECIDING and row is not None:
            QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, SPACING))

    def _sections_toggled(self) -> None:
        self.sections_changed.emit(self.open_sections())

    # -- language --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        titles = {
            "data": self.tr("Data"),
            "model": self.tr("Model"),
            "init": self.tr("Init details"),
            "loss": self.tr("Loss"),
            "optimizer": self.tr("Optimiser"),
            "schedule": self.tr("Schedule"),
            "training": self.tr("Run"),
        }
        for key, section in self.sections.items():
            section.header.setText(titles[key])
        self._hint.setText(self.tr("↻ applies while training"))
        self._show_config()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def baseline_of(config: ExperimentConfig) -> ExperimentConfig:
    """Return the configuration of defaults for the data set and the init scheme of `config`."""
    followed = {path: value_of(config, path) for path in DECIDING}
    scaling = DATASETS[config.data.name].recommended_scaling
    return with_values(ExperimentConfig(), {**followed, "data.scaling": scaling})


def scaling_for(config: ExperimentConfig, data: str) -> dict[str, object]:
    """Return the change of input scaling that goes with another data set, if there is one."""
    before = DATASETS[config.data.name].recommended_scaling
    wanted = DATASETS[data].recommended_scaling
    return {"data.scaling": wanted} if wanted != before and wanted != config.data.scaling else {}
