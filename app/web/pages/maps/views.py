"""The views of the graph that a map can be: each an answer, and how it is drawn once that is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fastapi import Request

from app.maps.days import days_of_change
from app.maps.layout import lay_out
from app.maps.limit import drawable
from app.maps.marks import PLACE_TYPES
from app.maps.network import day_of, page_of_answer, page_of_network
from app.maps.page import MapPage, day_text
from app.maps.texts import MapTexts
from app.maps.views.flows import flows_view
from app.maps.views.geography import geography_view
from app.maps.views.overview import overview_view_of
from app.maps.views.regions import region_positions
from app.maps.views.view import View
from app.web.pages.addresses import map_assets
from app.web.pages.maps.query import MapQuery, ViewName
from app.web.pages.maps.site import site_of, surroundings_of
from app.web.pages.texts import PageTexts
from app.web.replies import Reply
from graph.answers import Answer
from graph.model import AIDS
from graph.subgraph import Subgraph


@dataclass(frozen=True, slots=True)
class MapOf:
    """The answer that a map shows, and what draws it."""

    answer: Answer
    drawn: Callable[[], tuple[Subgraph, MapPage]]


def map_of(request: Request, reply: Reply, asked: MapQuery, texts: PageTexts) -> MapOf:
    """The map that an address asks for. Raises what asking does."""
    return _VIEWS[asked.view_name](request, reply, asked, texts)


def reached_on(reply: Reply, answer: Answer, day: int) -> set[str]:
    """Ids of what a `network` answer of any day reaches on a day (YYYYMMDD); all of it on any day (0)."""
    if day:
        answer = reply.ask("network", answer.receipt.parameters | {"as_of": day_text(day)})
    subgraph: Subgraph = answer.extra["view"]
    return {node.id for node in subgraph.nodes}


def _network(request: Request, reply: Reply, asked: MapQuery, texts: PageTexts) -> MapOf:
    """Ties of any day around a focus, among which a reader chooses; by groups, by regions, or where they lie."""
    answer = reply.ask("network", asked.some("focus", "hops", "ties", as_of="any"))
    subgraph: Subgraph = answer.extra["view"]
    layout = asked.arranged_by

    def drawn() -> tuple[Subgraph, MapPage]:
        known = surroundings_of(reply.library, subgraph, texts)
        lies_in = {id_: region for id_, (region, _) in known.regions.items()}
        page = page_of_network(answer, texts.language)
        shown = drawable(subgraph).subgraph
        notes: tuple[str, ...] = ()
        if asked.view_name == "geography":
            view = geography_view(shown, lies_in, region_positions(reply.library), page.texts)
            places, notes, outline = view.layout, view.notes, "regions"
        else:
            places, outline = lay_out(shown, lies_in if layout == "regions" else None), layout
        return subgraph, replace(
            page,
            caption=" · ".join([page.caption, *notes]),
            **map_assets(),
            day=asked.day,
            surroundings=known,
            outline="regions" if outline == "regions" else "groups",
            # Outlines tell where something lies.
            off=PLACE_TYPES,
            layout=places,
            site=site_of(request, asked, texts, subgraph),
        )

    return MapOf(answer, drawn)


def _overview(request: Request, reply: Reply, asked: MapQuery, texts: PageTexts) -> MapOf:
    answer = reply.ask("overview", asked.some("by", "level", "open", "ties", "most", "as_of"))
    # Groups stand by their ties: on another day elsewhere.
    ties = [] if answer.receipt.parameters["by"] == "group" else answer.receipt.parameters["ties"]
    return _from_far(
        request, reply, asked, answer, ties, lambda words: overview_view_of(reply.library, answer, words), texts
    )


def _flows(request: Request, reply: Reply, asked: MapQuery, texts: PageTexts) -> MapOf:
    answer, weight = reply.ask("aid_flows", asked.some("level", "as_of")), asked.weighed_by

    def seen(words: MapTexts) -> View:
        return flows_view(reply.library, answer, weight, words)

    return _from_far(request, reply, asked, answer, [AIDS.type], seen, texts)


def _from_far(
    request: Request,
    reply: Reply,
    asked: MapQuery,
    answer: Answer,
    ties: Sequence[str],
    seen: Callable[[MapTexts], View],
    texts: PageTexts,
) -> MapOf:
    """A map of one day; ties of some types tell on which others it differs, none that it can't be seen on others."""

    def drawn() -> tuple[Subgraph, MapPage]:
        page = page_of_answer(answer.receipt, texts.word(f"map_view_{asked.view_name}"), texts.language)
        view = seen(page.texts)
        known = surroundings_of(reply.library, view.subgraph, texts)
        days = days_of_change(reply.library, ties, day_of(None)) if ties else []
        of_days = page.texts.word("days_compared" if ties else "no_days")
        return view.subgraph, replace(
            page,
            caption=" · ".join([page.caption, *view.notes, of_days]),
            **map_assets(),
            timed=False,
            day=day_of(answer.receipt.as_of) if answer.receipt.as_of else 0,
            days=days,
            surroundings=replace(known, sources={source.id: source for source in view.sources} or known.sources),
            layout=view.layout,
            fit=view.fit,
            site=site_of(request, asked, texts, view.subgraph),
        )

    return MapOf(answer, drawn)


_VIEWS: dict[ViewName, Callable[[Request, Reply, MapQuery, PageTexts], MapOf]] = {
    "network": _network,
    "geography": _network,
    "overview": _overview,
    "flows": _flows,
    # The same rows; its page is a table.
    "matrix": _flows,
}
