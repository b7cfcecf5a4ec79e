"""Every text for people is marked so that lupdate finds it, translated, and compiled."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def load_tool(name: str) -> ModuleType:
    """Return a script of .ci as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


marked_texts = load_tool("marked_texts")
translations = load_tool("translations")


def test_all_texts_are_translated_and_compiled() -> None:
    faults = translations.check()
    assert not faults, "\n".join([f"{len(faults)} faults:", *faults[:40]])


def test_every_source_file_is_read() -> None:
    found = marked_texts.read_all(translations.source_files(), ROOT)
    contexts = {text.context for text in found.texts}
    assert "engine" in contexts
    assert len(contexts) > 3


FOUND = {
    "row": ('Row(label=QT_TRANSLATE_NOOP("engine", "Depth"))', ("engine", "Depth")),
    "adjacent": ('QT_TRANSLATE_NOOP("engine", "a "\n  "b")', ("engine", "a b")),
    "method": ('class Panel:\n  def f(self): self.tr("Loss")', ("Panel", "Loss")),
    "formatted": ('class P:\n  def f(self): self.tr("{n} runs").format(n=3)', ("P", "{n} runs")),
    "translate": ('QCoreApplication.translate("Ctx", "Open")', ("Ctx", "Open")),
    "plural": ('QCoreApplication.translate("Ctx", "%n run(s)", None, 3)', ("Ctx", "%n run(s)")),
}

FAULTY = {
    "renamed import": "from engine.text import QT_TRANSLATE_NOOP as mark",
    "f-string": 'QT_TRANSLATE_NOOP("engine", f"{x}")',
    "keywords": 'QT_TRANSLATE_NOOP(context="engine", source="x")',
    "context in a variable": 'QT_TRANSLATE_NOOP(CONTEXT, "x")',
    "formatted inside": 'class P:\n  def f(self): self.tr("{n}".format(n=3))',
    "two texts in one": 'class P:\n  def f(self): self.tr("a" if x else "b")',
    "bound": "class P:\n  def f(self): t = self.tr",
    "another object": 'class P:\n  def f(self): self.label.tr("x")',
    "outside a class": 'def f(self): self.tr("x")',
    "plural of tr": 'class P:\n  def f(self): self.tr("%n", "", 3)',
    "numbered placeholder": 'QT_TRANSLATE_NOOP("engine", "{0}")',
    "nameless placeholder": 'QT_TRANSLATE_NOOP("engine", "{}")',
    "open brace": 'QT_TRANSLATE_NOOP("engine", "{")',
    "empty": 'QT_TRANSLATE_NOOP("engine", "")',
    "overlooked": 'QT_TRANSLATE_NOOP3("engine", "x", "y")',
    "unmarked message": 'Message("x")',
    "unmarked error": 'EngineError(f"{x} is bad")',
}

OTHER = {
    "painter": "painter.translate(6, area.center().y())",
    "str": "text.translate(table)",
    "shown": 'QCoreApplication.translate("engine", row.label)',
    "message": "Message(template, values)",
}


@pytest.mark.parametrize("case", FOUND)
def test_marked_texts_are_read(case: str) -> None:
    source, expected = FOUND[case]
    found = marked_texts.read(source, "file.py")
    assert found.faults == []
    assert [(text.context, text.text) for text in found.texts] == [expected]


@pytest.mark.parametrize("case", FAULTY)
def test_marks_that_lupdate_overlooks_are_refused(case: str) -> None:
    found = marked_texts.read(FAULTY[case], "file.py")
    assert len(found.faults) == 1
    assert found.faults[0].startswith("file.py:")


@pytest.mark.parametrize("case", OTHER)
def test_other_calls_are_left_alone(case: str) -> None:
    found = marked_texts.read(OTHER[case], "file.py")
    assert found.faults == []
    assert found.texts == []


@pytest.mark.parametrize(
    ("source", "translation", "state", "plural", "is_faulty"),
    [
        ("{n} runs", "{n} 个实验", "finished", False, False),
        ("{n} runs", "实验", "finished", False, True),
        ("runs", "{n} 个实验", "finished", False, True),
        ("{rate:.{digits}f}", "{rate}", "finished", False, True),
        ("runs", "", "unfinished", False, True),
        ("runs", "实验", "unfinished", False, True),
        ("%n run(s)", "%n 个实验", "finished", True, False),
        ("%n run(s)", "实验", "finished", True, True),
    ],
)
def test_a_translation_keeps_its_placeholders(
    source: str, translation: str, state: str, plural: bool, is_faulty: bool
) -> None:
    entry = translations.Entry("engine", source, "", plural, state, translation)
    assert bool(list(translations.entry_faults(entry))) is is_faulty
