"""What the page of a question shows: its form, and once enough was given, the answer in every form it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from app.web.deps import LibraryKeeper
from app.web.pages import addresses
from app.web.pages.charts import ChartFigure, chart
from app.web.pages.controls import ROWS, Control, controls
from app.web.pages.meant import Meant, read_ids
from app.web.pages.query import Query, read_query
from app.web.pages.sections import Section, sections
from app.web.pages.table import Cell, Table, answer_table, nameless_ids, value_cell
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library, Receipt
from graph.errors import BadParameter, NotFound, StoreError, StoreTimeout
from graph.known import names_of
from graph.questions import Question
from graph.subgraph import Subgraph
from graph.today import today

Here = Callable[[addresses.Pairs], str]
_COMPARED = "what_if"
"""What an answer says beside its rows that takes the most room: it stands below them."""
MORE = 10
"""How many times more rows a page offers where a question can't go on after its last one."""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the page shows it, with the addresses that give it again."""

    table: Table
    rows: int
    notes: Sequence[str]
    facts: Sequence[Section]
    compared: Sequence[Section]
    chart: ChartFigure | None
    map: str
    frame: str
    map_note: str
    cut: str
    next: tuple[str, str] | None
    first: str
    receipt: Sequence[tuple[str, Cell]]
    cypher: str
    is_computed: bool
    permalink: str
    json: str
    files: Sequence[tuple[AnswerFormat, str]]
    command: str


@dataclass(slots=True)
class QuestionPage:
    """The page's content. `problems` are (parameter, its label, what is wrong); `trouble` is what the store lacks."""

    question: Question
    form: list[Control]
    used: list[tuple[str, str]]
    used_ids: bool
    """Whether an id or a name of the reader's own was given."""
    example: str
    meant: Meant
    status: int = HTTPStatus.OK
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    trouble: str = ""
    answer: ShownAnswer | None = None
    receipt: Receipt | None = None
    """That of the answer."""


def question_page(
    keeper: LibraryKeeper,
    question: Question,
    pairs: Iterable[tuple[str, str]],
    texts: PageTexts,
    here: Here | None = None,
) -> QuestionPage:
    """The page for a question as it was asked; what is wrong is told in the page, whose status says so too.

    `here` gives addresses of the page that it stands on, where that isn't the question's own."""
    here = here or partial(addresses.question_page, question.id, texts.language)
    query = read_query(question, pairs, today())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if query.problems else HTTPStatus.OK
    answer, trouble, meant, names = None, "", Meant(), {}
    if not query.problems and (query.values or not query.absent):
        try:
            library = keeper.library()
            meant = read_ids(library, question.header.parameters, query.given)
            if meant.unknown:
                status = HTTPStatus.NOT_FOUND
                query.problems |= meant.unknown
            elif not query.absent and not meant.elsewhere:
                answer = library.ask(question.id, query.values, max_rows=query.limit)
                names = _names(library, question, answer)
        except (BadParameter, NotFound) as error:
            status = HTTPStatus(error.status)
            _blame(error, query)
        except StoreError as error:
            status = HTTPStatus(error.status)
            trouble = texts.trouble(error)
            if not isinstance(error, StoreTimeout):
                keeper.reconsider()
    if answer is not None and answer.receipt.graph_version is None:
        trouble = texts.word("empty")
    return QuestionPage(
        question=question,
        form=controls(question.header.parameters, query.given, query.problems, texts, meant.names),
        used=_used(question, answer, texts, meant.names),
        used_ids=any(
            parameter.type == "string" and not parameter.choices and query.values.get(parameter.name)
            for parameter in question.header.parameters
        ),
        example=addresses.example_page(question, texts.language),
        meant=meant,
        status=status,
        problems=[(name, texts.parameter(name), problem[texts.column]) for name, problem in query.problems.items()],
        trouble=trouble,
        receipt=None if answer is None else answer.receipt,
        answer=None if answer is None else _answered(question, query, answer, texts, here, names),
    )


def _blame(error: BadParameter | NotFound, query: Query) -> None:
    """Put what the question refused beside its control: the one named, or that which holds the id not found."""
    if isinstance(error, BadParameter):
        query.blame(error)
        return
    name = next((name for name, value in query.values.items() if repr(value[:80]) in error.message), "")
    query.problems[name] = error.words


def _answered(
    question: Question, query: Query, answer: Answer, texts: PageTexts, here: Here, names: Mapping[str, str]
) -> ShownAnswer:
    receipt = answer.receipt
    used = addresses.used(receipt)
    permalink = here([*used, (ROWS.name, str(query.limit))])
    map_of = partial(addresses.answer_map, question, receipt, query.limit, texts.language)
    return ShownAnswer(
        table=answer_table(question, answer.rows, texts, names),
        rows=len(answer.rows),
        notes=_notes(answer, texts),
        facts=sections({key: value for key, value in answer.extra.items() if key != _COMPARED}, texts),
        compared=sections({key: value for key, value in answer.extra.items() if key == _COMPARED}, texts),
        chart=chart(question, answer.rows, texts),
        map=map_of() if _has_something(answer) else "",
        frame=map_of(alone=True) if _has_something(answer) else "",
        map_note=_map_note(question, texts),
        cut=_cut(answer, texts),
        next=_next(question, query, answer, texts, here),
        first=_first(question, query, answer, here),
        receipt=_receipt(answer, texts),
        cypher=receipt.cypher,
        is_computed=question.header.computed is not None,
        permalink=permalink,
        json=addresses.answer_address(question, receipt, query.limit),
        files=[
            (one, addresses.answer_address(question, receipt, query.limit, format=one.name))
            for one in ANSWER_FORMATS.values()
        ],
        command=addresses.command(question, receipt, query.limit),
    )


def _names(library: Library, question: Question, answer: Answer) -> dict[str, str]:
    """Names of those whose ids stand alone in the rows."""
    view = answer.extra.get("view")
    if isinstance(view, Subgraph):
        return {node.id: node.name for node in view.nodes}
    return names_of(library, nameless_ids(question, answer.rows))


def _map_note(question: Question, texts: PageTexts) -> str:
    """What the map beside the answer holds."""
    declared = question.header.map
    return "" if declared is None else texts.word("map_exact" if declared.links else "map_around")


def _has_something(answer: Answer) -> bool:
    return bool(answer.rows) or bool(answer.extra)


def _used(
    question: Question, answer: Answer | None, texts: PageTexts, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What the answer was asked with, in words; `names` are of ids given, by parameter."""
    if answer is None:
        return []
    lists = {parameter.name for parameter in question.header.parameters if parameter.type == "strings"}
    told = []
    for name, value in addresses.used(answer.receipt):
        values = value.split(",") if name in lists else [value]
        words = texts.separated(texts.parameter_value(name, one) for one in values)
        told.append((texts.parameter(name), f"{names[name]} {value}" if names.get(name) else words))
    return told


def _notes(answer: Answer, texts: PageTexts) -> list[str]:
    receipt = answer.receipt
    notes = [texts.word("rows", n=f"{len(answer.rows):,}")]
    if "as_of" in receipt.parameters:
        notes.append(texts.of_day(receipt))
    notes.append(texts.word("undated_line", n=texts.undated(receipt)))
    return notes + texts.of_graph(receipt)


def _cut(answer: Answer, texts: PageTexts) -> str:
    if not answer.receipt.truncated:
        return ""
    # The network is bounded in nodes; its rows are the links among them.
    key = "cut_nodes" if isinstance(answer.extra.get("view"), Subgraph) else "cut"
    return texts.word(key, n=f"{answer.receipt.cut_at:,}")


def _next(question: Question, query: Query, answer: Answer, texts: PageTexts, here: Here) -> tuple[str, str] | None:
    """(words, address) of what comes after the rows: a next page, or the same with more rows."""
    if not answer.receipt.truncated:
        return None
    pairs = [(name, value) for name, value in addresses.used(answer.receipt) if name != "after"]
    if _goes_on(question) and answer.rows:
        last = str(answer.rows[-1][question.header.columns[0].name])
        pairs += [("after", last), (ROWS.name, str(query.limit))]
        return texts.word("next_rows"), here(pairs)
    more = min(query.limit * MORE, ROWS.maximum or query.limit)
    if more == query.limit:
        return None
    pairs.append((ROWS.name, str(more)))
    return texts.word("more_rows", n=f"{more:,}"), here(pairs)


def _first(question: Question, query: Query, answer: Answer, here: Here) -> str:
    """Address of the first page, on those after it."""
    if not _goes_on(question) or not query.values.get("after"):
        return ""
    pairs = [(name, value) for name, value in addresses.used(answer.receipt) if name != "after"]
    return here([*pairs, (ROWS.name, str(query.limit))])


def _goes_on(question: Question) -> bool:
    return any(parameter.name == "after" for parameter in question.header.parameters)


def _receipt(answer: Answer, texts: PageTexts) -> list[tuple[str, Cell]]:
    told: dict[str, Any] = answer.receipt.as_dict()
    told["parameters"] = dict(addresses.used(answer.receipt))
    del told["cypher"]
    return [(texts.title(name), value_cell(name, value, texts)) for name, value in told.items()]
