"""The rows of CSV files, good and bad."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data_files.csv_table import CsvTable, read_table
from engine.datasets import DATASETS
from tests.engine.data_files.refusals import refusal


def read(folder: Path, content: str | bytes, **given: Any) -> CsvTable:
    path = folder / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, DATASETS["csv"].resolve(given, "data.params"))


GOOD = {
    "plain": "a,b,y\n1,2,3\n4,5,6\n",
    "Windows line ends": "a,b,y\r\n1,2,3\r\n4,5,6\r\n",
    "old Macintosh line ends": "a,b,y\r1,2,3\r4,5,6\r",
    "no line end at the end": "a,b,y\n1,2,3\n4,5,6",
    "a byte order mark": "\ufeffa,b,y\n1,2,3\n4,5,6\n",
    "spaces": "a, b, y\n 1, 2, 3\n4 ,5 ,6 \n",
    "quotes": '"a","b","y"\n"1","2","3"\n"4","5","6"\n',
    "semicolons": "a;b;y\n1;2;3\n4;5;6\n",
    "tabs": "a\tb\ty\n1\t2\t3\n4\t5\t6\n",
    "empty lines": "\na,b,y\n\n1,2,3\n   \n4,5,6\n\n",
    "a quoted line end": '"a","b","y"\n1,2,"3\n"\n4,5,6\n',
    "exponents": "a,b,y\n1e0,+2.0,3\n4.,50E-1,6\n",
}


@pytest.mark.parametrize("kind", GOOD)
def test_tables_are_read_in_any_usual_dress(tmp_path: Path, kind: str) -> None:
    table = read(tmp_path, GOOD[kind])
    assert table.features.tolist() == [[1, 2], [4, 5]]
    assert table.features.dtype == np.float32
    assert table.target == ["3", "6"]
    assert table.feature_names == ("a", "b")
    assert table.target_name == "y"


def test_any_column_can_be_the_target(tmp_path: Path) -> None:
    table = read(tmp_path, GOOD["plain"], target="b")
    assert table.target == ["2", "5"]
    assert table.features.tolist() == [[1, 3], [4, 6]]
    assert table.feature_names == ("a", "y")


def test_a_header_can_be_forced_or_denied(tmp_path: Path) -> None:
    rows = "1,2,3\n4,5,6\n7,8,9\n"
    assert len(read(tmp_path, rows).features) == 3
    table = read(tmp_path, rows, header="yes")
    assert table.feature_names == ("1", "2")
    assert len(table.features) == 2


BAD = {
    "empty": ("", "is empty"),
    "only line ends": ("\n\n\n", "no row that can be read"),
    "only a header": ("a,b\n", "0 rows of data"),
    "one row": ("a,b\n1,2\n", "1 rows of data"),
    "too few cells": ("a,b,y\n1,2,3\n4,5\n", "row 3: the number of cells is 2 instead of 3"),
    "too many cells": ("a,b,y\n1,2,3,4\n4,5,6\n", "row 2: the number of cells is 4 instead of 3"),
    "a ragged row far down": (
        "a,b\n" + "1,2\n" * 5000 + "1\n",
        "row 5002: the number of cells is 1 instead of 2",
    ),
    "an empty cell": ("a,b,y\n1,2,3\n4,,6\n", "row 3, column 'b': the value is missing"),
    "a blank cell": ("a,b,y\n1,2,3\n4,  ,6\n", "row 3, column 'b': the value is missing"),
    "NA": ("a,b,y\nNA,2,3\n4,5,6\n", "row 2, column 'a': the value is missing"),
    "nan": ("a,b,y\n1,2,3\n4,nan,6\n", "row 3, column 'b': the value is missing"),
    "a question mark": ("1,2,3\n4,?,6\n", "row 2, column 'column 2': the value is missing"),
    "inf": ("a,b,y\n1,2,3\n4,-inf,6\n", "row 3, column 'b': '-inf' is not a finite number"),
    "1e400": ("a,b,y\n1,1e400,3\n4,5,6\n", "row 2, column 'b': '1e400' is not a finite number"),
    "1e39": ("a,b,y\n1,1e39,3\n4,5,6\n", "row 2, column 'b': '1e39' is not a finite number"),
    "an underscore": ("a,b,y\n1,1_000,3\n4,5,6\n", "row 2, column 'b': '1_000' is not"),
    "text": ("a,b,y\n1,2,3\n4,red,6\n", "row 3, column 'b': 'red' is text"),
    "hexadecimal": ("a,b,y\n1,2,3\n4,0x10,6\n", "row 3, column 'b': '0x10' is text"),
    "a date": ("a,b,y\n1,2024-01-02,3\n4,5,6\n", "row 2, column 'b': '2024-01-02' is text"),
    "a decimal comma, no header": (
        "1,5;2,5;3\n4,5;5;6\n", "row 1, column 'column 1': '1,5' has a decimal comma"
    ),
    "a decimal comma, no digit before it": (
        "a;b\n1;2\n,5e-3;5\n", "row 3, column 'a': ',5e-3' has a decimal comma"
    ),
    "a decimal comma": ("a;b;y\n1,5;2;3\n4;5;6\n", "row 2, column 'a': '1,5' has a decimal comma"),
    "a long text": ("a,b\n" + "1,2\n" * 9 + "x" * 900 + ",1\n", "row 11, column 'a': 'xxx"),
    "an open quote": ('a,b\n1,2\n3,"4\n', "row 3: a quotation mark is not closed"),
    "a stray quote": ('a,b\n1,2\n3,"4"5\n', "row 3: a quotation mark is not closed or stands"),
    "a huge cell": ('a,b\n1,2\n3,"' + "9" * 200_000 + '"\n', "a value is too long"),
    "a huge line": ("a,b\n1,2\n" + "9" * 1_100_000 + ",1\n", "row 3: the line is longer than"),
    "Latin-1": ("a,b\n1,2\n3,4\ngr\xfcn,1\n".encode("latin-1"), "row 4: the characters are not"),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), "is not text in UTF-8"),
    "zeros": (b"a,b\n1,2\n3,\0\n", "is not text in UTF-8"),
    "a workbook": (b"PK\x03\x04" + b"\0" * 100, "is a workbook or a packed file"),
    "packed": (gzip.compress(b"a,b\n1,2\n3,4\n"), "is a workbook or a packed file"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_tables_are_refused_by_row_and_column(tmp_path: Path, kind: str) -> None:
    content, told = BAD[kind]
    error = refusal(lambda: read(tmp_path, content))
    assert told in str(error)
    assert str(tmp_path / "t.csv") in str(error)
    assert len(str(error)) < 300 + len(str(tmp_path))


def test_quoted_line_ends_do_not_confuse_the_count(tmp_path: Path) -> None:
    content = 'a,y\n1,"two\nlines"\n3,ok\nx,ok\n'
    assert "row 5, column 'a'" in str(refusal(lambda: read(tmp_path, content)))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("wb") as file:
        file.truncate(2**30 + 1)  # sparse: takes no room on the disk
    params = DATASETS["csv"].resolve({}, "data.params")
    assert "1074 MB" in str(refusal(lambda: read_table(path, params)))


def test_a_table_with_too_many_values_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.data_files.csv_table.MAX_ROWS", 2)
    assert "more than the 2 rows" in str(refusal(lambda: read(tmp_path, "1,2\n3,4\n5,6\n")))


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(
        st.tuples(*[st.floats(width=32, allow_nan=False, allow_infinity=False)] * 3),
        min_size=2,
        max_size=30,
    ),
    delimiter=st.sampled_from(",;\t"),
)
def test_what_was_written_is_what_is_read(
    values: list[tuple[float, ...]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(values)
    table = read_table(path, DATASETS["csv"].resolve({}, "data.params"))
    assert np.array_equal(table.features, np.array(values, dtype=np.float32)[:, :2])
    assert [float(cell) for cell in table.target] == [row[2] for row in values]


@settings(max_examples=100, deadline=None)
@given(content=st.text(alphabet='ab01.,;"\n\t e-', max_size=60))
def test_no_text_gets_past_the_reader_unseen(
    content: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        table = read(folder, content)
    except ValueError as error:
        assert str(folder) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert np.isfinite(table.features).all()
        assert len(table.features) == len(table.target) == len(table.rows) >= 2
