"""Pictures for Pillow that are unpacked one at a time, as those of a file are."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image


class Reel(Image.Image):
    """A sequence of `count` pictures of `size`; `picture(place)` gives lines and their stride."""

    def __init__(
        self, size: tuple[int, int], count: int, picture: Callable[[int], tuple[bytes, int]]
    ) -> None:
        super().__init__()
        self._mode, self._size = "RGB", size
        self.n_frames = count
        self.is_animated = count > 1
        self._picture = picture
        self._place = -1
        self.seek(0)

    def tell(self) -> int:
        """Return which picture is shown."""
        return self._place

    def seek(self, frame: int) -> None:
        """Show another picture; raises `EOFError` beyond the last one."""
        if not 0 <= frame < self.n_frames:
            raise EOFError(f"there are {self.n_frames} pictures")
        if frame != self._place:
            data, stride = self._picture(frame)
            made = Image.frombytes("RGB", self._size, data, "raw", "RGB", stride, 1)
            self.im, self._place = made.im, frame
