"""Everything that issue reports and bad days bring: texts, files and settings that cannot be."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RATE, DEPTH, WIDTH = "optimizer.learning_rate", "model.hidden_layers", "model.width"
BATCH, SAMPLES, CSV = "training.batch_size", "data.samples", "data.params.path"


@dataclass(frozen=True)
class Typed:
    """A text that a field refuses; `mentions` stands in the sentence."""

    path: str
    text: str
    mentions: str = ""
    headless: bool = True


TYPED = {
    "not a number": Typed(RATE, "NaN", "NaN"),
    "infinite": Typed(RATE, "inf"),
    "negative": Typed(RATE, "-1", "-1"),
    "text": Typed(RATE, "fast", "fast"),
    "empty": Typed(RATE, ""),
    "too large for a float": Typed(RATE, "1e400", "1e400"),
    "many words": Typed(RATE, "x" * 3000),
    "other digits": Typed(RATE, "½"),
    "huge depth": Typed(DEPTH, "1000000", "100"),
    "negative depth": Typed(DEPTH, "-1", "-1"),
    "half a layer": Typed(DEPTH, "2.5", "2.5"),
    "depth not a number": Typed(DEPTH, "nan"),
    "no width": Typed(WIDTH, "0"),
    "huge width": Typed(WIDTH, "99999999999999999999", "2,048"),
    "a bad width in a list": Typed(WIDTH, "4, -2"),
    "a batch larger than the data": Typed(BATCH, "5000", "1,000"),
    "no batch": Typed(BATCH, "0"),
    "no samples": Typed(SAMPLES, "0"),
    "more samples than anyone has": Typed(SAMPLES, "1e30"),
    "a share above one": Typed("data.train_share", "1.5", "1.5"),
    "no share": Typed("data.train_share", "-0"),
    "negative noise": Typed("data.noise", "-0.1"),
    "a seed with a fraction": Typed("training.seed", "0.5"),
    "steps that end before they begin": Typed("training.steps", "-3"),
    "a device that is not there": Typed("training.device", "quantum", "quantum"),
}


@dataclass(frozen=True)
class BadFile:
    """A file that cannot be; `make(path)` writes it. `mentions` stands in the sentence.

    `how`: "dropped" on the window (and headless as `--config`, or as data or weights), or named by
    the parameter `field` of the data set `data`.
    """

    name: str
    make: Callable[[Path], object]
    mentions: str
    data: str = ""
    field: str = CSV


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def idx(sizes: tuple[int, ...], payload: int, kind: int = 8) -> bytes:
    return bytes([0, 0, kind, len(sizes)]) + struct.pack(f">{len(sizes)}I", *sizes) + bytes(payload)


CONFIGS = {
    "config: no JSON": BadFile("run.json", text("{"), "run.json"),
    "config: empty": BadFile("run.json", text(""), "run.json"),
    "config: binary": BadFile("run.json", raw(bytes(range(256))), "run.json"),
    "config: a list": BadFile("run.json", text("[1, 2]"), "run.json"),
    "config: from the future": BadFile("run.json", text('{"schema": 99}'), "99"),
    "config: unknown field": BadFile(
        "run.json", text('{"model": {"activatoin": "relu"}}'), "activatoin"
    ),
    "config: a name twice": BadFile(
        "run.json", text('{"data": {"seed": 1, "seed": 2}}'), "'seed'"
    ),
    "config: text for a number": BadFile(
        "run.json", text('{"optimizer": {"learning_rate": "fast"}}'), "learning_rate"
    ),
    "config: NaN": BadFile("run.json", text('{"optimizer": {"learning_rate": NaN}}'), "run.json"),
    "config: 1e400": BadFile(
        "run.json", text('{"optimizer": {"learning_rate": 1e400}}'), "learning_rate"
    ),
    "config: huge depth": BadFile(
        "run.json", text('{"model": {"hidden_layers": 1000000}}'), "hidden_layers"
    ),
    "config: a batch larger than the data": BadFile(
        "run.json", text('{"training": {"batch_size": 5000}}'), "5000"
    ),
    "config: nested without end": BadFile("run.json", text("[" * 100_000), "run.json"),
    "config: too large": BadFile(
        "run.json", text(json.dumps({"model": {"activation": "x" * 40_000_000}})), "run.json"
    ),
    "config: a folder": BadFile("run.json", lambda path: path.mkdir(), "run.json"),
    "config: not there": BadFile("run.json", lambda path: None, "run.json"),
}

TABLES = {
    "table: ragged rows": BadFile("a.csv", text("x,y,z\n1,2,0\n3,4\n5,6,1\n"), "row 3"),
    "table: decimal commas": BadFile("a.csv", text("x;y;z\n1,5;2;0\n3;4;1\n"), "decimal comma"),
    "table: missing value": BadFile("a.csv", text("x,y,z\n1,2,0\n3,,1\n"), "row 3"),
    "table: text among numbers": BadFile("a.csv", text("x,y,z\n1,2,0\n3,much,1\n"), "much"),
    "table: empty": BadFile("a.csv", text(""), "a.csv"),
    "table: only a header": BadFile("a.csv", text("x,y,z\n"), "a.csv"),
    "table: one class": BadFile("a.csv", text("x,y,z\n1,2,0\n3,4,0\n5,6,0\n"), "class"),
    "table: binary": BadFile("a.csv", raw(b"\x00\x01\x02" * 1000), "a.csv"),
    "table: a giant header": BadFile("a.csv", text("x" * 30_000_000 + ",y\n1,2\n"), "a.csv"),
    "table: a header of a million names": BadFile(
        "a.csv", text(",".join(f"c{n}" for n in range(1_000_000)) + "\n1\n"), "a.csv"
    ),
    "table: a folder": BadFile("a.csv", lambda path: path.mkdir(), "a.csv"),
    "table: not there": BadFile("a.csv", lambda path: None, "a.csv"),
}

WEIGHTS = {
    "weights: no safetensors": BadFile("w.safetensors", text("not weights"), "w.safetensors"),
    "weights: empty": BadFile("w.safetensors", raw(b""), "w.safetensors"),
    "weights: a giant header": BadFile(
        "w.safetensors", raw(struct.pack("<Q", 1 << 60) + b"{}"), "w.safetensors"
    ),
    "weights: truncated": BadFile(
        "w.safetensors",
        raw(
            struct.pack("<Q", 84)
            + b'{"layers.1.weight":{"dtype":"F32","shape":[16,2],"data_offsets":[0,128]}}'.ljust(84)
            + b"\x00" * 10
        ),
        "w.safetensors",
    ),
}

OTHERS = {
    "dropped: of no known kind": BadFile("notes.docx", text("notes"), "notes.docx"),
    "dropped: without a suffix": BadFile("notes", text("notes"), "notes"),
    "dropped: pickled": BadFile("model.pkl", raw(b"\x80\x04."), "model.pkl"),
}

IMAGES = "data.params.images"
IDX = {
    "idx: truncated": BadFile("t-images-idx3-ubyte", raw(idx((60, 28, 28), 99)), "t-images", "idx",
                              IMAGES),
    "idx: a giant header": BadFile("t-images-idx3-ubyte", raw(idx((4_000_000_000, 28, 28), 99)),
                                   "t-images", "idx", IMAGES),
    "idx: no idx": BadFile("t-images-idx3-ubyte", text("no images"), "t-images", "idx", IMAGES),
    "idx: empty": BadFile("t-images-idx3-ubyte", raw(b""), "t-images", "idx", IMAGES),
    "idx: packed badly": BadFile("t-images-idx3-ubyte.gz", raw(gzip.compress(b"x" * 99)[:20]),
                                 "t-images", "idx", IMAGES),
    "cifar: no batch": BadFile("data_batch_1.bin", raw(b"\x01" * 77), "data_batch_1.bin",
                               "cifar10"),
}  # fmt: skip

DROPPED = {**CONFIGS, **TABLES, **WEIGHTS, **OTHERS, **IDX}
FILES = {**CONFIGS, **TABLES, **WEIGHTS, **IDX}


def settings_for(bad: BadFile, path: Path) -> list[str]:
    """Return the arguments with which headless training meets the file."""
    if path.suffix == ".json":
        return ["--config", str(path)]
    if path.suffix == ".safetensors":
        return ["--set", "init.weights=file", "--set", f"init.weights_params.path={path}"]
    return ["--set", f"data.name={bad.data or 'csv'}", "--set", f"{bad.field}={path}"]
