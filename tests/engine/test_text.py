"""Sentences are templates filled in after translation; none of them shows a brace."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

SOURCES = sorted(Path(engine.__file__).parent.rglob("*.py"))


def test_marking_leaves_the_text_as_it_is() -> None:
    assert QT_TRANSLATE_NOOP("engine", "A {b}.") == "A {b}."


def test_messages_are_filled_in_after_translation() -> None:
    inner = Message("red", {})
    message = Message("{count} {colour} apples", {"count": 3, "colour": inner})
    assert str(message) == "3 red apples"
    german = {"red": "rote", "{count} {colour} apples": "{count} {colour} Äpfel"}
    assert message.render(lambda text: german[text]) == "3 rote Äpfel"


def test_braces_in_values_are_left_alone() -> None:
    assert str(Message("{value} is odd.", {"value": "{value}{0}"})) == "{value}{0} is odd."


def test_errors_are_sentences_with_the_field_at_fault() -> None:
    error = EngineError("{field} is {value}.", field="data.seed", value=-1)
    assert str(error) == "data.seed is -1."
    assert error.field == "data.seed"
    assert error.message == Message("{field} is {value}.", {"field": "data.seed", "value": -1})
    assert isinstance(error, ValueError)
    assert EngineError("Nothing goes.").field is None


def test_a_template_that_is_not_filled_in_is_noticed_at_once() -> None:
    with pytest.raises(KeyError):
        EngineError("{field} is {value}.", field="data.seed")


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def marked(node: ast.AST) -> str | None:
    """The text inside a call of QT_TRANSLATE_NOOP, if that is what the node is."""
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QT_TRANSLATE_NOOP"):
        return None
    text = node.args[1]
    assert isinstance(text, ast.Constant), ast.unparse(node)
    return str(text.value)


def errors() -> Iterator[tuple[str, str, set[str]]]:
    """Yield (place, template, names given) of each error whose template stands in its call."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EngineError"
            if not called or not node.args:
                continue
            template = marked(node.args[0])
            if template is not None:
                given = {each.arg for each in node.keywords if each.arg is not None}
                if not any(each.arg is None for each in node.keywords):
                    yield f"{path.name}:{node.lineno}", template, given


ERRORS = list(errors())


@pytest.mark.parametrize(("place", "template", "given"), ERRORS, ids=[each[0] for each in ERRORS])
def test_errors_give_all_that_their_templates_name(
    place: str, template: str, given: set[str]
) -> None:
    assert names_in(template) <= given
    assert given - names_in(template) <= {"field"}
    assert template.endswith((".", "?", ":", "{problem}"))


def test_there_are_errors_to_look_at() -> None:
    assert len(ERRORS) > 50


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_marked_text_has_a_name_that_format_would_stumble_over(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        template = marked(node)
        if template is not None:
            assert all(name.isidentifier() for name in names_in(template)), template


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_errors_never_take_a_text_put_together_before(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EngineError":
            assert node.args, ast.unparse(node)
            assert not isinstance(node.args[0], (ast.JoinedStr, ast.Constant)), ast.unparse(node)
