"""The form: shows a configuration, tells edits, keeps bad text without letting it through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig, all_fields, value_of, with_values
from engine.datasets import DATASETS
from engine.initializers import WEIGHT_INITIALIZERS
from engine.text import EngineError
from gui.controls import MAIN_FIELDS, ExperimentForm, baseline_of, scaling_for
from gui.parameter_rows import parameters_after_choices
from gui.theme import ThemeManager

PLAIN = [path for path, told in all_fields().items() if told.declaration.kind != "parameters"]
SECTIONS = ["data", "model", "init", "loss", "optimizer", "schedule", "training"]


@pytest.fixture
def form(qtbot: QtBot) -> ExperimentForm:
    made = ExperimentForm()
    qtbot.addWidget(made)
    made.told = []  # type: ignore[attr-defined]
    made.edited.connect(made.told.append)  # type: ignore[attr-defined]
    return made


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[ThemeManager]:
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    manager = ThemeManager("light")
    yield manager
    manager.deleteLater()
    qapp.setStyleSheet(before[2])
    qapp.setFont(before[1])
    qapp.setPalette(before[0])


def write(form: ExperimentForm, path: str, text: str) -> None:
    editor: Any = form.rows[path].editor
    editor.line.setText(text)
    editor.commit()


def choose(form: ExperimentForm, path: str, key: str) -> None:
    combo: Any = form.rows[path].editor.fields[0]
    combo.activated.emit(combo.findData(key))


def told(form: ExperimentForm) -> list[dict[str, Any]]:
    return form.told  # type: ignore[attr-defined, no-any-return]


def test_every_field_is_in_the_form(form: ExperimentForm) -> None:
    form.set_open_sections(SECTIONS)
    assert set(PLAIN) <= form.rows.keys()
    assert list(form.sections) == SECTIONS
    for path in PLAIN:
        assert form.rows[path].editor.value == value_of(ExperimentConfig(), path)
    assert told(form) == []


def test_what_matters_most_comes_first(form: ExperimentForm) -> None:
    assert [path for path in MAIN_FIELDS if path in form.rows] == [
        "model.activation", "model.hidden_layers", "model.width", "optimizer.learning_rate",
        "init.weights",
    ]  # fmt: skip
    tops = [form.rows[path].mapTo(form, form.rows[path].rect().topLeft()).y()
            for path in ("model.activation", "model.hidden_layers", "init.weights")]  # fmt: skip
    assert tops == sorted(tops)


def test_edits_are_told(form: ExperimentForm) -> None:
    choose(form, "model.activation", "tanh")
    write(form, "model.hidden_layers", "8")
    write(form, "model.width", "32")
    write(form, "optimizer.learning_rate", "0.02")
    assert told(form) == [
        {"model.activation": "tanh"}, {"model.hidden_layers": 8}, {"model.width": 32},
        {"optimizer.learning_rate": 0.02},
    ]  # fmt: skip
    assert form.config.model.hidden_layers == 8


def test_a_configuration_is_shown_without_telling(form: ExperimentForm) -> None:
    form.set_open_sections(SECTIONS)
    changed = with_values(
        ExperimentConfig(),
        {"model.activation": "elu", "model.width": [8, 4], "training.batch_size": 10},
    )
    form.set_config(changed)
    assert told(form) == []
    assert form.rows["model.hidden_layers"].editor.value == 2
    assert form.rows["model.width"].editor.value == (8, 4)
    assert form.rows["training.batch_size"].editor.value == 10


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_parameters_follow_the_activation(key: str, form: ExperimentForm) -> None:
    choose(form, "model.activation", key)
    shown = {path for path in form.rows if path.startswith("model.activation_params.")}
    assert shown == {f"model.activation_params.{each.name}" for each in ACTIVATIONS[key].parameters}


@pytest.mark.parametrize("key", WEIGHT_INITIALIZERS)
def test_parameters_follow_the_init_scheme(key: str, form: ExperimentForm) -> None:
    choose(form, "init.weights", key)
    shown = {path for path in form.rows if path.startswith("init.weights_params.")}
    names = {each.name for each in WEIGHT_INITIALIZERS[key].parameters}
    assert shown == {f"init.weights_params.{name}" for name in names}


def test_a_parameter_is_told_by_its_path(form: ExperimentForm) -> None:
    choose(form, "model.activation", "leaky_relu")
    write(form, "model.activation_params.negative_slope", "0.2")
    assert told(form)[-1] == {"model.activation_params.negative_slope": 0.2}
    assert form.config.model.activation_params == {"negative_slope": 0.2}


@pytest.mark.parametrize("key", DATASETS)
def test_data_bring_their_scaling(key: str, form: ExperimentForm) -> None:
    form.set_open_sections(["data"])
    choose(form, "data.name", key)
    assert form.config.data.name == key
    assert form.config.data.scaling == DATASETS[key].recommended_scaling


def test_a_scaling_of_ones_own_stays_among_like_data() -> None:
    config = with_values(ExperimentConfig(), {"data.scaling": "minmax"})
    assert scaling_for(config, "moons") == {}


@pytest.mark.parametrize("text", ["NaN", "-1", "text", "", "1e400", "100000"])
def test_bad_text_stays_red_and_is_not_told(text: str, form: ExperimentForm) -> None:
    write(form, "model.hidden_layers", text)
    row = form.rows["model.hidden_layers"]
    editor: Any = row.editor
    assert told(form) == []
    assert form.config == ExperimentConfig()
    assert row.has_problem
    assert editor.line.property("state") == "bad"
    assert editor.line.text() == text
    assert row._sentence.text().startswith("Hidden layers")
    assert not row._sentence.isHidden()


def test_other_fields_still_work_beside_bad_text(form: ExperimentForm) -> None:
    write(form, "model.hidden_layers", "many")
    write(form, "model.width", "8")
    editor: Any = form.rows["model.hidden_layers"].editor
    assert told(form) == [{"model.width": 8}]
    assert editor.line.text() == "many"
    form.set_config(form.config)
    assert editor.line.text() == "many"


def test_good_text_mends_it(form: ExperimentForm) -> None:
    write(form, "model.hidden_layers", "many")
    write(form, "model.hidden_layers", "1")
    row = form.rows["model.hidden_layers"]
    assert not row.has_problem
    assert row._sentence.isHidden()
    assert not row.editor.fields[0].property("state")


def test_escape_mends_it(form: ExperimentForm, qtbot: QtBot) -> None:
    write(form, "model.width", "wide")
    editor: Any = form.rows["model.width"].editor
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "16"
    assert not form.rows["model.width"].has_problem


def test_another_run_takes_its_own_place(form: ExperimentForm) -> None:
    write(form, "model.width", "wide")
    form.set_config(ExperimentConfig(), owner="other")
    editor: Any = form.rows["model.width"].editor
    assert editor.line.text() == "16"
    assert not form.rows["model.width"].has_problem


def test_what_does_not_go_together_is_told_where_it_was_written(form: ExperimentForm) -> None:
    form.set_open_sections(["training"])
    write(form, "training.stream", "0")
    write(form, "training.batch_size", "10")
    row = form.rows["training.batch_size"]
    assert told(form) == [{"training.stream": 0}]
    assert row.has_problem
    assert row.editor.value == "full"
    assert form.config.training.batch_size == "full"


def test_problems_from_elsewhere_open_their_section(form: ExperimentForm) -> None:
    error = EngineError("{field} cannot be read.", field="data.samples")
    form.set_config(ExperimentConfig(), problems=[error])
    assert form.sections["data"].is_open
    assert form.rows["data.samples"].has_problem
    assert not form.show_problem(EngineError("Something else."))


def test_sections_sum_up_and_remember(form: ExperimentForm, qtbot: QtBot) -> None:
    assert form.sections["data"].header.summary.startswith("Disc")
    with qtbot.waitSignal(form.sections_changed) as caught:
        form.sections["training"].header.click()
    assert caught.args == [["training"]]
    assert form.open_sections() == ["training"]
    form.set_open_sections(["data"])
    assert form.open_sections() == ["data"]
    write(form, "data.noise", "0.25")
    assert "0.25" in form.sections["data"].header.summary


def test_what_differs_from_the_default_is_marked(form: ExperimentForm) -> None:
    row = form.rows["model.width"]
    assert row._changed.isHidden()
    write(form, "model.width", "8")
    assert not row._changed.isHidden()
    menu = row.make_menu()
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert told(form)[-1] == {"model.width": 16}
    assert row._changed.isHidden()


def test_defaults_follow_the_data(form: ExperimentForm) -> None:
    form.set_open_sections(["data"])
    choose(form, "data.name", "digits")
    assert form.rows["data.samples"]._changed.isHidden()
    assert form.rows["data.scaling"]._changed.isHidden()
    assert not form.rows["data.name"]._changed.isHidden()
    assert baseline_of(form.config).data.name == "digits"


def test_disabled_fields_say_why(form: ExperimentForm) -> None:
    form.set_disabled_reason("The run has ended.")
    form.set_open_sections(SECTIONS)
    for path in PLAIN:
        row = form.rows[path]
        assert not row.editor.fields[0].isEnabled()
        assert row.editor.toolTip() == "The run has ended."
        assert "The run has ended." in row._explain()
    form.set_disabled_reason("")
    assert form.rows["model.width"].editor.fields[0].isEnabled()


@pytest.mark.parametrize("path", PLAIN)
def test_every_label_explains_itself(path: str, form: ExperimentForm) -> None:
    form.set_open_sections(SECTIONS)
    row = form.rows[path]
    assert row.setting.help in row._explain().replace("&#x27;", "'").replace("&amp;", "&")
    assert row.editor.fields[0].accessibleName()
    assert row.editor.fields[0].accessibleDescription()


def test_live_fields_are_marked(form: ExperimentForm) -> None:
    form.set_open_sections(SECTIONS)
    for path, row in form.rows.items():
        assert row._live.isHidden() is not row.setting.live, path


def test_devices_are_offered(form: ExperimentForm) -> None:
    form.set_devices([("cuda:0", "CUDA 0")])
    form.set_open_sections(["training"])
    combo: Any = form.rows["training.device"].editor.fields[0]
    assert combo.count() == 2


@pytest.mark.parametrize("presenter", [False, True])
def test_no_scrolling_sideways(
    form: ExperimentForm, dressed: ThemeManager, presenter: bool, qapp: QApplication
) -> None:
    dressed.set_presenter(presenter)
    form.set_open_sections(SECTIONS)
    form.resize(240, 500)
    area = form.findChild(QScrollArea)
    assert area is not None
    assert form._content.minimumSizeHint().width() <= 240 - 10


def test_room_for_a_picture_below(form: ExperimentForm) -> None:
    label = QLabel("picture")
    form.set_footer(label)
    assert form.isAncestorOf(label)


def test_a_change_of_language_keeps_everything(form: ExperimentForm, qapp: QApplication) -> None:
    form.set_open_sections(SECTIONS)
    write(form, "model.width", "wide")
    for widget in (form, *form.rows.values()):
        qapp.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    editor: Any = form.rows["model.width"].editor
    assert editor.line.text() == "wide"
    assert form.rows["model.width"].has_problem
    assert told(form) == []


def test_closed_sections_are_made_when_they_open(form: ExperimentForm) -> None:
    assert "training.seed" not in form.rows
    form.set_config(with_values(ExperimentConfig(), {"training.seed": 7}))
    form.sections["training"].set_open(True)
    assert form.rows["training.seed"].editor.value == 7


def test_parameters_stand_right_behind_their_choice(form: ExperimentForm) -> None:
    paths = ["data.name", "data.samples", "data.params"]
    assert parameters_after_choices(paths) == ["data.name", "data.params", "data.samples"]
    others = ["optimizer.weight_decay", "init.weights_params"]
    assert parameters_after_choices(others) == others
