"""The list of the library: order, cells, what is edited and what is told to have changed."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.library.cells import COLUMNS, KEYS
from gui.library.model import LibraryModel, tags_of
from gui.theme import LIGHT
from tests.gui.library.stored import NOON, row

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qapp: QApplication) -> LibraryModel:
    return LibraryModel(LIGHT, clock=lambda: NOON)


def names(model: LibraryModel) -> list[str]:
    return [model.index(place, KEYS.index("name")).data() for place in range(model.rowCount())]


def test_qt_finds_no_fault(model: LibraryModel, qtmodeltester: ModelTester) -> None:
    model.set_rows([row(1), row(2, tags=("a",)), row(3)])
    qtmodeltester.check(model)


def test_a_row_tells_all_of_a_run(model: LibraryModel) -> None:
    model.set_rows([row(96, name="deep", tags=("exam", "broken"), note="ask", settings={
        "model.activation": "tanh"}, steps=1234)])  # fmt: skip
    cells = [model.index(0, column).data() for column in range(len(KEYS))]
    assert cells == ["", "deep", "today 08:00", "Tanh", "1\u202f234", "0.5", "finished",
                     "exam, broken", "ask", "96 kB"]  # fmt: skip


def test_the_newest_comes_first(model: LibraryModel) -> None:
    model.set_rows([row(2), row(1), row(3)])
    assert names(model) == ["run 3", "run 2", "run 1"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("order", [UP, DOWN])
def test_every_column_sorts_and_what_is_missing_comes_last(
    model: LibraryModel, key: str, order: Qt.SortOrder
) -> None:
    rng = random.Random(1)
    rows = [
        row(
            number,
            name=rng.choice("abcABC"),
            loss=rng.choice([None, float("nan"), float("inf"), 0.1, 2.0]),
            tags=rng.choice([(), ("x",), ("a", "b")]),
            note=rng.choice(["", "n", "o"]),
            starred=rng.random() < 0.5,
            steps=rng.randrange(5),
            settings=rng.choice([{}, {"model.width": 4}, {"data.name": "xor"}]),
        )
        for number in range(1, 60)
    ]
    model.set_rows(rows)
    model.sort(KEYS.index(key), order)
    found = [COLUMNS[KEYS.index(key)].order(each) for place in range(59)
             if (each := model.row_at(place)) is not None]  # fmt: skip
    values = [value for value in found if value is not None]
    assert values == sorted(values, reverse=order == DOWN)
    assert found == values + [None] * (59 - len(values))


def test_what_is_marked_stays_marked_when_sorted(model: LibraryModel) -> None:
    model.set_rows([row(number, steps=number % 3) for number in range(1, 10)])
    kept = {place: model.row_at(place) for place in (0, 4, 8)}
    indices = {place: QPersistentModelIndex(model.index(place, 1)) for place in kept}
    model.sort(KEYS.index("steps"), UP)
    for place, index in indices.items():
        assert model.row_at(index.row()) == kept[place]


def test_only_what_changed_is_told(model: LibraryModel, qtbot: QtBot) -> None:
    rows = [row(number) for number in range(1, 5)]
    model.set_rows(rows)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([*rows[:2], row(3, note="new"), rows[3]])
    assert told == [1]
    model.show_now("run3", steps=500, status="training")
    assert told == [1, 1]
    assert model.index(1, KEYS.index("steps")).data() == "500"
    model.show_now("not listed", steps=1)
    assert told == [1, 1]


def test_edits_are_told(model: LibraryModel) -> None:
    model.set_rows([row(1, tags=("a",))])
    told: list[tuple[str, str, object]] = []
    model.edited.connect(lambda *change: told.append(change))
    for key, text in (("name", "  a  new\nname "), ("tags", "b,  c，b"), ("note", "why"),
                      ("name", "   "), ("note", "why"), ("steps", "5")):  # fmt: skip
        model.setData(model.index(0, KEYS.index(key)), text)
    assert told == [("run1", "name", "a new name"), ("run1", "tags", ("b", "c")),
                    ("run1", "note", "why")]  # fmt: skip
    flags = {key: model.flags(model.index(0, column)) for column, key in enumerate(KEYS)}
    editable = [key for key in KEYS if flags[key] & Qt.ItemFlag.ItemIsEditable]
    assert editable == ["name", "tags", "note"]


def test_rows_taken_away(model: LibraryModel) -> None:
    model.set_rows([row(number) for number in range(1, 5)])
    model.remove(["run4", "run2"])
    assert names(model) == ["run 3", "run 1"]
    assert (model.place_of("run1"), model.place_of("run4")) == (1, -1)


def test_tags() -> None:
    assert tags_of(" a b , c,, a b、d ") == ("a b", "c", "d")
    assert tags_of(" ,") == ()
