"""Texts for people, without Qt: templates that the window translates and then fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LONGEST_QUOTE = 60


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark `source` for translation in `context`; returns it unchanged."""
    return source


def quoted(value: object) -> str:
    """Return `value` as Python writes it, without the middle of what is too long to be read."""
    text = repr(value)
    half = LONGEST_QUOTE // 2
    return text if len(text) <= LONGEST_QUOTE else f"{text[:half]}…{text[-half:]}"


@dataclass(frozen=True)
class Message:
    """A sentence for a person: a translatable template and the values that go into it.

    Values may be messages themselves; they are rendered with the same translation.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, `translate` mapping each template to the wanted language."""
        shown = {
            name: value.render(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**shown)

    def __str__(self) -> str:
        return self.render()


class EngineError(ValueError):
    """Bad input, told in one sentence: what is wrong, where, and how to mend it.

    Parameters
    ----------
    template
        English template, marked with `QT_TRANSLATE_NOOP("engine", ...)`.
    field
        Dotted name of the configuration field at fault (`"training.batch_size"`), if one is.
    values
        What goes into the template; `{field}` is filled with `field`.
    """

    def __init__(self, template: str, *, field: str | None = None, **values: object) -> None:
        self.message = Message(template, values if field is None else {"field": field, **values})
        self.field = field
        super().__init__(str(self.message))
