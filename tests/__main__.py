"""Run all checks and tests: `python3 -m tests [--quick] [arguments of pytest]`.

`--quick` leaves out ruff, mypy and import-linter.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get this far, and be told
    sys.exit(
        "dynascope: Python 3.11 or newer is needed, this is Python {}.{}; start the tests with "
        "a newer one, such as: python3.11 -m tests".format(*sys.version_info)
    )

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from engine import bootstrap

PROJECT = Path(__file__).resolve().parents[1]

CHECKS = {
    "ruff": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": (
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ),
}
"""Name of each check and the arguments with which Python runs it."""

FAILED_CHECKS = "DYNASCOPE_FAILED_CHECKS"
"""Where tests/conftest.py finds the checks that failed, to repeat them in its summary."""


def passes(name: str, arguments: Sequence[str]) -> bool:
    """Run one check, show its output if it fails, and one line in any case."""
    started = time.monotonic()
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    passed = result.returncode == 0
    if not passed:
        print(result.stdout.rstrip())
    seconds = time.monotonic() - started
    print(f"{name:<14} {'passed' if passed else 'FAILED'} in {seconds:.1f} s", flush=True)
    return passed


def main(argv: Sequence[str]) -> int:
    """Prepare the environment, run the checks, then pytest; 0 only if all passed."""
    try:
        bootstrap.ensure("test", ["-m", "tests", *argv])
    except bootstrap.BootstrapError as error:
        bootstrap.say(str(error))
        return 2
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    if "--quick" not in argv:
        failed = [name for name, arguments in CHECKS.items() if not passes(name, arguments)]
    environment[FAILED_CHECKS] = ", ".join(failed)
    arguments = [argument for argument in argv if argument != "--quick"]
    pytest = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(pytest, cwd=PROJECT, env=environment, check=False).returncode
    return code or int(bool(failed))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
