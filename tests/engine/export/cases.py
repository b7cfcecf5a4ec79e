"""What is exported and executed: every row of every table, and every setting that matters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS
from engine.initializers import BIAS_INITIALIZERS, WEIGHT_INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES

Settings = dict[str, Any]

PARAMETERS: dict[str, Settings] = {
    "leaky_relu": {"negative_slope": 0.3},
    "prelu": {"init": 0.1},
    "elu": {"alpha": 2.0},
    "gelu": {"approximate": "tanh"},
    "softplus": {"beta": 2.0, "threshold": 1.5},
    "hardtanh": {"min_val": 0.0, "max_val": 6.0},
    "sine": {"omega": 3.0},
}
TASKS: dict[str, Settings] = {
    "binary": {"data__name": "moons", "data__noise": 0.1},
    "multiclass": {"data__name": "blobs"},
    "regression": {"data__name": "bumps"},
}


def of_tables() -> dict[str, Settings]:
    """One case for each row of each table, and for each parameter that is written otherwise."""
    found: dict[str, Settings] = {}
    for key in ACTIVATIONS:
        found[f"activation {key}"] = {"model__activation": key}
        found[f"output {key}"] = {"model__output_activation": key, "loss__name": "mse"}
        for scheme in ("kaiming_normal", "orthogonal"):
            found[f"{scheme} for {key}"] = {
                "model__activation": key,
                "model__activation_params": PARAMETERS.get(key, {}),
                "init__weights": scheme,
                "init__weights_params": {"gain": "auto"},
                "init__biases": "zeros",
            }
    for key, row in LOSSES.items():
        for task in row.tasks:
            found[f"loss {key} {task}"] = {"loss__name": key, **TASKS[task]}
    found["loss huber, small delta"] = {
        **TASKS["regression"], "loss__name": "huber", "loss__params": {"delta": 0.1},
    }  # fmt: skip
    for key in OPTIMIZERS:
        found[f"optimizer {key}"] = {
            "optimizer__name": key,
            "optimizer__learning_rate": 0.05 if key == "sgd" else 0.01,
        }
        found[f"optimizer {key} with decay"] = {
            "optimizer__name": key,
            "optimizer__weight_decay": 0.02,
        }
    for key in SCHEDULES:
        found[f"schedule {key}"] = {"schedule__name": key, "optimizer__name": "momentum"}
    for key in WEIGHT_INITIALIZERS:
        if key != "file":
            found[f"weights {key}"] = {"init__weights": key}
            found[f"output weights {key}"] = {
                "init__weights": "lecun_normal", "init__output": key, "init__biases": "constant",
            }  # fmt: skip
    for key in BIAS_INITIALIZERS:
        found[f"biases {key}"] = {"init__biases": key}
    for key, data in DATASETS.items():
        if data.generated:
            found[f"data {key}"] = {"data__name": key}
            found[f"data {key}, prepared"] = {
                "data__name": key,
                "data__noise": 0.1,
                "data__train_share": 0.7,
                "data__scaling": "standardize",
            }
    return found


OTHERS: dict[str, Settings] = {
    "the textbook experiment": {
        "data__samples": 1000, "model__hidden_layers": 1, "model__width": 16,
    },
    "no hidden layer": {"model__hidden_layers": 0},
    "no hidden layer, own init": {"model__hidden_layers": 0, "init__weights": "kaiming_normal"},
    "unequal widths": {"model__width": [7, 3, 5]},
    "seven unequal widths": {"model__width": [5, 4, 4, 6, 4, 3, 5], "model__activation": "tanh"},
    "many unequal widths": {
        "model__width": [4, 5] * 15, "model__activation": "selu",
        "optimizer__learning_rate": 0.001,  # with more it is chaotic
    },
    "nine layers": {
        "model__hidden_layers": 9, "model__activation": "prelu", "init__weights": "kaiming_uniform",
        "model__output_activation": "sine",
    },
    "fan_out and gain": {
        "init__weights": "kaiming_uniform",
        "init__weights_params": {"mode": "fan_out", "gain": 0.7},
        "model__width": [6, 9],
    },
    "other parameters": {
        "optimizer__params": {"beta1": 0.5, "beta2": 0.9, "eps": 1e-4},
        "data__name": "spirals", "data__params": {"arms": 4, "turns": 0.5},
    },
    "momentum 0": {"optimizer__name": "nesterov", "optimizer__params": {"momentum": 0.0}},
    "clip norm": {"optimizer__clip_norm": 0.05, "optimizer__name": "sgd"},
    "clip value": {"optimizer__clip_value": 0.01},
    "clip both": {"optimizer__clip_norm": 0.05, "optimizer__clip_value": 0.01},
    "mini-batches": {"training__batch_size": 16},
    "mini-batches of one": {"training__batch_size": 1, "optimizer__learning_rate": 0.002},
    "mini-batches, own init, noise": {
        "training__batch_size": 25, "init__weights": "orthogonal", "data__noise": 0.2,
        "data__train_share": 0.55,
    },
    "other seeds": {"data__seed": 7, "training__seed": 2**63 - 1},
    "minmax": {"data__scaling": "minmax", "data__train_share": 0.5},
    "stream": {"training__stream": 0},
    "stream after three": {"training__stream": 3},
    "stream, own init": {"training__stream": 2, "init__weights": "xavier_normal"},
    "stream, split": {"training__stream": 1, "data__train_share": 0.6, "data__noise": 0.1},
    "mean field": {
        "init__weights": "mean_field", "init__weights_params": {"sigma_w": 2.5},
        "init__biases_params": {"sigma_b": 0.1}, "model__activation": "tanh",
    },
    "warm-up in the period": {
        "schedule__name": "warmup_cosine", "schedule__params": {"period": 30, "warmup": 30},
    },
    "no warm-up": {
        "schedule__name": "warmup_cosine", "schedule__params": {"period": 30, "warmup": 0},
    },
    "one cycle, early peak": {
        "schedule__name": "one_cycle", "schedule__params": {"period": 50, "pct_start": 0.02},
    },
    "long numbers": {
        "model__hidden_layers": 6, "model__activation": "softplus",
        "model__activation_params": {"beta": 1.1 * 3, "threshold": 7 * 1.1},
        "init__weights": "mean_field", "init__weights_params": {"sigma_w": 1.1 * 3},
        "init__output": "lecun_normal", "data__name": "plane",
        "data__params": dict.fromkeys(("slope_1", "slope_2", "intercept"), -0.1 * 3),
    },
    "drawn points": {
        "data__name": "drawn",
        "data__params": {"points": [[0.1 * k, 0.7 - 0.02 * k * k, k % 3] for k in range(-20, 20)]},
    },
    "digits": {
        "data__name": "digits", "data__samples": 200, "data__train_share": 0.8,
        "data__scaling": "standardize", "training__batch_size": 64,
    },
}  # fmt: skip


def of_files(folder: Path) -> dict[str, Settings]:
    """Cases that read files, which are made in `folder`."""
    return {**_of_csv(folder), **_of_images(folder), **_of_weights(folder)}


def _of_csv(folder: Path) -> dict[str, Settings]:
    draws = np.random.default_rng(0)
    x = draws.normal(size=(40, 3))
    texts = {
        "named classes": "a;b;c;kind\n" + "".join(
            f"{p:.5f};{q:.5f};{r};{'yes' if p * q > r else ' no '}\n\n" for p, q, r in x
        ),
        "numbered classes": "".join(
            f"{p},{k % 3}{'.0' * (k % 2)},{q},{r}\n" for k, (p, q, r) in enumerate(x)
        ),
        "numbers": "\ufeffx\ty\n" + "".join(f"{p}\t{p * q}\n" for p, q, _ in x),
    }  # fmt: skip
    own = {
        "named classes": {"data__train_share": 0.8, "data__scaling": "standardize"},
        "numbered classes": {"data__params": {"target": 2}, "data__samples": 30},
        "numbers": {
            "data__params": {"shuffle": False}, "data__train_share": 0.5, "data__samples": 30,
        },
    }  # fmt: skip
    found = {}
    for name, text in texts.items():
        path = folder / f'{name} "it\'s" 数据 🙂.csv'
        path.write_text(text, encoding="utf-8")
        settings = {"data__name": "csv", "data__samples": None, **own[name]}
        settings["data__params"] = {"path": str(path), **settings.get("data__params", {})}
        found[f"csv {name}"] = settings
    return found


def _of_images(folder: Path) -> dict[str, Settings]:
    import gzip

    draws = np.random.default_rng(1)

    def idx(name: str, shape: tuple[int, ...], top: int) -> str:
        values = draws.integers(0, top, size=shape, dtype=np.uint8)
        header = bytes((0, 0, 8, len(shape))) + np.array(shape, ">u4").tobytes()
        content = header + values.tobytes()
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return str(folder / name)

    images = idx("train-images-idx3-ubyte.gz", (40, 4, 3), 256)
    idx("train-labels-idx1-ubyte", (40,), 4)
    test_images = idx("t10k-images-idx3-ubyte", (9, 4, 3), 256)
    idx("t10k-labels-idx1-ubyte.gz", (9,), 4)
    cifar = folder / "cifar-10-batches-bin"
    cifar.mkdir()
    for name, count in {"data_batch_1.bin": 12, "data_batch_2.bin": 8, "test_batch.bin": 5}.items():
        records = draws.integers(0, 256, size=(count, 3073), dtype=np.uint8)
        records[:, 0] %= 10
        (cifar / name).write_bytes(records.tobytes())
    idx_data = {"data__name": "idx", "data__samples": None, "data__scaling": "minmax"}
    own_test = {"images": images, "test_images": test_images}
    cifar_data = {
        "data__name": "cifar10", "data__samples": None, "data__scaling": "minmax",
        "model__hidden_layers": 1,
    }  # fmt: skip
    return {
        "idx": {**idx_data, "data__params": {"images": images}, "data__train_share": 0.8},
        "idx with a test set": {**idx_data, "data__params": own_test},
        "idx with a test set, noise, some": {
            **idx_data, "data__params": own_test, "data__noise": 3.0, "data__train_share": 0.5,
            "data__samples": 30, "training__batch_size": 4,
        },
        "cifar10": {**cifar_data, "data__params": {"path": str(folder)}},
        "cifar10, one file": {
            **cifar_data, "data__params": {"path": str(cifar / "data_batch_1.bin")},
        },
    }  # fmt: skip


def _of_weights(folder: Path) -> dict[str, Settings]:
    draws = torch.Generator().manual_seed(3)
    paths = []
    for name, dtype in (("a", torch.float64), ("b", torch.float32)):
        tensors = {}
        for layer, shape in enumerate(((8, 2), (8, 8), (1, 8)), start=1):
            weight = torch.randn(shape, generator=draws, dtype=torch.float64) / shape[1] ** 0.5
            tensors[f"layers.{layer}.weight"] = weight.to(dtype)
            tensors[f"layers.{layer}.bias"] = torch.zeros(shape[0], dtype=dtype)
            if layer != 2:
                tensors[f"layers.{layer}.slope"] = torch.full((1,), 0.1 * layer, dtype=dtype)
        paths.append(str(folder / f"weights {name}.safetensors"))
        save_file(tensors, paths[-1])
    first = {"init__weights": "file", "init__weights_params": {"path": paths[0]}}
    output = {"init__output": "file", "init__output_params": {"path": paths[1]}}
    return {
        "weights file": {**first, "training__batch_size": 13},
        "weights files": {**first, **output},
        "hidden weights from a file": {**first, "init__output": "xavier_uniform"},
        "output weights from a file": {**output, "training__batch_size": 13},
        "weights file, stream": {**first, "training__stream": 2},
        "weights file with slopes": {
            **first, "model__activation": "prelu", "model__output_activation": "prelu",
        },
        "weights file with slopes, others not": {
            **output, "model__activation": "prelu", "model__output_activation": "prelu",
        },
    }  # fmt: skip
