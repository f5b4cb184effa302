"""The lists that only hand on a question's answer: a row of `LISTS` each, and of `ITEMS` for one thing by its id.

A question becomes an address of its own by a row here; without one it is at /questions/{id}/answer all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.web.bodies import Named, answer_model, asks, item_model, list_model
from app.web.deps import not_found, require
from app.web.envelope import envelope
from app.web.examples import FILES, shown
from app.web.params import ListQuery, OrganisationId, ProgrammeId, RegionId, SchoolId, SourceId
from app.web.problems import ANSWER_PROBLEMS, MOVED
from app.web.replies import Reply, ReplyDep


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRoute:
    """An address that answers with what a question says of one id."""

    path: str
    operation: str
    tag: str
    summary: str
    description: str
    example: str
    """What the API page asks for its example."""
    question: str
    item: Named
    body: Named
    id: Any = None
    """The id in the path, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRoute(ItemRoute):
    """An address that answers with a page of a question's rows."""

    id_of: str = ""
    """The question about what the id in the path is of: it tells whether that is there at all."""
    region: str = "region"
    """The parameter with the region that narrows the list, where the question has one."""
    called: Mapping[str, str] = field(default_factory=dict)
    """The question's parameters that go by another name in the address."""


ITEMS = (
    ItemRoute(
        path="/schools/{id}", operation="school", tag="schools", summary="One school 一所学校",
        description="One school with all it is known by, its region and its evidence.",
        example="/api/v1/schools/school-411202-f59aea73d1",
        question="school", id=SchoolId,
        item=Named("SchoolDetail", "One school with its dates and evidence."),
        body=Named("OneSchool", "One school: `items` holds it alone."),
    ),
    ItemRoute(
        path="/regions/{id}", operation="region", tag="regions", summary="One region 一个地区",
        description="One region, what lies above it, and how many regions and schools named in the sources lie below, "
        "beside the schools of its newest census and the newest total reported.",
        example="/api/v1/regions/530124",
        question="region", id=RegionId,
        item=Named("RegionDetail", "One region with what lies above and below."),
        body=Named("OneRegion", "One region: `items` holds it alone."),
    ),
    ItemRoute(
        path="/organisations/{id}", operation="organisation", tag="organisations", summary="One organisation 一个机构",
        description="One organisation with all it is known by, its region and its evidence.",
        example="/api/v1/organisations/organisation-000000-05b007f985",
        question="organisation", id=OrganisationId,
        item=Named("OrganisationDetail", "One organisation with its dates and evidence."),
        body=Named("OneOrganisation", "One organisation: `items` holds it alone."),
    ),
    ItemRoute(
        path="/programmes/{id}", operation="programme", tag="aid", summary="One aid programme 一个帮扶项目",
        description="One named aid programme, by its id or its whole name: its aid links and pairings, and since when.",
        example="/api/v1/programmes/programme-000000-3f69242378",
        question="programme", id=ProgrammeId,
        item=Named("ProgrammeDetail", "One named aid programme."),
        body=Named("OneProgramme", "One programme: `items` holds it alone."),
    ),
    ItemRoute(
        path="/sources/{id}", operation="source", tag="evidence", summary="One source 一个来源",
        description="One source with its title, publisher, date, address and licence.",
        example="/api/v1/sources/seed-001",
        question="source", id=SourceId,
        item=Named("SourceDetail", "One source."),
        body=Named("OneSource", "One source: `items` holds it alone."),
    ),
)  # fmt: skip
LISTS = (
    ListRoute(
        path="/schools", operation="schools", tag="schools", summary="Schools 学校名单",
        description="Schools by region (with all below it), stage, part of the name and day, in the order of their "
        "ids.",
        example="/api/v1/schools?region=411202&stage=senior&limit=1",
        question="schools",
        item=Named("SchoolRow", "A school of a list."),
        body=Named("Schools", "Schools in the order of their ids."),
    ),
    ListRoute(
        path="/schools/{id}/ties", operation="ties", tag="schools", summary="Ties of a school 学校的联系",
        description="Every tie that touches a school, in either direction, with its dates and evidence.",
        example="/api/v1/schools/school-411202-f59aea73d1/ties?as_of=2025-09-01&limit=1",
        question="ties_of_school", id=SchoolId, id_of="school",
        item=Named("Tie", "A tie of a school, in the direction that it is stored in."),
        body=Named("Ties", "Ties of a school, by type and key."),
    ),
    ListRoute(
        path="/groups", operation="groups", tag="groups", summary="Education groups 集团名单",
        description="Groups, alliances, communities and districts, with who leads them and the number of members "
        "on a day.",
        example="/api/v1/groups?region=411202&kind=alliance&as_of=2025-09-01&limit=1",
        question="groups",
        item=Named("GroupRow", "A group of a list."),
        body=Named("Groups", "Groups in the order of their ids."),
    ),
    ListRoute(
        path="/organisations", operation="organisations", tag="organisations", summary="Organisations 机构名单",
        description="Universities, government units, enterprises, foundations and others, by region, kind and part of "
        "the name, with what they help, lead and manage on a day.",
        example="/api/v1/organisations?kind=university&as_of=2025-09-01&limit=1",
        question="organisations",
        item=Named("OrganisationRow", "An organisation of a list."),
        body=Named("Organisations", "Organisations in the order of their ids."),
    ),
    ListRoute(
        path="/regions", operation="regions", tag="regions", summary="Regions 地区名单",
        description="Provinces, prefectures, counties and functional districts, by what lies above, level and part of "
        "the name.",
        example="/api/v1/regions?parent=530100&level=county&limit=1",
        question="regions", region="parent",
        item=Named("RegionRow", "A region of a list."),
        body=Named("Regions", "Regions in the order of their codes."),
    ),
    ListRoute(
        path="/aid-links", operation="aid_links", tag="aid", summary="Aid links 帮扶名单",
        description="Aid links by region (either end in it), helper, helped, form and programme, with counts and "
        "evidence.",
        example="/api/v1/aid-links?region=530100&form=group_aid&as_of=2025-09-01&limit=1",
        question="aid_links",
        item=Named("AidLinkRow", "An aid link: help goes from the helper to the helped."),
        body=Named("AidLinks", "Aid links in the order of their keys."),
    ),
    ListRoute(
        path="/programmes", operation="programmes", tag="aid", summary="Aid programmes 帮扶项目",
        description="Each named aid programme: its aid links and pairings, since when, and who helps whom.",
        example="/api/v1/programmes?as_of=2025-09-01&limit=1",
        question="programmes",
        item=Named("ProgrammeRow", "A named aid programme."),
        body=Named("Programmes", "Programmes in the order of their ids."),
    ),
    ListRoute(
        path="/sources", operation="sources", tag="evidence", summary="Sources 来源",
        description="Every source with the number of links and figures that cite it.",
        example="/api/v1/sources?limit=1",
        question="sources",
        item=Named("SourceRow", "A source and what rests on it."),
        body=Named("Sources", "Sources in the order of their ids."),
    ),
    ListRoute(
        path="/indicators", operation="indicators", tag="evidence", summary="Reported figures 指标",
        description="Figures that sources report, by subject, region (subject in it), metric and date, with unit and "
        "evidence.",
        example="/api/v1/indicators?region=530100&limit=1",
        question="indicators",
        item=Named("IndicatorRow", "A figure that a source reports."),
        body=Named("Indicators", "Figures in the order of their ids."),
    ),
    ListRoute(
        path="/reconciliation", operation="reconciliation", tag="evidence",
        summary="Reported against observed 报道与图谱对照",
        description="Reported figures beside what the graph holds of the same subject, with the difference.",
        example="/api/v1/reconciliation?region=530100&as_of=2025-09-01&limit=1",
        question="reconciliation",
        item=Named("Reconciled", "A reported figure beside what the graph holds."),
        body=Named("Reconciliation", "Reported figures that the graph can count, beside its own count."),
    ),
    ListRoute(
        path="/balance", operation="balance", tag="balance", summary="Balance between schools 差异系数",
        description="Coefficient of variation of teachers per student across a region's schools, weighted by students: "
        "0 is even.",
        example="/api/v1/balance?region=530600&as_of=2025-09-01",
        question="balance",
        item=Named("BalanceItem", "A coefficient of variation with what it rests on."),
        body=Named("Balance", "Balance of a region: `items` holds it alone."),
    ),
    ListRoute(
        path="/search", operation="search", tag="search", summary="Find by name 按名称查找",
        description="Schools, groups, organisations, regions, programmes and sources whose name or alias holds the "
        "text, whole names first.",
        example="/api/v1/search?q=%E6%98%86%E4%B8%89%E4%B8%AD&limit=1",
        question="find", called={"name": "q"},
        item=Named("Found", "A school, group, organisation, region, programme or source with the text in its name."),
        body=Named("Search", "What was found, whole names first, then short ones."),
    ),
)  # fmt: skip


def _item_endpoint(route: ItemRoute, body: type[Any]) -> Callable[..., Response]:
    def answer(reply: Reply, id: str) -> Response:  # noqa: A002 - the path's own name
        found = reply.ask(route.question, {"id": id})
        if not found.rows:
            raise not_found(route.question, id)
        return reply.one(lambda: body(**envelope(found)), found)

    return _with_parameters(answer, reply=ReplyDep, id=route.id)


def _list_endpoint(route: ListRoute, body: type[Any]) -> Callable[..., Response]:
    def answer(reply: Reply, query: ListQuery, **in_path: str) -> Response:
        page = reply.page(route.question, query, called=route.called, region=route.region, **in_path)
        if in_path:
            require(reply.library, route.id_of, in_path["id"])
        return reply.listed(page, lambda: body(**page.fields()))

    in_path = {} if route.id is None else {"id": route.id}
    query = asks(route.question, in_path=in_path, called=route.called)(ListQuery)
    return _with_parameters(answer, reply=ReplyDep, query=Annotated[query, Query()], **in_path)


def _with_parameters(endpoint: Callable[..., Response], **types: Any) -> Callable[..., Response]:
    """The endpoint with the parameters that FastAPI is to see: those of its route, which no annotation can tell."""
    parameters = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=type_) for name, type_ in types.items()]
    endpoint.__annotations__ = types
    endpoint.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return endpoint


def router_of(routes: Iterable[ItemRoute]) -> APIRouter:
    """The addresses of such rows."""
    router = APIRouter(responses=ANSWER_PROBLEMS)
    for route in routes:
        item = item_model(route.item, route.question)
        if isinstance(route, ListRoute):
            body, content = list_model(route.body, item), FILES
            endpoint = _list_endpoint(route, body)
        else:
            body, content = answer_model(route.body, item), {}
            endpoint = _item_endpoint(route, body)
        router.add_api_route(
            route.path,
            endpoint,
            name=route.operation,
            tags=[route.tag],
            summary=route.summary,
            description=route.description,
            response_model=body,
            responses=shown(route.example, content) | ({} if route.id is None else MOVED),
        )
    return router


router = router_of((*LISTS, *ITEMS))
