"""Animations: pictures in their order, evenly thinned, bounded, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from engine.text import EngineError, Message
from gui.animation import AnimationWriter, fit
from tests.gui.driving import until

SIZE = QSize(42, 30)  # no multiple of four: lines are padded
Make = Callable[..., AnimationWriter]


def picture(gray: int, size: QSize = SIZE) -> QImage:
    """A gray picture with a red corner."""
    made = QImage(size, QImage.Format.Format_ARGB32)
    made.fill(QColor(gray, gray, gray))
    made.setPixelColor(size.width() - 1, 0, QColor(255, 0, 0))
    return made


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Iterator[Make]:
    made: list[AnimationWriter] = []

    def start(name: str = "动画 🎈.gif", **options: int) -> AnimationWriter:
        made.append(AnimationWriter(tmp_path / name, SIZE, **options))  # type: ignore[arg-type]
        made[-1].ended = []  # type: ignore[attr-defined]
        made[-1].finished.connect(made[-1].ended.append)  # type: ignore[attr-defined]
        return made[-1]

    yield start
    for writer in made:
        writer.close()


def write(writer: AnimationWriter, grays: list[int], size: QSize = SIZE) -> Message | None:
    for gray in grays:
        until(lambda gray=gray: writer.add(picture(gray, size)))
    writer.finish()
    until(lambda: writer.ended)  # type: ignore[attr-defined]
    return writer.ended[0]  # type: ignore[attr-defined,no-any-return]


def grays_of(path: Path) -> list[int]:
    with Image.open(path) as image:
        found = []
        for place in range(getattr(image, "n_frames", 1)):
            image.seek(place)
            found.append(image.convert("RGB").getpixel((5, 5))[0])
    return found


@pytest.mark.parametrize("name", ["x.gif", "x.webp", "X.GIF"])
def test_pictures_in_their_order(make: Make, tmp_path: Path, name: str) -> None:
    grays = [0, 50, 100, 150, 200, 250]
    assert write(make(name), grays) is None
    assert grays_of(tmp_path / name) == grays
    with Image.open(tmp_path / name) as image:
        assert image.size == (42, 30)
        red = image.convert("RGB").getpixel((41, 0))
        assert red == (255, 0, 0)
        assert image.info["loop"] == 0
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_time(make: Make, tmp_path: Path) -> None:
    write(make("x.gif", fps=10), [0, 50, 100])
    with Image.open(tmp_path / "x.gif") as image:
        durations = []
        for place in range(3):
            image.seek(place)
            durations.append(image.info["duration"])
    assert durations == [100, 100, 1500]


@pytest.mark.parametrize("count", [7, 8, 9, 50, 251])
def test_many_are_thinned_evenly_to_the_end(make: Make, tmp_path: Path, count: int) -> None:
    writer = make("x.gif", max_frames=8)
    grays = list(range(count))
    assert write(writer, grays) is None
    found = grays_of(tmp_path / "x.gif")
    assert len(found) <= 8
    assert (found[0], found[-1]) == (0, count - 1)
    gaps = {b - a for a, b in pairwise(found[:-1])}
    assert len(gaps) <= 1


def test_bytes_are_bounded(make: Make, tmp_path: Path) -> None:
    writer = make("x.gif", max_bytes=1)
    assert write(writer, [0, 100, 200]) is None
    assert grays_of(tmp_path / "x.gif") == [0, 200]


def test_cancelled_leaves_nothing(make: Make, tmp_path: Path) -> None:
    writer = make()
    writer.add(picture(1))
    writer.cancel()
    until(lambda: writer.ended)  # type: ignore[attr-defined]
    assert writer.ended == [None]  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
    assert not writer.add(picture(2))


def test_cancelled_while_it_is_written(make: Make, tmp_path: Path) -> None:
    (tmp_path / "x.gif").write_bytes(b"before")
    writer = make("x.gif")
    original = writer._picture

    def cancel_at_two(place: int) -> tuple[bytes, int]:
        if place == 2:
            writer.cancel()
        return original(place)

    writer._picture = cancel_at_two  # type: ignore[method-assign]
    assert write(writer, [0, 50, 100, 150]) is None
    assert [each.name for each in tmp_path.iterdir()] == ["x.gif"]
    assert (tmp_path / "x.gif").read_bytes() == b"before"


def test_without_a_picture(make: Make, tmp_path: Path) -> None:
    problem = write(make(), [])
    assert "no picture" in str(problem)
    assert list(tmp_path.iterdir()) == []


def test_one_picture_is_enough(make: Make, tmp_path: Path) -> None:
    assert write(make("x.webp"), [77]) is None
    assert grays_of(tmp_path / "x.webp") == [77]


def test_a_folder_that_is_gone_is_told(make: Make) -> None:
    assert "gone" in str(write(make("gone/x.gif"), [1, 2]))


def test_other_kinds_are_refused(make: Make) -> None:
    with pytest.raises(EngineError, match=r"\.gif or \.webp"):
        make("x.mp4")


def test_pictures_of_another_size_are_fitted(make: Make, tmp_path: Path) -> None:
    assert write(make("x.gif"), [0, 200], QSize(84, 20)) is None
    with Image.open(tmp_path / "x.gif") as image:
        assert image.size == (42, 30)
        image.seek(1)
        assert image.convert("RGB").getpixel((20, 15)) == (200, 200, 200)
    assert fit(picture(9, QSize(10, 10)), SIZE).size() == SIZE
    assert fit(QImage(), SIZE).pixelColor(3, 3) == QColor("white")


def test_the_window_does_not_wait(make: Make) -> None:
    """A picture that comes too early is refused, not waited for."""
    writer = make()
    taken = sum(writer.add(picture(each % 256)) for each in range(2000))
    assert taken < 2000 or writer.frames
    writer.cancel()
