"""Renders the real window while it really trains, for the README and for a look at the design.

python3 .ci/window_picture.py                       the README's picture
python3 .ci/window_picture.py --all DIR             two sizes, two themes, two languages
python3 .ci/window_picture.py --scene deep --theme dark --language zh --size 1366x768 OUT.png
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

SIZES = ("1480x920", "1366x768")
README_PICTURE = PROJECT / ".github" / "window.png"

DEEP = {
    "data.name": "circles",
    "data.noise": 0.1,
    "data.train_share": 0.8,
    "model.hidden_layers": 8,
    "init.weights": "kaiming_normal",
    "optimizer.name": "momentum",
    "optimizer.learning_rate": 0.02,
    "training.batch_size": 128,
    "training.steps": 1000,
}
SCENES = {
    "textbook": [],
    "deep": [
        {**DEEP, "model.activation": "relu"},
        {**DEEP, "model.activation": "sigmoid", "init.weights": "xavier_uniform"},
        {**DEEP, "model.activation": "leaky_relu"},
    ],
    "digits": [
        {
            "data.name": "digits",
            "data.train_share": 0.8,
            "data.scaling": "standardize",
            "model.hidden_layers": 2,
            "model.width": 64,
            "training.batch_size": 32,
            "optimizer.learning_rate": 0.001,
            "training.steps": 600,
            "model.activation": each,
        }
        for each in ("relu", "tanh")
    ],
    "sine": [
        {
            "data.name": "sine",
            "data.noise": 0.1,
            "model.width": 32,
            "training.steps": 600,
            "model.hidden_layers": 2,
            "model.activation": each,
        }
        for each in ("tanh", "relu")
    ],
}


def render(
    out: Path,
    *,
    scene: str,
    size: str,
    theme: str,
    language: str,
    until: float = 0.6,
    presenter: bool = False,
) -> None:
    """Save a picture of the window at `until` of its training."""
    from engine.config import ExperimentConfig, with_values
    from gui.app import Window

    with Window(language=language, theme=theme, remember=False) as window:
        window.resize(*map(int, size.split("x")))
        window.show()
        if SCENES[scene]:
            window.session.compare(
                [with_values(ExperimentConfig(), each) for each in SCENES[scene]]
            )
            window.session.set_pace(None)
        if presenter:
            window.looks.present(True)
        window.session.train()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            wait(30)
            run = window.session.selected
            if run is not None and run.end and run.step >= until * run.end:
                break
        wait(400)
        out.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(out))


def wait(milliseconds: int) -> None:
    """Let the window live, and other threads have their turn, which QTest.qWait does not."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def main() -> None:
    """Read the arguments and render."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=README_PICTURE)
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("--scene", choices=SCENES, default="deep")
    parser.add_argument("--size", default=SIZES[0])
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--until", type=float, default=0.6)
    parser.add_argument("--presenter", action="store_true")
    args = parser.parse_args()
    looks = [(args.size, args.theme, args.language)]
    if args.all:
        looks = list(itertools.product(SIZES, ("light", "dark"), ("en", "zh")))
    for size, theme, language in looks:
        name = f"{args.scene}-{size}-{theme}-{language}.png"
        out = args.all / name if args.all else args.out
        render(
            out, scene=args.scene, size=size, theme=theme, language=language, until=args.until,
            presenter=args.presenter,
        )  # fmt: skip
        print(out)


if __name__ == "__main__":
    main()
