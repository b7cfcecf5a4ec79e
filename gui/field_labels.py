"""Sentences about settings of a run, with the settings' labels instead of their names in files."""

from __future__ import annotations

from engine.config import ExperimentConfig, field_of
from engine.text import EngineError, Message

PLACES = ("field", "header", "task")
"""Places in sentences where dotted names of settings stand; elsewhere they are someone's text."""


def label_of(config: ExperimentConfig, path: str) -> str:
    """Return the untranslated label of the setting at a dotted path; the path if none has it."""
    try:
        owner = field_of(path)
        if path == owner.path:
            return owner.declaration.label
        row = getattr(config, owner.section).row_of(owner)
        return str(row.parameter(path.rpartition(".")[2]).label) if row is not None else path
    except (EngineError, KeyError):  # no such field, or none of the row chosen
        return path


def with_labels(message: Message, config: ExperimentConfig) -> Message:
    """Return a message that calls the fields it names as the form does."""
    found = {name: _labelled(message.values.get(name), config) for name in PLACES}
    values = {**message.values, **{name: label for name, label in found.items() if label}}
    return Message(message.template, values) if values != message.values else message


def _labelled(path: object, config: ExperimentConfig) -> Message | None:
    label = label_of(config, path) if isinstance(path, str) else path
    return Message(str(label)) if label != path else None
