"""cypher: Cypher of one's own, read-only and within the console's bounds, on the guests' copy of the graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from app.answer_files import ANSWER_FORMATS, console_content
from app.cli.ask import FORMATS, check_output, given_parameters, write_answer_file
from app.cli.console import of_graph, out, say, show_table
from app.cli.stores import open_guests, read_settings
from graph.errors import BadParameter, InputNotFound

if TYPE_CHECKING:
    from graph.console import ConsoleAnswer, QueryPlan

STDIN = "-"
_AS_JSON = ":"
"""Between a parameter's name and its =, for a value that is JSON."""


def cypher(
    statement: Annotated[
        str | None, typer.Argument(help="One read in Cypher; none, or -, reads it from standard input.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="File that holds the statement.")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            "-p",
            metavar="NAME=TEXT",
            help='A parameter; repeat for more. NAME:=JSON for what isn\'t text: -p n:=5, -p \'ids:=["a", "b"]\'.',
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print the rows, or which file to write.")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write to, in place of standard output.")
    ] = None,
    receipt: Annotated[bool, typer.Option("--receipt", help="Print the receipt too (always part of JSON).")] = False,
) -> None:
    """Run Cypher of your own, on a copy of the graph that nothing can write to (docs/cypher.md)."""
    # What is wrong with the words is told before a store is started for them.
    text = _statement(statement, file)
    values = parameter_values(parameter or [])
    check_output(format_, output)
    from graph.console import Console

    settings = read_settings()
    with open_guests(settings) as (store, guests), closing(Console(store, guests)) as console:
        answer = console.run(text, values, client="huoshui cypher")
    if file_format := ANSWER_FORMATS.get(format_):
        write_answer_file(file_format.write(console_content(answer)), output)
    elif format_ == "json":
        plan = {"plan": answer.plan.as_dict()} if answer.is_plan else {}
        body = {"receipt": answer.receipt(), **plan, "columns": list(answer.columns), "rows": answer.rows}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
    elif answer.is_plan:
        for line in _plan_lines(answer.plan, 0):
            out.print(Text(line), soft_wrap=True)
    else:
        rows = [tuple(_shown(row.get(name)) for name in answer.columns) for row in answer.rows]
        show_table("", answer.columns, rows)
        out.print(Text(_caption(answer)), soft_wrap=True)
    if answer.truncated:
        say(f"Cut at {answer.cut_at:,} {answer.cut_by}: there is more. Narrow the statement, or add a LIMIT.")
    if receipt and format_ != "json":
        say(json.dumps(answer.receipt(), ensure_ascii=False, indent=2))


def parameter_values(parameters: list[str]) -> dict[str, Any]:
    """NAME=TEXT and NAME:=JSON as values by name: text stays text, since codes of regions are. Raises BadParameter."""
    values: dict[str, Any] = {}
    for name, text in given_parameters(parameters).items():
        if not name.endswith(_AS_JSON):
            values[name] = text
            continue
        bare = name.removesuffix(_AS_JSON)
        try:
            values[bare] = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadParameter(bare, f"is no JSON: {error}", next_step=f"For a text write {bare}=TEXT.") from error
    return values


def _statement(statement: str | None, file: Path | None) -> str:
    if file is not None and statement is not None:
        raise BadParameter("--file", "stands beside a statement: give one of the two")
    if statement is not None and statement != STDIN:
        return statement
    try:
        if file is None and sys.stdin.isatty():
            say("Type a statement; Ctrl-D on a line of its own ends it.")
        read = file.read_bytes() if file else sys.stdin.buffer.read()
        return read.decode("utf-8-sig")
    except OSError as error:
        raise InputNotFound(
            f"{file or 'standard input'} can't be read: {error.strerror}", next_step="Name a file with a statement."
        ) from error
    except UnicodeDecodeError as error:
        raise BadParameter("statement", "is no UTF-8 text", next_step="Save the file as UTF-8.") from error


def _plan_lines(plan: QueryPlan, depth: int) -> Iterator[str]:
    """An operator a line, those that feed it below it."""
    rows = "" if plan.estimated_rows is None else f" ({plan.estimated_rows:,.0f} rows expected)"
    yield f"{'  ' * depth}{plan.name}{rows} {plan.details}".rstrip()
    for child in plan.children:
        yield from _plan_lines(child, depth + 1)


def _shown(value: Any) -> Any:
    """A value for a table: nodes and links in a few words, what else is nested as JSON."""
    match value:
        case {"id": id_, "labels": labels, "properties": {**properties}}:
            return f"(:{':'.join(labels)} {properties.get('name') or properties.get('title') or ''} {id_})"
        case {"type": type_, "from": start, "to": end, "key": _}:
            return f"({start})-[:{type_}]->({end})"
        case list():
            return [_shown(item) for item in value]
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return value


def _caption(answer: ConsoleAnswer) -> str:
    """The receipt in a line."""
    return f"{len(answer.rows):,} rows; {of_graph(answer)}; {answer.engine}; {answer.elapsed_ms} ms"
