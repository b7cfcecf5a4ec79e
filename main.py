"""Start Dynascope: `python3 main.py` opens the window, `python3 main.py train` runs headless.

Nothing heavy is imported at top level: the training process imports this file again.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get this far, and be told
    if sys.stderr is not None:
        sys.stderr.write(
            "dynascope: Python 3.11 or newer is needed, this is Python {}.{}; start it with "
            "a newer one, such as: python3.11 main.py\n".format(*sys.version_info)
        )
    sys.exit(2)

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from engine import bootstrap
from engine.library.arguments import add_runs_parser

BAD_INPUT = 2
RUN_SUFFIX = ".dynascope"
COMMANDS = ("train", "export-script", "runs")
INTERRUPTED = 130

DESCRIPTION = """\
See how a neural network learns, or why it does not: loss, gradient norms and dead units
of every layer, live. Without a command the window opens."""

EXAMPLES = """\
examples:
  python3 main.py                                 open the window
  python3 main.py --language zh --theme dark      in Chinese, on a dark background
  python3 main.py colleague.dynascope             open a run that was saved as a file
  python3 main.py train --out results             train the textbook experiment headless
  python3 main.py train --config run.json --out results --steps 500
  python3 main.py train --set model.activation=sigmoid --set optimizer.learning_rate=0.1
  python3 main.py train --help                    all about headless training
  python3 main.py export-script --config run.json --out run.py
  python3 main.py runs list                       the runs that the window has kept
"""

TRAIN_DESCRIPTION = """\
Train without a window. Writes config.json, measurements.csv, summary.json and figure.png
into the folder given by --out. The exit code is 0, also for a run that diverged (summary.json
says so), and 2 for bad input."""

TRAIN_EXAMPLES = """\
examples:
  python3 main.py train --config run.json --out results
  python3 main.py train --set model.hidden_layers=10 --set model.activation=tanh --steps 300

Every field of the config can be left out or set by its dotted name; the default is the
textbook experiment: disc, 2-16-1 with ReLU, Adam at 0.01, 100 steps.
"""

SCRIPT_DESCRIPTION = """\
Write a run as a plain PyTorch program that needs nothing but torch and prints the same losses.
Nothing is trained."""

SCRIPT_EXAMPLES = """\
examples:
  python3 main.py export-script --config results/config.json --out run.py
  python3 main.py export-script --set model.activation=gelu --set training.dtype=float64
"""


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to mend it, and leave with exit code 2."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}; {self.prog} --help explains all options\n")


def whole_number(text: str) -> int:
    """Return `text` as a whole number of at least 0, as seeds are."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at least 0")
    return int(text)


def step_count(text: str) -> int:
    """Return `text` as a number of steps."""
    number = whole_number(text)
    if number == 0:
        raise argparse.ArgumentTypeError("a run needs at least 1 step")
    return number


def file(text: str) -> Path:
    """Return `text` as the path of a file; empty, as of an unset variable, it names none."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the file is empty; give a name such as run.py")
    return Path(text)


def folder(text: str) -> Path:
    """Return `text` as the path of a folder; empty, as of an unset variable, it names none."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the folder is empty; give a name such as results")
    return Path(text)


def setting(text: str) -> str:
    """Return `text` if it has the form name=value; the config checks name and value."""
    name, equals, _ = text.partition("=")
    if not name.strip() or not equals:
        raise argparse.ArgumentTypeError(
            f"'{text}' does not have the form name=value, such as optimizer.learning_rate=0.1"
        )
    return text


class ShowVersion(argparse.Action):
    """Print the version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print and leave."""
        print(f"dynascope {bootstrap.version()}")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all arguments."""
    parser = Parser(
        prog="dynascope",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action=ShowVersion,
        nargs=0,
        default=argparse.SUPPRESS,
        help="print the version and leave",
    )
    parser.add_argument(
        "--in-process",
        action="store_true",
        help="train in a thread of the window instead of a process of its own (slower; "
        "for machines that allow no second process, and for debugging)",
    )
    parser.add_argument("--language", choices=("en", "zh"), help="language of the window")
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="colours")
    commands = parser.add_subparsers(dest="command", metavar="command", title="commands")
    add_train_parser(commands)
    add_script_parser(commands)
    add_runs_parser(commands)
    return parser


def add_train_parser(commands: Any) -> None:
    """Add the command `train`."""
    train = commands.add_parser(
        "train",
        help="train without a window and write the measurements",
        description=TRAIN_DESCRIPTION,
        epilog=TRAIN_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    train.add_argument(
        "--out",
        type=folder,
        metavar="DIR",
        default=Path("results"),
        help="folder (default: results)",
    )
    add_settings(train)
    train.add_argument(
        "--library",
        action="store_true",
        help="keep the run in the library, too, named like the folder (see: runs list)",
    )
    train.add_argument("--quiet", action="store_true", help="no progress bar")


def add_script_parser(commands: Any) -> None:
    """Add the command `export-script`."""
    script = commands.add_parser(
        "export-script",
        help="write a run as a plain PyTorch program",
        description=SCRIPT_DESCRIPTION,
        epilog=SCRIPT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    script.add_argument(
        "--out", type=file, metavar="FILE", default=Path("run.py"), help="file (default: run.py)"
    )
    add_settings(script)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options that make up the config of a run."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="config file (JSON)")
    parser.add_argument(
        "--set",
        type=setting,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set one field by its dotted name; may be given many times",
    )
    parser.add_argument("--steps", type=step_count, metavar="N", help="number of steps")
    parser.add_argument("--device", metavar="NAME", help="cpu, cuda, cuda:0, mps ...")
    parser.add_argument("--seed", type=whole_number, metavar="N", help="seed of the weights")


def split_files(argv: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return the run files that the window shall open, and the other arguments.

    A double click on such a file starts the program with nothing but its path.
    """
    files = [each for each in argv if each.lower().endswith(RUN_SUFFIX)]
    if not files or any(each in COMMANDS for each in argv):
        return [], list(argv)
    return [Path(each) for each in files], [each for each in argv if each not in files]


def open_window(args: argparse.Namespace, files: Sequence[Path] = ()) -> int:
    """Open the window, with the runs in `files` on the board, and return its exit code."""
    from gui import system_check

    problem = system_check.problem()
    if problem is not None:
        bootstrap.say(problem)
        return BAD_INPUT
    from gui.app import run

    return run(files, in_process=args.in_process, language=args.language, theme=args.theme)


def save_figure(*run: Any) -> None:
    """Draw a run as `gui.figures.save_run_figure` does; raises `ImportError` where Qt cannot."""
    from gui import system_check

    problem = system_check.problem({"QT_QPA_PLATFORM": "offscreen"})
    if problem is not None:
        raise ImportError(problem)
    from gui.figures import save_run_figure

    save_run_figure(*run)


def main(argv: Sequence[str] | None = None) -> int:
    """Read the arguments, see to the dependencies, and start what was asked for."""
    argv = sys.argv[1:] if argv is None else argv
    files, options = split_files(argv)
    args = build_parser().parse_args(options)
    try:
        bootstrap.ensure("", [str(Path(__file__).resolve()), *argv])
    except bootstrap.BootstrapError as error:
        bootstrap.say(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        bootstrap.say("stopped while preparing .venv; the next start makes it anew")
        return INTERRUPTED
    if args.command == "train":
        from engine.headless import main as train

        return train(args, save_figure)
    if args.command == "export-script":
        from engine.export.script.command import main as export_script

        return export_script(args)
    if args.command == "runs":
        from engine.library.cli import main as runs

        return runs(args)
    return open_window(args, files)


if __name__ == "__main__":
    sys.exit(main())
