"""Values and words as Python source that stays what it is: no text can leave its quotes.

Everything that a person typed (paths, names, column titles) goes through `literal` or `comment`.
Layout is that of `ruff format`: double quotes unless single ones need fewer escapes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

LINE = 88
"""Characters of a line, as ruff and black have it unless told otherwise."""
LONGEST_COMMENT = 70


def literal(value: object) -> str:
    """Return `value` (None, a truth value, number, text, tuple or list) as Python writes it."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, tuple):
        inside = ", ".join(map(literal, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)
    raise TypeError(f"no literal for {type(value).__name__}")


def _text(value: str) -> str:
    quote = "'" if value.count('"') > value.count("'") else '"'
    return quote + "".join(_escaped(each, quote) for each in value) + quote


def _escaped(character: str, quote: str) -> str:
    if character in (quote, "\\"):
        return "\\" + character
    return character if character.isprintable() else repr(character)[1:-1]


def comment(text: str) -> str:
    """Return `text` as one line that may follow a `#`: without ends of lines and control signs."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_COMMENT else f"{line[: LONGEST_COMMENT - 1]}…"


def assign(name: str, items: Sequence[object]) -> str:
    """Return the assignment of a list, on one line or, if it is too long, a line for each item."""
    shown = [literal(each) for each in items]
    line = f"{name} = [{', '.join(shown)}]"
    if width(line) <= LINE:
        return line
    return "\n".join((f"{name} = [", *(f"    {each}," for each in shown), "]"))


def call(start: str, arguments: Mapping[str, str], end: str = "") -> str:
    """Return the call that begins with `start` (`f(x`), with named arguments after what is there.

    On one line or, if that is too long, a line for each argument. `end` follows the call.
    """
    named = [f"{name}={value}" for name, value in arguments.items()]
    line = f"{', '.join((start, *named))}){end}"
    if width(line) <= LINE:
        return line
    function, _, first = start.partition("(")
    lines = "".join(f"    {each},\n" for each in (first, *named)) if named else f"    {first}\n"
    return f"{function}(\n{lines}){end}"


def width(line: str) -> int:
    """Return how many columns a line takes: Chinese signs and emoji take two."""
    return sum(1 + (east_asian_width(each) in "WF") for each in line)


def indented(code: str, levels: int = 1) -> str:
    """Return lines of code moved to the right."""
    return textwrap.indent(code, "    " * levels)


def wrapped(text: str) -> str:
    """Return a paragraph cut into lines."""
    return textwrap.fill(text, LINE)


def commented(text: str) -> str:
    """Return a paragraph as lines of comment."""
    return textwrap.fill(
        text, LINE, initial_indent="# ", subsequent_indent="# ", break_long_words=False
    )


def docstring(*paragraphs: str) -> str:
    """Return paragraphs as the documentation of a function, to be indented once."""
    first, *others = (textwrap.fill(each, LINE - 4, break_long_words=False) for each in paragraphs)
    if not others and len(first) + 6 <= LINE - 4:
        return f'"""{first}"""'
    return '"""' + "\n\n".join((first, *others)) + '\n"""'
