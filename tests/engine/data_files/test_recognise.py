"""Files and folders that are dropped: which data they are, and what belongs to them."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from engine.config import ExperimentConfig, with_values
from engine.data_files.recognise import Found, recognise
from engine.datasets import build

TRAIN = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")
TEST = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def write_idx(folder: Path, *names: str, count: int = 20) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        labels = "label" in name
        shape = (count,) if labels else (count, 3, 4)
        head = struct.pack(f">BBBB{len(shape)}I", 0, 0, 8, len(shape), *shape)
        values = np.arange(np.prod(shape), dtype=np.uint8) % (10 if labels else 255)
        content = head + values.astype(np.uint8).tobytes()
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


def write_cifar(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        records = np.zeros((20, 3073), np.uint8)
        records[:, 0] = np.arange(20) % 10
        (folder / name).write_bytes(records.tobytes())


def only(paths: Sequence[Path]) -> Found:
    found, problems = recognise(paths)
    assert not problems
    assert len(found) == 1
    return found[0]


def names_in(found: Found) -> dict[str, str]:
    params = found.settings["data.params"]
    assert isinstance(params, dict)
    return {role: Path(path).name for role, path in params.items()}


ALL = {"images": TRAIN[0], "labels": TRAIN[1], "test_images": TEST[0], "test_labels": TEST[1]}


@pytest.mark.parametrize("dropped", [
    TRAIN[:1], TRAIN[1:], TRAIN, TEST[:1], TEST[1:], (TRAIN[0], TEST[1]), (*TEST, *TRAIN), ("",),
])  # fmt: skip
def test_partners_by_the_usual_names(tmp_path: Path, dropped: Sequence[str]) -> None:
    write_idx(tmp_path, *TRAIN, *TEST)
    found = only([tmp_path / name for name in dropped])
    assert found.settings["data.name"] == "idx"
    assert found.settings["data.train_share"] == 1.0
    assert names_in(found) == ALL
    data = build(with_values(ExperimentConfig(), found.settings).data)
    assert len(data.x_train) == len(data.x_test) == 20


@pytest.mark.parametrize("names", [
    [f"{name}.gz" for name in TRAIN],
    ["train-images.idx3-ubyte", "train-labels.idx1-ubyte"],
    ["emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters-train-labels-idx1-ubyte.gz"],
])  # fmt: skip
@pytest.mark.parametrize("dropped", [0, 1])
def test_other_usual_names(tmp_path: Path, names: list[str], dropped: int) -> None:
    write_idx(tmp_path, *names)
    found = only([tmp_path / names[dropped]])
    assert names_in(found) == {"images": names[0], "labels": names[1]}
    assert found.settings["data.train_share"] == 0.8


def test_packed_partner_of_an_unpacked_file(tmp_path: Path) -> None:
    write_idx(tmp_path, TRAIN[0], f"{TRAIN[1]}.gz")
    assert names_in(only([tmp_path / TRAIN[0]]))["labels"] == f"{TRAIN[1]}.gz"


def test_a_test_set_alone_trains(tmp_path: Path) -> None:
    write_idx(tmp_path, *TEST)
    assert names_in(only([tmp_path / TEST[1]])) == {"images": TEST[0], "labels": TEST[1]}


@pytest.mark.parametrize("below", ["", "raw", "MNIST/raw"])
def test_a_folder_with_packed_and_unpacked_files(tmp_path: Path, below: str) -> None:
    names = (*TRAIN, *TEST)
    write_idx(tmp_path / below, *names, *(f"{name}.gz" for name in names))
    assert names_in(only([tmp_path])) == ALL


def test_images_and_labels_of_own_names_and_folders(tmp_path: Path) -> None:
    write_idx(tmp_path / "a", "digits")
    write_idx(tmp_path / "b", "labels of digits")
    found = only([tmp_path / "b" / "labels of digits", tmp_path / "a" / "digits"])
    assert names_in(found) == {"images": "digits", "labels": "labels of digits"}


def test_two_collections_are_two(tmp_path: Path) -> None:
    for name in ("mnist", "fashion"):
        write_idx(tmp_path / name, *TRAIN)
    found, problems = recognise(
        [tmp_path / folder / name for name in TRAIN for folder in ("mnist", "fashion")]
    )
    assert not problems
    folders = [Path(each.settings["data.params"]["images"]).parent.name for each in found]  # type: ignore[index]
    assert folders == ["mnist", "fashion"]


def test_labels_without_images_are_refused(tmp_path: Path) -> None:
    write_idx(tmp_path, TRAIN[1])
    found, problems = recognise([tmp_path / TRAIN[1]])
    assert not found
    assert str(tmp_path / TRAIN[1]) in str(problems[0])


def test_how_many_samples(tmp_path: Path) -> None:
    write_idx(tmp_path, *TRAIN, count=3000)
    assert only([tmp_path / TRAIN[1]]).samples == 3000


# --- CIFAR-10 -------------------------------------------------------------------------------------


def test_one_cifar_file(tmp_path: Path) -> None:
    write_cifar(tmp_path, "data_batch_1.bin", "data_batch_2.bin")
    found = only([tmp_path / "data_batch_1.bin"])
    assert found.settings["data.name"] == "cifar10"
    assert found.settings["data.params"] == {"path": str(tmp_path / "data_batch_1.bin")}
    assert found.settings["data.train_share"] == 0.8
    assert found.samples == 20
    build(with_values(ExperimentConfig(), found.settings).data)


@pytest.mark.parametrize("below", ["", "cifar-10-batches-bin"])
def test_the_folder_of_cifar(tmp_path: Path, below: str) -> None:
    folder = tmp_path / below
    write_cifar(folder, "data_batch_1.bin", "test_batch.bin", "readme.html")
    for paths in ([tmp_path], [folder / "data_batch_1.bin", folder / "test_batch.bin"]):
        found = only(paths)
        assert found.settings["data.params"] == {"path": str(folder)}
        assert found.settings["data.train_share"] == 1.0
        assert found.samples == 40


@pytest.mark.parametrize("name", ["data_batch_1", "cifar-10-python.tar.gz", "some.bin"])
def test_other_versions_have_their_readers_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x80\x04.")
    assert only([tmp_path / name]).settings["data.name"] == "cifar10"


# --- the others -----------------------------------------------------------------------------------


def test_a_mixture_in_one_go(tmp_path: Path) -> None:
    write_idx(tmp_path, *TRAIN)
    paths = [tmp_path / name for name in ("a.csv", "b.TSV", "w.safetensors", "notes.docx")]
    found, problems = recognise([*paths, *(tmp_path / name for name in TRAIN)])
    chosen = [each.settings.get("data.name", each.settings.get("init.weights")) for each in found]
    assert chosen == ["csv", "csv", "file", "idx"]
    assert [problem.message.values["path"] for problem in problems] == ["notes.docx"]


@pytest.mark.parametrize("name", ["notes.docx", "notes", "folder", "a.gz", "gone"])
def test_unknown_files_are_told_what_can_be_dropped(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        write_cifar(path, "readme.html")
    elif name != "gone":
        path.write_bytes(b"\x1f\x8bnothing")
    found, problems = recognise([path])
    assert not found
    assert len(problems) == 1
    for kind in (name, ".json", ".csv", "idx", ".bin", ".safetensors"):
        assert kind in str(problems[0])
