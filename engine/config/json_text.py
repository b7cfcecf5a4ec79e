"""Configurations as JSON: what is not known is refused by name, whatever is missing defaults."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from engine.config.experiment import (
    SECTIONS,
    ExperimentConfig,
    all_fields,
    field_of,
    unknown_field,
)
from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError, quoted

SCHEMA = 1
MAX_FILE_BYTES = 8 << 20
_TOO_LARGE = re.compile(r"-?\d{1,400}(\.\d{1,400})?[eE]\+?\d{1,9}")  # a number, but no float


def to_json(config: ExperimentConfig) -> str:
    """Return `config` as indented JSON with the schema version first; ends with a newline."""
    plain = {"schema": SCHEMA, **msgspec.to_builtins(config)}
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"


def from_json(text: str | bytes) -> ExperimentConfig:
    """Return the configuration in `text`; raises `EngineError` naming the field at fault."""
    try:
        # Python's reader lets NaN and 1e400 pass: the fields then refuse them by name.
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
        plain = json.loads(text, object_pairs_hook=_object)
        json.dumps(plain, ensure_ascii=False).encode()  # half a character is no text: \ud800
    except EngineError:
        raise
    except (ValueError, RecursionError) as error:
        raise _no_json(error) from error
    return from_plain(plain)


def _no_json(error: ValueError | RecursionError) -> EngineError:
    """Return the sentence for text that is no JSON: where it ceases to be."""
    if isinstance(error, json.JSONDecodeError):
        return EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The configuration is not valid JSON: line {line}, column {column} cannot be read; "
                "correct it there.",
            ),
            line=error.lineno,
            column=error.colno,
        )
    if isinstance(error, UnicodeError):
        return EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "The configuration is not valid JSON: it is not text in UTF-8."
            )
        )
    if isinstance(error, RecursionError):
        return EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "The configuration is not valid JSON: it is nested too deeply."
            )
        )
    return EngineError(
        QT_TRANSLATE_NOOP("engine", "The configuration is not valid JSON: a number is too long.")
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; a name that stands there twice hides a setting, so it is refused."""
    counts = Counter(name for name, _ in pairs)
    twice = next((name for name, count in counts.items() if count > 1), None)
    if twice is not None:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "The configuration gives {name} more than once; keep one of them."
            ),
            name=quoted(twice),
        )
    return dict(pairs)


def from_plain(plain: Any) -> ExperimentConfig:
    """Return the configuration that nested dictionaries describe."""
    if not isinstance(plain, Mapping):
        raise EngineError(QT_TRANSLATE_NOOP("engine", "The configuration must be one JSON object."))
    _check_schema(plain.get("schema", SCHEMA))
    sections: dict[str, Any] = {}
    for name, values in plain.items():
        if name == "schema":
            continue
        if name not in SECTIONS:
            raise unknown_field(str(name), (*SECTIONS, *all_fields()))
        if not isinstance(values, Mapping):
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} must be a JSON object with its settings."),
                field=name,
            )
        for key in values:
            path = f"{name}.{key}"
            if field_of(path).path != path:
                raise unknown_field(path, ())
        sections[name] = SECTIONS[name](**values)
    return ExperimentConfig(**sections)


def _check_schema(schema: Any) -> None:
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be {known}."),
            field="schema",
            value=quoted(schema),
            known=SCHEMA,
        )
    if schema > SCHEMA:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The configuration was written by a newer version (schema {value}; this one knows "
                "{known}); update the program to read it.",
            ),
            field="schema",
            value=schema,
            known=SCHEMA,
        )


def read_config(path: Path) -> ExperimentConfig:
    """Read a configuration file; raises `EngineError` that names the file."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_FILE_BYTES + 1)  # the size of a device or pipe tells nothing
    except OSError as error:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} cannot be read: {reason}."),
            path=str(path),
            reason=reason_of(error),
        ) from error
    if len(text) > MAX_FILE_BYTES:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} is too large for a configuration file."),
            path=str(path),
        )
    try:
        return from_json(text)
    except EngineError as error:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path}: {problem}"),
            field=error.field,
            path=str(path),
            problem=error.message,
        ) from error


def parse_value(text: str) -> Any:
    """Return a value as written on the command line: JSON if it is that, else the text itself."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return float(text) if _TOO_LARGE.fullmatch(text) else text
