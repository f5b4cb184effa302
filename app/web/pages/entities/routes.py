"""GET /schools/{id}, /groups/{id}, /organisations/{id}, /regions/{id}, /programmes/{id} and /sources/{id}.

A page each; a name leads to it, too.

/things/{id} leads to the page of whatever has an id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ConfigDict

from app.web.deps import LibraryKeeper, not_found
from app.web.moved import STANDS_THERE
from app.web.pages.addresses import ANYTHING, entity_page
from app.web.pages.addresses import card as card_address
from app.web.pages.entities.content import KINDS, EntityKind, entity_content
from app.web.pages.layout import language_of, page, public_url
from app.web.pages.meant import LEADS_THERE, candidates, choose_page
from app.web.pages.report import report_link
from app.web.pages.table import FOLD_FROM
from app.web.pages.texts import PageTexts
from app.web.params import AddressQuery, Lang
from graph.answers import Library
from graph.errors import NotFound
from graph.known import label_of, standing

router = APIRouter()


class EntityPageQuery(AddressQuery):
    """The page's language."""

    model_config = ConfigDict(extra="ignore")

    lang: Lang = None


def _endpoint(kind: EntityKind) -> Callable[..., Response]:
    def entity(
        request: Request,
        id: str,  # noqa: A002 - the path's own name
        asked: Annotated[EntityPageQuery, Query()],
    ) -> Response:
        texts = PageTexts(language_of(request, asked.lang))
        keeper: LibraryKeeper = request.app.state.keeper
        library = keeper.library()
        found = library.ask(kind.question, {"id": id})
        if not found.rows:
            return _elsewhere(request, library, kind, id, texts)
        if (meant := str(found.rows[0]["id"])) != id:
            return RedirectResponse(entity_page(meant, kind.label, texts.language), LEADS_THERE)
        base = public_url(request)
        content = entity_content(library, kind, found, texts, base)
        path = quote(request.url.path)
        return page(
            request,
            "entity.html.j2",
            texts,
            frames=True,
            own_path=path,
            content=content,
            card=base and base + card_address(kind.folder, id, texts.language),
            report=report_link(request, texts, content.name, found.receipt, [content.id]),
            fold_from=FOLD_FROM,
        )

    return entity


def _card_endpoint(kind: EntityKind) -> Callable[..., Response]:
    def of_entity(
        request: Request,
        id: str,  # noqa: A002 - the path's own name
        asked: Annotated[EntityPageQuery, Query()],
    ) -> Response:
        # It draws: pages that show no picture don't wait for what that takes.
        from app.web.pages.entities.card import card

        texts = PageTexts(language_of(request, asked.lang))
        keeper: LibraryKeeper = request.app.state.keeper
        library = keeper.library()
        found = library.ask(kind.question, {"id": id})
        if not found.rows:
            raise not_found(kind.question, id)
        key = f"card {kind.folder} {id} {texts.language} {found.receipt.graph_version}"
        body = keeper.bodies.get(key, lambda: card(entity_content(library, kind, found, texts), kind.label, texts))
        return Response(body, media_type="image/png")

    return of_entity


for _kind in KINDS:
    router.add_api_route(
        f"/cards/{_kind.folder}/{{id}}.png", _card_endpoint(_kind), methods=["GET"], name=f"{_kind.question}_card"
    )
    # An id has no slash; a name may.
    router.add_api_route(
        f"/{_kind.folder}/{{id:path}}", _endpoint(_kind), methods=["GET"], name=f"{_kind.question}_page"
    )


@router.get(f"/{ANYTHING}/{{id:path}}")
def thing(request: Request, id: str, asked: Annotated[EntityPageQuery, Query()]) -> Response:  # noqa: A002
    """The page of whatever has this id, by a redirect."""
    keeper: LibraryKeeper = request.app.state.keeper
    label = label_of(keeper.library(), id)
    if not label:
        raise NotFound(
            f"No school, group, organisation or region has the id {id[:80]!r}",
            parameter="id",
            chinese=f"没有编号为 {id[:80]!r} 的学校、集团、机构或地区",
        )
    return RedirectResponse(entity_page(id, label, language_of(request, asked.lang)), LEADS_THERE)


def _elsewhere(request: Request, library: Library, kind: EntityKind, text: str, texts: PageTexts) -> Response:
    """A redirect to what an address without an id of its kind means, or the names to choose from. Raises NotFound."""
    if label := label_of(library, text):
        return RedirectResponse(entity_page(text, label, texts.language), STANDS_THERE)
    if (stands := standing(library, text)) is not None:
        return RedirectResponse(entity_page(*stands, texts.language), STANDS_THERE)
    named = candidates(library, [kind.label], text)
    if named.only is not None:
        return RedirectResponse(entity_page(*named.only, texts.language), LEADS_THERE)
    if not named.rows:
        raise not_found(kind.question, text)
    found = {entity_page(row["id"], row["label"], texts.language): row for row in named.rows}
    return choose_page(request, text, found, texts)
