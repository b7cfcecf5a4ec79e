"""How the layout of a CSV file is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.data_files.csv_layout import find_delimiter, find_layout, looks_like_header
from engine.datasets import DATASETS
from tests.engine.data_files.refusals import refusal


def layout(text: str, **given: Any) -> Any:
    lines = text.splitlines(keepends=True)
    return find_layout(Path("t.csv"), lines, DATASETS["csv"].resolve(given, "data.params"))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("1,5;2,5\n3,5;4,5\n", ";"),
        ("a b;c\n1;2\n", ";"),
        ('"a;b",c\n"x;y",2\n', ","),
        ("a,b,c\n1,2\n", ","),
        ("a\n1\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert find_delimiter(text.splitlines(keepends=True)) == delimiter


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["a", "b"], ["1", "2"]], True),
        ([["1", "2"], ["3", "4"]], False),
        ([["1", "cat"], ["3", "dog"]], False),
        ([["size", "kind"], ["3", "dog"]], True),
        ([["size", "kind"], ["small", "dog"]], True),
        ([["", "2"], ["3", "4"]], False),
        ([["NA", "2"], ["3", "4"]], False),
        ([["2000", "2001", "kind"], ["3", "4", "dog"]], False),
        ([["a", "b"]], True),
        ([], False),
    ],
)
def test_a_header_is_told_from_data(rows: Any, header: bool) -> None:
    assert looks_like_header(rows) is header


@pytest.mark.parametrize(
    ("target", "index"),
    [(None, 2), ("", 2), ("y", 1), ("1", 0), ("3", 2), (" y ", 1)],
)
def test_the_target_is_found_by_name_or_number(target: str | None, index: int) -> None:
    assert layout("x,y,z\n1,2,3\n", target=target).target == index


def test_a_name_goes_before_a_number() -> None:
    assert layout("1,2,3\n4,5,6\n", header="yes", target="3").target == 2
    assert layout("3,2,1\n4,5,6\n", header="yes", target="3").target == 0


def test_columns_without_names_are_counted() -> None:
    assert layout("1,2\n3,4\n").names == ("column 1", "column 2")
    assert layout("a,,c\n3,4,5\n").names == ("a", "column 2", "c")


@pytest.mark.parametrize(
    ("text", "given", "told", "field"),
    [
        ("a\n1\n", {}, "only one column", "delimiter"),
        ("\n\n", {}, "no row that can be read", "path"),
        ('"a,b\n1,2\n', {}, "no row that can be read", "path"),
        ("a,a,b\n1,2,3\n", {"target": "a"}, "2 columns named 'a'", "target"),
        ("size,kind\n1,2\n", {"target": "knd"}, "such as 'kind'", "target"),
        ("a,b\n1,2\n", {"target": "3"}, "from 1 to 2", "target"),
        ("a,b\n1,2\n", {"target": "0"}, "from 1 to 2", "target"),
        ("a,b\n1,2\n", {"target": "9" * 5000}, "from 1 to 2", "target"),
        (",".join("a" * 10_001) + "\n", {}, "10001 columns", "path"),
        ("a,b\n1,2\n", {"delimiter": "tab"}, "only one column", "delimiter"),
    ],
)
def test_layouts_that_cannot_serve_are_refused(
    text: str, given: Any, told: str, field: str
) -> None:
    error = refusal(lambda: layout(text, **given))
    assert told in str(error)
    assert error.field == f"data.params.{field}"
