"""CIFAR-10 in its binary version: records of a label and 3 x 32 x 32 bytes, never the pickled one.

Format: A. Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html. Inputs keep the order of the
file, a plane for each colour, as flattened images of PyTorch have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.data_files.opening import (
    GZIP_MAGIC,
    cannot_read,
    checked_size,
    given_path,
    read_at_most,
    read_start,
)
from engine.dataset_row import MAX_VALUES, RawData
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from torch import Tensor

_FIELD = "data.params.path"
_SIDE, _CHANNELS = 32, 3
_PIXELS = _SIDE * _SIDE * _CHANNELS
_RECORD = 1 + _PIXELS
_PICKLE = b"\x80"  # how every pickle since protocol 2 begins; a record begins with 0 to 9
_USUAL_FOLDER = "cifar-10-batches-bin"
CLASS_NAMES = (
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
)  # fmt: skip


def read_cifar10(given: str | None) -> RawData:
    """Return CIFAR-10 from the folder of the binary version, or from one of its files.

    `test_batch.bin` of a folder is the test set, all other .bin files train. Raises `EngineError`.
    """
    path = given_path(given, _FIELD)
    training, test = find_batches(path)
    _check_total([*training, *test])
    inputs, targets = _read_all(training)
    if int(targets.min()) == int(targets.max()):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} holds only images of one class, {name}; choose more files in {field}.",
            ),
            field=_FIELD,
            path=path,
            name=CLASS_NAMES[int(targets[0])],
        )
    places = range(1, _SIDE + 1)
    return RawData(
        inputs=inputs,
        targets=targets,
        feature_names=tuple(
            f"{colour} {row},{column}"
            for colour in ("red", "green", "blue")
            for row in places
            for column in places
        ),
        class_names=CLASS_NAMES,
        image_shape=(_SIDE, _SIDE, _CHANNELS),
        planes=True,
        test=_read_all(test) if test else None,
    )


def find_batches(path: Path) -> tuple[list[Path], list[Path]]:
    """Return the files to train on and the files of the test set; raises `EngineError`."""
    try:
        if not path.is_dir():
            return [path], []
        folder = path / _USUAL_FOLDER if (path / _USUAL_FOLDER).is_dir() else path
        names = sorted(each for each in folder.iterdir() if each.is_file())
    except OSError as error:
        raise cannot_read(path, _FIELD, error) from error
    found = [each for each in names if each.suffix == ".bin"]
    test = [each for each in found if each.name == "test_batch.bin"]
    training = [each for each in found if each not in test]
    if training:
        return training, test
    if test:
        return test, []
    for each in names:
        if each.name.startswith("data_batch_"):
            _refuse_other_version(each)
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "The folder {path} holds no .bin file; choose the folder cifar-10-batches-bin of the "
            "binary version in {field}.",
        ),
        field=_FIELD,
        path=path,
    )


def _refuse_other_version(path: Path) -> None:
    """Refuse the pickled version, which could run code on reading, and packed archives."""
    start = read_start(path, _FIELD, 2)
    if start[:1] == _PICKLE:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is from the Python version of CIFAR-10, which is not read since it can run "
                "code; download the binary version (cifar-10-binary.tar.gz) for {field}.",
            ),
            field=_FIELD,
            path=path,
        )
    if start == GZIP_MAGIC:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is a packed archive; unpack it and choose its folder in {field}.",
            ),
            field=_FIELD,
            path=path,
        )


def _check_total(paths: Sequence[Path]) -> None:
    total = sum(checked_size(path, _FIELD) for path in paths)
    if total <= MAX_VALUES:
        return
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "{path} holds {size} MB of images, more than the {maximum} MB that are read; choose "
            "fewer files in {field}.",
        ),
        field=_FIELD,
        path=paths[0].parent,
        size=-(-total // 10**6),
        maximum=MAX_VALUES // 10**6,
    )


def _read_all(paths: Sequence[Path]) -> tuple[Tensor, Tensor]:
    """Return inputs uint8 (n, 3072) in the order colour, row, column; targets int64 (n,)."""
    import torch

    records = np.concatenate([_read_records(path) for path in paths])
    pixels = np.ascontiguousarray(records[:, 1:])
    return torch.from_numpy(pixels), torch.from_numpy(records[:, 0].astype(np.int64))


def _read_records(path: Path) -> NDArray[np.uint8]:
    _refuse_other_version(path)
    content = read_at_most(path, _FIELD, MAX_VALUES)
    size = len(content)
    if size % _RECORD:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is cut off or no CIFAR-10 file: a multiple of 3073 bytes is expected, such "
                "as {expected}, and {found} are there; download the binary version again.",
            ),
            field=_FIELD,
            path=path,
            expected=(size // _RECORD + 1) * _RECORD,
            found=size,
        )
    records = np.frombuffer(content, dtype=np.uint8).reshape(-1, _RECORD)
    wrong = np.flatnonzero(records[:, 0] >= len(CLASS_NAMES))
    if len(wrong):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has label {label} in record {record}, where CIFAR-10 has 0 to 9; choose "
                "files of the binary version of CIFAR-10 in {field}.",
            ),
            field=_FIELD,
            path=path,
            label=int(records[wrong[0], 0]),
            record=int(wrong[0]) + 1,
        )
    return records
