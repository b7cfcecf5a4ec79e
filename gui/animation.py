"""Animated GIF and WebP: pictures come one by one, are kept packed, and are written in a thread."""

from __future__ import annotations

import contextlib
import queue
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    from gui.animation_reel import Reel

KINDS = (".gif", ".webp")
MOST_PIXELS = 160_000_000
"""Of all pictures together: writing a GIF takes a byte of memory for each."""

LAST_SECONDS = 1.5
"""So long the last picture stands before all begins anew."""

_WAITING = 8

UNKNOWN_KIND = QT_TRANSLATE_NOOP(
    "engine", "{path} names no kind of animation; let it end in .gif or .webp."
)
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "engine", "{path} cannot be written: {reason}. Choose another folder."
)
NOTHING = QT_TRANSLATE_NOOP(
    "engine", "There was no picture to animate; train or play while the recording goes on."
)


class CancelledError(Exception):
    """The animation is not wanted any more."""


class _Kept(NamedTuple):
    """A picture: packed lines of `stride` bytes, three bytes a pixel."""

    data: bytes
    stride: int


class AnimationWriter(QObject):
    """Takes pictures with `add` and writes them to `path`, whole or not at all.

    There are never more than `max_frames` pictures of `max_bytes` in all: when there would be,
    every second one is dropped, and from then on only every second one of those added is kept. So
    an animation always covers the whole time evenly, however long that was; the last one stays.

    Parameters
    ----------
    path
        Ends in .gif or .webp; raises `EngineError` if not.
    size
        In pixels; pictures of another size are fitted into it.
    fps
        Pictures a second; GIF knows hundredths of a second only.
    """

    #: a `Message` that says what went wrong, or None; also after `cancel`
    finished = Signal(object)
    #: pictures written, and of how many
    progressed = Signal(int, int)

    def __init__(
        self,
        path: Path,
        size: QSize,
        fps: float = 15.0,
        max_frames: int = 600,
        max_bytes: int = 256 << 20,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        if path.suffix.lower() not in KINDS:
            raise EngineError(UNKNOWN_KIND, path=str(path))
        self.path, self._size, self._fps = path, QSize(size), fps
        pixels = max(1, size.width() * size.height())
        self._most = max(2, min(max_frames, MOST_PIXELS // pixels))
        self._most_bytes = max_bytes
        self._kept: list[_Kept] = []
        self._latest: _Kept | None = None
        self._stride, self._seen = 1, 0
        self._queue: queue.Queue[QImage] = queue.Queue(_WAITING)
        self._end, self._cancel = threading.Event(), threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="animation", daemon=True)
        self._thread.start()

    # -- from the window's thread ----------------------------------------------------------------

    def add(self, image: QImage) -> bool:
        """Take the next picture; False if the thread has not caught up, then it was not taken."""
        if self._ended:
            return False
        try:
            self._queue.put_nowait(image)
        except queue.Full:
            return False
        return True

    @property
    def frames(self) -> int:
        """Pictures kept so far."""
        return len(self._kept)

    def finish(self) -> None:
        """Write the animation now; `finished` tells when it is there."""
        self._ended = True
        self._end.set()

    def cancel(self) -> None:
        """Write nothing."""
        self._ended = True
        self._cancel.set()

    def wait(self) -> None:
        """Wait until the file is there, after `finish`, or nothing will be."""
        self._thread.join()

    def close(self) -> None:
        """Cancel what is not written yet, and wait until the thread has ended."""
        self.cancel()
        self._thread.join()

    # -- in the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        problem: Message | None = None
        try:
            self._collect()
            self._write()
        except CancelledError:
            pass
        except EngineError as error:
            problem = error.message
        except OSError as error:
            reason = (error.strerror or str(error)).rstrip(".")
            problem = Message(CANNOT_WRITE, {"path": str(self.path), "reason": reason})
        finally:
            with contextlib.suppress(RuntimeError):  # the window is gone
                self.finished.emit(problem)

    def _collect(self) -> None:
        while not self._cancel.is_set():
            try:
                self._keep(self._queue.get(timeout=0.05))
            except queue.Empty:
                if self._end.is_set():
                    break
        self._check()
        if self._latest is not None and self._latest is not self._kept[-1]:
            self._kept.append(self._latest)

    def _keep(self, image: QImage) -> None:
        fitted = fit(image, self._size)
        lines = bytes(fitted.constBits())
        self._latest = _Kept(zlib.compress(lines, 1), fitted.bytesPerLine())
        if self._seen % self._stride == 0:
            self._kept.append(self._latest)
        self._seen += 1
        # One place stays free for the last picture.
        while len(self._kept) > 1 and (
            len(self._kept) >= self._most
            or sum(len(each.data) for each in self._kept) > self._most_bytes
        ):
            self._kept = self._kept[::2]
            self._stride *= 2

    def _check(self) -> None:
        if self._cancel.is_set():
            raise CancelledError

    def _picture(self, place: int) -> tuple[bytes, int]:
        self._check()
        with contextlib.suppress(RuntimeError):
            self.progressed.emit(place, len(self._kept))
        each = self._kept[place]
        return zlib.decompress(each.data), each.stride

    def _write(self) -> None:
        if not self._kept:
            raise EngineError(NOTHING)
        from gui.animation_reel import Reel

        size = (self._size.width(), self._size.height())
        reel = Reel(size, len(self._kept), self._picture)
        partial = self.path.with_name(f".{self.path.name}.part")
        try:
            self._save(reel, partial)
            self._check()
            partial.replace(self.path)
        finally:
            partial.unlink(missing_ok=True)

    def _save(self, reel: Reel, partial: Path) -> None:
        each = round(1000 / self._fps)
        durations = [each] * (len(self._kept) - 1) + [max(each, round(1000 * LAST_SECONDS))]
        kind = self.path.suffix.lower()[1:].upper()
        options: dict[str, object] = {"lossless": True, "method": 2} if kind == "WEBP" else {}
        with partial.open("wb") as file:
            reel.save(file, kind, save_all=True, duration=durations, loop=0, **options)


def fit(image: QImage, size: QSize) -> QImage:
    """Return a picture of this size, in three bytes a pixel; its ground fills what is left."""
    ground = QImage(size, QImage.Format.Format_RGB888)
    if image.isNull():
        ground.fill(QColor("white"))
        return ground
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(1.0)
    if image.size() == size:
        return image
    ground.fill(image.pixelColor(0, 0))
    smooth = Qt.TransformationMode.SmoothTransformation
    inner = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    painter = QPainter(ground)
    left, top = (size.width() - inner.width()) // 2, (size.height() - inner.height()) // 2
    painter.drawImage(QPoint(left, top), inner)
    painter.end()
    return ground
