"""What the page of a school, group, region, programme or the like shows, each part an answer of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from app.cited_sources import cited_sources
from app.web.pages import addresses
from app.web.pages.entities.linked_data import linked_data
from app.web.pages.entities.ties import TieGroup, tie_groups
from app.web.pages.entities.timeline import Timeline, timeline
from app.web.pages.table import Cell, Part, Table, answer_table
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library
from graph.model import EDUCATION_GROUP, ORGANISATION, PROGRAMME, REGION, SCHOOL, SOURCE, TAKES_PART
from graph.questions import shipped_catalogue
from graph.today import today

MOST_TIES = 200
MOST_ROWS = 50
MOST_TOLD = 4
"""Facts that the description of a page tells."""


@dataclass(frozen=True, slots=True)
class About:
    """A question about one of them: its id, the parameter that takes the one's id, and what else is given."""

    question: str
    parameter: str
    others: Mapping[str, str] = field(default_factory=dict)

    def given(self, id_: str) -> dict[str, str]:
        """What to ask it with."""
        return {self.parameter: id_, **self.others}


@dataclass(frozen=True, slots=True)
class EntityKind:
    """One kind of what has a page: its label, the question that tells one of them, and questions about one of them.

    Answers to `tables` stand on the page, `more` are offered."""

    label: str
    question: str
    tables: Sequence[About] = ()
    more: Sequence[About] = ()
    ties: About = About("ties_of_school", "id")
    """Its links. What has none of its own gets a map of these, anything else of what surrounds it."""

    @property
    def folder(self) -> str:
        """Where the pages stand."""
        return addresses.FOLDERS[self.label]


_FIGURES = About("reported_figures", "subject")
_DIFFERING = About("differing_values", "about")
_REACH = About("reach", "start")
_NETWORK = About("network", "focus", {"as_of": "any"})
KINDS = (
    EntityKind(
        SCHOOL.label, "school", (_FIGURES, _DIFFERING), (_REACH, _NETWORK, About("lost_without_lead", "school"))
    ),
    EntityKind(
        EDUCATION_GROUP.label,
        "group",
        (_FIGURES, _DIFFERING),
        (About("members_of_group", "group"), _REACH, _NETWORK),
    ),
    EntityKind(
        ORGANISATION.label,
        "organisation",
        (_FIGURES, _DIFFERING),
        (About("lost_without_helper", "helper"), _REACH, _NETWORK),
    ),
    EntityKind(
        REGION.label,
        "region",
        (
            About("reconciliation", "region"),
            About("uncovered_schools", "region"),
            About("regions", "parent"),
            _FIGURES,
            _DIFFERING,
        ),
        (
            About("coverage", "region", {"by": "county"}),
            About("schools", "region"),
            About("groups", "region"),
            About("aid_in_region", "region"),
            About("balance", "region"),
            _REACH,
            _NETWORK,
        ),
    ),
    EntityKind(
        PROGRAMME.label,
        "programme",
        (About("indicators", "subject"), _DIFFERING),
        ties=About("ties_of_programme", "id"),
    ),
    EntityKind(
        SOURCE.label,
        "source",
        (About("figures_of_source", "id"), About("told_by_source", "id")),
        ties=About("links_of_source", "id"),
    ),
)
"""Schools, groups, organisations, regions, programmes and sources."""
_COVERED_BY = ("group", "aid", "any")


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of the page: its title, its rows, and where all of it stands."""

    id: str
    title: str
    table: Table
    rows: int
    cut: str
    address: str


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a region's schools that are covered: by what, how many of how many, and of what."""

    words: str
    numerator: str
    denominator: str
    share: str
    of_what: str
    address: str


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page's content; `unknown` are the facts that no source tells."""

    id: str
    name: str
    kind: str
    folder: str
    """Address of the page that lists all of its kind."""
    facts: Sequence[tuple[str, Cell]]
    unknown: Sequence[str]
    evidence: Cell
    ties: Sequence[TieGroup]
    tie_count: str
    ties_cut: str
    ties_address: str
    timeline: Timeline | None
    shares: Sequence[Share]
    tables: Sequence[Shown]
    more: Sequence[tuple[str, str]]
    map: str
    frame: str
    """Of the map alone, as it stands in the page."""
    map_note: str
    notes: Sequence[str]
    description: str
    linked_data: Markup


def entity_content(library: Library, kind: EntityKind, found: Answer, texts: PageTexts, base: str = "") -> EntityPage:
    """The page of the one that a question about it found. Raises a StoreError.

    `base` is what stands before the path of an address that is told to others."""
    row = found.rows[0]
    id_ = str(row["id"])
    ties = library.ask(kind.ties.question, kind.ties.given(id_), max_rows=MOST_TIES)
    answers = [(one, library.ask(one.question, one.given(id_), max_rows=MOST_ROWS)) for one in kind.tables]
    cited = [*found.rows, *ties.rows, *(row for _, answer in answers for row in answer.rows)]
    titles = {source.id: source.title for source in cited_sources(library.store, cited) if source.title}
    groups = tie_groups(ties.rows, titles, texts)
    sentences = [one for group in groups for one in group.sentences]
    facts, unknown, evidence = _facts(kind, row, texts, titles)
    name = str(row.get("name") or row.get("title") or id_)
    tie_count = f"{len(ties.rows):,}" + ("+" if ties.receipt.truncated else "")
    kind_words = texts.label(kind.label)
    return EntityPage(
        id=id_,
        name=name,
        kind=kind_words,
        folder=addresses.folder_page(kind.folder, texts.language),
        facts=facts,
        unknown=unknown,
        evidence=evidence,
        ties=groups,
        tie_count=tie_count,
        ties_cut=texts.word("cut", n=MOST_TIES) if ties.receipt.truncated else "",
        ties_address=addresses.question_page(kind.ties.question, texts.language, kind.ties.given(id_).items()),
        timeline=timeline(ties.rows, sentences, today()),
        shares=_shares(library, id_, texts) if kind.label == REGION.label else (),
        tables=[_shown(one, id_, answer, texts, titles) for one, answer in answers if answer.rows],
        more=[_more(one, id_, texts) for one in kind.more],
        map=_map(kind, id_, texts),
        frame=_map(kind, id_, texts, alone=True),
        map_note=texts.word("map_one_hop" if kind.label in TAKES_PART else "map_of_ties"),
        notes=texts.of_graph(found.receipt),
        description=_description(name, kind_words, facts, tie_count, texts),
        linked_data=linked_data(kind.label, row, ties.rows, base, texts),
    )


def _description(name: str, kind: str, facts: Sequence[tuple[str, Cell]], ties: str, texts: PageTexts) -> str:
    """The page in a sentence or two, for lists of what a search found."""
    told = [
        texts.word("fact", name=title, value=texts.separated(part.text for part in cell.parts))
        for title, cell in facts[:MOST_TOLD]
    ]
    told.append(texts.word("ties_told", n=ties))
    return texts.word("about_entity", name=name, kind=kind, facts=texts.separated(told))


def _map(kind: EntityKind, id_: str, texts: PageTexts, *, alone: bool = False) -> str:
    if kind.label in TAKES_PART:
        return addresses.map_around(id_, texts.language, alone=alone)
    pairs = [*kind.ties.given(id_).items(), ("limit", str(MOST_TIES))]
    return addresses.map_of_answer(kind.ties.question, texts.language, pairs, alone=alone)


def _facts(
    kind: EntityKind, row: Mapping[str, Any], texts: PageTexts, titles: Mapping[str, str]
) -> tuple[list[tuple[str, Cell]], list[str], Cell]:
    """What is known, the titles of what isn't, and who says so."""
    question = shipped_catalogue()[kind.question]
    table = titled(answer_table(question, [row], texts), titles)
    known, unknown, evidence = [], [], Cell([])
    # The first column is the id under its name, which is the page's heading.
    for head, cell in list(zip(table.heads, table.lines[0].cells, strict=True))[1:]:
        if head.title == texts.title("source_ids"):
            evidence = cell
        elif cell.parts:
            known.append((texts.with_unit(head.title, head.unit), cell))
        else:
            unknown.append(head.title)
    return known, unknown, evidence


def titled(table: Table, titles: Mapping[str, str]) -> Table:
    """A table whose sources are called by their titles."""
    lines = [
        type(line)(
            line.anchor, [Cell([_titled(part, titles) for part in cell.parts], cell.number) for cell in line.cells]
        )
        for line in table.lines
    ]
    return Table(table.heads, lines)


def _titled(part: Part, titles: Mapping[str, str]) -> Part:
    is_source = part.address.startswith(f"/{addresses.FOLDERS[SOURCE.label]}/") and part.text in titles
    return Part(titles[part.text], part.address, part.code, part.place) if is_source else part


def _shown(about: About, id_: str, answer: Answer, texts: PageTexts, titles: Mapping[str, str]) -> Shown:
    question = shipped_catalogue()[about.question]
    return Shown(
        id=question.id,
        title=question.header.title[texts.column],
        table=titled(answer_table(question, answer.rows, texts), titles),
        rows=len(answer.rows),
        cut=texts.word("cut", n=MOST_ROWS) if answer.receipt.truncated else "",
        address=addresses.question_page(question.id, texts.language, about.given(id_).items()),
    )


def _shares(library: Library, region: str, texts: PageTexts) -> list[Share]:
    """Coverage of a region by groups, by aid, and by either, each with what it is a share of."""
    shares = []
    for covered_by in _COVERED_BY:
        given = {"region": region, "covered_by": covered_by}
        for row in library.ask("coverage", given).rows:
            denominator, share = row["denominator"], row["share"]
            shares.append(
                Share(
                    words=texts.parameter_value("covered_by", covered_by),
                    numerator=f"{row['numerator']:,.0f}",
                    denominator="" if denominator is None else f"{denominator:,.0f}",
                    share="" if share is None else f"{100 * share:.1f}%",
                    of_what=str(row["of_what" if texts.language == "zh" else "of_what_en"] or ""),
                    address=addresses.coverage_page(texts.language, given.items()),
                )
            )
    return shares


def _more(about: About, id_: str, texts: PageTexts) -> tuple[str, str]:
    """(title, address) of a question about this one."""
    title = shipped_catalogue()[about.question].header.title[texts.column]
    return title, addresses.question_page(about.question, texts.language, about.given(id_).items())
