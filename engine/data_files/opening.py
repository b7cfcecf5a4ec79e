"""Opening a file that a person named: it must be there, be a file, and not be too large."""

from __future__ import annotations

import stat
import zlib
from gzip import BadGzipFile, GzipFile
from pathlib import Path

from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError

GZIP_MAGIC = b"\x1f\x8b"
MAX_BYTES = 2**30


def given_path(given: str | None, field: str) -> Path:
    """Return the path in the setting `field`; raises `EngineError` if it is empty."""
    if not given or not given.strip():
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field} is empty; choose the file to read."), field=field
        )
    if "\0" in given:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field} holds a null character; give the path of an existing file."
            ),
            field=field,
        )
    try:
        return Path(given).expanduser()
    except RuntimeError:  # ~name of a user who does not exist
        return Path(given)


def cannot_read(path: Path, field: str, error: OSError) -> EngineError:
    """Return the sentence for an operating system that refuses to read."""
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine", "{path} cannot be read ({reason}); check {field} and your rights to it."
        ),
        field=field,
        path=path,
        reason=reason_of(error),
    )


def checked_size(path: Path, field: str, maximum: int = MAX_BYTES) -> int:
    """Return the size in bytes of a regular, non-empty file of at most `maximum` bytes."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} does not exist; choose another file in {field}."),
            field=field,
            path=path,
        ) from None
    except OSError as error:
        raise cannot_read(path, field, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} is not a file; choose a file in {field}."),
            field=field,
            path=path,
        )
    if found.st_size == 0:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} is empty; choose another file in {field}."),
            field=field,
            path=path,
        )
    if found.st_size > maximum:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has {size} MB, more than the {maximum} MB that are read; give {field} a "
                "smaller file.",
            ),
            field=field,
            path=path,
            size=-(-found.st_size // 10**6),
            maximum=maximum // 10**6,
        )
    return found.st_size


def read_start(path: Path, field: str, count: int) -> bytes:
    """Return up to `count` bytes from the start of a file, as they are."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise cannot_read(path, field, error) from error


def read_at_most(path: Path, field: str, count: int) -> bytes:
    """Return up to `count` bytes of a file, unpacked while reading if it is a .gz.

    Memory grows with what the file really holds, never with what it claims to hold.
    """
    packed = read_start(path, field, 2) == GZIP_MAGIC
    blocks, left = [], count
    try:
        with path.open("rb") as raw, GzipFile(fileobj=raw) if packed else raw as file:
            while left > 0 and (block := file.read(min(left, 2**20))):
                blocks.append(block)
                left -= len(block)
    except (BadGzipFile, EOFError, zlib.error) as error:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is damaged: its compressed data end or break off after {found} bytes; "
                "download it again.",
            ),
            field=field,
            path=path,
            found=count - left,
        ) from error
    except OSError as error:
        raise cannot_read(path, field, error) from error
    return b"".join(blocks)
