"""Archives: all comes back bit for bit, and what a stranger made up is refused in one sentence."""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import safetensors.numpy

from engine.export.archive import Archive, layout, write_archive
from engine.export.archive.arrays import array_of, npy_bytes
from engine.messages import RunFacts
from engine.text import EngineError
from tests.engine.export.kept import COLUMNS, Kept, record_of, state_of

Files = dict[str, bytes]


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def path(tmp_path: Path, kept: Kept) -> Path:
    made = tmp_path / "运行 🎈.dynascope"
    assert write_archive(made, record_of(kept), kept, state_of)
    return made


def all_rows(measurements: Any) -> np.ndarray:
    return np.concatenate([values for _, values in measurements.rows()])


# --- there and back ----------------------------------------------------------------------------


def test_the_record_comes_back(path: Path, kept: Kept) -> None:
    with Archive(path) as archive:
        assert archive.record == record_of(kept)


def test_measurements_come_back_bit_for_bit(path: Path, kept: Kept) -> None:
    with Archive(path) as archive:
        archive.check()
        assert archive.columns == COLUMNS
        assert (archive.first_step, archive.last_step) == (kept.first_step, kept.last_step)
        assert archive.parts() == kept.parts()
        assert all_rows(archive).tobytes() == all_rows(kept).tobytes()
        found, wanted = list(archive.bins()), list(kept.bins())
        assert [each[:2] for each in found] == [each[:2] for each in wanted]
        assert found[0].planes.tobytes() == wanted[0].planes.tobytes()
        for name, (steps, values) in kept.readings().items():
            assert archive.readings()[name][0].tolist() == steps.tolist()
            assert archive.readings()[name][1].tobytes() == values.tobytes()
        assert "" not in archive.readings()
        for one, other in zip(archive.times(), kept.times(), strict=True):
            assert one.tolist() == other.tolist()
        for step in (0, 128):
            assert archive.state(step) == state_of(step)


def test_some_rows(path: Path, kept: Kept) -> None:
    with Archive(path) as archive:
        found = list(archive.rows(90, 300))
        wanted = list(kept.rows(90, 300))
    assert [step for step, _ in found] == [step for step, _ in wanted] == [90, 293]
    for (_, one), (_, other) in zip(found, wanted, strict=True):
        assert one.tobytes() == other.tobytes()


def test_long_runs_are_written_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.export.archive.writing.PIECE_BYTES", 600)
    kept = Kept(bins=40)
    write_archive(tmp_path / "x", record_of(kept), kept, state_of)
    with Archive(tmp_path / "x") as archive:
        assert all_rows(archive).tobytes() == all_rows(kept).tobytes()
        planes = np.concatenate([each.planes for each in archive.bins()], axis=2)
        assert planes.tobytes() == next(kept.bins()).planes.tobytes()
        assert len(list(archive.bins())) == 4


def test_a_run_without_a_step(tmp_path: Path) -> None:
    class Nothing(Kept):
        def parts(self) -> tuple[Any, ...]:
            return ()

        def rows(self, start: int = 0, stop: int | None = None) -> Any:
            return iter(())

        bins = rows  # type: ignore[assignment]

        def readings(self) -> dict[str, Any]:
            return {}

        def times(self) -> tuple[np.ndarray, np.ndarray]:
            return np.empty(0, np.int64), np.empty(0)

    empty = Nothing()
    empty.first_step = empty.last_step = 0
    record = record_of(empty, facts=None, outcome=None, states=(), markers=(), status="failed")
    write_archive(tmp_path / "x", record, empty, state_of)
    with Archive(tmp_path / "x") as archive:
        archive.check()
        assert archive.record == record
        assert (archive.first_step, archive.last_step) == (0, 0)


def test_a_snapshot_that_is_gone_is_left_out(tmp_path: Path, kept: Kept) -> None:
    write_archive(tmp_path / "x", record_of(kept), kept, lambda step: state_of(step or -1))
    with Archive(tmp_path / "x") as archive:
        assert [each.step for each in archive.record.states] == [128]


def test_the_same_run_makes_the_same_archive(tmp_path: Path, path: Path, kept: Kept) -> None:
    write_archive(tmp_path / "again", record_of(kept), kept, state_of)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_a_run_of_zeros_is_no_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What packs too well is stored as it is: the reader must believe our own files."""
    monkeypatch.setattr(layout, "FREE_BYTES", 1 << 16)
    kept = Kept(first=200_000, bins=0)
    kept._rows[0][1][:] = 0
    write_archive(tmp_path / "x", record_of(kept), kept, state_of)
    with Archive(tmp_path / "x") as archive:
        archive.check()


def test_cancelled_and_failed_leave_nothing(tmp_path: Path, kept: Kept) -> None:
    target = tmp_path / "x.dynascope"
    assert not write_archive(target, record_of(kept), kept, state_of, lambda: True)

    def gone(step: int) -> bytes:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        write_archive(target, record_of(kept), kept, gone)
    assert list(tmp_path.iterdir()) == []


def test_too_large_is_told(tmp_path: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_BYTES", 2000)
    with pytest.raises(EngineError, match="CSV instead"):
        write_archive(tmp_path / "x", record_of(kept), kept, state_of)
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_it_is_pickled(path: Path) -> None:
    with zipfile.ZipFile(path) as made:
        for name in made.namelist():
            if name.endswith(".npy"):
                np.lib.format.read_array(io.BytesIO(made.read(name)), allow_pickle=False)
            elif name.endswith(".safetensors"):
                safetensors.numpy.load(made.read(name))
            else:
                json.loads(made.read(name))


# --- hostile files -----------------------------------------------------------------------------


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist()}


def pack(path: Path, files: Files) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)


def with_json(name: str, /, **changes: Any) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[name] = json.dumps({**json.loads(files[name]), **changes}).encode()

    return change


def with_file(name: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({name: data})


def without(name: str) -> Callable[[Files], None]:
    return lambda files: files.pop(name) and None


class Trap:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (pytest.fail, ("code from the file was run",))


def object_npy() -> bytes:
    file = io.BytesIO()
    np.save(file, np.array([[Trap()] * 3], dtype=object), allow_pickle=True)
    return file.getvalue()


def npy_header(text: str, data: bytes = b"") -> bytes:
    line = text.encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(line)) + line + data


ROWS, BINS = "measurements/rows-1.npy", "measurements/bins-101.npy"
F4 = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }"
GOOD_ROWS = np.zeros((100, 3), np.float32)
PARTS = [{"first_step": 1, "last_step": 100, "width": 1}]
FACTS = msgspec.to_builtins(record_of(Kept()).facts)

CHANGED: dict[str, tuple[Callable[[Files], None], str]] = {
    "path traversal": (with_file("../../evil.py", b"x"), "no part of a run"),
    "traversal inside": (with_file("states/../../evil", b"x"), "no part of a run"),
    "absolute": (with_file("/etc/passwd", b"x"), "no part of a run"),
    "drive letter": (with_file("C:\\evil.exe", b"x"), "no part of a run"),
    "backslashes": (with_file("states\\0.safetensors", b"x"), "no part of a run"),
    "folder": (with_file("states/", b""), "no part of a run"),
    "foreign file": (with_file("run.py", b"x"), "no part of a run"),
    "line break in a name": (with_file("config.json\n", b"x"), "no part of a run"),
    "bomb": (
        lambda files: files.update({f"readings/{k}.npy": bytes(40 << 20) for k in (8, 9)}),
        "times its size"),
    "piece too large": (with_file(ROWS, bytes(9 << 20)), "MB"),
    "settings too large": (with_file("config.json", b" " * (5 << 20)), "MB"),
    "no manifest": (without("manifest.json"), "lacks the file manifest.json"),
    "no settings": (without("config.json"), "lacks the file config.json"),
    "no rows": (without(ROWS), "lacks the file measurements/rows-1.npy"),
    "no snapshot": (without("states/128.safetensors"), "lacks the file states/128"),
    "snapshot not told of": (with_file("states/7.safetensors", b"x" * 9), "states/7.safetensors"),
    "other format": (with_json("manifest.json", format="else"), "does not hold"),
    "newer": (with_json("manifest.json", schema=2), "update the program"),
    "schema 0": (with_json("manifest.json", schema=0), "manifest.json"),
    "unknown field": (with_json("manifest.json", run_this="rm"), "does not hold"),
    "name is a number": (with_json("manifest.json", name=7), "does not hold"),
    "endless name": (with_json("manifest.json", name="x" * 2000), "does not hold"),
    "seconds negative": (with_json("manifest.json", seconds=-1), "does not hold"),
    "no time zone": (with_json("manifest.json", started="2025-01-01T00:00:00"), "manifest.json"),
    "status unheard of": (with_json("manifest.json", status="evil"), "does not hold"),
    "million seeds": (with_json("manifest.json", seeds=10**6), "does not hold"),
    "columns twice": (with_json("manifest.json", columns=["epoch"] * 3, facts=None), "manifest"),
    "no epoch": (with_json("manifest.json", columns=["a", "b", "c"], facts=None), "manifest"),
    "facts of others": (with_json("manifest.json", columns=["epoch", "a", "b"]), "manifest.json"),
    "facts without layers": (
        with_json("manifest.json", facts=[FACTS[0], [], *FACTS[2:]]), "manifest.json"),
    "unknown loss": (
        with_json("manifest.json", facts=[*FACTS[:3], "evil", *FACTS[4:]]), "manifest.json"),
    "parts overlap": (with_json("manifest.json", parts=[*PARTS, *PARTS]), "measurements"),
    "parts end early": (with_json("manifest.json", parts=PARTS), "measurements"),
    "endless part": (
        with_json("manifest.json", parts=[{**PARTS[0], "last_step": 10**12}], steps=10**12),
        "lacks the file measurements/rows-101.npy"),
    "half a bin": (
        with_json("manifest.json", parts=[{**PARTS[0], "width": 64}], steps=100), "measurements"),
    "deep settings": (with_file("config.json", b"[" * 500_000), "config.json"),
    "deep manifest": (with_file("manifest.json", b'{"x":' * 500_000), "manifest.json"),
    "settings no JSON": (with_file("config.json", b"\xff{"), "config.json"),
    "settings unheard of": (with_file("config.json", b'{"evil": 1}'), "evil"),
    "markers are no list": (with_file("markers.json", b"{}"), "markers.json"),
    "marker with an object": (
        with_file("markers.json", b'[{"step": 1, "kind": "change", "old": {"a": 1}}]'), "markers"),
    "readings twice": (with_file("readings.json", b'["a", "a", "b"]'), "readings.json"),
    "pickled rows": (with_file(ROWS, object_npy()), "does not hold"),
    "bare pickle": (with_file(ROWS, pickle.dumps(Trap())), "does not hold"),
    "pickled readings": (with_file("readings/0.npy", object_npy()), "does not hold"),
    "code in a header": (
        with_file(ROWS, npy_header("__import__('os').abort()")), "does not hold"),
    "double rows": (with_file(ROWS, npy_bytes(GOOD_ROWS.astype(np.float64))), "does not hold"),
    "big-endian rows": (with_file(ROWS, npy_bytes(GOOD_ROWS.astype(">f4"))), "does not hold"),
    "columns first": (
        with_file(ROWS, npy_header(F4.replace("False", "True") % "(100, 3)", bytes(1200))),
        "does not hold"),
    "too few columns": (with_file(ROWS, npy_bytes(GOOD_ROWS[:, :2])), "does not hold"),
    "too many rows": (with_file(ROWS, npy_bytes(np.zeros((101, 3), np.float32))), "not those that"),
    "no row in a piece": (with_file(ROWS, npy_bytes(GOOD_ROWS[:0])), "not those that"),
    "huge declared shape": (
        with_file(ROWS, npy_header(F4 % "(4611686018427387904, 3)")), "does not hold"),
    "negative shape": (with_file(ROWS, npy_header(F4 % "(-1, 3)")), "does not hold"),
    "rows cut": (with_file(ROWS, npy_bytes(GOOD_ROWS)[:-1]), "does not hold"),
    "rows with a tail": (with_file(ROWS, npy_bytes(GOOD_ROWS) + b"x"), "does not hold"),
    "empty piece": (with_file(BINS, b""), "does not hold"),
    "readings backwards": (
        with_file("readings/1.npy", npy_bytes(np.array([[2.0, 1.0], [0.0, 0.0]]))), "readings/1"),
    "readings between steps": (
        with_file("readings/1.npy", npy_bytes(np.array([[1.5], [0.0]]))), "readings/1"),
    "readings at NaN": (
        with_file("readings/1.npy", npy_bytes(np.array([[np.nan], [0.0]]))), "readings/1"),
    "pickled snapshot": (with_file("states/128.safetensors", pickle.dumps(Trap())), "damaged"),
    "snapshot's header too long": (
        with_file("states/0.safetensors", b"\xff" * 8 + b"{" + bytes(87)), "states/0"),
}  # fmt: skip


def refused(path: Path) -> str:
    with pytest.raises(EngineError) as caught, Archive(path) as archive:
        archive.check()
    text = str(caught.value)
    assert path.name in text
    assert text.endswith((".", "whole."))
    assert "\n" not in text
    assert len(text) < 400 + len(str(path))
    return text


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CHANGED)
def test_what_does_not_belong_is_refused(path: Path, name: str) -> None:
    change, word = CHANGED[name]
    files = files_of(path)
    change(files)
    pack(path, files)
    before = {each: each.stat().st_mtime_ns for each in path.parent.rglob("*")}
    assert word in refused(path)
    assert {each: each.stat().st_mtime_ns for each in path.parent.rglob("*")} == before


def rewrite(path: Path, change: Callable[[bytearray], None]) -> None:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def directory_entry(data: bytearray, name: bytes) -> int:
    """Return where the entry of a file begins in the list at the end."""
    place = data.rindex(name)
    assert data[place - 46 : place - 42] == b"PK\x01\x02"
    return place - 46


def test_the_same_name_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("config.json", b"{}")
    assert "twice" in refused(path)


def test_symbolic_link(path: Path) -> None:
    files = files_of(path)
    with zipfile.ZipFile(path, "w") as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            if name == "config.json":
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                data = b"/etc/passwd"
            made.writestr(entry, data)
    assert "is a link" in refused(path)


def test_null_in_a_name(path: Path) -> None:
    files = files_of(path)
    pack(path, {**files, "config.json?.exe": b"x"})
    rewrite(path, lambda data: data.__setitem__(
        slice(None), data.replace(b"config.json?", b"config.json\0")))  # fmt: skip
    assert "no part of a run" in refused(path)


def test_encrypted(path: Path) -> None:
    def encrypt(data: bytearray) -> None:
        data[directory_entry(data, b"config.json") + 8] |= 1

    rewrite(path, encrypt)
    assert "encrypted" in refused(path)


def test_packed_otherwise(path: Path) -> None:
    files = files_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        for name, data in files.items():
            made.writestr(name, data)
    assert "packed in a way" in refused(path)


def test_many_files(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for step in range(layout.MOST_FILES + 1):
            made.writestr(f"states/{step}.safetensors", b"")
    assert "20001 files" in refused(path)


def test_endless_list_of_files(path: Path) -> None:
    def claim(data: bytearray) -> None:
        data[-10:-6] = struct.pack("<I", 1 << 30)

    rewrite(path, claim)
    assert "no run of Dynascope" in refused(path)


@pytest.mark.parametrize("declared", [100, 1 << 31, 0xFFFFFFFE])
def test_declared_size_is_wrong(path: Path, declared: int) -> None:
    def claim(data: bytearray) -> None:
        place = directory_entry(data, ROWS.encode())
        data[place + 24 : place + 28] = struct.pack("<I", declared)

    rewrite(path, claim)
    refused(path)


def test_files_over_each_other(path: Path) -> None:
    """Many names for the same packed bytes, as the densest bombs have."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("states/0.safetensors", bytes(100_000))
        first = made.infolist()[0]
        for step in range(1, 2000):
            entry = zipfile.ZipInfo(f"states/{step}.safetensors")
            entry.header_offset, entry.CRC = first.header_offset, first.CRC
            entry.compress_size, entry.file_size = first.compress_size, first.file_size
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.filelist.append(entry)
            made.NameToInfo[entry.filename] = entry
    refused(path)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 0.999])
def test_truncated(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    assert "copied whole" in refused(path)


@pytest.mark.parametrize("data", [b"garbage" * 99, pickle.dumps(Trap()), b"PK\x05\x06" + bytes(18)])
def test_no_archive_at_all(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refused(path)


@pytest.mark.parametrize("seed", range(60))
def test_any_byte_changed_is_refused_or_harmless(path: Path, kept: Kept, seed: int) -> None:
    """A flipped byte is found, or changes nothing that is read."""
    random = np.random.default_rng(seed)

    def flip(data: bytearray) -> None:
        place = random.integers(len(data))
        data[place] ^= int(random.integers(1, 256))

    rewrite(path, flip)
    with contextlib.suppress(EngineError), Archive(path) as archive:
        archive.check()
        assert archive.record == record_of(kept)
        assert all_rows(archive).tobytes() == all_rows(kept).tobytes()


def test_notes_cannot_look_into_objects(path: Path) -> None:
    notes = [
        ["The loss is {loss}.", {"loss": "bce"}],
        ["{loss.__class__.__mro__}", {"loss": "bce"}],
        ["{loss:>9999999999}", {"loss": "bce"}],
        ["{loss!r}", {"loss": "bce"}],
        ["{gone}", {}],
        ["{", {}],
        ["{loss}", {"loss": ["sentence", "{x[0]}", {"x": "y"}]}],
        ["{loss}", {"loss": ["sentence", "{x}", {"x": "y"}]}],
        ["{loss}", {"loss": {"a": "b"}}],
    ]
    files, place = files_of(path), RunFacts.__struct_fields__.index("notes")
    with_json("manifest.json", facts=[*FACTS[:place], notes, *FACTS[place + 1 :]])(files)
    pack(path, files)
    with Archive(path) as archive:
        assert archive.record.facts is not None
        kept = [str(note.message()) for note in archive.record.facts.notes]
    assert kept == ["The loss is bce.", "y"]


def test_arrays_hold_no_objects() -> None:
    with pytest.raises(ValueError, match="Object"):
        npy_bytes(np.array([Trap()], dtype=object))
    with pytest.raises(ValueError, match="type"):
        array_of(object_npy(), "<f4", (None, 3))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Archive(tmp_path / "gone.dynascope")
    assert replace(record_of(Kept()), name="x").name == "x"
