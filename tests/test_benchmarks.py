from __future__ import annotations

import ast
import json
import platform
from pathlib import Path

import pytest

from benchmarks import machine, pairs, report
from benchmarks.rows import Row
from benchmarks.suites import SUITES

FOLDER = Path(report.__file__).parent


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (Row("a", 1.0, "s", theirs=4.0, ratio=0.25, target="<= 0.25"), True),
        (Row("a", 1.0, "s", theirs=2.0, ratio=0.5, target="<= 0.25"), False),
        (Row("a", 1.0, "s", theirs=12.0, ratio=12.0, target=">= 10"), True),
        (Row("a", 1.0, "s", theirs=9.0, ratio=9.0, target=">= 10"), False),
        (Row("a", 151.0, "ms", target="<= 150"), False),
        (Row("a", 3.0, "ms", target="<= 150"), True),
        (Row("a", 3.0, "ms"), None),
    ],
    ids=str,
)
def test_target_holds_for_the_ratio_or_else_for_the_figure(row: Row, reached: bool | None) -> None:
    assert row.reached is reached


def test_table_has_a_line_for_each_row_and_folds_long_names() -> None:
    long = "a network of many layers that has a name with far more words than fit into one column"
    rows = [
        Row("short", 12345.0, "µs", theirs=0.1234, ratio=0.5, target="<= 1.0"),
        Row(long, 1.0, "ms"),
    ]
    head, first, *folded = report.table(rows).splitlines()
    assert head.split() == list(report.HEAD)
    assert first.split() == ["short", "12,345", "0.123", "µs", "0.5", "<=", "1.0", "yes"]
    assert " ".join(" ".join(folded).split()) == f"{long} 1 ms"
    assert all(len(line) < report.WIDEST + 2 for line in folded[:-1])


def test_file_keeps_the_suites_that_were_not_measured(tmp_path: Path) -> None:
    path = tmp_path / "new" / "figures.json"
    report.write(path, {"cores": 2}, {"one": [Row("a", 1 / 3, "s")], "two": []})
    report.write(path, {"cores": 4}, {"two": [Row("b", 2.0, "s", ratio=1.0, target="<= 1")]})
    suites = json.loads(path.read_text(encoding="utf-8"))["suites"]
    assert list(suites) == ["one", "two"]
    assert suites["one"]["machine"] == {"cores": 2}
    assert suites["one"]["rows"][0]["ours"] == 0.3333
    assert suites["two"]["rows"][0]["reached"] is True


def test_facts_of_the_machine_name_neither_it_nor_its_folders() -> None:
    facts = machine.facts()
    text = json.dumps(facts)
    assert facts["cores"] >= 1
    assert facts["torch"]
    assert facts["PySide6_Essentials"]
    assert str(Path.home()) not in text
    assert platform.node() not in text or len(platform.node()) < 4
    assert "/" not in machine.platform_name()


@pytest.mark.parametrize("name", SUITES)
def test_every_suite_has_a_run_that_takes_quick(name: str) -> None:
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    found = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "run"]
    assert [argument.arg for argument in found[0].args.args] == ["quick"]


def test_both_sides_of_a_pair_take_turns() -> None:
    turns: list[str] = []
    pair = pairs.compare(lambda: turns.append("ours"), lambda: turns.append("theirs"), 3)
    assert turns == ["ours", "theirs"] * 3
    assert pair.ratio > 0
