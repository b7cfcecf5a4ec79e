"""What a run is found by: its name, tags, note and settings."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Any

import msgspec

from engine.config import (
    ExperimentConfig,
    all_fields,
    differences,
    from_json,
    parse_value,
    value_of,
)
from engine.text import EngineError

LONGEST_VALUE = 200
"""Characters of a setting that are listed and searched: drawn points can be thousands."""

STATUSES = ("training", "paused", "finished", "diverged", "failed", "stopped", "interrupted")


def settings_of(config: str) -> dict[str, Any]:
    """Return the settings that differ from the default; none of a config that cannot be read.

    Of a row chosen in place of the default one, parameters that differ from its own default.
    """
    try:
        chosen = from_json(config)
        changed = differences(ExperimentConfig(), chosen)
    except EngineError:
        return {}
    found = {path: value for path, (_, value) in changed.items()}
    for path, each in all_fields().items():
        if each.declaration.kind == "parameters":
            row, given = getattr(chosen, each.section).row_of(each), value_of(chosen, path)
            for parameter in row.parameters if row is not None else ():
                value = given.get(parameter.name, parameter.default)
                if value != parameter.default:
                    found.setdefault(f"{path}.{parameter.name}", value)
    return {path: _short(value) for path, value in found.items()}


def _short(value: Any) -> Any:
    text = _written(value)
    return value if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def search_text(config: str, name: str, tags: Iterable[str], note: str) -> str:
    """Return the lines that words of a query are looked for in."""
    try:
        settings = _all_settings(from_json(config))
    except EngineError:
        settings = {}
    lines = [f"{path}={_written(_short(value))}" for path, value in settings.items()]
    return "\n".join([name, *tags, note, *lines, ""]).casefold()


def _all_settings(config: ExperimentConfig) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, each in all_fields().items():
        value = value_of(config, path)
        if each.declaration.kind != "parameters":
            found[path] = value
            continue
        row = getattr(config, each.section).row_of(each)
        for parameter in row.parameters if row is not None else ():
            found[f"{path}.{parameter.name}"] = value.get(parameter.name, parameter.default)
    return found


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return msgspec.json.encode(value).decode()


def condition(query: str) -> tuple[str, list[str]]:
    """Return a condition in SQL, and its values, that holds for runs with every word of `query`.

    A word is looked for in name, tags, note, settings and status; `learning_rate=0.1` asks for
    exactly this value. Words in quotes stay together.
    """
    clauses, values = [], []
    for word in _words(query.casefold()):
        if word in STATUSES:
            clauses.append("(status = ? OR instr(lower(name || tags || note), ?))")
            values += [word, word]
            continue
        name, equals, value = word.partition("=")
        clauses.append("instr(search, ?)")
        values.append(f"{name}={_written(parse_value(value))}\n" if equals and value else word)
    return " AND ".join(clauses) or "1", values


def _words(query: str) -> list[str]:
    try:
        return shlex.split(query)
    except ValueError:  # a quotation mark that is not closed
        return query.split()
