"""The names by which idx files of images and of labels, for training and for the test, belong
together: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte.gz …"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

Role = Literal["images", "labels", "test_images", "test_labels"]

ROLES: tuple[Role, ...] = ("images", "labels", "test_images", "test_labels")
_USUAL_NAME = re.compile(r"(idx\d?|ubyte)(\.gz)?$", re.IGNORECASE)
_TEST = re.compile(r"t10k|test", re.IGNORECASE)
_KINDS = {"images": ("images", "idx3"), "labels": ("labels", "idx1")}


def has_usual_name(name: str) -> bool:
    """Tell whether a file is an idx file by its name."""
    return _USUAL_NAME.search(name) is not None


def role_of(name: str, dimensions: int | None = None) -> Role:
    """Return what a file holds by its name; where that is silent, by its number of dimensions."""
    plain = name.lower()
    labels = "label" in plain or ("image" not in plain and dimensions == 1)
    if _TEST.search(plain):
        return "test_labels" if labels else "test_images"
    return "labels" if labels else "images"


def partner(path: Path, own: Role, wanted: Role) -> Path | None:
    """Return the file beside `path`, which plays the role `own`, that plays the role `wanted`."""
    same = path.name.removesuffix(".gz")
    for name in partner_names(path.name, own, wanted):
        if name.removesuffix(".gz") != same and path.with_name(name).is_file():
            return path.with_name(name)
    return None


def partner_names(name: str, own: Role, wanted: Role) -> list[str]:
    """Return the names that `partner` looks for, the most usual one first."""
    (old_word, old_type), (word, type_) = _KINDS[_kind(own)], _KINDS[_kind(wanted)]
    name = name.replace(old_word, word).replace(old_type, type_)
    of_part = [name]
    if own.startswith("test") and not wanted.startswith("test"):
        of_part = [_TEST.sub("train", name)]
    elif wanted.startswith("test") and not own.startswith("test"):
        of_part = [name.replace("train", part) for part in ("t10k", "test")]
        of_part = [each for each in of_part if each != name]
    found: list[str] = []
    for each in of_part:
        stem = each.removesuffix(".gz")
        found += dict.fromkeys((each, stem, f"{stem}.gz"))
    return found


def _kind(role: Role) -> str:
    return role.removeprefix("test_")
