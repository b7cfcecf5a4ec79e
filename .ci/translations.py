"""Translations of the window: python3 .ci/translations.py update | release | check

update   write all marked texts of gui/ and engine/ into the .ts file (then translate there)
release  make the .qm file of it, and fetch Qt's own translations
check    say what is missing, obsolete, stale or damaged; exit code 1 if anything is
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from marked_texts import Findings, placeholders, read_all

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TEXTS = FOLDER / "dynascope_zh_CN.ts"
COMPILED = TEXTS.with_suffix(".qm")
QT_TEXTS = "qtbase_zh_CN.qm"
SOURCES = ("engine", "gui")


@dataclass(frozen=True)
class Entry:
    """One text of a .ts file."""

    context: str
    source: str
    comment: str
    plural: bool
    state: str
    translation: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What Qt finds it by."""
        return self.context, self.source, self.comment


def source_files() -> list[Path]:
    """Return all files that may hold texts for people."""
    return sorted(file for folder in SOURCES for file in (ROOT / folder).rglob("*.py"))


def run_tool(name: str, *arguments: str) -> None:
    """Run lupdate or lrelease of PySide6."""
    program = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{name} failed:\n{result.stdout}{result.stderr}")


def update(target: Path) -> None:
    """Bring `target` up to date with the sources; keep what is translated."""
    options = ("-no-obsolete", "-locations", "none", "-source-language", "en")
    files = [file.relative_to(ROOT).as_posix() for file in source_files()]
    run_tool("lupdate", *files, *options, "-target-language", "zh_CN", "-ts", str(target))


def release() -> None:
    """Make the files that the program reads."""
    from PySide6.QtCore import QLibraryInfo

    run_tool("lrelease", str(TEXTS), "-qm", str(COMPILED))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    shutil.copyfile(Path(folder) / QT_TEXTS, FOLDER / QT_TEXTS)


def entries(file: Path) -> Iterator[Entry]:
    """Read a .ts file."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            yield Entry(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
                message.get("numerus") == "yes",
                translation.get("type", "finished"),
                translation.findtext("numerusform", "") or translation.text or "",
            )


def entry_faults(entry: Entry) -> Iterator[str]:
    """Say what is wrong with one translation."""
    where = f"{entry.context}: {entry.source!r}"
    if entry.state != "finished" or not entry.translation:
        yield f"{where} is {entry.state if entry.translation else 'not translated'}"
        return
    try:
        lost = placeholders(entry.source) ^ placeholders(entry.translation)
    except ValueError as error:
        yield f"{where}: {error} in {entry.translation!r}"
        return
    if lost:
        yield f"{where}: placeholders differ: {', '.join(sorted(lost))}"
    if entry.plural and "%n" not in entry.translation:
        yield f"{where}: %n is missing"


def source_faults(known: list[Entry], found: Findings) -> Iterator[str]:
    """Say which marks of the sources are faulty or not in the .ts file, and the reverse."""
    yield from found.faults
    with tempfile.TemporaryDirectory() as folder:
        fresh_file = Path(folder) / TEXTS.name
        shutil.copyfile(TEXTS, fresh_file)
        update(fresh_file)
        fresh = {entry.key for entry in entries(fresh_file)}
    extracted = {(context, source) for context, source, _ in fresh}
    for text in found.texts:
        if (text.context, text.text) not in extracted:
            yield f"{text.place}: lupdate overlooks {text.text!r} of {text.context}"
    there = {entry.key for entry in known}
    for context, source, _ in sorted(fresh - there):
        yield f"{context}: {source!r} is not in {TEXTS.name}: run update"
    for context, source, _ in sorted(there - fresh):
        yield f"{context}: {source!r} is in no source any more: run update"


def compiled_faults(known: list[Entry]) -> Iterator[str]:
    """Say which translations the .qm file does not hold."""
    from PySide6.QtCore import QTranslator

    translator = QTranslator()
    if not translator.load(str(COMPILED)):
        yield f"{COMPILED.name} cannot be read: run release"
        return
    for entry in known:
        count = 1 if entry.plural else -1
        shown = translator.translate(*entry.key, count)
        if entry.state == "finished" and shown != entry.translation:
            yield f"{entry.context}: {entry.source!r} is stale in {COMPILED.name}: run release"


def check() -> list[str]:
    """Return all faults, one line each."""
    known = list(entries(TEXTS))
    faults = [fault for entry in known for fault in entry_faults(entry)]
    faults += source_faults(known, read_all(source_files(), ROOT))
    faults += compiled_faults(known)
    if not (FOLDER / QT_TEXTS).exists():
        faults.append(f"{QT_TEXTS} is missing: run release")
    return faults


def main(command: str) -> int:
    """Do what `command` says."""
    if command == "update":
        update(TEXTS)
        texts = list(entries(TEXTS))
        waiting = sum(entry.state != "finished" for entry in texts)
        print(f"{TEXTS.name}: {len(texts)} texts, {waiting} to translate")
    elif command == "release":
        release()
    elif command == "check":
        faults = check()
        print("\n".join(faults) or "all texts are translated")
        return int(bool(faults))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
