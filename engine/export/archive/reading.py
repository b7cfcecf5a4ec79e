"""Opens a run from a file: everything is checked, and read piece by piece."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from engine.config import from_json
from engine.export.archive import layout
from engine.export.archive.container import DAMAGED, MISSING, Container
from engine.export.archive.layout import Manifest, MarkerEntry, PartEntry
from engine.library.record import (
    RAW,
    BinRows,
    Marker,
    Parent,
    Part,
    RunRecord,
    StateInfo,
)
from engine.losses import LOSSES
from engine.messages import RunFacts
from engine.text import QT_TRANSLATE_NOOP, EngineError, quoted

if TYPE_CHECKING:
    from engine.chunks import Doubles, Floats, Ints

NEWER = QT_TRANSLATE_NOOP(
    "engine",
    "{path} was written by a newer version (schema {value}; this one knows {known}); update the "
    "program to open it.",
)
WRONG = QT_TRANSLATE_NOOP(
    "engine", "In {path} the file {name} does not hold what it should ({reason}); export it anew."
)
CONTRADICTS = QT_TRANSLATE_NOOP(
    "engine",
    "In {path} the measurements are not those that {name} tells of (step {step}); export it anew.",
)



TASKS = ("binary", "multiclass", "regression")


class Archive:
    """One run in a file: its `record`, its measurements, its snapshots. A context manager.

    It has all methods of `engine.library.record.Measurements` but those that make a history:
    measurements are read where they are asked for, in pieces of a few MB, straight from the file.

    Raises
    ------
    EngineError
        If it is no archive, damaged, hostile or too new, in one sentence; later too, while
        measurements and snapshots are read. `check` reads all there is.
    OSError
        If the file itself cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._files = Container(path)
        try:
            self._manifest = self._read_manifest()
            self.record = self._make_record()
            self._reading_names = self._json(layout.READINGS, layout.ReadingNames)
            self._check_names()
        except BaseException:
            self._files.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, trace)

    # --- what is told in JSON -------------------------------------------------------------------

    def _json(self, name: str, kind: Any) -> Any:
        data = self._files.read(name)
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise self._files.problem(WRONG, name=name, reason=quoted(str(error))) from error

    def _read_manifest(self) -> Manifest:
        class Version(msgspec.Struct):
            schema: int = 0

        schema = self._json(layout.MANIFEST, Version).schema
        if schema > layout.SCHEMA:
            raise self._files.problem(NEWER, value=schema, known=layout.SCHEMA)
        manifest: Manifest = self._json(layout.MANIFEST, Manifest)
        bad = (
            not math.isfinite(manifest.seconds)
            or manifest.started.tzinfo is None
            or schema < 1
            or (bool(manifest.parts) and manifest.columns[:1] != ("epoch",))
            or len(set(manifest.columns)) != len(manifest.columns)
            or (manifest.facts is not None and not _agree(manifest.facts, manifest.columns))
        )
        if bad:
            raise self._files.problem(CONTRADICTS, name=layout.MANIFEST, step=0)
        self._check_parts(manifest)
        return manifest

    def _check_parts(self, manifest: Manifest) -> None:
        """Steps must follow one another, in whole bins, up to the last one measured."""
        due = manifest.parts[0].first_step if manifest.parts else manifest.steps + 1
        for part in manifest.parts:
            length = part.last_step - part.first_step + 1
            if part.first_step != due or length < 1 or length % part.width:
                raise self._files.problem(CONTRADICTS, name=layout.MANIFEST, step=part.first_step)
            due = part.last_step + 1
        if manifest.parts and due != manifest.steps + 1:
            raise self._files.problem(CONTRADICTS, name=layout.MANIFEST, step=manifest.steps)

    def _make_record(self) -> RunRecord:
        told = self._manifest
        parent = None if told.parent is None else Parent(told.parent.run, told.parent.step)
        markers: tuple[MarkerEntry, ...] = self._json(layout.MARKERS, layout.Markers)
        return RunRecord(
            id=told.id,
            name=told.name,
            config=self._config(),
            facts=None if told.facts is None else without_tricks(told.facts),
            started=told.started,
            seconds=told.seconds,
            steps=told.steps,
            status=told.status,
            outcome=told.outcome,
            versions=told.versions,
            markers=tuple(
                Marker(each.step, each.kind, each.path, each.old, each.new, each.text)
                for each in sorted(markers, key=lambda each: each.step)
            ),
            states=tuple(
                StateInfo(each.step, each.reason, each.bytes)
                for each in sorted(told.states, key=lambda each: each.step)
            ),
            tags=told.tags,
            note=told.note,
            starred=told.starred,
            parent=parent,
            seeds=told.seeds,
        )

    def _config(self) -> str:
        """Return the settings as they are written, if they can be read as settings."""
        data = self._files.read(layout.CONFIG)
        try:
            text = data.decode()
            from_json(text)
        except (EngineError, UnicodeError, RecursionError) as error:
            reason = error.message if isinstance(error, EngineError) else quoted(str(error))
            raise self._files.problem(WRONG, name=layout.CONFIG, reason=reason) from error
        return text

    def _check_names(self) -> None:
        """Every snapshot and reading told of is there, and nothing else is."""
        told = {layout.MANIFEST, layout.CONFIG, layout.MARKERS, layout.READINGS}
        told |= {layout.state_name(each.step) for each in self._manifest.states}
        told |= {layout.reading_name(place) for place in range(len(self._reading_names))}
        there = {name for name in self._files.names if not name.startswith("measurements/")}
        if len(set(self._reading_names)) != len(self._reading_names):
            raise self._files.problem(CONTRADICTS, name=layout.READINGS, step=0)
        for name in sorted(told - there):
            raise self._files.problem(MISSING, name=name)
        for name in sorted(there - told):
            raise self._files.problem(CONTRADICTS, name=name, step=0)

    def check(self) -> None:
        """Read everything once, so that no surprise is left for later."""
        for _ in self.rows():
            pass
        for _ in self.bins():
            pass
        self.readings()
        for each in self.record.states:
            self.state(each.step)

    # --- measurements ---------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the dense columns, `epoch` first."""
        return self._manifest.columns

    @property
    def first_step(self) -> int:
        """Step of the first row, 0 when there is none."""
        return self._manifest.parts[0].first_step if self._manifest.parts else 0

    @property
    def last_step(self) -> int:
        """Step of the newest row, 0 when there is none."""
        return self._manifest.parts[-1].last_step if self._manifest.parts else 0

    def parts(self) -> tuple[Part, ...]:
        """Tell which steps are kept as rows, and which as bins; in order, without overlap."""
        return tuple(
            Part(each.first_step, each.last_step, each.width) for each in self._manifest.parts
        )

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Floats]]:
        """Yield the step of the first row and rows (n, columns) of `start <= step < stop`."""
        for part in self._manifest.parts:
            if part.width != RAW:
                continue
            for first, values in self._pieces(part, layout.rows_name):
                low = max(0, start - first)
                high = len(values) if stop is None else min(len(values), stop - first)
                if low < high:
                    yield first + low, values[low:high]

    def bins(self) -> Iterator[BinRows]:
        """Yield the bins of the parts that are not kept in full; in order."""
        for part in self._manifest.parts:
            if part.width != RAW:
                for first, planes in self._pieces(part, layout.bins_name):
                    yield BinRows(first, part.width, planes)

    def _pieces(self, part: PartEntry, name_of: Any) -> Iterator[tuple[int, Floats]]:
        columns, raw = len(self.columns), part.width == RAW
        shape = (None, columns) if raw else (5, columns, None)
        step = part.first_step
        while step <= part.last_step:
            values = self._array(name_of(step), "<f4", shape)
            count = values.shape[0] if raw else values.shape[2]
            if not count or step + count * part.width - 1 > part.last_step:
                raise self._files.problem(CONTRADICTS, name=layout.MANIFEST, step=step)
            yield step, values
            step += count * part.width

    def _array(self, name: str, dtype: str, shape: tuple[int | None, ...]) -> Any:
        from engine.export.archive.arrays import array_of

        data = self._files.read(name)
        try:
            return array_of(data, dtype, shape)
        except (ValueError, TypeError, SyntaxError, RecursionError, OverflowError) as error:
            raise self._files.problem(WRONG, name=name, reason=quoted(str(error))) from error

    def readings(self) -> dict[str, tuple[Ints, Doubles]]:
        """Return the steps (m,) and values (m,) of each sparse measure, sorted by step."""
        found = self._all_readings()
        found.pop(layout.CLOCK, None)
        return found

    def times(self) -> tuple[Ints, Doubles]:
        """Return steps (m,) and the seconds spent training until then (m,); none may be known."""
        import numpy as np

        found = self._all_readings()
        return found.get(layout.CLOCK, (np.empty(0, np.int64), np.empty(0)))

    def _all_readings(self) -> dict[str, tuple[Ints, Doubles]]:
        import numpy as np

        found = {}
        for place, name in enumerate(self._reading_names):
            both = self._array(layout.reading_name(place), "<f8", (2, None))
            steps = both[0]
            fit = np.isfinite(steps).all() and (steps == np.floor(steps)).all()
            if not fit or (len(steps) and (steps.min() < 0 or steps.max() > 2**53)):
                raise self._files.problem(CONTRADICTS, name=layout.reading_name(place), step=0)
            if (np.diff(steps) <= 0).any():
                raise self._files.problem(CONTRADICTS, name=layout.reading_name(place), step=0)
            found[name] = (steps.astype(np.int64), both[1].copy())
        return found

    # --- snapshots ------------------------------------------------------------------------------

    def state(self, step: int) -> bytes:
        """Return the snapshot after exactly that step; what is in it the engine checks."""
        name = layout.state_name(step)
        data = self._files.read(name)
        told = next(each.bytes for each in self._manifest.states if each.step == step)
        header = int.from_bytes(data[:8], "little")
        if len(data) != told or len(data) < 9 or header > len(data) - 8 or data[8:9] != b"{":
            raise self._files.problem(DAMAGED, name=name)
        return data


def _agree(facts: RunFacts, columns: tuple[str, ...]) -> bool:
    """Tell whether facts can be those of a run with these columns."""
    return (
        facts.columns == columns
        and len(facts.sizes) >= 2
        and min(facts.sizes) >= 1
        and facts.task in TASKS
        and facts.loss in LOSSES
    )


def without_tricks(facts: RunFacts) -> RunFacts:
    """Return facts whose notes only name values: formatting can also look into objects."""
    kept = tuple(note for note in facts.notes if _is_plain(note.template, note.values))
    return msgspec.structs.replace(facts, notes=kept)


def _is_plain(template: Any, values: Any) -> bool:
    if not isinstance(template, str) or not isinstance(values, dict):
        return False
    try:
        fields = [each[1:] for each in Formatter().parse(template) if each[1] is not None]
    except ValueError:
        return False
    if any(spec or conversion or name not in values for name, spec, conversion in fields):
        return False
    for value in values.values():
        if isinstance(value, list):
            nested = len(value) == 3 and value[0] == "sentence" and _is_plain(*value[1:])
            if not nested:
                return False
        elif not isinstance(value, str | int | float | bool | None):
            return False
    return True
