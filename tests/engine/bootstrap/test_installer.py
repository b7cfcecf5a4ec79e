"""Pip's output told in few lines, its failures in one sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.bootstrap.installer import reason, run_pip, told
from engine.bootstrap.report import BootstrapError

TOLD = {
    "Collecting torch==2.13.0": "  torch==2.13.0",
    "Collecting numpy<3,>=1.26 (from dynascope==0.1.0)": "  numpy<3,>=1.26",
    "Processing /opt/wheels/torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl": "  torch-2.13.0+cpu",
    "  Downloading torch-2.13.0-cp311-none-linux.whl (190.1 MB)": "  downloading torch-2.13.0 "
    "(190.1 MB)",
    "Downloading https://host/a/b/pyside6-6.10.3-abi3.whl (77.1 MB)": "  downloading "
    "pyside6-6.10.3 (77.1 MB)",
    "  Downloading tqdm-4.67-py3-none-any.whl (78 kB)": "",
    "Installing collected packages: mpmath, sympy, torch": "  unpacking 3 packages",
    "Requirement already satisfied: numpy": "",
    "": "",
}


@pytest.mark.parametrize("line", TOLD)
def test_progress(line: str) -> None:
    assert told(line) == TOLD[line]


REASONS = {
    "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
    "ERROR: No matching distribution found for setuptools>=77": "network",
    "socket.gaierror: [Errno -3] Temporary failure in name resolution": "network",
    "ERROR: Could not install packages: [Errno 28] No space left on device": "disk is full",
    "ERROR: No matching distribution found for torch==2.13.0": "no torch==2.13.0 for Python",
    "Collecting x\nERROR: something else\nmore": "ERROR: something else",
    "": "it said nothing",
}


@pytest.mark.parametrize("output", REASONS)
def test_reasons(output: str) -> None:
    sentence = reason(output.splitlines())
    assert REASONS[output] in sentence
    assert "\n" not in sentence


def test_a_failing_pip_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = "print('Collecting numpy'); print('Connection refused'); raise SystemExit(1)"
    with pytest.raises(BootstrapError, match="network"):
        run_pip([sys.executable, "-c", program], tmp_path)
    assert capsys.readouterr().err == "dynascope:   numpy\n"


def test_a_working_pip_runs_in_the_folder(tmp_path: Path) -> None:
    run_pip([sys.executable, "-c", "open('here', 'w').close()"], tmp_path)
    assert (tmp_path / "here").exists()
