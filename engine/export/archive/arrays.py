"""numpy arrays as `.npy` files, of one plain type each, and never pickled."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt

_MOST_HEADER = 1000


def npy_bytes(values: npt.NDArray[Any]) -> bytes:
    """Return an array as an `.npy` file; raises `ValueError` for one that holds objects."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.ascontiguousarray(values), (1, 0), allow_pickle=False)
    return file.getvalue()


def array_of(data: bytes, dtype: str, shape: tuple[int | None, ...]) -> npt.NDArray[Any]:
    """Return the array of an `.npy` file, read-only.

    Raises `ValueError` if it is not of this type (such as `"<f4"`) and shape, in which None stands
    for any length, or if it is not as long as it says.
    """
    file = io.BytesIO(data)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("the version of the format is not 1.0")
    found, fortran, kind = np.lib.format.read_array_header_1_0(file, _MOST_HEADER)
    if kind.str != dtype or fortran:
        raise ValueError(f"the type is {kind}")
    if len(found) != len(shape) or any(
        length < 0 or (wanted is not None and length != wanted)
        for length, wanted in zip(found, shape, strict=True)
    ):
        raise ValueError(f"the shape is {found}")
    count = 1
    for length in found:
        count *= length  # of Python, which does not overflow
    if len(data) - file.tell() != count * kind.itemsize:
        raise ValueError("the length is not that of the shape")
    return np.frombuffer(data, kind, offset=file.tell()).reshape(found)
