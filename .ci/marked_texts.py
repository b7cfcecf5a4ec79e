"""Texts that the sources mark for translation, and marks that lupdate would overlook.

lupdate reads Python by its own simple rules and is silent about what it does not understand;
these rules are stricter, so that no marked text is lost on the way.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NOOP = "QT_TRANSLATE_NOOP"
TEMPLATES = ("EngineError", "Message")
"""What shows its first argument to a person, so that it must be marked."""

OVERLOOKED = ("QT_TR_NOOP", "QT_TRANSLATE_NOOP3", "QT_TRANSLATE_N_NOOP")


@dataclass(frozen=True)
class Marked:
    """A text for people, with the place where it stands."""

    context: str
    text: str
    place: str


@dataclass
class Findings:
    """What one source file holds."""

    texts: list[Marked] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Reader(ast.NodeVisitor):
    """Collects marked texts and faulty marks of one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._classes: list[str] = []
        self.findings = Findings()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == NOOP and alias.asname:
                self._fault(node, f"{NOOP} must keep its name")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "tr" and is_self(node.value):
            self._fault(node, "self.tr must be called where it stands")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = called_name(node.func)
        if name == NOOP:
            self._read_noop(node)
        elif name in OVERLOOKED:
            self._fault(node, f"{name} is overlooked: use {NOOP}")
        elif name == "tr":
            self._read_tr(node)
        elif name == "translate" and is_lookup(node):
            self._read_translate(node)
        elif name in TEMPLATES and node.args and is_text(node.args[0]):
            self._fault(node, f"the text of {name} needs {NOOP}")
        if isinstance(node.func, ast.Attribute):
            self.visit(node.func.value)
        for child in [*node.args, *node.keywords]:
            self.visit(child)

    def _read_noop(self, node: ast.Call) -> None:
        texts = [literal(argument) for argument in node.args]
        if len(texts) != 2 or node.keywords or None in texts:
            self._fault(node, f"{NOOP} needs two plain strings")
        else:
            self._mark(node, *texts)

    def _read_tr(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Attribute) or not is_self(node.func.value):
            self._fault(node, "only self.tr has the right context; use QCoreApplication.translate")
        elif not node.args or (text := literal(node.args[0])) is None:
            self._fault(node, "self.tr needs one plain string")
        elif len(node.args) > 2 or node.keywords:
            self._fault(node, "plurals fail in subclasses: use QCoreApplication.translate")
        elif not self._classes:
            self._fault(node, "self.tr outside a class")
        else:
            self._mark(node, self._classes[-1], text)

    def _read_translate(self, node: ast.Call) -> None:
        context, text = literal(node.args[0]), literal(node.args[1])
        if text is None and isinstance(node.args[1], (ast.Name, ast.Attribute, ast.Subscript)):
            return  # shows a text that was marked elsewhere
        if context is None or text is None:
            self._fault(node, "translate needs two plain strings")
        else:
            self._mark(node, context, text)

    def _mark(self, node: ast.AST, context: str, text: str) -> None:
        if not text:
            self._fault(node, "an empty text")
            return
        try:
            names = placeholders(text)
        except ValueError as error:
            self._fault(node, f"{error}")
            return
        if any(not name.isidentifier() for name in names):
            self._fault(node, "placeholders need names, as in {steps}")
        self.findings.texts.append(Marked(context, text, self._place(node)))

    def _fault(self, node: ast.AST, what: str) -> None:
        self.findings.faults.append(f"{self._place(node)}: {what}")

    def _place(self, node: ast.AST) -> str:
        return f"{self._name}:{getattr(node, 'lineno', 0)}"


def is_self(node: ast.AST) -> bool:
    """Tell whether `node` is the name self."""
    return isinstance(node, ast.Name) and node.id == "self"


def is_text(node: ast.expr) -> bool:
    """Tell whether `node` is a string written here."""
    return literal(node) is not None or isinstance(node, ast.JoinedStr)


def is_lookup(node: ast.Call) -> bool:
    """Tell whether a call of translate() means a text, and not a painter or a str."""
    through_qt = isinstance(node.func, ast.Attribute) and (
        called_name(node.func.value) == "QCoreApplication"
    )
    return len(node.args) > 1 and (through_qt or is_text(node.args[0]))


def called_name(function: ast.expr) -> str:
    """Return the last part of a called name."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literal(node: ast.expr) -> str | None:
    """Return a plain string; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a template, those inside format specs too."""
    names = set()
    for _, name, spec, _ in string.Formatter().parse(text):
        if name is not None:
            names.add(name.split(".")[0].split("[")[0])
            names |= placeholders(spec or "")
    return names


def read(source: str, name: str) -> Findings:
    """Read one file's text."""
    reader = Reader(name)
    reader.visit(ast.parse(source))
    return reader.findings


def read_all(files: list[Path], root: Path) -> Findings:
    """Read many files."""
    found = Findings()
    for findings in read_each(files, root):
        found.texts += findings.texts
        found.faults += findings.faults
    return found


def read_each(files: list[Path], root: Path) -> Iterator[Findings]:
    """Read file after file."""
    for file in files:
        yield read(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
