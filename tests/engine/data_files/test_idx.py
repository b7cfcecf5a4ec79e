"""The idx files of MNIST."""

from __future__ import annotations

import gzip
import re
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config.data import DataConfig
from engine.data_files.idx import read_idx, read_idx_data
from engine.datasets import DATASETS, build
from tests.engine.data_files.refusals import refusal

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (20, 3, 4), dtype=np.uint8)
LABELS = np.arange(20, dtype=np.uint8) % 10


def idx_bytes(values: np.ndarray, kind: int = 8) -> bytes:
    header = struct.pack(f">BBBB{values.ndim}I", 0, 0, kind, values.ndim, *values.shape)
    return header + values.tobytes()


def write(folder: Path, prefix: str = "train", images: Any = IMAGES, labels: Any = LABELS) -> Path:
    (folder / f"{prefix}-labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    path = folder / f"{prefix}-images-idx3-ubyte"
    path.write_bytes(idx_bytes(images))
    return path


def params(**given: str | Path) -> dict[str, Any]:
    named = {name: str(path) for name, path in given.items()}
    return DATASETS["idx"].resolve(named, "data.params")


def test_images_and_their_labels_are_read(tmp_path: Path) -> None:
    raw = read_idx_data(params(images=write(tmp_path)))
    assert np.array_equal(raw.inputs.numpy().reshape(20, 3, 4), IMAGES)
    assert np.array_equal(raw.targets.numpy(), LABELS)
    assert raw.image_shape == (3, 4, 1)
    assert raw.class_names == tuple("0123456789")
    assert raw.test is None


def test_packed_files_are_read_alike(tmp_path: Path) -> None:
    plain = write(tmp_path)
    for path in (plain, tmp_path / "train-labels-idx1-ubyte"):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    raw = read_idx_data(params(images=f"{plain}.gz"))
    assert np.array_equal(raw.inputs.numpy().reshape(20, 3, 4), IMAGES)


def test_labels_beside_are_found_packed_or_not(tmp_path: Path) -> None:
    images = write(tmp_path)
    labels = tmp_path / "train-labels-idx1-ubyte"
    labels.with_name(labels.name + ".gz").write_bytes(gzip.compress(labels.read_bytes()))
    labels.unlink()
    assert len(read_idx_data(params(images=images)).targets) == 20


@pytest.mark.parametrize(
    ("shape", "image_shape"),
    [((3, 4, 3), (3, 4, 3)), ((3, 4, 5), None), ((7,), None), ((2, 2, 2, 2), None)],
)
def test_images_may_have_other_dimensions(tmp_path: Path, shape: Any, image_shape: Any) -> None:
    images = RNG.integers(0, 256, (20, *shape), dtype=np.uint8)
    raw = read_idx_data(params(images=write(tmp_path, images=images)))
    assert raw.image_shape == image_shape
    assert np.array_equal(raw.inputs.numpy(), images.reshape(20, -1))


def test_own_test_files_are_the_whole_test_set(tmp_path: Path) -> None:
    given = {
        "images": str(write(tmp_path)),
        "test_images": str(write(tmp_path, "t10k", IMAGES[:5], LABELS[:5])),
    }
    whole = build(DataConfig(name="idx", params=given))
    assert (len(whole.x_train), len(whole.x_test)) == (20, 5)
    assert whole.notes == ()
    part = build(DataConfig(name="idx", params=given, train_share=0.5, scaling="minmax"))
    assert (len(part.x_train), len(part.x_test)) == (10, 5)
    assert "10 of the 20" in str(part.notes[0])
    assert np.allclose((part.x_test * part.scale + part.shift).numpy(), whole.x_test.numpy())


def test_preparing_data_leaves_what_was_read_alone(tmp_path: Path) -> None:
    given = {"images": str(write(tmp_path))}
    first = build(DataConfig(name="idx", params=given, noise=1.0, scaling="standardize"))
    again = build(DataConfig(name="idx", params=given, noise=1.0, scaling="standardize"))
    assert first.x_train.equal(again.x_train)


GIANT = struct.pack(">BBBBIII", 0, 0, 8, 3, 2**32 - 1, 2**16, 2**16)
WELL_FORMED = idx_bytes(IMAGES)

BAD_FILES = {
    "empty": (b"", "is empty"),
    "another format": (b"\x89PNG\r\n\x1a\n", "begins with 89 50 4e 47"),
    "a few bytes": (b"\0\0", "begins with 00 00"),
    "no dimension": (b"\0\0\x08\0", "begins with 00 00 08 00"),
    "other numbers": (idx_bytes(IMAGES.astype(">f4"), kind=13), "idx type 0x0d"),
    "cut off in the header": (WELL_FORMED[:10], "16 bytes are expected and 10"),
    "cut off": (WELL_FORMED[:-7], "256 bytes are expected and 249"),
    "too long": (WELL_FORMED + b"\0", "longer than its header says: 256"),
    "a giant header": (GIANT + b"\0" * 100, "claims [0-9]+ values in its header"),
    "no values": (idx_bytes(IMAGES[:0]), "claims 0 values"),
    "labels instead": (idx_bytes(LABELS), "has 1 dimensions"),
    "packed and cut off": (gzip.compress(WELL_FORMED)[:-30], "is damaged"),
    "packed and damaged": (gzip.compress(WELL_FORMED)[:-8] + b"\xff" * 8, "is damaged"),
    "packed giant": (gzip.compress(GIANT), "claims [0-9]+ values in its header"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_images_are_refused(tmp_path: Path, kind: str) -> None:
    content, told = BAD_FILES[kind]
    images = write(tmp_path)
    images.write_bytes(content)
    error = refusal(lambda: read_idx_data(params(images=images)))
    assert re.search(told, str(error))
    assert str(images) in str(error)
    assert error.field == "data.params.images"


def test_a_claim_below_the_limit_allocates_only_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "images"
    path.write_bytes(struct.pack(">BBBBIII", 0, 0, 8, 3, 2**12, 2**8, 2**8) + b"\0" * 100)
    tracemalloc.start()
    error = refusal(lambda: read_idx(path, "data.params.images"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "268435472 bytes are expected and 116" in str(error)
    assert peak < 8 * 2**20


def test_a_packed_file_that_unfolds_without_end_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "images.gz"
    path.write_bytes(gzip.compress(idx_bytes(IMAGES) + b"\0" * 2**26))
    tracemalloc.start()
    assert "longer than" in str(refusal(lambda: read_idx(path, "data.params.images")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_paths_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    images = write(tmp_path)
    for named, told in (
        ({}, "data.params.images is empty"),
        ({"images": tmp_path / "none"}, "does not exist"),
        ({"images": tmp_path}, "is not a file"),
        ({"images": "a\0b"}, "null character"),
        ({"images": images / "inside"}, "cannot be read"),
        ({"images": images, "labels": images}, "has 3 dimensions"),
        ({"images": images, "test_labels": images}, "data.params.test_images is empty"),
    ):
        assert told in str(refusal(lambda named=named: read_idx_data(params(**named))))


def test_missing_labels_are_asked_for_by_name(tmp_path: Path) -> None:
    images = write(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    error = refusal(lambda: read_idx_data(params(images=images)))
    assert "train-labels-idx1-ubyte" in str(error)
    assert error.field == "data.params.labels"


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    images = write(tmp_path, labels=LABELS[:15])
    assert "20 images" in str(refusal(lambda: read_idx_data(params(images=images))))
    images = write(tmp_path)
    other = write(tmp_path, "t10k", IMAGES[:5, :2], LABELS[:5])
    told = str(refusal(lambda: read_idx_data(params(images=images, test_images=other))))
    assert "2x4" in told
    assert "3x4" in told


def test_a_single_class_is_refused(tmp_path: Path) -> None:
    for label in (0, 7):
        images = write(tmp_path, labels=np.full(20, label, dtype=np.uint8))
        told = str(refusal(lambda images=images: read_idx_data(params(images=images))))
        assert f"are all {label}" in told


@settings(max_examples=80, deadline=None)
@given(content=st.binary(max_size=64))
def test_no_content_gets_past_the_reader_unseen(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.idx"
    path.write_bytes(b"\0\0\x08" + content)
    try:
        values = read_idx(path, "data.params.images")
    except ValueError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert idx_bytes(values) == path.read_bytes()
