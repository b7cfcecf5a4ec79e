"""The arguments of `python3 main.py runs`; needs nothing but Python."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

ORDERS = ("number", "name", "steps", "seconds", "loss", "status", "bytes", "starred")
KINDS = {
    "archive": "all in one file, which opens in the window (the default)",
    "csv": "measurements.csv, in full precision",
    "config": "config.json",
    "script": "run.py, a plain PyTorch program that prints the same losses",
    "tensorboard": "a folder for TensorBoard (needs tensorboardX)",
}

DESCRIPTION = """\
List, show, export and delete the runs that the window has kept. An ID may be cut off after four
characters, or be the number of the run."""

EXAMPLES = """\
examples:
  python3 main.py runs list
  python3 main.py runs list tanh learning_rate=0.1 --order loss --ascending
  python3 main.py runs show 3f2a
  python3 main.py runs export 3f2a --csv --config --out results
  python3 main.py runs delete 3f2a --yes
"""


def add_runs_parser(commands: Any) -> None:
    """Add the command `runs` and what it can do."""
    runs = commands.add_parser(
        "runs",
        help="list, show, export and delete the runs that were kept",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    actions = runs.add_subparsers(dest="action", metavar="action", title="actions", required=True)
    _add_list(actions)
    show = _add(actions, "show", "all that is known of a run")
    show.add_argument("run", metavar="ID")
    show.add_argument("--json", action="store_true", help="as JSON")
    _add_export(actions)
    delete = _add(actions, "delete", "delete runs; they can be restored for 30 days")
    delete.add_argument("runs", metavar="ID", nargs="+")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    restore = _add(actions, "restore", "bring deleted runs back")
    restore.add_argument("runs", metavar="ID", nargs="+")


def _add(actions: Any, name: str, purpose: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.", allow_abbrev=False
    )
    parser.add_argument(
        "--library",
        type=Path,
        metavar="FILE",
        help="another library than that of the window (also DYNASCOPE_LIBRARY)",
    )
    return parser


def _add_list(actions: Any) -> None:
    parser = _add(actions, "list", "the runs that were kept, the newest first")
    parser.add_argument(
        "query",
        metavar="WORD",
        nargs="*",
        help="only runs with all these words in name, tags, note, status or settings, such as "
        "tanh or learning_rate=0.1",
    )
    parser.add_argument("--order", choices=ORDERS, default="number", help="sort by this")
    parser.add_argument("--ascending", action="store_true", help="the smallest first")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    parser.add_argument("--deleted", action="store_true", help="those that were deleted")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _add_export(actions: Any) -> None:
    parser = _add(actions, "export", "write a run into files")
    parser.add_argument("run", metavar="ID")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        default=Path(),
        help="folder, or the file if one kind is asked for (default: this folder)",
    )
    for kind, purpose in KINDS.items():
        parser.add_argument(f"--{kind}", action="store_true", help=purpose)
