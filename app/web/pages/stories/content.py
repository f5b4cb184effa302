"""What the page of a story shows: its steps with their maps and figures, as the graph holds them now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.cited_sources import cited_sources
from app.web.pages import addresses
from app.web.pages.stories.declared import Stories, Story, StoryMap, StoryStep
from app.web.pages.stories.figures import ShownFigure, story_figure
from app.web.pages.table import Cell, Part
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.errors import NotFound
from graph.labels import own_label
from graph.model import TAKES_PART
from graph.state import graph_state
from graph.statement import shipped_statement


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story in a list; `is_told` where the graph holds one of its sources."""

    title: str
    lead: str
    steps: int
    address: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step; `frame` and `map` are "" where the graph doesn't hold what they would show, `is_told` where it holds any.

    The frame is the map alone; `map` is where it can be explored."""

    number: int
    title: str
    text: str
    figures: Sequence[ShownFigure]
    frame: str
    map: str
    focus: Part | None
    is_told: bool


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The page's content."""

    title: str
    lead: str
    steps: Sequence[ShownStep]
    sources: Sequence[Part]
    notes: Sequence[str]
    others: Sequence[ListedStory]


def listed_stories(stories: Stories, library: Library | None, texts: PageTexts) -> list[ListedStory]:
    """Every story; without a store none is known to be told. Raises a StoreError."""
    wanted = sorted({source for story in stories.values() for source in story.sources})
    held = set() if library is None else set(_titles(library, wanted))
    return [
        ListedStory(
            story.title.of(texts.language),
            story.lead.of(texts.language),
            len(story.steps),
            addresses.story_page(id_, texts.language),
            not held.isdisjoint(story.sources),
        )
        for id_, story in stories.items()
    ]


def story_content(story: Story, others: Sequence[ListedStory], library: Library, texts: PageTexts) -> StoryPage:
    """The page of a story. Raises a StoreError."""
    focuses = _named(library, [step.map.focus for step in story.steps if step.map.focus], texts)
    steps = [_step(number, step, focuses, library, texts) for number, step in enumerate(story.steps, 1)]
    cited = cited_sources(library.store, [row for step in steps for figure in step.figures for row in figure.rows])
    titles = {source.id: source.title for source in cited if source.title} | _titles(library, story.sources)
    state = graph_state(library.store)
    notes = [texts.word("version_line", version=state.version)] if state.version else [texts.word("empty")]
    return StoryPage(
        title=story.title.of(texts.language),
        lead=story.lead.of(texts.language),
        steps=[_with_titles(step, titles) for step in steps],
        sources=[
            Part(titles[id_], addresses.source_page(id_, texts.language)) for id_ in story.sources if id_ in titles
        ],
        notes=notes if state.complete else [*notes, texts.word("incomplete")],
        others=others,
    )


def _step(number: int, step: StoryStep, focuses: dict[str, Part], library: Library, texts: PageTexts) -> ShownStep:
    figures = [story_figure(figure, library, texts) for figure in step.figures]
    is_answered = any(figure.value for figure in figures)
    is_held = _is_held(step.map, focuses, library, is_answered=is_answered)
    return ShownStep(
        number,
        step.title.of(texts.language),
        step.text.of(texts.language),
        figures,
        addresses.story_map(step.map, texts.language, alone=True) if is_held else "",
        addresses.story_map(step.map, texts.language) if is_held else "",
        focuses.get(step.map.focus),
        is_held or is_answered,
    )


def _is_held(shown: StoryMap, focuses: dict[str, Part], library: Library, *, is_answered: bool) -> bool:
    """Whether the graph holds what a map shows; one from far away shows what its step tells of, where there is any."""
    if shown.focus:
        return shown.focus in focuses
    if not shown.question:
        return is_answered
    try:
        return bool(library.ask(shown.question, shown.parameters).rows)
    except NotFound:
        return False


def _named(library: Library, ids: Sequence[str], texts: PageTexts) -> dict[str, Part]:
    """Names with their pages, by id, of those that the graph has."""
    wanted = dict.fromkeys(TAKES_PART, sorted(set(ids)))
    rows = library.store.read_all(shipped_statement("lookup", "nodes"), wanted) if ids else []
    return {
        row["id"]: Part(row["name"], addresses.entity_page(row["id"], own_label(row["labels"]), texts.language))
        for row in rows
    }


def _titles(library: Library, ids: Sequence[str]) -> dict[str, str]:
    """Titles of sources by id, of those that the graph has."""
    rows = library.store.read_all(shipped_statement("lookup", "sources"), {"ids": sorted(set(ids))}) if ids else []
    return {row["id"]: row["title"] or row["id"] for row in rows}


def _with_titles(step: ShownStep, titles: dict[str, str]) -> ShownStep:
    figures = [
        replace(
            figure,
            evidence=Cell([replace(part, text=titles.get(part.text, part.text)) for part in figure.evidence.parts]),
        )
        for figure in step.figures
    ]
    return replace(step, figures=figures)
