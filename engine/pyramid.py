"""Growing float32 columns with a pyramid of bins above the raw rows.

Level 0 holds raw rows; one entry of level 1 sums up ``BASE`` rows, one entry of each further level
``FACTOR`` entries of the level below. A bin keeps five numbers a column (``Plane``), so the pyramid
costs 5 / 64 * 4 / 3 = 10 % of the rows. All indices count from the first row ever appended.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from engine.chunks import Chunks, Floats, Ints

BASE = 64
FACTOR = 4
_FOLDED = 16

AnyFloats = npt.NDArray[np.floating[Any]]


class Plane(IntEnum):
    """What a bin keeps of the values of one column; NaN values count nowhere."""

    LOW = 0
    MEAN = 1
    HIGH = 2
    COUNT = 3
    POSITIVE = 4  # the smallest value above 0, NaN where there is none


class Bins(NamedTuple):
    """Rows ``first <= index < end`` of each of m bins, and planes of shape (columns, m)."""

    first: Ints
    end: Ints
    planes: dict[Plane, Floats]


class Pyramid:
    """Raw rows of some columns and bins above them, updated as rows arrive.

    A mean over values with +inf and -inf is NaN; NaN values are left out everywhere.
    """

    def __init__(self, columns: int, raw_limit: int) -> None:
        self.columns = columns
        self.raw_limit = raw_limit
        self.levels = [Chunks(columns, BASE)]

    @property
    def count(self) -> int:
        """Rows appended so far."""
        return self.levels[0].stop

    @property
    def nbytes(self) -> int:
        """Bytes allocated."""
        return sum(level.nbytes for level in self.levels)

    @staticmethod
    def size(level: int) -> int:
        """Rows in one entry of a level."""
        return 1 if level == 0 else BASE * FACTOR ** (level - 1)

    def append(self, values: Floats) -> None:
        """Append rows (n, columns)."""
        raw = self.levels[0]
        raw.extend(values.T)
        if raw.stop // BASE > (raw.stop - len(values)) // BASE:
            self._update()
        if raw.stop - raw.start > self.raw_limit + raw.length:
            raw.drop_before(self._first_needed())

    @classmethod
    def of(cls, columns: int, raw_limit: int, levels: Sequence[tuple[int, Floats]]) -> "Pyramid":
        """Return a pyramid of what was kept of one: the first index and entries of each level.

        Entries (height, n) go up to the newest row, or complete bin; ``add_before`` takes what is
        missing at the beginning. Every level needs at least what bins to come are made of.
        """
        made = cls(columns, raw_limit)
        made.levels += [Chunks(len(Plane) * columns, FACTOR) for _ in levels[1:]]
        for level, (first, entries) in zip(made.levels, levels, strict=True):
            level.start = level.stop = first + entries.shape[1]
            level.add_before(entries)
        return made

    def add_before(self, level: int, first: int, entries: Floats) -> bool:
        """Put entries (height, n) before those of a level; False unless the two join."""
        if level >= len(self.levels) or first + entries.shape[1] != self.levels[level].start:
            return False
        self.levels[level].add_before(entries)
        return True

    def copy(self, count: int) -> "Pyramid":
        """Return the first ``count`` rows and their bins, to be gone on with by itself.

        Raises ValueError if what bins to come need of them was given back already.
        """
        copied = Pyramid(self.columns, self.raw_limit)
        sizes = [self.size(level) for level in range(len(self.levels))]
        copied.levels = [
            level.copy(count // size)
            for level, size in zip(self.levels, sizes, strict=True)
            if size == 1 or count >= size
        ]
        for level, finer in enumerate(copied.levels):
            ratio = FACTOR if level else BASE
            if self.levels[level].start > finer.stop // ratio * ratio:
                raise ValueError(f"the rows before {count} are not kept any more")
        return copied

    def _update(self) -> None:
        """Make the bins that became complete, level by level."""
        for level in range(len(self.levels) + 1):
            finer, ratio = self.levels[level], FACTOR if level else BASE
            if level + 1 == len(self.levels):
                if finer.stop < ratio:
                    return
                self.levels.append(Chunks(len(Plane) * self.columns, FACTOR))
            coarser = self.levels[level + 1]
            ready = finer.stop // ratio * ratio
            if coarser.stop * ratio == ready:
                return
            for part in finer.parts(coarser.stop * ratio, ready):
                bins = bins_of_bins(part, self.columns) if level else bins_of_rows(part)
                coarser.extend(bins.reshape(coarser.height, -1))

    def _first_needed(self) -> int:
        """Oldest row to keep: the limit, but always all rows of the newest bin."""
        newest_bin = max(0, self.count - 1) // BASE * BASE
        return max(0, min((self.count - self.raw_limit) // BASE * BASE, newest_bin))

    def limit_raw(self, rows: int) -> None:
        """Keep raw rows only for about the newest ``rows``, now and from now on."""
        self.raw_limit = rows
        if self._first_needed() > self.levels[0].start:
            self.levels[0].cut_before(self._first_needed())

    def drop_finest_bins(self) -> bool:
        """Give back the finest level of bins that still has some; False when none can go."""
        for level in range(1, len(self.levels) - 1):
            ready = self.levels[level + 1].stop * FACTOR
            if self.levels[level].start < ready:
                self.limit_raw(0)
                self.levels[level].cut_before(ready)
                return True
        return False

    def serving(self, index: int, level: int) -> int:
        """Return the level nearest to the wanted one that still has, or already has, this row."""
        while level + 1 < len(self.levels) and index < self.levels[level].start * self.size(level):
            level += 1
        while level and index >= self.levels[level].stop * self.size(level):
            level -= 1
        return level

    def resolve(self, width: float) -> tuple[int, int]:
        """Level to read for bins of at least ``width`` rows, and the rows of such a bin."""
        level = 0
        while level + 1 < len(self.levels) and 2 * self.size(level + 1) <= width:
            level += 1
        size = self.size(level)
        return level, max(1, int(np.ceil(width / size))) * size

    def _spans(self, start: int, stop: int, level: int) -> Iterator[tuple[int, int, int]]:
        """Yield (level, first entry, end entry) that cover the rows, where needed coarser ones."""
        at = start
        while at < stop:
            here = self.serving(at, level)
            size = self.size(here)
            end = min(stop, self.levels[here].stop * size)
            if here > level:
                end = min(end, self.levels[here - 1].start * self.size(here - 1))
            last = -(-end // size)
            yield here, at // size, last
            at = last * size

    def bins(
        self, columns: Ints, start: int, stop: int, width: float, planes: tuple[Plane, ...]
    ) -> Bins:
        """Sum up rows ``start <= index < stop`` in bins of about ``width`` rows.

        Bins begin at multiples of the width, so that a picture does not shimmer when it is moved;
        the first and last one may reach beyond the asked rows.
        """
        level, size = self.resolve(width)
        spans = list(self._spans(start // size * size, min(stop, self.count), level))
        if not spans:
            none = np.empty(0, np.int64)
            return Bins(none, none, {p: np.empty((len(columns), 0), np.float32) for p in planes})
        edges, first = self._group(spans, size)
        last_level, _, last_end = spans[-1]
        end = np.append(first[1:], last_end * self.size(last_level))
        raw_only = all(span[0] == 0 for span in spans)
        counted = Plane.MEAN in planes and size > 1 and not raw_only
        wanted = set(planes) | ({Plane.COUNT} if counted else set())
        data = self._gather(columns, spans, wanted)
        if size > 1:
            data = {plane: _reduce(plane, data, edges) for plane in planes}
        return Bins(first, end, data)

    def _group(self, spans: list[tuple[int, int, int]], width: int) -> tuple[Ints, Ints]:
        """Position of the first entry of each bin, and the row where it begins."""
        edges: list[Ints] = []
        starts: list[Ints] = []
        offset, group = 0, -1
        for level, first, last in spans:
            size = self.size(level)
            step = max(1, width // size)
            entries = np.arange(first // step * step, last, step)
            entries[0] = first
            if first * size // width == group:
                entries = entries[1:]
            edges.append(offset + entries - first)
            starts.append(entries * size)
            offset += last - first
            group = (last * size - 1) // width
        return np.concatenate(edges), np.concatenate(starts)

    def _gather(
        self, columns: Ints, spans: list[tuple[int, int, int]], planes: set[Plane]
    ) -> dict[Plane, Floats]:
        pieces: dict[Plane, list[Floats]] = {plane: [] for plane in planes}
        for level, first, last in spans:
            raw = self.levels[0].take(columns, first, last) if level == 0 else None
            for plane, found in pieces.items():
                if raw is None:
                    rows = columns + plane * self.columns
                    found.append(self.levels[level].take(rows, first, last))
                else:
                    found.append(_plane_of_rows(plane, raw))
        return {
            plane: found[0] if len(found) == 1 else np.concatenate(found, axis=1)
            for plane, found in pieces.items()
        }


def _plane_of_rows(plane: Plane, rows: Floats) -> Floats:
    if plane is Plane.COUNT:
        known: Floats = np.equal(rows, rows).astype(np.float32)
        return known
    if plane is Plane.POSITIVE:
        return np.where(rows > 0, rows, np.float32(np.nan))
    return rows


def _reduce(plane: Plane, data: dict[Plane, Floats], edges: Ints) -> Floats:
    """One plane of bins whose entries begin at ``edges``: (columns, entries) -> (columns, bins)."""
    if plane is Plane.MEAN:
        return _mean(data[Plane.MEAN], data.get(Plane.COUNT), edges)
    ufunc = {Plane.HIGH: np.fmax, Plane.COUNT: np.add}.get(plane, np.fmin)
    reduced: Floats = _fold(ufunc, data[plane], edges)
    return reduced


def _fold(ufunc: np.ufunc, values: AnyFloats, edges: Ints) -> AnyFloats:
    """``ufunc.reduceat`` along the columns, up to 5 times faster where groups are equal."""
    sizes = np.diff(edges)
    size = int(sizes[1]) if len(sizes) > 2 else 0
    if not 1 < size <= _FOLDED or not (sizes[1:] == size).all():
        return ufunc.reduceat(values, edges, axis=1)
    first, last = edges[1], edges[-1]
    groups = values[:, first:last].reshape(len(values), (last - first) // size, size)
    result = np.empty((len(values), len(edges)), values.dtype)
    inner = result[:, 1:-1]
    ufunc(groups[:, :, 0], groups[:, :, 1], out=inner)
    for k in range(2, size):
        ufunc(inner, groups[:, :, k], out=inner)
    ufunc.reduce(values[:, :first], axis=1, out=result[:, 0])
    ufunc.reduce(values[:, last:], axis=1, out=result[:, -1])
    return result


def _mean(means: Floats, counts: Floats | None, edges: Ints) -> Floats:
    """Mean of entries that stand for ``counts`` values each; None: one each, NaN for none."""
    # In float64: a sum of large float32 values must not become infinite.
    with np.errstate(invalid="ignore"):
        if counts is None and not np.isnan(means).any():
            total = _fold(np.add, means.astype(np.float64), edges)
            return (total / np.diff(edges, append=means.shape[1])).astype(np.float32)
        if counts is None:
            counts = (means == means).astype(np.float32)
        weighted = np.multiply(means, counts, dtype=np.float64)
        empty = counts == 0
        if empty.any():
            weighted[empty] = 0.0
        return (_fold(np.add, weighted, edges) / _fold(np.add, counts, edges)).astype(np.float32)


def bins_of_rows(rows: Floats) -> Floats:
    """Sum up raw rows (columns, n * BASE) as (planes, columns, n)."""
    groups = rows.reshape(len(rows), -1, BASE)
    bins = np.empty((len(Plane), *groups.shape[:2]), np.float32)
    valid = groups == groups
    np.fmin.reduce(groups, axis=2, out=bins[Plane.LOW])
    np.fmax.reduce(groups, axis=2, out=bins[Plane.HIGH])
    np.add.reduce(valid, axis=2, dtype=np.float32, out=bins[Plane.COUNT])
    known = groups if valid.all() else np.where(valid, groups, np.float32(0))
    with np.errstate(invalid="ignore"):
        total = np.add.reduce(known, axis=2, dtype=np.float64)
        bins[Plane.MEAN] = total / bins[Plane.COUNT]
    positive = np.where(groups > 0, groups, np.float32(np.nan))
    np.fmin.reduce(positive, axis=2, out=bins[Plane.POSITIVE])
    return bins


def bins_of_bins(entries: Floats, columns: int) -> Floats:
    """Sum up bins (planes * columns, n * FACTOR) as (planes, columns, n)."""
    groups = entries.reshape(len(Plane), columns, -1, FACTOR)
    bins = np.empty(groups.shape[:3], np.float32)
    np.fmin.reduce(groups[Plane.LOW], axis=2, out=bins[Plane.LOW])
    np.fmax.reduce(groups[Plane.HIGH], axis=2, out=bins[Plane.HIGH])
    np.fmin.reduce(groups[Plane.POSITIVE], axis=2, out=bins[Plane.POSITIVE])
    counts = groups[Plane.COUNT]
    np.add.reduce(counts, axis=2, out=bins[Plane.COUNT])
    known = np.where(counts > 0, groups[Plane.MEAN], np.float32(0))
    with np.errstate(invalid="ignore"):
        total = np.add.reduce(np.multiply(known, counts, dtype=np.float64), axis=2)
        bins[Plane.MEAN] = total / bins[Plane.COUNT]
    return bins
