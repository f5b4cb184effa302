"""Answers as files: what a spreadsheet, Parquet and Stata hold is what the answer says, and nothing of it runs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pyreadstat
import pytest

from app.answer_files import ANSWER_FORMATS, AnswerContent, FileColumn, answer_content
from app.answer_files.xlsx import MOST_LETTERS
from app.cited_sources import CitedSource
from graph.answers import Library
from graph.questions import shipped_catalogue

STAGES = {"primary": ("小学", "Primary"), "junior": ("初中", "Junior secondary")}
COLUMNS = (
    FileColumn("id", "string", ("编号", "Id"), ("编号。", "Identifier.")),
    FileColumn("stage", "string", ("学段", "Stage"), codes=STAGES),
    FileColumn("share", "float", ("占比", "Share"), unit="0-1"),
    FileColumn("students", "integer", ("学生", "Students"), unit="students"),
    FileColumn("lead", "boolean"),
    FileColumn("since", "string"),
    FileColumn("seen", "day"),
    FileColumn("aliases", "strings"),
    FileColumn("path", "any"),
)
HOSTILE = [
    "=HYPERLINK(\"http://127.0.0.1\",\"x\")", "+1", "-1", "@SUM(A1)", "<script>alert(1)</script>", 'a"b', "a\nb\tc",
    "\u202e逆", "x" * 500, "_x000D_", "\x07", "http://127.0.0.1/", "007", "{=1+1}",
]  # fmt: skip


def content(*rows: dict[str, Any], columns: tuple[FileColumn, ...] = COLUMNS, **others: Any) -> AnswerContent:
    facts = ((("图版本", "Graph version"), "abc"), (("引用", "How to cite"), "Huoshui 活水"))
    return AnswerContent(("谁覆盖", "Who covers"), columns, rows, facts, **others)


ROW = {
    "id": "s1", "stage": "junior", "share": 0.25, "students": 1200, "lead": True, "since": "2020-09",
    "seen": "2024-02-29", "aliases": ["一中", "老一中"], "path": [{"id": "s1"}],
}  # fmt: skip
EMPTY = dict.fromkeys(ROW)


def rows_of(file: bytes, sheet: int = 0) -> list[tuple[Any, ...]]:
    """The cells of a sheet, its heads among them."""
    return fastexcel.read_excel(file).load_sheet(sheet, header_row=None).to_polars().rows()


def test_a_workbook_has_typed_cells() -> None:
    file = ANSWER_FORMATS["xlsx"].write(content(ROW, EMPTY))
    sheet = fastexcel.read_excel(file).load_sheet(0).to_polars()
    assert [name.split("\n") for name in sheet.columns[:2]] == [["编号", "id"], ["学段", "stage"]]
    types = dict(zip((column.name for column in COLUMNS), sheet.dtypes, strict=True))
    assert types["share"] == types["students"] == pl.Float64
    assert types["lead"] == pl.Boolean
    assert types["seen"].is_temporal(), "whole days are days"
    assert types["since"] == pl.String, "a month is no day"
    assert sheet.row(0)[:4] == ("s1", "junior", 0.25, 1200)
    assert sheet.row(0)[7:] == ("一中;老一中", '[{"id": "s1"}]')


def test_its_second_sheet_says_what_the_answer_rests_on() -> None:
    source = CitedSource("r1", "报道 1", "报社", "2024-05", "http://127.0.0.1/r1", "CC BY 4.0")
    file = ANSWER_FORMATS["xlsx"].write(content(ROW, sources=lambda: [source]))
    assert fastexcel.read_excel(file).sheet_names == ["答案 Answer", "说明 About"]
    told = [tuple(cell for cell in row if cell is not None) for row in rows_of(file, 1)]
    assert ("问题", "Question", "谁覆盖 / Who covers") in told
    assert ("图版本", "Graph version", "abc") in told
    assert ("students", "学生", "Students", "students") in told
    assert tuple(source) in told


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_another_text(hostile: str) -> None:
    columns = (FileColumn(hostile, "string", (hostile, hostile), (hostile, hostile), hostile),)
    held = content({hostile: hostile}, columns=columns, sources=lambda: [CitedSource(*[hostile] * 6)])
    file = ANSWER_FORMATS["xlsx"].write(held)
    for name in (names := zipfile.ZipFile(io.BytesIO(file))).namelist():
        assert b"<f>" not in names.read(name), name
        assert b"<hyperlink" not in names.read(name), name
    assert rows_of(file)[1] == (hostile,)
    assert pl.read_parquet(ANSWER_FORMATS["parquet"].write(held)).rows() == [(hostile,)]


def test_a_text_that_no_cell_holds_is_cut_and_counted() -> None:
    columns = (FileColumn("text", "string"),)
    file = ANSWER_FORMATS["xlsx"].write(content({"text": "校" * (MOST_LETTERS + 1)}, columns=columns))
    assert rows_of(file)[1] == ("校" * MOST_LETTERS,)
    assert any("Cells that were cut" in row for row in rows_of(file, 1))


def test_days_that_a_spreadsheet_counts_otherwise_and_numbers_it_rounds_stay_text() -> None:
    columns = (FileColumn("day", "day"), FileColumn("number", "integer"))
    file = ANSWER_FORMATS["xlsx"].write(content({"day": "1895-01-01", "number": 2**53 + 1}, columns=columns))
    assert rows_of(file)[1] == ("1895-01-01", str(2**53 + 1))


def test_the_same_answer_is_the_same_workbook() -> None:
    assert ANSWER_FORMATS["xlsx"].write(content(ROW)) == ANSWER_FORMATS["xlsx"].write(content(ROW))


def test_parquet_keeps_types_and_tells_what_columns_mean() -> None:
    file = io.BytesIO(ANSWER_FORMATS["parquet"].write(content(ROW, EMPTY)))
    frame = pl.read_parquet(file)
    assert frame.rows() == [(*list(ROW.values())[:-1], '[{"id": "s1"}]'), (None,) * len(ROW)]
    assert frame.schema["aliases"] == pl.List(pl.String)
    assert frame.schema["students"] == pl.Int64
    assert frame.schema["lead"] == pl.Boolean
    about = json.loads(pl.read_parquet_metadata(file)["huoshui"])
    assert about["title"] == ["谁覆盖", "Who covers"]
    assert about["columns"]["share"] == {"words": ["占比", "Share"], "meaning": ["", ""], "unit": "0-1"}


def test_stata_labels_variables_and_values_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "x.dta").write_bytes(ANSWER_FORMATS["dta"].write(content(ROW, EMPTY)))
    frame, about = pyreadstat.read_dta(str(tmp_path / "x.dta"), output_format="polars")
    assert about.file_label == "谁覆盖 / Who covers"
    assert about.column_names_to_labels["share"] == "占比 / Share"
    assert about.variable_value_labels["stage"] == {1: "小学 / Primary", 2: "初中 / Junior secondary"}
    assert about.variable_value_labels["lead"] == {0: "否 / no", 1: "是 / yes"}
    assert frame["stage"].to_list() == [2, None]
    assert frame["lead"].to_list() == [1, None]
    assert frame["share"].to_list() == [0.25, None]
    assert frame["aliases"].to_list() == ["一中;老一中", ""]


def test_stata_gets_names_that_it_takes_and_long_texts(tmp_path: Path) -> None:
    names = ("n.name", "n name", "1st", "学校", "x" * 40, "x" * 41)
    columns = tuple(FileColumn(name) for name in names)
    text = "校" * 3_000
    (tmp_path / "x.dta").write_bytes(ANSWER_FORMATS["dta"].write(content(dict.fromkeys(names, text), columns=columns)))
    frame, _ = pyreadstat.read_dta(str(tmp_path / "x.dta"), output_format="polars")
    assert frame.columns == ["n_name", "n_name2", "_1st", "___", "x" * 32, "x" * 31 + "2"]
    assert frame.rows() == [(text,) * len(names)]


@pytest.mark.parametrize("name", ANSWER_FORMATS)
def test_what_a_column_is_said_to_hold_and_does_not_is_not_lost(name: str, tmp_path: Path) -> None:
    columns = (FileColumn("n", "integer"), FileColumn("code", "string", codes=STAGES))
    file = ANSWER_FORMATS[name].write(
        content({"n": 1, "code": "primary"}, {"n": "约 2", "code": "other"}, columns=columns)
    )
    match name:
        case "parquet":
            assert pl.read_parquet(file).rows() == [("1", "primary"), ("约 2", "other")]
        case "dta":
            (tmp_path / "x.dta").write_bytes(file)
            frame, _ = pyreadstat.read_dta(str(tmp_path / "x.dta"), output_format="polars")
            assert frame.rows() == [("1", "primary"), ("约 2", "other")]
        case "xlsx":
            assert [tuple(map(str, row)) for row in rows_of(file)[1:]] == [("1", "primary"), ("约 2", "other")]
        case _:
            assert file.decode().splitlines()[1:] == ["1,primary", "约 2,other"]


@pytest.mark.parametrize("format_", ANSWER_FORMATS.values(), ids=lambda one: one.name)
def test_an_answer_without_rows_or_columns_is_a_file_too(format_: Any) -> None:
    assert format_.write(content())
    assert format_.write(content(columns=())) or format_.is_text


@pytest.mark.parametrize("question", ["schools", "aid_links", "coverage", "reach", "aid_by_form"])
def test_every_format_holds_every_row_of_an_answer(seeds: Library, question: str, tmp_path: Path) -> None:
    asked = shipped_catalogue()[question]
    given = {"start": "530100"} if question == "reach" else {}
    answer = seeds.ask(question, {**given, "as_of": "any"})
    assert answer.rows
    held = answer_content(seeds, asked, answer, answer.rows, "huoshui ask …")
    files = {name: format_.write(held) for name, format_ in ANSWER_FORMATS.items()}
    (tmp_path / "x.dta").write_bytes(files["dta"])
    frame, _ = pyreadstat.read_dta(str(tmp_path / "x.dta"), output_format="polars")
    heights = frame.height, pl.read_parquet(files["parquet"]).height, len(rows_of(files["xlsx"])) - 1
    assert set(heights) == {len(answer.rows)}
    assert frame.columns == list(answer.columns)
    cited = {source.id for source in held.sources()}
    assert cited == {id_ for row in answer.rows for id_ in row.get("source_ids") or ()}
    told = [cell for row in rows_of(files["xlsx"], 1) for cell in row if cell]
    assert answer.receipt.graph_version in told
    assert any(answer.receipt.answer_digest in cell and "Huoshui" in cell for cell in told)
