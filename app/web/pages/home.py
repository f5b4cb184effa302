"""What the front page shows: what the graph holds, three questions answered on the spot, the stories, the catalogue.

Each part is an answer of the catalogue, and leads to the page where it can be asked otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from app.web.deps import LibraryKeeper
from app.web.pages import addresses
from app.web.pages.catalogue import QuestionFolder, folders
from app.web.pages.stories.content import ListedStory, listed_stories
from app.web.pages.stories.declared import Stories
from app.web.pages.table import Part
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library
from graph.errors import StoreError
from graph.model import AIDS, EDUCATION_GROUP, INDICATOR, MEMBER_OF, ORGANISATION, REGION, SCHOOL, SOURCE
from graph.questions import shipped_catalogue
from graph.state import graph_state

SHOWN_QUESTIONS = 3
"""Questions of each folder that the front page names; the rest are on their own page."""
MOST_TOLD = 3
"""Rows of an answer that stand on the front page."""
_COUNTED = {
    SCHOOL.label: "schools", EDUCATION_GROUP.label: "groups", ORGANISATION.label: "organisations",
    REGION.label: "regions", MEMBER_OF.type: "memberships", AIDS.type: "aid_links", INDICATOR.label: "figures",
}  # fmt: skip
"""What the front page counts, in this order, and the column in which many of it are counted; sources come last."""


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """A question in plain words, and its answer: lines of names with what is told of them, what follows, and links."""

    question: str
    lines: Sequence[tuple[Sequence[Part], str]]
    follows: str
    notes: str
    links: Sequence[tuple[str, str]]


@dataclass(slots=True)
class Home:
    """The front page's content. Without a store there is only `trouble`, and what needs no store."""

    held: Sequence[tuple[str, str]] = ()
    """(what, how many)."""
    held_address: str = ""
    version: str = ""
    loaded: str = ""
    complete: bool = True
    answers: list[PlainAnswer] = field(default_factory=list)
    map: str = ""
    frame: str = ""
    """The same alone: the whole graph from far away; "" where there is nothing to draw."""
    stories: Sequence[ListedStory] = ()
    trouble: str = ""
    status: int = HTTPStatus.OK
    folders: list[QuestionFolder] = field(default_factory=list)


def home_content(keeper: LibraryKeeper, stories: Stories, texts: PageTexts) -> Home:
    """What the front page shows, whether or not the store answers."""
    try:
        return home_of(keeper.library(), stories, texts)
    except StoreError as error:
        keeper.reconsider()
        return Home(folders=folders(texts), status=error.status, trouble=texts.trouble(error))


def home_of(library: Library, stories: Stories, texts: PageTexts) -> Home:
    """Ask what the front page shows. Raises a StoreError."""
    content = Home(folders=folders(texts))
    state = graph_state(library.store)
    if state.version is None:
        content.trouble = texts.word("empty")
        return content
    numbers = {row["what"]: row["number"] for row in library.ask("holdings").rows}
    many = {what: texts.title(column) for what, column in _COUNTED.items()} | {SOURCE.label: texts.word("home_sources")}
    content.held = [(called, f"{numbers[what]:,}") for what, called in many.items() if numbers.get(what)]
    content.held_address = addresses.question_page("holdings", texts.language)
    content.version, content.complete = state.version, state.complete
    content.loaded = max(one.finished[:10] for one in state.datasets if one.finished)
    content.stories = [one for one in listed_stories(stories, library, texts) if one.is_told]
    made = (_who_leads(library, texts) or _who_gives(library, texts), _covered(library, texts), _flows(library, texts))
    content.answers = [one for one in made if one is not None]
    content.map = addresses.whole_map(texts.language)
    content.frame = addresses.whole_map(texts.language, alone=True)
    return content


def _who_leads(library: Library, texts: PageTexts) -> PlainAnswer | None:
    """The lead schools that reach the most schools, and what the first one's leaving would do."""
    answer = library.ask("leads_by_reach", max_rows=MOST_TOLD)
    if not answer.rows:
        return None
    first = answer.rows[0]
    given = {"school": first["school_id"]}
    lost = library.ask("lost_without_lead", given).rows
    return PlainAnswer(
        texts.word("home_leads"),
        [
            (
                [_named(row["school_id"], row["name"], SCHOOL.label, texts)],
                texts.word("home_leads_row", schools=row["schools"], counties=row["counties"], groups=row["groups"]),
            )
            for row in answer.rows
        ],
        _leaving("home_leads_lost", first["name"], lost, "left_out", texts),
        _note(answer, texts),
        [_asked("leads_by_reach", {}, texts), _asked("lost_without_lead", given, texts)],
    )


def _who_gives(library: Library, texts: PageTexts) -> PlainAnswer | None:
    """The same where no school leads: the provinces that help the most, and whom the first would leave."""
    given = {"level": "province"}
    answer = library.ask("giving_and_receiving", given)
    rows = sorted((row for row in answer.rows if row["given"]), key=lambda row: (-row["given"], row["id"]))[:MOST_TOLD]
    if not rows:
        return None
    helper = {"helper": rows[0]["id"], "with_below": "true"}
    lost = library.ask("lost_without_helper", helper).rows
    return PlainAnswer(
        texts.word("home_gives"),
        [
            (
                [_named(row["id"], row["name"], REGION.label, texts)],
                texts.word("home_gives_row", given=row["given"], received=row["received"]),
            )
            for row in rows
        ],
        _leaving("home_gives_lost", rows[0]["name"], lost, "loses_last_helper", texts),
        _note(answer, texts),
        [_asked("giving_and_receiving", given, texts), _asked("lost_without_helper", helper, texts)],
    )


def _covered(library: Library, texts: PageTexts) -> PlainAnswer | None:
    """How many schools are in a group or aided, in the provinces of which the most are known."""
    given = {"by": "province"}
    answer = library.ask("coverage", given)
    known = [row for row in answer.rows if row["denominator"]]
    if not known:
        return None
    known.sort(key=lambda row: (-row["denominator"], row["id"]))
    of_what = "of_what" if texts.language == "zh" else "of_what_en"
    return PlainAnswer(
        texts.word("home_covered"),
        [
            (
                [_named(row["id"], row["name"], REGION.label, texts)],
                texts.word(
                    "home_covered_row",
                    n=f"{row['numerator']:,.0f}",
                    of=f"{row['denominator']:,.0f}",
                    share=f"{100 * row['share']:.1f}%",
                    of_what=row[of_what],
                ),
            )
            for row in known[:MOST_TOLD]
        ],
        "",
        _note(answer, texts),
        [(texts.word("coverage"), addresses.coverage_page(texts.language, given.items()))],
    )


def _flows(library: Library, texts: PageTexts) -> PlainAnswer | None:
    """Which region helps which the most: of provinces, else of prefectures."""
    for level in ("province", "prefecture"):
        given = {"level": level}
        answer = library.ask("aid_flows", given)
        rows = sorted((row for row in answer.rows if row["from_id"] != row["to_id"]), key=lambda row: -row["links"])
        if rows:
            return PlainAnswer(
                texts.word("home_flows"),
                [
                    (
                        [_named(row[f"{end}_id"], row[f"{end}_name"], REGION.label, texts) for end in ("from", "to")],
                        texts.word("home_flows_row", links=row["links"]),
                    )
                    for row in rows[:MOST_TOLD]
                ],
                "",
                _note(answer, texts),
                [_asked("aid_flows", given, texts)],
            )
    return None


def _leaving(word: str, name: str, lost: Sequence[Mapping[str, Any]], loses: str, texts: PageTexts) -> str:
    """What-if in a sentence: of all whom it holds, how many nobody else does. "" where it holds nobody."""
    if not lost:
        return ""
    return texts.word(word, name=name, n=sum(bool(row[loses]) for row in lost), of=len(lost))


def _named(id_: str, name: str, label: str, texts: PageTexts) -> Part:
    return Part(name, addresses.entity_page(id_, label, texts.language))


def _note(answer: Answer, texts: PageTexts) -> str:
    receipt = answer.receipt
    told = [texts.word("as_of_line", day=receipt.as_of)] if receipt.as_of else []
    told.append(texts.word("undated_line", n=f"{receipt.undated_links:,}"))
    return " · ".join(told)


def _asked(question_id: str, given: Mapping[str, str], texts: PageTexts) -> tuple[str, str]:
    """(title, address) of a question's page."""
    title = shipped_catalogue()[question_id].header.title[texts.column]
    return title, addresses.question_page(question_id, texts.language, given.items())
