"""ask: any question of the catalogue, as a table, JSON or a file, with its receipt."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from app.answer_files import ANSWER_FORMATS, answer_content
from app.cli.console import of_graph, out, say, show_table, write_file
from app.cli.stores import open_library, read_settings
from app.texts import Texts
from app.web.pages.addresses import command
from graph.errors import BadParameter
from graph.questions import Column, Question, shipped_catalogue

if TYPE_CHECKING:
    from graph.answers import Answer, Library

FORMATS = ("table", "json", *ANSWER_FORMATS)
_ALL = "|".join(FORMATS)
_OF_WHAT = {"of_what", "of_what_en"}
"""Columns that say in words what a share is of."""


def ask(
    question: Annotated[str | None, typer.Argument(help="Id of the question; none lists them all.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A parameter; repeat for more.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar=_ALL, help="How to print the rows, or which file to write.")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write to, in place of standard output.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, max=1_000_000, help="Most rows to return.")] = None,
    receipt: Annotated[bool, typer.Option("--receipt", help="Print the receipt too (always part of JSON).")] = False,
) -> None:
    """Ask a question of the catalogue."""
    if question is None:
        list_questions()
        return
    # Wrong ids and parameters are found before a store is started for them.
    asked = shipped_catalogue()[question]
    given = given_parameters(parameter or [])
    check_output(format_, output)
    with open_library(read_settings()) as library:
        _follow_former_ids(library, asked, given)
        answer = library.ask(asked.id, given, max_rows=limit)
        if file_format := ANSWER_FORMATS.get(format_):
            file = file_format.write(
                answer_content(
                    library, asked, answer, answer.rows, command(asked, answer.receipt, answer.receipt.cut_at)
                )
            )
            write_answer_file(file, output)
    if not file_format:
        print_answer(asked, answer, format_)
    if answer.receipt.truncated:
        say(f"Cut at {answer.receipt.cut_at:,} rows: there are more. Raise --limit to see them.")
    if receipt and format_ != "json":
        say(json.dumps(answer.receipt.as_dict(), ensure_ascii=False, indent=2))


def _follow_former_ids(library: Library, question: Question, given: dict[str, str]) -> None:
    """Put the ids that stand in the place of those that gave way, and say so."""
    from graph.known import named, standing

    for parameter in question.header.parameters:
        former = given.get(parameter.name)
        if not parameter.id_of or not former or named(library, former) is not None:
            continue
        if (stands := standing(library, former)) is not None:
            say(f"{former} is {stands[0]} now.")
            given[parameter.name] = stands[0]


def list_questions() -> None:
    """All questions with their parameters."""
    rows = [
        (
            question.id,
            question.folder,
            question.header.title[0],
            question.header.title[1],
            ", ".join(parameter.name + ("" if parameter.required else "?") for parameter in question.header.parameters),
        )
        for question in shipped_catalogue().values()
    ]
    show_table("Questions", ("id", "folder", "题目", "title", "parameters (? may be left out)"), rows)


def print_answer(question: Question, answer: Answer, format_: str) -> None:
    """Rows as a table, or as JSON."""
    if format_ == "json":
        extra = {name: value for name, value in answer.extra.items() if name != "view"}
        body = {"receipt": answer.receipt.as_dict(), "items": answer.rows, **extra}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return
    show_rows(question, answer)
    for name, value in answer.extra.get("totals", {}).items():
        out.print(f"{name}: {value:,}")


def check_output(format_: str, output: Path | None) -> None:
    """Raises BadParameter where there is no such format, or no place for a file that a terminal can't show."""
    if format_ not in FORMATS:
        raise BadParameter("--format", f"{format_!r} is none of {_ALL}")
    written = ANSWER_FORMATS.get(format_)
    if output is not None and written is None:
        raise BadParameter("--output", f"is for files; {format_} goes to standard output")
    if written and not written.is_text and output is None and sys.stdout.isatty():
        raise BadParameter("--output", f"is missing: a terminal can't show {format_}", next_step="Name a file with -o.")


def write_answer_file(file: bytes, output: Path | None) -> None:
    """Write a file of rows to its place, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(file)
        sys.stdout.buffer.flush()
        return
    write_file(file, output)
    say(f"Written to {output}")


def show_rows(question: Question, answer: Answer) -> None:
    """The rows as a table; below it, what shares are of, and which columns hold nothing: a terminal is narrow."""
    held = {name for row in answer.rows for name in answer.columns if row.get(name) not in (None, [])} - _OF_WHAT
    columns = [column for column in question.header.columns if column.name in held or not held]
    rows = [tuple(row.get(column.name) for column in columns) for row in answer.rows]
    show_table(" / ".join(question.header.title), [_head(column) for column in columns], rows, caption(answer))
    if empty := [name for name in answer.columns if held and name not in held | _OF_WHAT]:
        out.print(f"Nothing in {', '.join(empty)}.")
    first = answer.columns[1 if answer.columns[0] in ("id", "region_id") else 0]
    for row in answer.rows:
        if row.get("of_what"):
            counted = "" if row.get("numerator") is None else f"{row['numerator']:,.0f} "
            out.print(Text(f"{row[first]}: {counted}{row['of_what_en']} / {row['of_what']}"), soft_wrap=True)


def _head(column: Column) -> str:
    """A column's name, and its unit where the name doesn't say it."""
    return f"{column.name}\n({column.unit})" if column.unit and column.unit != column.name else column.name


def caption(answer: Answer) -> str:
    """The receipt in a line: what the figures rest on."""
    receipt = answer.receipt
    as_of = f"as of {receipt.as_of}; " if receipt.as_of else ""
    return (
        f"{receipt.row_count:,} rows; {as_of}undated links used: {Texts('en').undated(receipt)}; "
        f"{of_graph(receipt)}; {receipt.engine}; {receipt.elapsed_ms} ms"
    )


def given_parameters(parameters: list[str]) -> dict[str, str]:
    """NAME=VALUE, taken apart. Raises BadParameter."""
    given: dict[str, str] = {}
    for text in parameters:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadParameter("-p", f"{text!r} is not NAME=VALUE", next_step="Write for instance -p region=530124.")
        given[name] = value
    return given
