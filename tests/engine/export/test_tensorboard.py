"""Event files: every measure at every step, in the format of TensorFlow's records."""

from __future__ import annotations

import builtins
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.export.tensorboard import write_events
from engine.text import EngineError
from tests.engine.export.kept import COLUMNS, Kept, record_of

tensorboard_x = pytest.importorskip(
    "tensorboardX", reason="the extra 'tensorboard' is not installed"
)


def crc32c(data: bytes) -> int:
    """The checksum of RFC 3720, bit by bit: an oracle that shares nothing with the writer."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data: bytes) -> int:
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def events_of(path: Path) -> Iterator[Any]:
    """Read the records by hand, with their checksums."""
    from tensorboardX.proto.event_pb2 import Event

    data, place = path.read_bytes(), 0
    while place < len(data):
        head = data[place : place + 8]
        length, crc = struct.unpack("<QI", data[place : place + 12])
        assert crc == masked(head)
        body = data[place + 12 : place + 12 + length]
        assert struct.unpack("<I", data[place + 12 + length :][:4])[0] == masked(body)
        yield Event.FromString(body)
        place += 16 + length


def test_every_measure_at_every_step(tmp_path: Path) -> None:
    kept = Kept(first=20, bins=2, last=10)
    record = record_of(kept)
    path = write_events(tmp_path / "运行", record, kept)
    assert path is not None
    assert ".tfevents." in path.name
    version, config, *rest = events_of(path)
    assert version.file_version == "brain.Event:2"
    assert "learning_rate" in config.summary.value[0].tensor.string_val[0].decode()
    found: dict[str, dict[int, float]] = {}
    for event in rest:
        for value in event.summary.value:
            found.setdefault(value.tag, {})[event.step] = value.simple_value
    assert set(found) == {*COLUMNS, "loss/test", "dead_units/1"}
    rows = dict(kept.rows())
    steps = [*range(1, 21), 21 + 31, 85 + 31, *range(149, 159)]
    for place, name in enumerate(COLUMNS):
        assert list(found[name]) == steps
        wanted = np.concatenate([rows[1][:, place], next(kept.bins()).planes[1, place],
                                 rows[149][:, place]])  # fmt: skip
        np.testing.assert_array_equal(np.float32(list(found[name].values())), wanted)
    assert list(found["loss/test"]) == [1, 40, 2**40]
    assert np.isnan(found["loss/test"][40])
    assert [event.step for event in rest] == sorted({*steps, 40, 2**40})


def test_wall_time_is_that_of_training(tmp_path: Path) -> None:
    class Timed(Kept):
        def times(self) -> tuple[np.ndarray, np.ndarray]:
            return np.array([10, 20]), np.array([1.0, 5.0])

    kept = Timed(first=20, bins=0, last=0)
    record = record_of(kept)
    path = write_events(tmp_path, record, kept)
    assert path is not None
    times = {event.step: event.wall_time - record.started.timestamp() for event in events_of(path)}
    assert [times[step] for step in (10, 15, 20)] == pytest.approx([1.0, 3.0, 5.0], abs=1e-6)


def test_cancelled_or_failed_leaves_no_file(tmp_path: Path) -> None:
    kept = Kept()
    assert write_events(tmp_path / "a", record_of(kept), kept, lambda: True) is None
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_events(tmp_path / "file", record_of(kept), kept)
    assert list((tmp_path / "a").iterdir()) == []


def test_the_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("tensorboardX"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    kept = Kept()
    with pytest.raises(EngineError) as caught:
        write_events(tmp_path / "x", record_of(kept), kept)
    assert f'"{sys.executable}" -m pip install "tensorboardX>=2.6,<3"' in str(caught.value)
    assert not (tmp_path / "x").exists()
