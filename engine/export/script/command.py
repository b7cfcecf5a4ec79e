"""`python3 main.py export-script`: the program of a run that need not have been trained."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.bootstrap import say
from engine.export.script.program import script
from engine.export.script.saving import write
from engine.headless import BAD_INPUT, FAILED, config_from
from engine.run_folder import unwritable
from engine.text import EngineError


def main(args: argparse.Namespace) -> int:
    """Write the script, and return the exit code: 0, 2 for bad input, 1 if the disk gave out."""
    path = Path(args.out)
    try:
        config = config_from(args)
        from engine.trainer import Trainer

        export = script(config, Trainer(config).facts)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, export)
    except EngineError as error:
        say(str(error))
        return BAD_INPUT
    except OSError as error:
        say(str(unwritable(path, error)))
        return FAILED
    return 0
