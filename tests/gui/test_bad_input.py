"""Bad input: one sentence (what, where, how to mend), nothing lost, the window alive and able."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import main
from engine import headless
from engine.config import value_of
from tests.gui.bad_inputs import DROPPED, FILES, IDX, TYPED, settings_for
from tests.gui.driving import Driver, until, wait


def assert_sentence(told: str, mentions: str) -> None:
    """One sentence that a person can act on."""
    assert told, "nothing was said"
    assert told.endswith((".", "?")), told
    assert len(re.findall(r"[.?!] +[A-Z]", told)) <= 1, f"more than what, where and mend: {told}"
    assert "\n" not in told
    assert len(told) < 600, told
    assert "{" not in told.replace(mentions, ""), f"a value is missing: {told}"
    assert "Traceback" not in told
    assert not re.search(r"\w(Error|Exception)\b", told), f"a name of Python's: {told}"
    assert mentions.replace(",", "") in told.replace("\u202f", "").replace(",", ""), told


def assert_able(driver: Driver) -> None:
    """The window trains what is on its board."""
    good = [run for run in driver.live if run.status != "failed"]
    assert good
    driver.session.select(good[0].id)
    before = [run.step for run in good]
    driver.press("step")
    driver.until_ended()
    assert [run.step for run in good] == [step + 1 for step in before]


# --- typed into the form --------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPED)
def test_typed(same_driver: Driver, name: str) -> None:
    driver, bad = same_driver, TYPED[name]
    before = driver.config
    row = driver.type(bad.path, bad.text)
    told = driver.sentence(bad.path)
    if not told:  # refused by the engine, which knows the machine
        until(lambda: driver.sentence(bad.path))
        told = driver.sentence(bad.path)
    else:
        assert value_of(driver.config, bad.path) == value_of(before, bad.path)
        if row.editor.has_bad_text:  # what was typed can be corrected
            assert driver.line(row).text() == bad.text
    assert_sentence(told, bad.mentions)
    assert not [other for other in driver.window.form.rows.values() if other is not row
                and other.has_problem]  # fmt: skip
    driver.key(Qt.Key.Key_Escape, widget=driver.line(row))
    if driver.session.can_undo:
        driver.press("undo")
    wait(0)
    assert driver.config == before
    assert not driver.sentence(bad.path)
    assert_able(driver)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DROPPED)
def test_dropped(same_driver: Driver, name: str, tmp_path: Path) -> None:
    driver, bad = same_driver, DROPPED[name]
    path = tmp_path / bad.name
    bad.make(path)
    before = {run.id: run.config for run in driver.live}
    undone = driver.session.undo_stack.index()
    driver.drop(path)
    until(lambda: driver.window.notice.text, "a sentence")
    driver.until_ready()
    assert_sentence(driver.window.notice.text, bad.mentions)
    assert len(driver.problems) == 1
    assert all(run.status == "failed" for run in driver.live if run.config != before.get(run.id))
    if driver.session.undo_stack.index() > undone:  # it went into the run that had not begun
        driver.press("undo")
        driver.session.settle()
        driver.until_ready()
    kept = {run.id: run.config for run in driver.live if run.id in before}
    assert kept == before
    assert_able(driver)


@pytest.mark.parametrize("name", IDX)
def test_named_in_the_form(driver: Driver, name: str, tmp_path: Path) -> None:
    bad = IDX[name]
    path = tmp_path / bad.name
    bad.make(path)
    driver.choose("data.name", bad.data)
    driver.type(bad.field, str(path))
    until(lambda: bad.mentions in driver.sentence(bad.field), "a sentence at the field")
    assert_sentence(driver.sentence(bad.field), bad.mentions)
    assert driver.window.notice.text == driver.sentence(bad.field)
    assert driver.line(driver.row(bad.field)).text() == str(path)
    assert_able(driver)


# --- without a window -----------------------------------------------------------------------------


def run_headless(out: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return the sentence with which headless training refuses."""
    try:
        args = main.build_parser().parse_args(["train", "--out", str(out), *arguments])
        code = headless.main(args, None)
    except SystemExit as stop:
        code = stop.code
    told = capsys.readouterr()
    assert code == 2
    assert told.out == ""
    assert not out.exists()
    assert told.err.count("\n") == 1, told.err
    return told.err.strip()


@pytest.mark.parametrize("name", [name for name, bad in TYPED.items() if bad.headless])
def test_set_headless(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    bad = TYPED[name]
    argument = f"[{bad.text}]" if "," in bad.text else bad.text
    told = run_headless(tmp_path / "out", ["--set", f"{bad.path}={argument}"], capsys)
    assert_sentence(told, "")
    assert bad.path in told


@pytest.mark.parametrize("name", FILES)
def test_files_headless(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    bad = FILES[name]
    path = tmp_path / bad.name
    bad.make(path)
    told = run_headless(tmp_path / "out", settings_for(bad, path), capsys)
    assert_sentence(told, bad.mentions)


# --- where nothing can be written -----------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="needs a path that no one can write to")
def test_folder_that_cannot_be_written(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = driver.window.files
    blocked = tmp_path / "file"
    blocked.write_text("kept")
    target = blocked / "below" / "run.json"
    driver.session.train()
    driver.until_ended()
    for save in (files.ask_and_save_settings, files.ask_and_save_measurements,
                 files.ask_and_save_picture):  # fmt: skip
        monkeypatch.setattr(files, "_ask_to_save", lambda *_: target)
        driver.problems.clear()
        driver.window.notice.show_text("", "problem")
        save()
        until(lambda: driver.window.notice.text)
        assert_sentence(driver.window.notice.text, str(target))
        assert len(driver.problems) == 1
    assert blocked.read_text() == "kept"
    assert_able(driver)
