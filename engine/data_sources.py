"""Data that are read from files or given by hand; the readers are in `engine.data_files`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.dataset_row import DatasetRow, Params, RawData, TaskFamily, classification
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Generator

    from engine.config.data import DataConfig


def _digits(config: DataConfig, params: Params, generator: Generator) -> RawData:
    from engine.data_files.digits import read_digits

    return read_digits()


def _idx(config: DataConfig, params: Params, generator: Generator) -> RawData:
    from engine.data_files.idx import read_idx_data

    return read_idx_data(params)


def _cifar10(config: DataConfig, params: Params, generator: Generator) -> RawData:
    from engine.data_files.cifar import read_cifar10

    return read_cifar10(params["path"])


def _csv(config: DataConfig, params: Params, generator: Generator) -> RawData:
    from engine.data_files.csv_data import read_csv_data

    return read_csv_data(params)


def _csv_task(params: Params) -> TaskFamily | None:
    kinds: dict[str, TaskFamily] = {
        "classification": "classification",
        "regression": "regression",
    }
    return kinds.get(params.get("task", "auto"))


def _drawn(config: DataConfig, params: Params, generator: Generator) -> RawData:
    from engine.data_files.drawn import from_points

    return from_points(params["points"])


def _path(name: str, label: str, help: str, none: str, prompt: str = "") -> Parameter:
    return Parameter(
        name=name, kind="path", default=None, optional=True, label=label, help=help,
        none_label=none, prompt=prompt,
    )  # fmt: skip


_CSV_PARAMETERS = (
    _path(
        "path",
        QT_TRANSLATE_NOOP("engine", "File"),
        QT_TRANSLATE_NOOP("engine", "A CSV file in UTF-8: one sample a row, numbers as inputs."),
        QT_TRANSLATE_NOOP("engine", "choose…"),
        QT_TRANSLATE_NOOP(
            "engine",
            "There is no table to learn from yet; choose a CSV file under Data, or drop one on the "
            "window.",
        ),
    ),
    Parameter(
        name="target", kind="text", default=None, optional=True,
        none_label=QT_TRANSLATE_NOOP("engine", "the last one"),
        label=QT_TRANSLATE_NOOP("engine", "Target column"),
        help=QT_TRANSLATE_NOOP(
            "engine",
            "Name or number (from 1) of the column to be learnt; empty: the last one. All other "
            "columns are inputs.",
        ),
    ),
    Parameter(
        name="task", kind="choice", default="auto",
        choices=("auto", "classification", "regression"),
        choice_labels=(
            QT_TRANSLATE_NOOP("engine", "automatic"),
            QT_TRANSLATE_NOOP("engine", "classes"),
            QT_TRANSLATE_NOOP("engine", "numbers"),
        ),
        label=QT_TRANSLATE_NOOP("engine", "Target is"),
        help=QT_TRANSLATE_NOOP(
            "engine",
            "What the target column holds. Automatic: text, and whole numbers with at most 20 "
            "different values that each occur twice on average, are classes.",
        ),
    ),
    Parameter(
        name="header", kind="choice", default="auto", choices=("auto", "yes", "no"),
        choice_labels=(
            QT_TRANSLATE_NOOP("engine", "automatic"),
            QT_TRANSLATE_NOOP("engine", "yes"),
            QT_TRANSLATE_NOOP("engine", "no"),
        ),
        label=QT_TRANSLATE_NOOP("engine", "Header"),
        help=QT_TRANSLATE_NOOP("engine", "Whether the first row holds the names of the columns."),
    ),
    Parameter(
        name="delimiter", kind="choice", default="auto",
        choices=("auto", "comma", "semicolon", "tab"),
        choice_labels=(
            QT_TRANSLATE_NOOP("engine", "automatic"),
            QT_TRANSLATE_NOOP("engine", "comma"),
            QT_TRANSLATE_NOOP("engine", "semicolon"),
            QT_TRANSLATE_NOOP("engine", "tab"),
        ),
        label=QT_TRANSLATE_NOOP("engine", "Delimiter"),
        help=QT_TRANSLATE_NOOP("engine", "What stands between two cells of a row."),
    ),
    Parameter(
        name="shuffle", kind="bool", default=True,
        label=QT_TRANSLATE_NOOP("engine", "Shuffle"),
        help=QT_TRANSLATE_NOOP(
            "engine",
            "Shuffle the rows before they are split; without it the first rows train and the last "
            "ones test. With a training share of 1 the order is always kept.",
        ),
    ),
)  # fmt: skip

_IDX_PARAMETERS = (
    _path(
        "images",
        QT_TRANSLATE_NOOP("engine", "Images"),
        QT_TRANSLATE_NOOP(
            "engine", "The idx file of the images, as train-images-idx3-ubyte, plain or .gz."
        ),
        QT_TRANSLATE_NOOP("engine", "choose…"),
        QT_TRANSLATE_NOOP(
            "engine",
            "There are no images to learn from yet; choose an idx file under Data, or drop it on "
            "the window.",
        ),
    ),
    _path(
        "labels",
        QT_TRANSLATE_NOOP("engine", "Labels"),
        QT_TRANSLATE_NOOP(
            "engine",
            "The idx file of the labels; empty: the file beside the images that is named alike "
            "(train-labels-idx1-ubyte).",
        ),
        QT_TRANSLATE_NOOP("engine", "beside the images"),
    ),
    _path(
        "test_images",
        QT_TRANSLATE_NOOP("engine", "Test images"),
        QT_TRANSLATE_NOOP("engine", "The idx file of an own test set, if there is one."),
        QT_TRANSLATE_NOOP("engine", "none"),
    ),
    _path(
        "test_labels",
        QT_TRANSLATE_NOOP("engine", "Test labels"),
        QT_TRANSLATE_NOOP("engine", "The labels of the test images; empty: found as above."),
        QT_TRANSLATE_NOOP("engine", "beside the images"),
    ),
)

SOURCES = (
    DatasetRow(
        key="digits",
        label=QT_TRANSLATE_NOOP("engine", "Digits 8x8"),
        formula=r"x \in \{0, \ldots, 16\}^{8 \times 8}, \quad y \in \{0, \ldots, 9\}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "1,797 handwritten digits as images of 8 by 8 pixels: real data, small enough to train "
            "in seconds. Set a training share of 0.8 to see the accuracy on digits it has never "
            "seen, and look at the confusion matrix for the ones it mixes up.",
        ),
        source="Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Machine "
        "Learning Repository, doi 10.24432/C50P49 (CC BY 4.0)",
        generated=False,
        recommended_scaling="minmax",
        task=classification,
        load=_digits,
    ),
    DatasetRow(
        key="idx",
        label="MNIST (idx)",
        formula=r"x \in \{0, \ldots, 255\}^{h \times w}, \quad y \in \{0, 1, 2, \ldots\}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "MNIST, Fashion-MNIST and other images in idx files from your disk. With own test "
            "files these are the whole test set, and a training share below 1 leaves the rest of "
            "the training images out: a way to see overfitting on few images. Scale the inputs "
            "and use batches of about 128.",
        ),
        source="LeCun, Cortes & Burges, The MNIST Database; Xiao, Rasul & Vollgraf 2017, "
        "Fashion-MNIST",
        parameters=_IDX_PARAMETERS,
        generated=False,
        recommended_scaling="minmax",
        task=classification,
        load=_idx,
    ),
    DatasetRow(
        key="cifar10",
        label="CIFAR-10",
        formula=r"x \in \{0, \ldots, 255\}^{32 \times 32 \times 3}, \quad y \in \{0, \ldots, 9\}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "60,000 photographs of ten kinds of things, from the binary version on your disk. If "
            "the folder holds test_batch.bin, that is the whole test set, and a training share "
            "below 1 leaves the rest of the training images out. A network without convolutions "
            "gets about half of them right: see what more depth and width change, and what not.",
        ),
        source="Krizhevsky 2009, Learning Multiple Layers of Features from Tiny Images",
        parameters=(
            _path(
                "path",
                QT_TRANSLATE_NOOP("engine", "Folder or file"),
                QT_TRANSLATE_NOOP(
                    "engine",
                    "The folder cifar-10-batches-bin of the binary version, or one of its .bin "
                    "files.",
                ),
                QT_TRANSLATE_NOOP("engine", "choose…"),
                QT_TRANSLATE_NOOP(
                    "engine",
                    "There are no photographs to learn from yet; choose the folder "
                    "cifar-10-batches-bin under Data, or drop it on the window.",
                ),
            ),
        ),
        generated=False,
        recommended_scaling="minmax",
        task=classification,
        load=_cifar10,
    ),
    DatasetRow(
        key="csv",
        label="CSV",
        formula=r"(x_1, \ldots, x_d) \mapsto y",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Your own table from a CSV file: one sample a row, numbers as inputs, one column to be "
            "learnt, classes or numbers. Standardise the inputs where their sizes differ, and "
            "compare with them as they are to see why that matters.",
        ),
        source="RFC 4180",
        parameters=_CSV_PARAMETERS,
        generated=False,
        recommended_scaling="standardize",
        task=_csv_task,
        load=_csv,
    ),
    DatasetRow(
        key="drawn",
        label=QT_TRANSLATE_NOOP("engine", "Drawn"),
        formula=r"(x_1, x_2, y), \quad y \in \{0, \ldots, 9\}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Points that you draw with the mouse. Put one point of another class into the middle "
            "of a cloud and see how the boundary goes around it, or draw what you think the "
            "network cannot learn.",
        ),
        source="Smilkov et al. 2017, Direct-Manipulation Visualization of Deep Networks",
        parameters=(
            Parameter(
                name="points",
                kind="points",
                default=(),
                label=QT_TRANSLATE_NOOP("engine", "Points"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "The points as [x, y, class], classes from 0 to 9."
                ),
                prompt=QT_TRANSLATE_NOOP(
                    "engine",
                    "There are no points to learn from yet; draw some of two classes with the "
                    "pencil of the decision surface.",
                ),
            ),
        ),
        generated=False,
        task=classification,
        load=_drawn,
    ),
)
