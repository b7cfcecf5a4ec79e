"""The handwritten digits that are shipped with the program."""

from __future__ import annotations

import gzip
from importlib.resources import files

import numpy as np

from engine.dataset_row import RawData

_SIDE = 8


def read_digits() -> RawData:
    """Return the 1,797 digits of 8 x 8 pixels, values 0 to 16, in the order of the file.

    Source: Alpaydin & Kaynak 1998, UCI Machine Learning Repository, doi 10.24432/C50P49.
    """
    import torch

    packed = files("resources").joinpath("datasets", "digits.csv.gz").read_bytes()
    rows = gzip.decompress(packed).decode("ascii").splitlines()
    table = np.loadtxt(rows, delimiter=",", dtype=np.uint8)
    return RawData(
        inputs=torch.from_numpy(table[:, :-1].copy()),
        targets=torch.from_numpy(table[:, -1].astype(np.int64)),
        feature_names=tuple(f"pixel {index + 1}" for index in range(_SIDE * _SIDE)),
        class_names=tuple(str(digit) for digit in range(10)),
        image_shape=(_SIDE, _SIDE, 1),
    )
