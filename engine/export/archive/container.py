"""A zip from a stranger: looked through before anything is unpacked, and read within bounds."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.export.archive import layout
from engine.text import QT_TRANSLATE_NOOP, EngineError, quoted

_END = b"PK\x05\x06"
_END_BYTES = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_MOST_DIRECTORY_BYTES = 256 * layout.MOST_FILES

NOT_AN_ARCHIVE = QT_TRANSLATE_NOOP(
    "engine", "{path} is no run of Dynascope, or was not copied whole; choose another file."
)
TOO_MANY = QT_TRANSLATE_NOOP(
    "engine", "{path} holds {value} files, more than {limit}: no run has so many; it is not opened."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "engine", "{path} would unpack to {value} MB, which no run needs; it is not opened."
)
BOMB = QT_TRANSLATE_NOOP(
    "engine", "{path} would unpack to {value} times its size, as no run does; it is not opened."
)
FOREIGN = QT_TRANSLATE_NOOP(
    "engine", "{path} holds the file {name}, which is no part of a run; it is not opened."
)
TWICE = QT_TRANSLATE_NOOP(
    "engine", "{path} holds the file {name} twice, so it was tampered with; it is not opened."
)
ENCRYPTED = QT_TRANSLATE_NOOP(
    "engine", "{path} is encrypted; unpack it with its password, or ask for it without."
)
LINK = QT_TRANSLATE_NOOP(
    "engine", "In {path} the file {name} is a link instead of data; it is not opened."
)
PACKED = QT_TRANSLATE_NOOP(
    "engine", "In {path} the file {name} is packed in a way that is not known; export it anew."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "engine", "In {path} the file {name} is damaged; copy or export it anew."
)
MISSING = QT_TRANSLATE_NOOP(
    "engine", "{path} lacks the file {name}, so it is not whole; export it anew."
)


class Container:
    """The files of an archive, by name. A context manager.

    Raises
    ------
    EngineError
        If anything in it is not as Dynascope writes it, in one sentence; also while it is read.
    OSError
        If the file itself cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = path.stat().st_size
        self._check_end()
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
            raise self.problem(NOT_AN_ARCHIVE) from error
        try:
            self._entries: Mapping[str, zipfile.ZipInfo] = self._looked_through()
        except EngineError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def problem(self, template: str, **values: Any) -> EngineError:
        """Return a sentence about this archive."""
        return EngineError(template, path=str(self.path), **values)

    # --- before it is unpacked ------------------------------------------------------------------

    def _check_end(self) -> None:
        """Look at the end of the file: a long list of files would take memory when it is read."""
        if self._size < _END_BYTES:
            raise self.problem(NOT_AN_ARCHIVE)
        with self.path.open("rb") as file:
            file.seek(max(0, self._size - _END_BYTES - _LOCATOR_BYTES))
            tail = file.read()
        end = tail[-_END_BYTES:]
        if not end.startswith(_END) or tail.startswith(_LOCATOR):
            raise self.problem(NOT_AN_ARCHIVE)
        files = int.from_bytes(end[10:12], "little")
        if files > layout.MOST_FILES:
            raise self.problem(TOO_MANY, value=files, limit=layout.MOST_FILES)
        if int.from_bytes(end[12:16], "little") > _MOST_DIRECTORY_BYTES:
            raise self.problem(NOT_AN_ARCHIVE)

    def _looked_through(self) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        entries = self._zip.infolist()
        if len(entries) > layout.MOST_FILES:
            raise self.problem(TOO_MANY, value=len(entries), limit=layout.MOST_FILES)
        for entry in entries:
            self._check(entry)
            if entry.filename in found:
                raise self.problem(TWICE, name=entry.filename)
            found[entry.filename] = entry
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > layout.MOST_BYTES:
            raise self.problem(TOO_LARGE, value=unpacked >> 20)
        if unpacked > max(layout.FREE_BYTES, layout.MOST_RATIO * self._size):
            raise self.problem(BOMB, value=unpacked // self._size)
        if sum(entry.compress_size for entry in entries) > self._size:
            raise self.problem(NOT_AN_ARCHIVE)  # files that lie over each other
        return found

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        if entry.orig_filename != name or not layout.NAMES.fullmatch(name):
            raise self.problem(FOREIGN, name=quoted(entry.orig_filename))
        if entry.flag_bits & 0x41:
            raise self.problem(ENCRYPTED)
        mode = entry.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise self.problem(LINK, name=name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.problem(PACKED, name=name)
        if entry.file_size > _most_bytes(name):
            raise self.problem(TOO_LARGE, value=entry.file_size >> 20)

    # --- reading --------------------------------------------------------------------------------

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return a file whole; it holds at most what `layout` allows it."""
        entry = self._entries.get(name)
        if entry is None:
            raise self.problem(MISSING, name=name)
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)  # one more, so that the checksum is looked at
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
                RuntimeError, UnicodeError, OSError) as error:  # fmt: skip
            raise self.problem(DAMAGED, name=name) from error
        if len(data) != entry.file_size:
            raise self.problem(DAMAGED, name=name)
        return data


def _most_bytes(name: str) -> int:
    if name.endswith(".json"):
        return layout.MOST_JSON_BYTES
    if name.startswith("states/"):
        return layout.MOST_STATE_BYTES
    return layout.MOST_READING_BYTES if name.startswith("readings/") else layout.MOST_ARRAY_BYTES
