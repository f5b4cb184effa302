"""GET /stories and /stories/{id}."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import ConfigDict

from app.web.deps import LibraryKeeper
from app.web.pages.layout import STORIES, language_of, page
from app.web.pages.stories.content import listed_stories, story_content
from app.web.pages.texts import PageTexts
from app.web.params import AddressQuery, Lang
from graph.errors import NotFound

router = APIRouter()


class StoryPageQuery(AddressQuery):
    """The page's language."""

    model_config = ConfigDict(extra="ignore")

    lang: Lang = None


@router.get(STORIES)
def stories(request: Request, asked: Annotated[StoryPageQuery, Query()]) -> HTMLResponse:
    """Every story, with what it is about."""
    texts = PageTexts(language_of(request, asked.lang))
    keeper: LibraryKeeper = request.app.state.keeper
    listed = listed_stories(request.app.state.stories, keeper.library(), texts)
    return page(request, "stories.html.j2", texts, stories=listed)


@router.get(STORIES + "/{id}")
def story(
    request: Request,
    id: str,  # noqa: A002 - the path's own name
    asked: Annotated[StoryPageQuery, Query()],
) -> HTMLResponse:
    """A story: every step with its map, on one page."""
    texts = PageTexts(language_of(request, asked.lang))
    told = request.app.state.stories
    if id not in told:
        raise NotFound(
            f"No story has the id {id[:80]!r}",
            parameter="id",
            next_step="See the stories at /stories.",
            chinese=f"没有编号为 {id[:80]!r} 的故事",
        )
    keeper: LibraryKeeper = request.app.state.keeper
    library = keeper.library()
    others = listed_stories({other: story for other, story in told.items() if other != id}, library, texts)
    content = story_content(told[id], [one for one in others if one.is_told], library, texts)
    return page(request, "story.html.j2", texts, frames=True, own_path=quote(request.url.path), content=content)
