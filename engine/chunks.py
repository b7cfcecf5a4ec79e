"""Growing float32 storage in chunks: no copy of the whole when it grows, cheap trimming."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_CHUNK_BYTES = 8 << 20
_LONGEST_CHUNK = 8192

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Chunks:
    """A growing (height, n) float32 array in chunks: no copy of the whole, cheap trimming.

    Chunks end at multiples of ``length``, a multiple of ``align``: a group of ``align`` entries
    never crosses two chunks.
    """

    def __init__(self, height: int, align: int) -> None:
        self.height = height
        fitting = max(1, _CHUNK_BYTES // (4 * max(1, height)))
        self.length = max(align, min(_LONGEST_CHUNK, 1 << (fitting.bit_length() - 1)))
        self.align = align
        self.start = 0
        self.stop = 0
        self._chunks: list[Floats] = []
        self._origins: list[int] = []

    @property
    def nbytes(self) -> int:
        """Bytes allocated."""
        return sum(chunk.nbytes for chunk in self._chunks)

    def extend(self, block: Floats) -> None:
        """Append the columns of ``block`` (height, n)."""
        done, total = 0, block.shape[1]
        while done < total:
            chunk, used = self._room()
            size = min(total - done, chunk.shape[1] - used)
            chunk[:, used : used + size] = block[:, done : done + size]
            done += size
            self.stop += size

    def add_before(self, block: Floats) -> None:
        """Put the columns of ``block`` (height, n) before the first entry."""
        left = block.shape[1]
        while left:
            size = min(left, (self.start - 1) % self.length + 1)
            part = block[:, left - size : left]
            if self.start % self.length and self._chunks:
                # The first chunk need not begin where others do: it takes in what comes before.
                self._chunks[0] = np.concatenate((part, self._chunks[0]), axis=1)
                self._origins[0] -= size
            else:
                self._chunks.insert(0, part.copy())
                self._origins.insert(0, self.start - size)
            self.start -= size
            left -= size

    def _room(self) -> tuple[Floats, int]:
        """Return the last chunk, with room in it, and how many of its entries are used."""
        end = (self.stop // self.length + 1) * self.length
        if self._chunks:
            chunk, origin = self._chunks[-1], self._origins[-1]
            used = self.stop - origin
            if used < chunk.shape[1]:
                return chunk, used
            if self.stop % self.length:
                grown = np.empty((self.height, min(end - origin, 2 * used)), np.float32)
                grown[:, :used] = chunk
                self._chunks[-1] = grown
                return grown, used
        # A short run must not cost a full chunk; a long one should not copy each of its chunks.
        size = end - self.stop if self.stop else min(self.length, self.align)
        self._chunks.append(np.empty((self.height, size), np.float32))
        self._origins.append(self.stop)
        return self._chunks[-1], 0

    def copy(self, stop: int) -> "Chunks":
        """Return the entries before ``stop``; full chunks, which nothing changes, are shared."""
        copied = Chunks(self.height, self.align)
        copied.start, copied.stop = min(self.start, stop), stop
        for chunk, origin in zip(self._chunks, self._origins, strict=True):
            used = stop - origin
            if used > 0:
                full = origin + chunk.shape[1] <= stop
                copied._chunks.append(chunk if full else chunk[:, :used].copy())
                copied._origins.append(origin)
        return copied

    def parts(self, start: int, stop: int) -> Iterator[Floats]:
        """Views (height, n) of the entries ``start <= index < stop``, chunk by chunk."""
        if start >= stop:
            return
        at = 0
        if self._origins and start >= self._origins[-1]:
            at = len(self._origins) - 1
        elif self._origins:
            # All chunks but the first are full ones, so the right one can be reckoned.
            at = start // self.length - self._origins[0] // self.length
        for chunk, origin in zip(self._chunks[at:], self._origins[at:], strict=True):
            if origin >= stop:
                return
            yield chunk[:, max(0, start - origin) : stop - origin]

    def take(self, rows: Ints, start: int, stop: int) -> Floats:
        """Entries ``start <= index < stop`` of some rows: a copy (len(rows), n)."""
        if len(rows) == 1:
            row = int(rows[0])
            found = [part[row : row + 1] for part in self.parts(start, stop)]
        else:
            found = [part[rows] for part in self.parts(start, stop)]
        return np.concatenate(found, axis=1) if found else np.empty((len(rows), 0), np.float32)

    def whole(self) -> Floats:
        """Return a copy of all entries (height, n)."""
        return self.take(np.arange(self.height), self.start, self.stop)

    def drop_before(self, index: int) -> None:
        """Give back whole chunks that end at or before ``index``."""
        while self._chunks and self._end_of_first() <= index:
            del self._chunks[0], self._origins[0]
        self.start = max(self.start, self._origins[0] if self._origins else self.stop)

    def _end_of_first(self) -> int:
        return self._origins[1] if len(self._origins) > 1 else self.stop

    def cut_before(self, index: int) -> None:
        """Give back all entries before ``index`` and the spare room: copies at most two chunks."""
        self.drop_before(index)
        if self._chunks and self._origins[0] < index:
            self._chunks[0] = self._chunks[0][:, index - self._origins[0] :].copy()
            self._origins[0] = index
            self.start = index
        if self._chunks:
            used = self.stop - self._origins[-1]
            if used < self._chunks[-1].shape[1]:
                self._chunks[-1] = self._chunks[-1][:, :used].copy()
