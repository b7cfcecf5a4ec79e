"""Takes a run out of an archive into the library."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from operator import methodcaller
from pathlib import Path

from engine.export.archive import Archive
from engine.library.kept_run import KeptRun, insert, update
from engine.library.record import RAW, RunStart
from engine.library.store import Library
from engine.pyramid import BASE
from engine.text import QT_TRANSLATE_NOOP, EngineError

HIDDEN = 1.0
"""The time of deletion of a run that is being taken in: never listed, purged if it stays so."""

READINGS_AT_ONCE = 10_000
CANNOT_TAKE = QT_TRANSLATE_NOOP(
    "engine", "The measurements in {path} do not follow one another; export the run anew."
)
CANNOT_READ = QT_TRANSLATE_NOOP("engine", "{path} cannot be read ({reason}); choose another file.")


def import_run(
    library: Library, path: Path, cancelled: Callable[[], bool] = lambda: False
) -> str | None:
    """Keep the run in an archive under a new id, and return that; None if it was cancelled.

    Other programs can write between its pieces, and see the run once it is whole. Its fork is no
    longer one: what it shares with its parent is its own here. Takes long; suits any thread.

    Raises `EngineError` for an archive that is damaged, hostile or too new, and for a library that
    cannot be written: then nothing of it is listed.
    """
    try:
        with Archive(path) as archive:
            return _Import(library, archive, path, cancelled).run()
    except OSError as error:
        raise EngineError(
            CANNOT_READ, path=str(path), reason=error.strerror or str(error)
        ) from error


class _Import:
    def __init__(
        self, library: Library, archive: Archive, path: Path, cancelled: Callable[[], bool]
    ) -> None:
        self._library = library
        self._archive = archive
        self._path = path
        self._cancelled = cancelled
        self._id = uuid.uuid4().hex

    def run(self) -> str | None:
        done = False
        try:
            kept = self._begin()
            for piece in itertools.chain(self._measured(), self._readings(), self._snapshots()):
                if self._cancelled():
                    return None
                with self._library._writing():
                    piece(kept)
            self._end(kept)
            done = True
            return self._id
        except (ValueError, OverflowError) as error:
            if isinstance(error, EngineError):
                raise
            raise EngineError(CANNOT_TAKE, path=str(self._path)) from error
        finally:
            if not done:
                self._forget()

    def _begin(self) -> KeptRun:
        record = self._archive.record
        start = RunStart(
            id=self._id,
            name=record.name,
            config=record.config,
            started=record.started,
            facts=record.facts,
            versions=record.versions,
            seeds=record.seeds,
        )
        with self._library._writing() as connection:
            number = insert(connection, start, "")
            connection.execute(
                "UPDATE run SET owner = NULL, status = 'stopped', deleted = ?, seconds = ? "
                "WHERE number = ?",
                (HIDDEN, record.seconds, number),
            )
            return KeptRun(connection, number)

    def _measured(self) -> Iterator[Callable[[KeptRun], None]]:
        """Yield what keeps each piece of rows and bins, in the order of steps."""
        bins = self._archive.bins()
        for part in self._archive.parts():
            if part.width == RAW:
                for first, values in self._archive.rows(part.first_step, part.last_step + 1):
                    yield methodcaller("append", first, values, 0.0)
                continue
            if part.width != BASE:
                raise EngineError(CANNOT_TAKE, path=str(self._path))
            due = part.first_step
            while due <= part.last_step:
                each = next(bins)
                yield methodcaller("append_bins", each.first_step, each.planes)
                due += BASE * each.planes.shape[2]

    def _readings(self) -> Iterator[Callable[[KeptRun], None]]:
        from engine.library.reading_store import CLOCK

        steps, seconds = self._archive.times()
        earlier = steps < self._archive.last_step  # the last one comes when the rows are saved
        found = {**self._archive.readings(), CLOCK: (steps[earlier], seconds[earlier])}
        for name, (steps, values) in found.items():
            for start in range(0, len(steps), READINGS_AT_ONCE):
                stop = start + READINGS_AT_ONCE
                some = zip(steps[start:stop].tolist(), values[start:stop].tolist(), strict=True)
                rows = [(name, step, value) for step, value in some]
                yield methodcaller("readings", rows)

    def _snapshots(self) -> Iterator[Callable[[KeptRun], None]]:
        for each in self._archive.record.states:
            data = self._archive.state(each.step)
            yield methodcaller("state", each.step, each.reason, data)

    def _end(self, kept: KeptRun) -> None:
        """Keep what else is known of the run, and let it be seen."""
        record = self._archive.record
        status = "paused" if record.status == "training" else record.status
        with self._library._writing() as connection:
            kept.save()
            for marker in record.markers:
                kept.marker(marker)
            kept.outcome(record.outcome, status)
            told = {"tags": record.tags, "note": record.note, "starred": record.starred}
            update(connection, kept.number, told)
            connection.execute("UPDATE run SET deleted = NULL WHERE number = ?", (kept.number,))

    def _forget(self) -> None:
        """Remove what was taken in of a run that will not be whole."""
        with self._library._writing() as connection:
            connection.execute("DELETE FROM run WHERE id = ?", (self._id,))
