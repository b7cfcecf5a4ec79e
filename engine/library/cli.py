"""`python3 main.py runs`: the library without a window."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from engine.bootstrap import say
from engine.export.stored_run import KINDS, file_name
from engine.library.listing import list_json, list_text, record_json, record_text
from engine.library.place import default_path
from engine.library.record import RunRecord
from engine.library.store import KEPT_DAYS, Library, unknown
from engine.run_folder import unwritable
from engine.text import QT_TRANSLATE_NOOP, EngineError

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130


def main(args: argparse.Namespace) -> int:
    """Do what the arguments say; 0, 2 for what cannot be done as asked, 1 if the disk gave out."""
    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # names may have what a terminal has not
    path = args.library or default_path()
    try:
        if not path.exists():
            return _without_library(args, path)
        with Library(path) as library:
            ACTIONS[args.action](library, args)
    except EngineError as error:
        say(str(error))
        return BAD_INPUT
    except BrokenPipeError:  # as of `runs list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        say(str(unwritable(Path(getattr(args, "out", path)), error)))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _without_library(args: argparse.Namespace, path: Path) -> int:
    """Answer where no run was ever kept; a library is not made for that."""
    if args.action != "list":
        raise unknown(args.run if hasattr(args, "run") else args.runs[0])
    if args.json:
        print("[]")
    else:
        say(f"no runs are kept yet in {path}")
    return 0


def _list(library: Library, args: argparse.Namespace) -> None:
    rows = library.runs(
        " ".join(_quoted(word) for word in args.query),
        args.order,
        ascending=args.ascending,
        deleted=args.deleted,
        limit=args.limit,
    )
    print(list_json(rows) if args.json else list_text(rows), flush=True)


def _quoted(word: str) -> str:
    """Keep together what the shell kept together."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _show(library: Library, args: argparse.Namespace) -> None:
    run = library.find(args.run)
    tell = record_json if args.json else record_text
    print(tell(library.record(run), library.measurements(run)), flush=True)


def _export(library: Library, args: argparse.Namespace) -> None:
    run = library.find(args.run)
    record = library.record(run)
    wanted = [kind for kind in KINDS if getattr(args, kind)] or ["archive"]
    for kind in wanted:
        path = _path(args.out, kind, record, alone=len(wanted) == 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        KINDS[kind].write(path, library, run)
        print(path, flush=True)


def _path(out: Path, kind: str, record: RunRecord, *, alone: bool) -> Path:
    """Return the file itself if `out` names one, else the usual name in that folder."""
    suffix = KINDS[kind].suffix
    if alone and suffix and out.suffix == suffix and not out.is_dir():
        return out
    name = KINDS[kind].name if kind != "archive" else file_name(record.name) + suffix
    return out / name


def _delete(library: Library, args: argparse.Namespace) -> None:
    runs = [library.find(name) for name in args.runs]
    for run in runs:
        if not args.yes and not _agreed(library.record(run)):
            continue
        library.delete([run])
        print(
            f"Deleted {run}; bring it back within {KEPT_DAYS} days with: "
            f"python3 main.py runs restore {run[:8]}",
            flush=True,
        )


def _agreed(record: RunRecord) -> bool:
    """Ask; without anybody to answer nothing is deleted."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "Nobody can be asked; give --yes to delete run {id}."),
            id=record.id[:8],
        )
    answer = input(f"Delete {record.name} ({record.id[:8]}, {record.steps} steps)? [y/N] ")
    return answer.strip().casefold() in ("y", "yes")


def _restore(library: Library, args: argparse.Namespace) -> None:
    runs = [library.find(name) for name in args.runs]
    library.restore(runs)
    for run in runs:
        print(f"Restored {run}", flush=True)


ACTIONS = {
    "list": _list,
    "show": _show,
    "export": _export,
    "delete": _delete,
    "restore": _restore,
}
