"""A folder for the files of a run: each appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError


class RunFolder:
    """Creates the folder, or refuses it, and removes what stays unfinished.

    A context manager: temporary files that were not kept are gone when it ends.

    Parameters
    ----------
    path
        The folder; made, with its parents, if it is not there.
    names
        The files that will be written into it.

    Raises
    ------
    EngineError
        If one of the files could not be written, in one sentence.
    """

    def __init__(self, path: Path, names: tuple[str, ...]) -> None:
        self.path = path
        self._temporary = {name: path / f".{name}.{os.getpid()}.part" for name in names}
        # os.path answers no where pathlib raises, as for names that are too long.
        if os.path.exists(path) and not os.path.isdir(path):
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{path} is a file; choose a folder with --out."),
                path=str(path),
            )
        for name in names:
            if os.path.isdir(path / name):
                raise EngineError(
                    QT_TRANSLATE_NOOP(
                        "engine", "{path} is a folder where a file is to be written; rename it."
                    ),
                    path=str(path / name),
                )
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._try_to_write()
        except OSError as error:
            raise unwritable(path, error) from error

    def _try_to_write(self) -> None:
        for trial in self._temporary.values():
            trial.touch()
            trial.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in self._temporary.values():
            with contextlib.suppress(OSError):
                each.unlink()

    def temporary(self, name: str) -> Path:
        """Return where to write the file `name` before it is kept."""
        return self._temporary[name]

    def keep(self, name: str) -> None:
        """Put the temporary file in its place, over a former one."""
        self._temporary[name].replace(self.path / name)

    def write(self, name: str, text: str) -> None:
        """Write a whole file of text, UTF-8."""
        with self._temporary[name].open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        self.keep(name)

    def drop(self, name: str) -> None:
        """Remove a file of a former run that this run does not write."""
        (self.path / name).unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> EngineError:
    """Return the sentence for a folder that cannot be written."""
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine", "{path} cannot be written: {reason}; choose another folder with --out."
        ),
        path=str(path),
        reason=reason_of(error),
    )
