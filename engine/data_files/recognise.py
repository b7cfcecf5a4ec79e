"""Which data a person means by files or folders: the settings with which a run reads them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from engine.data_files.idx_names import ROLES, Role, has_usual_name, partner, role_of
from engine.data_files.opening import read_at_most
from engine.text import QT_TRANSLATE_NOOP, EngineError

TABLES = (".csv", ".tsv", ".txt")
SPLIT = 0.8
"""Share that trains where the files hold no test set of their own."""

_MOST_ENTRIES = 10_000  # of a folder are looked at
_IDX_FOLDERS = ("", "raw", "MNIST/raw", "FashionMNIST/raw")
_CIFAR_FOLDERS = ("", "cifar-10-batches-bin", "cifar-10-batches-py")
_CIFAR_RECORD = 3073
_IDX_START = b"\0\0\x08"

Family = dict[Role, Path]


@dataclass(frozen=True, kw_only=True)
class Found:
    """Settings by dotted path, and roughly how many samples there are (0: not known)."""

    settings: dict[str, object] = field(default_factory=dict)
    samples: int = 0


def recognise(paths: Sequence[Path]) -> tuple[list[Found], list[EngineError]]:
    """Return what files and folders hold, those that belong together in one, and the problems.

    Tables, weights, idx files with their partners by the usual names, CIFAR-10 files or folder.
    Only names and the first bytes are looked at: whether a file is sound its reader will say.
    """
    found: list[Found] = []
    problems: list[EngineError] = []
    idx: list[Path] = []
    cifar: list[Path] = []
    for path in paths:
        suffix = path.suffix.lower()
        if suffix in TABLES:
            found.append(_table(path))
        elif suffix == ".safetensors":
            found.append(_of("init.weights", "file", {"path": str(path)}))
        elif path.is_dir():
            inside = _in_folder(path)
            if inside is None:
                problems.append(_unknown(path))
            else:
                found.append(inside)
        elif _is_cifar(path):
            cifar.append(path)
        elif has_usual_name(path.name) or _begins_like_idx(path):
            idx.append(path)
        else:
            problems.append(_unknown(path))
    for family in _families(idx):
        try:
            found.append(_images(family))
        except EngineError as error:
            problems.append(error)
    found += _cifar_files(cifar)
    return found, problems


def _unknown(path: Path) -> EngineError:
    """Return the sentence for a file or folder that no reader knows."""
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "{path} holds nothing that can be read; drop settings (.json), a table (.csv), images "
            "(MNIST idx files, or CIFAR-10 .bin files or their folder) or weights (.safetensors).",
        ),
        path=path.name or str(path),
    )


def _of(
    choice: str, key: str, params: dict[str, object], samples: int = 0, **more: object
) -> Found:
    owner = "data.params" if choice == "data.name" else "init.weights_params"
    settings: dict[str, object] = {choice: key, owner: params}
    settings |= {f"data.{name}": value for name, value in more.items()}
    return Found(settings=settings, samples=samples)


def _table(path: Path) -> Found:
    params: dict[str, object] = {"path": str(path)}
    return _of("data.name", "csv", params, train_share=SPLIT, scaling="standardize")


# --- idx ------------------------------------------------------------------------------------------


def _families(paths: Iterable[Path]) -> list[Family]:
    """Sort idx files into such as belong together: one of each role, from one folder if need be."""
    named = [(path, role_of(path.name, _dimensions(path))) for path in paths]
    roles = [role for _, role in named]
    if len(set(roles)) == len(roles):
        return [{role: path for path, role in named}] if named else []
    families: list[tuple[Path, Family]] = []
    for path, role in named:
        for folder, family in families:
            if folder == path.parent and role not in family:
                family[role] = path
                break
        else:
            families.append((path.parent, {role: path}))
    return [family for _, family in families]


def _images(given: Family) -> Found:
    """Return the settings for idx files, with the partners that lie beside them."""
    family = dict(given)
    for wanted in ROLES:
        for own, path in given.items():
            beside = None if wanted in family else partner(path, own, wanted)
            if beside is not None:
                family[wanted] = beside
    if "images" not in family and "test_images" in family:
        family["images"] = family.pop("test_images")
        if "test_labels" in family:
            family["labels"] = family.pop("test_labels")
    if "images" not in family:
        path = next(iter(given.values()))
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "There are no images beside the labels {path}; drop the file with the images, as "
                "train-images-idx3-ubyte, together with them.",
            ),
            path=str(path),
        )
    if "test_images" not in family:
        family.pop("test_labels", None)
    params: dict[str, object] = {role: str(family[role]) for role in ROLES if role in family}
    share = 1.0 if "test_images" in family else SPLIT
    samples = _idx_count(family["images"])
    return _of("data.name", "idx", params, samples, train_share=share, scaling="minmax")


def _start(path: Path) -> bytes:
    """Return the first bytes, unpacked; what cannot be read has none, its reader says why."""
    try:
        return read_at_most(path, "data.params.images", 8) if path.is_file() else b""
    except EngineError:
        return b""


def _begins_like_idx(path: Path) -> bool:
    start = _start(path)
    return start[:3] == _IDX_START and len(start) == 8 and 1 <= start[3] <= 8


def _dimensions(path: Path) -> int | None:
    start = _start(path)
    return start[3] if len(start) > 3 else None


def _idx_count(path: Path) -> int:
    start = _start(path)
    return int(struct.unpack(">I", start[4:8])[0]) if start[:3] == _IDX_START else 0


# --- CIFAR-10 -------------------------------------------------------------------------------------


def _is_cifar(path: Path) -> bool:
    """Tell whether a file is of CIFAR-10; versions that are not read have their own sentence."""
    name = path.name.lower()
    if name.startswith(("data_batch_", "test_batch")) or name.endswith(".bin"):
        return True
    return name.startswith("cifar-10") and name.endswith((".gz", ".tgz", ".tar", ".zip"))


def _cifar_files(paths: Sequence[Path]) -> Iterator[Found]:
    """Several files of a folder stand for the folder: a run reads one file or all."""
    for folder in dict.fromkeys(path.parent for path in paths):
        files = [path for path in paths if path.parent == folder]
        if len(files) > 1:
            yield _cifar_folder(folder)
        else:
            yield _cifar(files[0], _size(files[0]) // _CIFAR_RECORD, share=SPLIT)


def _cifar_folder(folder: Path) -> Found:
    names = {each.name: each for each in _entries(folder)}
    samples = sum(_size(path) for name, path in names.items() if name.endswith(".bin"))
    both = "test_batch.bin" in names and len(names) > 1
    return _cifar(folder, samples // _CIFAR_RECORD, share=1.0 if both else SPLIT)


def _cifar(path: Path, samples: int, share: float) -> Found:
    params: dict[str, object] = {"path": str(path)}
    return _of("data.name", "cifar10", params, samples, train_share=share, scaling="minmax")


# --- folders --------------------------------------------------------------------------------------


def _in_folder(folder: Path) -> Found | None:
    """Return the images in a folder, or in the one below it that usually holds them."""
    for below in _IDX_FOLDERS:
        files = sorted(path for path in _entries(folder / below) if has_usual_name(path.name))
        files.sort(key=lambda path: (role_of(path.name) != "images", path.suffix == ".gz"))
        images = [path for path in files if role_of(path.name) in ("images", "test_images")]
        if images:
            return _images({role_of(images[0].name): images[0]})
    for below in _CIFAR_FOLDERS:
        if any(_is_cifar(path) for path in _entries(folder / below)):
            return _cifar_folder(folder / below)
    return None


def _entries(folder: Path) -> list[Path]:
    try:
        return [each for each in islice(folder.iterdir(), _MOST_ENTRIES) if each.is_file()]
    except OSError:
        return []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
