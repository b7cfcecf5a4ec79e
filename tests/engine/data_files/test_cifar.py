"""CIFAR-10 in its binary version."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.config.data import DataConfig
from engine.data_files.cifar import CLASS_NAMES, read_cifar10
from engine.data_preview import preview
from engine.datasets import build
from tests.engine.data_files.refusals import refusal

RNG = np.random.default_rng(0)


def records(count: int, first_label: int = 0) -> bytes:
    labels = (np.arange(count, dtype=np.uint8) + first_label) % 10
    pixels = RNG.integers(0, 256, (count, 3072), dtype=np.uint8)
    return np.concatenate((labels[:, None], pixels), axis=1).tobytes()


def test_inputs_keep_the_planes_of_the_file(tmp_path: Path) -> None:
    content = records(12)
    (tmp_path / "data_batch_1.bin").write_bytes(content)
    raw = read_cifar10(str(tmp_path / "data_batch_1.bin"))
    stored = np.frombuffer(content, dtype=np.uint8).reshape(12, 3073)
    assert np.array_equal(raw.inputs.numpy(), stored[:, 1:])
    assert np.array_equal(raw.targets.numpy(), stored[:, 0])
    assert raw.class_names == CLASS_NAMES
    assert raw.feature_names[:2] == ("red 1,1", "red 1,2")
    assert raw.feature_names[1023:1025] == ("red 32,32", "green 1,1")
    assert len(raw.feature_names) == 3072


def test_images_are_shown_with_the_colours_of_each_pixel(tmp_path: Path) -> None:
    content = records(12)
    (tmp_path / "data_batch_1.bin").write_bytes(content)
    stored = np.frombuffer(content, dtype=np.uint8).reshape(12, 3073)
    params = {"path": str(tmp_path / "data_batch_1.bin")}
    shown = preview(build(DataConfig(name="cifar10", params=params)))["images"]
    assert shown.shape == (12, 32, 32, 3)
    for colour in range(3):
        plane = stored[:, 1 + 1024 * colour : 1 + 1024 * (colour + 1)].reshape(12, 32, 32)
        assert np.allclose(shown[..., colour] * 255, plane, atol=1e-3)


@pytest.mark.parametrize("inside", ["", "cifar-10-batches-bin"])
def test_a_folder_brings_its_test_set(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    for number in (1, 2):
        (folder / f"data_batch_{number}.bin").write_bytes(records(10, number))
    (folder / "test_batch.bin").write_bytes(records(4))
    (folder / "batches.meta.txt").write_text("airplane\n")
    data = build(DataConfig(name="cifar10", params={"path": str(tmp_path)}, train_share=0.5))
    assert (len(data.x_train), len(data.x_test)) == (10, 4)
    assert data.y_test.tolist() == [0, 1, 2, 3]
    assert len(data.notes) == 1


def test_a_test_batch_alone_is_the_data(tmp_path: Path) -> None:
    (tmp_path / "test_batch.bin").write_bytes(records(10))
    raw = read_cifar10(str(tmp_path))
    assert len(raw.inputs) == 10
    assert raw.test is None


def pickled(folder: Path) -> Path:
    """Return a pickle that would write a file if anybody loaded it."""

    class Trap:
        def __reduce__(self) -> Any:
            return (Path.touch, (folder / "sprung",))

    path = folder / "data_batch_1"
    path.write_bytes(pickle.dumps(Trap(), protocol=2))
    return path


@pytest.mark.parametrize("given", ["file", "folder", "renamed"])
def test_the_pickled_version_is_refused_and_the_right_one_named(tmp_path: Path, given: str) -> None:
    path = pickled(tmp_path)
    if given == "renamed":
        path = path.rename(tmp_path / "data_batch_1.bin")
    error = refusal(lambda: read_cifar10(str(tmp_path if given == "folder" else path)))
    assert "cifar-10-binary.tar.gz" in str(error)
    assert not (tmp_path / "sprung").exists()


BAD_FILES = {
    "empty": (b"", "is empty"),
    "cut off": (records(3)[:-10], "9219, and 9209 are there"),
    "packed": (b"\x1f\x8b" + b"\0" * 50, "unpack it"),
    "CIFAR-100": (b"\0" * 3074, "a multiple of 3073 bytes is expected"),
    "wrong labels": (records(2) + b"\x0a" + b"\0" * 3072, "label 10 in record 3"),
    "one class": (b"\x03" + b"\0" * 3072, "only images of one class, cat"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_files_are_refused(tmp_path: Path, kind: str) -> None:
    content, told = BAD_FILES[kind]
    path = tmp_path / "data_batch_1.bin"
    path.write_bytes(content)
    error = refusal(lambda: read_cifar10(str(path)))
    assert told in str(error)
    assert str(path) in str(error)


def test_paths_without_data_are_refused(tmp_path: Path) -> None:
    for given, told in (
        (None, "is empty"),
        ("  ", "is empty"),
        (str(tmp_path / "none"), "does not exist"),
        (str(tmp_path), "holds no .bin file"),
    ):
        assert told in str(refusal(lambda given=given: read_cifar10(given)))


def test_more_than_fits_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "data_batch_1.bin").open("wb") as file:
        file.truncate(3073 * 100_000)  # sparse: takes no room on the disk
    assert "MB of images" in str(refusal(lambda: read_cifar10(str(tmp_path))))
