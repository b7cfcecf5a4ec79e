"""`python3 main.py export-script`: files written whole, problems told in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import main
from engine.config import to_json
from tests.engine.export.cases import OTHERS
from tests.engine.export.scripts import executed, small, trained

ROOT = Path(__file__).parents[3]


def test_the_script_of_a_config_file(tmp_path: Path) -> None:
    config = small(**OTHERS["digits"])
    (tmp_path / "run.json").write_text(to_json(config), encoding="utf-8")
    out = tmp_path / "学习 🙂" / "it's run.py"
    arguments = ["--config", str(tmp_path / "run.json"), "--out", str(out), "--seed", "5"]
    result = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "export-script", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert sorted(each.name for each in out.parent.iterdir()) == ["digits.csv.gz", "it's run.py"]
    expected = trained(small(**OTHERS["digits"], training__seed=5))
    np.testing.assert_allclose(executed(out), expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("arguments", "code", "mention"),
    [
        (["--set", "model.activation=rellu"], 2, "did you mean relu"),
        (["--set", "data.name=csv", "--set", "data.params.path=nowhere.csv"], 2, "does not exist"),
        (["--config", "nowhere.json"], 2, "nowhere.json"),
        (["--out", "file/run.py"], 1, "cannot be written"),
    ],
)
def test_problems_are_one_sentence(
    arguments: list[str], code: int, mention: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    assert main.main(["export-script", *arguments]) == code
    told = capsys.readouterr().err
    assert mention in told
    assert told.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_former_script_stays_if_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run.py"
    out.write_text("former", encoding="utf-8")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main.main(["export-script", "--out", str(out)]) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["run.py"]
    assert out.read_text(encoding="utf-8") == "former"
