"""The lines below the toolbar: hint and problem."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from engine.text import Message
from gui.theme import LIGHT
from gui.window.notice_bar import NoticeBar
from tests.gui.driving import LEFT, Driver, QTest, until, wait

HINT = "watch the losses part"


def test_the_hint_is_dismissed_for_good(driver: Driver) -> None:
    hint = driver.window.hint
    assert HINT in hint.text
    QTest.mouseClick(hint._close, LEFT)
    assert not hint.text
    driver.window.looks.choose_language("zh_CN")
    wait(0)
    assert not hint.text


def test_a_problem_stays_until_training_begins(driver: Driver) -> None:
    notice = driver.window.notice
    driver.session.problem.emit(Message("{path} is gone.", {"path": "a.csv"}))
    assert notice.text == "a.csv is gone."
    driver.press("step")
    driver.until_ended()
    assert not notice.text


def test_a_problem_of_one_run_is_not_hidden_by_the_others(driver: Driver) -> None:
    """The others go on training, which tells of changes all the time."""
    for run in driver.compare({"training.steps": None}, {"training.steps": None}):
        assert run.status == "ready"
    driver.session.set_pace(50.0)
    driver.press("train")
    until(lambda: all(run.step > 3 for run in driver.live))
    bad = {"data.name": "csv", "data.params": {"path": "gone.csv"}}
    driver.press("compare")
    driver.session.change_selected(bad)
    until(lambda: "gone.csv" in driver.window.notice.text)
    step = driver.live[0].step
    until(lambda: driver.live[0].step > step + 5)
    assert driver.session.is_training
    assert "gone.csv" in driver.window.notice.text


def test_a_long_sentence_is_wrapped_not_cut(driver: Driver) -> None:
    notice = driver.window.notice
    driver.session.problem.emit(Message("Something happened. " * 40))
    wait(50)
    label = notice._label
    assert notice.height() > 2 * label.fontMetrics().height()
    assert label.height() >= label.heightForWidth(label.width()) - 2


def test_a_problem_of_settings_ends_with_them(driver: Driver) -> None:
    driver.session.change_selected({"data.name": "csv", "data.params": {"path": "gone.csv"}})
    until(lambda: "gone.csv" in driver.window.notice.text)
    driver.press("undo")
    driver.until_ready()
    assert not driver.window.notice.text
    assert driver.selected.status == "ready"


def test_buttons_offer_what_can_be_done(qtbot: QtBot) -> None:
    bar = NoticeBar(LIGHT)
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_text(
        "2 runs deleted.", "hint", [("Undo", lambda: done.append("undo")), ("Show", bar.dismiss)]
    )
    assert [button.text() for button in bar.buttons] == ["Undo", "Show"]
    QTest.mouseClick(bar.buttons[0], LEFT)
    assert done == ["undo"]
    QTest.mouseClick(bar.buttons[1], LEFT)
    assert not bar.text
    bar.show_text("Another sentence.", "problem")
    assert bar.buttons == []
