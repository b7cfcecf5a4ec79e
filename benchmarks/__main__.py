"""Measure how fast it is: `python3 -m benchmarks [--only NAME] [--quick]`.

Prints a table and writes it to benchmarks/results. References are measured in the same run, in turn
with ours; still, close what else keeps the machine busy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.suites import SUITES
from engine import bootstrap

RESULTS = Path(__file__).resolve().parent / "results"


def main(argv: Sequence[str]) -> int:
    """Prepare the environment, measure, and report."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=SUITES, metavar="NAME", help=", ".join(SUITES))
    parser.add_argument("--quick", action="store_true", help="fewer rounds; writes no file")
    args = parser.parse_args(argv)
    try:
        bootstrap.ensure("", ["-m", "benchmarks", *argv])
    except bootstrap.BootstrapError as error:
        bootstrap.say(str(error))
        return 2
    from benchmarks import machine, report, suites

    measured = {}
    for name in [args.only] if args.only else SUITES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        measured[name] = suites.run(name, args.quick)
    print(report.table([row for rows in measured.values() for row in rows]))
    if not args.quick:
        path = RESULTS / f"{machine.platform_name()}.json"
        report.write(path, machine.facts(), measured)
        print(f"written to {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
