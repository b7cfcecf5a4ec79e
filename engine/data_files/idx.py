"""The idx files of MNIST and Fashion-MNIST, plain or packed with gzip.

Format: two zero bytes, a type (8: unsigned bytes), the number of dimensions, each dimension as a
big-endian 32-bit number, then the values (Y. LeCun, http://yann.lecun.com/exdb/mnist/).
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.data_files.idx_names import Role, partner, partner_names
from engine.data_files.opening import checked_size, given_path, read_at_most
from engine.dataset_row import MAX_VALUES, Params, RawData
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from torch import Tensor

Bytes = NDArray[np.uint8]

_UNSIGNED_BYTE = 8
_MAX_DIMENSIONS = 8


def read_idx_data(params: Params) -> RawData:
    """Return the images and labels that the parameters of the row `idx` name.

    Raises
    ------
    EngineError
        One sentence, if a file is missing, damaged, of another kind, or does not fit the others.
    """
    inputs, targets, shape = _read_pair(params, "images", "labels")
    test = None
    classes = int(targets.max()) + 1
    if params["test_images"] or params["test_labels"]:
        test_inputs, test_targets, test_shape = _read_pair(params, "test_images", "test_labels")
        _check_same_shape(shape, test_shape)
        test = (test_inputs, test_targets)
        classes = max(classes, int(test_targets.max()) + 1)
    if classes < 2 or int(targets.min()) == int(targets.max()):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The labels in {field} are all {label}; a classification needs at least two "
                "classes.",
            ),
            field="data.params.labels",
            label=int(targets[0]),
        )
    return RawData(
        inputs=inputs,
        targets=targets,
        feature_names=tuple(f"pixel {index + 1}" for index in range(inputs.shape[1])),
        class_names=tuple(str(index) for index in range(classes)),
        image_shape=_image_shape(shape),
        test=test,
    )


def read_idx(path: Path, field: str) -> Bytes:
    """Return the array in an idx file of unsigned bytes.

    The size that the header claims is held against the file before anything of that size is
    read. Raises `EngineError` naming `path` and the setting `field`.
    """
    checked_size(path, field)
    dimensions = _read_header(path, field)
    header, expected = 4 + 4 * len(dimensions), math.prod(dimensions)
    if expected > MAX_VALUES or expected == 0:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} claims {claimed} values in its header, where 1 to {maximum} are possible; "
                "{field} needs a sound idx file.",
            ),
            field=field,
            path=path,
            claimed=expected,
            maximum=MAX_VALUES,
        )
    content = read_at_most(path, field, header + expected + 1)
    if len(content) != header + expected:
        longer = len(content) > header + expected
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is longer than its header says: {expected} bytes are expected; download "
                "it again.",
            )
            if longer
            else QT_TRANSLATE_NOOP(
                "engine",
                "{path} is cut off: {expected} bytes are expected and {found} are there; download "
                "it again.",
            ),
            field=field,
            path=path,
            expected=header + expected,
            found=len(content),
        )
    return np.frombuffer(content, dtype=np.uint8, offset=header).reshape(dimensions)


def _read_header(path: Path, field: str) -> tuple[int, ...]:
    start = read_at_most(path, field, 4 + 4 * _MAX_DIMENSIONS)
    if len(start) < 4 or start[:2] != b"\0\0" or not 1 <= start[3] <= _MAX_DIMENSIONS:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is not an idx file: it begins with {start} instead of 00 00 08; choose a "
                "file like train-images-idx3-ubyte in {field}.",
            ),
            field=field,
            path=path,
            start=start[:4].hex(" "),
        )
    if start[2] != _UNSIGNED_BYTE:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} holds values of idx type {kind}; only unsigned bytes (type 8) are read: "
                "choose another file in {field}.",
            ),
            field=field,
            path=path,
            kind=f"0x{start[2]:02x}",
        )
    count = start[3]
    if len(start) < 4 + 4 * count:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is cut off inside its header: {expected} bytes are expected and {found} "
                "are there; download it again.",
            ),
            field=field,
            path=path,
            expected=4 + 4 * count,
            found=len(start),
        )
    return struct.unpack(f">{count}I", start[4 : 4 + 4 * count])


def _read_pair(
    params: Params, images: Role, labels: Role
) -> tuple[Tensor, Tensor, tuple[int, ...]]:
    """Return inputs uint8 (n, d), targets int64 (n,), and the shape of one image."""
    import torch

    images_field, labels_field = f"data.params.{images}", f"data.params.{labels}"
    images_path = given_path(params[images], images_field)
    pixels = read_idx(images_path, images_field)
    _check_dimensions(pixels.ndim >= 2, images_path, images_field, pixels.ndim)
    labels_path = (
        given_path(params[labels], labels_field)
        if params[labels]
        else _labels_beside(images_path, images, labels_field)
    )
    numbers = read_idx(labels_path, labels_field)
    _check_dimensions(numbers.ndim == 1, labels_path, labels_field, numbers.ndim)
    if len(pixels) != len(numbers):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{images} holds {image_count} images and {labels} {label_count} labels; choose "
                "files that belong together.",
            ),
            field=labels_field,
            images=images_path,
            labels=labels_path,
            image_count=len(pixels),
            label_count=len(numbers),
        )
    inputs = torch.from_numpy(pixels.reshape(len(pixels), -1).copy())
    return inputs, torch.from_numpy(numbers.astype(np.int64)), pixels.shape[1:]


def _labels_beside(images: Path, own: Role, field: str) -> Path:
    """Return the path of the labels that belong to the file `images`, by their usual names."""
    wanted: Role = "labels" if own == "images" else "test_labels"
    if (found := partner(images, own, wanted)) is not None:
        return found
    name = partner_names(images.name, own, wanted)[0]
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine", "There is no file {name} with the labels beside {path}; choose it in {field}."
        ),
        field=field,
        name=name if name != images.name else "train-labels-idx1-ubyte",
        path=images,
    )


def _check_dimensions(right: bool, path: Path, field: str, found: int) -> None:
    if right:
        return
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "{path} has {found} dimensions, but images have 2 or more and labels 1; {field} names "
            "the wrong file.",
        ),
        field=field,
        path=path,
        found=found,
    )


def _check_same_shape(train: tuple[int, ...], test: tuple[int, ...]) -> None:
    if train == test:
        return
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "The test images of {field} have {test} pixels and the training images {train}; choose "
            "files that belong together.",
        ),
        field="data.params.test_images",
        test="x".join(map(str, test)),
        train="x".join(map(str, train)),
    )


def _image_shape(shape: tuple[int, ...]) -> tuple[int, int, int] | None:
    if len(shape) == 2:
        return shape[0], shape[1], 1
    if len(shape) == 3 and shape[2] in (1, 3):
        return shape[0], shape[1], shape[2]
    return None
