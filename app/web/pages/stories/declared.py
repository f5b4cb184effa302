"""What a story file may say, and reading a folder of them. docs/stories.md is written from these models."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from graph.errors import BadParameter, StoryInvalid
from graph.questions import Question, shipped_catalogue
from graph.settings import PROJECT_ROOT, Settings
from graph.text_yaml import FAULTS, line_of, text_yaml
from graph.today import today

SHIPPED = PROJECT_ROOT / "data" / "stories"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")
"""Digits that are not a year."""
_SETTINGS = {"by", "level", "open", "most", "weight", "layout"}
"""What the address of a map says beside what every step declares."""
_MOST_BYTES = 100_000


def _no_figure(text: str) -> str:
    if found := _FIGURE.search(text):
        raise ValueError(f"a text holds the figure {found[0]}: figures are asked of the graph, under `figures`")
    return text


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600), AfterValidator(_no_figure)
]
Asked = Annotated[dict[str, str], Field(default_factory=dict)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoryText(_Part):
    """The same in both languages."""

    zh: Text = Field(description="In Chinese.")
    en: Text = Field(description="In English.")

    def of(self, language: str) -> str:
        """The text in one of them."""
        return self.zh if language == "zh" else self.en


class StoryMap(_Part):
    """What a step's map shows: what surrounds one (`focus`), the answer to a `question`, or a view from far away."""

    view: Literal["network", "geography", "flows", "overview"] = Field(
        "network", description="`network` or `geography` of a focus; `flows` between regions, `overview` of all."
    )
    focus: str = Field("", description="Id of the school, group, organisation or region in the middle.")
    hops: int = Field(1, ge=1, le=6, description="Most links from the focus.")
    ties: tuple[str, ...] = Field((), description="Link types to follow; all where none is given.")
    as_of: str = Field("any", description="Day that ties hold on; `any` takes all.")
    question: str = Field("", description="Id of the question whose answer is drawn.")
    parameters: Asked = Field(
        description="What that question is asked with; else what the address of such a map says, such as `level`."
    )

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        if self.focus and self.question:
            raise ValueError("a map has a `focus` or a `question`, not both")
        of_one = self.view in ("network", "geography")
        if of_one is not bool(self.focus or self.question):
            needed = "has a `focus` or a `question`" if of_one else "has no `focus` and no `question`"
            raise ValueError(f"a map of the view {self.view} {needed}")
        if self.question:
            declared = _asked(self.question, self.parameters).header.map
            if declared is None or declared.links is None:
                raise ValueError(f"the question {self.question!r} has no map of its answer")
            return self
        if unknown := set(self.parameters) - _SETTINGS:
            raise ValueError(f"a map has no {min(unknown)!r}; it has {', '.join(sorted(_SETTINGS))}")
        if self.focus:
            _asked("network", self.network)
        return self

    @property
    def network(self) -> dict[str, str]:
        """What the question `network` is asked with, where there is a focus."""
        asked = {"focus": self.focus, "hops": str(self.hops), "as_of": self.as_of}
        return asked | ({"ties": ",".join(self.ties)} if self.ties else {})

    @property
    def address(self) -> dict[str, str]:
        """What the address of the map says, where it is none of an answer."""
        told = self.network if self.focus else {"as_of": self.as_of}
        return {"view": self.view} | told | self.parameters


class StoryFigure(_Part):
    """A figure: what a question of the catalogue answers, in one cell, summed up over rows, or as a number of rows."""

    words: StoryText = Field(description="What it counts.")
    question: str = Field(description="Id of the question that answers it.")
    parameters: Asked = Field(description="What it is asked with.")
    where: Asked = Field(description="Value by column: only rows with these count.")
    cell: str = Field("", description="The column that holds the figure, in the one row that is meant.")
    of: str = Field("", description="The column of the same row that says of how many, for one that is a part.")
    total: str = Field("", description="The column that is summed up; how many rows state it stands beside.")
    unit: StoryText | None = Field(None, description="What is counted, where neither row nor column says it.")

    @model_validator(mode="after")
    def _is_answered(self) -> Self:
        question = _asked(self.question, self.parameters)
        columns = [column.name for column in question.header.columns]
        for name in (self.cell, self.of, self.total, *self.where):
            if name and name not in columns:
                raise ValueError(f"{self.question} has no column {name!r}; it has {', '.join(columns)}")
        if self.cell and self.total:
            raise ValueError("a figure is a `cell` or a `total`, not both")
        if self.of and not self.cell:
            raise ValueError("`of` goes with a `cell`")
        return self


class StoryStep(_Part):
    """One step: a sentence or two beside a map, and figures."""

    title: StoryText = Field(description="Its heading.")
    text: StoryText = Field(description="A sentence or two, in words of your own.")
    map: StoryMap = Field(description="The map beside it.")
    figures: tuple[StoryFigure, ...] = Field((), max_length=6, description="Figures below the text.")


class Story(_Part):
    """A story; its id is the name of its file."""

    title: StoryText = Field(description="What it is called.")
    lead: StoryText = Field(description="What it is about, in a sentence.")
    sources: tuple[str, ...] = Field(min_length=1, description="Ids of the sources that it rests on.")
    steps: tuple[StoryStep, ...] = Field(min_length=2, max_length=12, description="The walk: four to seven do best.")


Stories = Mapping[str, Story]


def stories_of(settings: Settings) -> Stories:
    """The stories that a site shows, by id. Raises StoryInvalid."""
    return read_stories(settings.stories or SHIPPED)


def read_stories(folder: Path) -> Stories:
    """The stories of a folder by id, in the order of their names. Raises StoryInvalid, with file and line."""
    if not folder.is_dir():
        raise StoryInvalid(f"No folder of stories at {folder}")
    return {path.stem: read_story(path) for path in sorted(folder.glob("*.yaml"))}


def read_story(path: Path) -> Story:
    """The story of a file. Raises StoryInvalid, which names the file, the line and the key."""
    if not _ID.fullmatch(path.stem):
        raise StoryInvalid(f"{path.name}: a story's name is lower-case letters, digits and single hyphens")
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1).decode("utf-8-sig")
        said = text_yaml(text)
    except (*FAULTS, OSError) as error:
        # YAML's own words tell the line.
        raise StoryInvalid(f"{path.name} can't be read: {' '.join(str(error).split())}") from error
    if len(text) > _MOST_BYTES:
        raise StoryInvalid(f"{path.name} is longer than {_MOST_BYTES:,} bytes")
    try:
        return Story.model_validate(said)
    except ValidationError as error:
        faults = (_fault(path.name, text, one["loc"], one) for one in error.errors()[:3])
        raise StoryInvalid("; ".join(faults)) from error


def _fault(name: str, text: str, place: Sequence[str | int], error: Any) -> str:
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    words = {"extra_forbidden": "is no key", "missing": "is missing"}.get(error["type"])
    words = words or error["msg"].removeprefix("Value error, ")
    return f"{name}:{line_of(text, place)}: {key}{': ' if key else ''}{words}"


def _asked(id_: str, given: Mapping[str, str]) -> Question:
    """The question with an id. Raises ValueError where there is none, or it doesn't take what is given."""
    if id_ not in shipped_catalogue():
        raise ValueError(f"no question is called {id_!r}")
    question = shipped_catalogue()[id_]
    try:
        question.parameters(given, today())
    except BadParameter as error:
        raise ValueError(f"{id_} can't be asked like this: {error.message}") from error
    return question
