"""Data from files as a function `load_data()`: one entry for each row of `engine.data_sources`.

What the program finds out about a file (its delimiter, the file of the labels) is found out while
exporting and written into the script, so that the script itself need not guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from engine.data_files.cifar import find_batches
from engine.data_files.csv_data import is_number
from engine.data_files.csv_table import read_layout
from engine.data_files.idx_names import Role, partner
from engine.data_files.opening import given_path
from engine.export.script.literals import assign, call, literal
from engine.messages import RunFacts

Params = Mapping[str, Any]
DIGITS = "digits.csv.gz"


@dataclass(frozen=True, kw_only=True)
class FileCode:
    """Constants for the top of the script, functions, and files that belong beside the script.

    `load_data()` returns inputs (n, d) and targets; with an `own_test` set, these four times.
    """

    settings: list[str]
    functions: str
    own_test: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)


def _path(name: str, given: str) -> str:
    """Return the setting of a path, as it was given; `~` stays the home of whoever runs it."""
    home = ".expanduser()" if given.startswith("~") else ""
    return call(f"{name} = Path({literal(given)}", {}, home)


# --- digits ---------------------------------------------------------------------------------------

_DIGITS = '''\
def load_data():
    """1,797 handwritten digits of 8 x 8 pixels (Alpaydin & Kaynak 1998, UCI, CC BY 4.0)."""
    with gzip.open(DIGITS_FILE, "rt", encoding="ascii", newline="") as file:
        table = torch.tensor([[int(cell) for cell in row] for row in csv.reader(file)])
    return table[:, :-1].float(), table[:, -1]'''


def _digits(params: Params, facts: RunFacts) -> FileCode:
    return FileCode(
        settings=[f"DIGITS_FILE = Path(__file__).with_name({literal(DIGITS)})"],
        functions=_DIGITS,
        files={DIGITS: files("resources").joinpath("datasets", DIGITS).read_bytes()},
    )


# --- idx ------------------------------------------------------------------------------------------

_READ_IDX = '''\
def read_idx(path):
    """Read an idx file: a header with its shape, then one byte a value (yann.lecun.com)."""
    content = path.read_bytes()
    if content.startswith(b"\\x1f\\x8b"):  # packed with gzip
        content = gzip.decompress(content)
    start = 4 + 4 * content[3]  # the fourth byte counts the dimensions
    shape = struct.unpack(f">{content[3]}I", content[4:start])
    values = torch.frombuffer(bytearray(content[start:]), dtype=torch.uint8)
    return values.reshape(shape)


def read_samples(images, labels):
    """Return images as rows of pixels, and the number of each one's class."""
    return read_idx(images).flatten(1).float(), read_idx(labels).long()


'''
_IDX_TRAIN = """\
def load_data():
    return read_samples(IMAGES, LABELS)"""
_IDX_BOTH = '''\
def load_data():
    """Return the training set, and the test set that has files of its own."""
    return *read_samples(IMAGES, LABELS), *read_samples(TEST_IMAGES, TEST_LABELS)'''


def _idx(params: Params, facts: RunFacts) -> FileCode:
    settings = [
        _path("IMAGES", params["images"]),
        _path("LABELS", _labels(params, "images", "labels")),
    ]
    own_test = bool(params["test_images"] or params["test_labels"])
    if own_test:
        labels = _labels(params, "test_images", "test_labels")
        settings += [_path("TEST_IMAGES", params["test_images"]), _path("TEST_LABELS", labels)]
    code = _READ_IDX + (_IDX_BOTH if own_test else _IDX_TRAIN)
    return FileCode(settings=settings, functions=code, own_test=own_test)


def _labels(params: Params, images: Role, labels: Role) -> str:
    """Return the path of the labels: as given, or as the file is called beside the images."""
    if params[labels]:
        return str(params[labels])
    path = given_path(params[images], f"data.params.{images}")
    return str(partner(path, images, labels) or given_path("", f"data.params.{labels}"))


# --- CIFAR-10 -------------------------------------------------------------------------------------

_READ_CIFAR = '''\
def read_batches(names):
    """Read files of records: a byte for the class, then 3 x 32 x 32 bytes of colours."""
    content = b"".join((FOLDER / name).read_bytes() for name in names)
    records = torch.frombuffer(bytearray(content), dtype=torch.uint8).reshape(-1, 3073)
    return records[:, 1:].float(), records[:, 0].long()


'''
_CIFAR_TRAIN = '''\
def load_data():
    """CIFAR-10, binary version (Krizhevsky 2009, www.cs.toronto.edu/~kriz/cifar.html)."""
    return read_batches(TRAIN_FILES)'''
_CIFAR_BOTH = '''\
def load_data():
    """CIFAR-10, binary version (Krizhevsky 2009, www.cs.toronto.edu/~kriz/cifar.html).

    Return the training set, and the test set that is a file of its own.
    """
    return *read_batches(TRAIN_FILES), *read_batches(TEST_FILES)'''


def _cifar10(params: Params, facts: RunFacts) -> FileCode:
    train, test = find_batches(given_path(params["path"], "data.params.path"))
    settings = [
        _path("FOLDER", str(train[0].parent)),
        assign("TRAIN_FILES", [each.name for each in train]),
    ]
    if test:
        settings.append(assign("TEST_FILES", [each.name for each in test]))
    code = _READ_CIFAR + (_CIFAR_BOTH if test else _CIFAR_TRAIN)
    return FileCode(settings=settings, functions=code, own_test=bool(test))


# --- CSV ------------------------------------------------------------------------------------------

_READ_CSV = '''\
def load_data():
    """One sample a row; the column TARGET (counted from 0) is learnt from all the others."""
    with CSV_FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter={delimiter}))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
{without_header}    cells = [row.pop(TARGET).strip() for row in rows]
    x = torch.tensor([[float(cell) for cell in row] for row in rows])
'''
_WITHOUT_HEADER = "    del rows[0]  # the header\n"
_AS_NUMBERS = "    return x, torch.tensor([[float(cell)] for cell in cells])"
_AS_CLASSES = """\
    {labels}
    classes = {{label: number for number, label in enumerate(sorted(set(labels)))}}
    return x, torch.tensor([classes[label] for label in labels])"""
_NUMBERED_LABELS = "labels = [float(cell) for cell in cells]  # 1 and 1.0 are one class"
_NAMED_LABELS = "labels = cells"


def _csv(params: Params, facts: RunFacts) -> FileCode:
    layout = read_layout(given_path(params["path"], "data.params.path"), params)
    code = _READ_CSV.format(
        delimiter=literal(layout.delimiter),
        without_header=_WITHOUT_HEADER if layout.has_header else "",
    )
    numbered = all(is_number(name) for name in facts.class_names)
    labels = _NUMBERED_LABELS if numbered else _NAMED_LABELS
    code += _AS_CLASSES.format(labels=labels) if facts.classes else _AS_NUMBERS
    settings = [_path("CSV_FILE", params["path"]), f"TARGET = {layout.target}"]
    return FileCode(settings=settings, functions=code)


# --- drawn ----------------------------------------------------------------------------------------

_DRAWN = '''\
def load_data():
    """Points drawn by hand."""
    points = torch.tensor(POINTS, dtype=torch.float64)
    return points[:, :2].float(), points[:, 2].long()'''


def _drawn(params: Params, facts: RunFacts) -> FileCode:
    lines = [f"    {literal(list(point))}," for point in params["points"]]
    points = "\n".join(("POINTS = [  # x1, x2, class", *lines, "]"))
    return FileCode(settings=[points], functions=_DRAWN)


FILE_CODES: dict[str, Callable[[Params, RunFacts], FileCode]] = {
    "digits": _digits,
    "idx": _idx,
    "cifar10": _cifar10,
    "csv": _csv,
    "drawn": _drawn,
}
