"""What the page of coverage shows: four questions asked with one set of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from app.web.deps import LibraryKeeper, require
from app.web.pages import addresses
from app.web.pages.charts import ChartFigure, chart, drawn
from app.web.pages.columns import described
from app.web.pages.controls import PAGE_ROWS, ROWS, Control, controls
from app.web.pages.coverage.points import points
from app.web.pages.meant import Meant, read_ids
from app.web.pages.query import Query, read_query
from app.web.pages.table import Table, answer_table, columns_table
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library, Receipt
from graph.errors import BadParameter, NotFound, StoreError, StoreTimeout
from graph.questions import Chart, Column, Question, shipped_catalogue
from graph.today import today

YEARS = 10
"""How many ends of years stand before the day that was asked for."""
_HIDDEN = ("without", ROWS.name)
"""What the page leaves to the question's own page."""
_OF_YEARS = (
    Column("year", "integer"),
    Column("numerator", "float"),
    Column("denominator", "float"),
    Column("share", "float", "0-1"),
    Column("undated_links", "integer", "links"),
)
_LINE = Chart("line", ("year",), ("share",))


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """The answer to one question: its table and chart, how many rows it has, and the pages and files that give it."""

    table: Table
    rows: int
    chart: ChartFigure | None
    cut: str
    page: str
    files: Sequence[tuple[AnswerFormat, str]]


@dataclass(slots=True)
class CoveragePage:
    """The page's content. The parts about one region are None where none was given."""

    form: list[Control]
    meant: Meant = field(default_factory=Meant)
    status: int = 200
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    trouble: str = ""
    region: str = ""
    notes: list[str] = field(default_factory=list)
    of_what: str = ""
    """What the share of the one region is of; where there are several, their rows say it."""
    receipt: Receipt | None = None
    """That of the shares."""
    shares: CoveragePart | None = None
    points: ChartFigure | None = None
    """The same where the regions lie, where there are several."""
    years: tuple[Table, ChartFigure | None] | None = None
    uncovered: CoveragePart | None = None
    reported: CoveragePart | None = None


def coverage_page(keeper: LibraryKeeper, pairs: Iterable[tuple[str, str]], texts: PageTexts) -> CoveragePage:
    """The page as it was asked for; what is wrong is told in it, and its status says so too."""
    question = shipped_catalogue()["coverage"]
    query = read_query(question, ((name, value) for name, value in pairs if name not in _HIDDEN), today())
    page = CoveragePage(form=[])
    if not query.problems:
        try:
            library = keeper.library()
            page.meant = read_ids(library, question.header.parameters, query.given)
            if page.meant.unknown:
                page.status = NotFound.status
                query.problems |= page.meant.unknown
            elif not page.meant.elsewhere:
                _answer(page, library, query, texts)
        except (BadParameter, NotFound) as error:
            page.status = error.status
            words = error.problem_words if isinstance(error, BadParameter) else error.words
            query.problems[error.parameter or ""] = words
        except StoreError as error:
            page.status, page.trouble = error.status, texts.trouble(error)
            if not isinstance(error, StoreTimeout):
                keeper.reconsider()
    else:
        page.status = BadParameter.status
    shown = [parameter for parameter in question.header.parameters if parameter.name not in _HIDDEN]
    page.form = [
        one
        for one in controls(shown, query.given, query.problems, texts, page.meant.names)
        if one.parameter is not ROWS
    ]
    page.problems = [(name, texts.parameter(name), problem[texts.column]) for name, problem in query.problems.items()]
    return page


def _answer(page: CoveragePage, library: Library, query: Query, texts: PageTexts) -> None:
    given = query.values
    if region := given.get("region"):
        require(library, "region", region, "region")
    shares = _asked(library, "coverage", given)
    receipt = shares.receipt
    if receipt.graph_version is None:
        page.trouble = texts.word("empty")
        return
    page.notes, page.receipt = [texts.of_day(receipt), *texts.of_graph(receipt)], receipt
    of_what = "of_what" if texts.language == "zh" else "of_what_en"
    page.of_what = shares.rows[0][of_what] or "" if len(shares.rows) == 1 else ""
    page.shares = _part(shares, texts)
    page.points = points(shares.rows, library.store, texts)
    if not region:
        return
    page.region = page.meant.names["region"]
    page.years = _years(library, given, receipt.as_of, texts)
    if given.get("universe") != "reported":
        page.uncovered = _part(_asked(library, "uncovered_schools", given), texts)
    page.reported = _part(_asked(library, "reconciliation", given), texts)


def _asked(library: Library, question_id: str, given: Mapping[str, str]) -> Answer:
    """A question asked with those of the parameters that it takes."""
    taken = {parameter.name for parameter in shipped_catalogue()[question_id].header.parameters}
    return library.ask(question_id, {name: value for name, value in given.items() if name in taken}, max_rows=PAGE_ROWS)


def _part(answer: Answer, texts: PageTexts) -> CoveragePart:
    question: Question = shipped_catalogue()[answer.receipt.question]
    used = addresses.used(answer.receipt)
    return CoveragePart(
        table=answer_table(question, answer.rows, texts),
        rows=len(answer.rows),
        chart=chart(question, answer.rows, texts),
        cut=texts.word("cut", n=f"{answer.receipt.cut_at:,}") if answer.receipt.truncated else "",
        page=addresses.question_page(question.id, texts.language, used),
        files=[
            (one, addresses.answer_address(question, answer.receipt, PAGE_ROWS, format=one.name))
            for one in ANSWER_FORMATS.values()
        ],
    )


def _years(
    library: Library, given: Mapping[str, str], as_of: str | None, texts: PageTexts
) -> tuple[Table, ChartFigure | None] | None:
    """The share at the end of each year before a day, and on that day; None where no day was asked for."""
    if as_of is None:
        return None
    last = date.fromisoformat(as_of)
    days = [date(year, 12, 31) for year in range(last.year - YEARS, last.year)] + [last]
    one = {name: value for name, value in given.items() if name != "by"}
    rows: list[dict[str, Any]] = []
    for day in days:
        told = _asked(library, "coverage", {**one, "as_of": day.isoformat()}).rows
        rows += [{"year": day.year, **{column.name: row[column.name] for column in _OF_YEARS[1:]}} for row in told]
    return columns_table(_OF_YEARS, rows, texts), drawn(_LINE, described(_OF_YEARS), rows, texts)
