"""The web app, built from settings: `create_app`, and `serve` to run it.

uvicorn --factory app.web.main:app_from_environment"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import anyio
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect

from app.web.around import LOOPBACK, AllowedHosts, AnsweredAtTheEnd, WhereAndWhen
from app.web.coverage.routes import router as coverage
from app.web.cypher.routes import router as cypher
from app.web.cypher.running import Running
from app.web.deps import LibraryKeeper, only_declared_parameters
from app.web.groups import router as groups
from app.web.headers import HeadAsGet, SecurityHeaders, for_other_sites
from app.web.health.routes import router as health
from app.web.lists import router as lists
from app.web.metrics import CountRequests, Metrics
from app.web.metrics import router as metrics
from app.web.model.routes import router as model
from app.web.moved import moved
from app.web.network.routes import router as network
from app.web.openapi import DESCRIPTION, LICENSE, TAGS, TITLE, DocumentedApp, servers
from app.web.pages.problem import problem_as_wanted
from app.web.pages.routes import router as pages
from app.web.pages.stories.declared import stories_of
from app.web.paths import router as paths
from app.web.problems import ProblemResponse, http_problem, known_problem, unforeseen_problem, validation_problem
from app.web.questions.routes import router as questions
from app.web.reach.routes import router as reach
from app.web.reconcile.routes import router as reconcile
from app.web.serving import run
from app.web.turns import InTurn
from app.web.warming import warm
from graph import Settings
from graph.errors import HuoshuiError, NotFound, StoreDenied, StoreUnreachable

API = "/api/v1"
COMPRESS_FROM_BYTES = 1_000
COMPRESS_LEVEL = 4
"""An answer becomes a fifth of its size in half the time that the highest level takes for a few per cent less."""
NOUNS = (
    lists, groups, reach, paths, coverage, network, questions, model, cypher,
)  # fmt: skip


def create_app(settings: Settings, *, warms_up: bool = False) -> FastAPI:
    """The app. It starts without a store too, and connects once there is one; what serves people warms up first.

    Raises StoryInvalid for a story file that is not valid."""
    keeper = LibraryKeeper(settings)
    counted = Metrics(keeper.cache, keeper.bodies)
    app = DocumentedApp(
        title=TITLE,
        description=DESCRIPTION,
        version=version("huoshui"),
        openapi_tags=TAGS,
        license_info=LICENSE,
        servers=servers(settings.root_path),
        # Both would take their scripts from another site; /docs is a page of our own.
        docs_url=None,
        redoc_url=None,
        # A redirect would name the host that the request named; an address has one spelling.
        redirect_slashes=False,
        lifespan=_lifespan,
        generate_unique_id_function=_operation_id,
        middleware=[
            Middleware(CountRequests, metrics=counted),
            Middleware(SecurityHeaders),
            *of_hosts(settings),
            Middleware(HeadAsGet),
            Middleware(GZipMiddleware, minimum_size=COMPRESS_FROM_BYTES, compresslevel=COMPRESS_LEVEL),
            Middleware(InTurn, turns=keeper.turns, refuse=_as_wanted(known_problem)),
        ],
    )
    app.around = (
        Middleware(WhereAndWhen, root_path=settings.root_path, timezone=settings.timezone),
        *for_other_sites(settings.cors_origins),
        Middleware(AnsweredAtTheEnd, refuse=_as_wanted(known_problem)),
    )
    for error_class, handler in ERROR_HANDLERS:
        app.add_exception_handler(error_class, handler)
    app.state.keeper = keeper
    app.state.stories = stories_of(settings)
    app.state.metrics = counted
    app.state.running = Running()
    app.state.warms_up = warms_up
    api, probes = APIRouter(prefix=API), APIRouter()
    for noun in NOUNS:
        api.include_router(noun)
    probes.include_router(health)
    probes.include_router(metrics)
    for strict in (api, probes):
        app.include_router(strict, dependencies=[Depends(only_declared_parameters)])
    app.include_router(reconcile)
    app.include_router(pages)
    return app


def of_hosts(settings: Settings) -> list[Middleware]:
    """Refuses requests that name another host than the settings let; none where any will do."""
    public = urlsplit(settings.public_url or "").hostname
    is_on_loopback = settings.host in LOOPBACK or settings.host == "::1" or settings.host.startswith("127.")
    named = tuple(settings.allowed_hosts.lower().split())
    if "*" in named or not (named or is_on_loopback):
        return []
    hosts = (*named, *([public] if public else ()), *(LOOPBACK if is_on_loopback else ()), settings.host)
    return [Middleware(AllowedHosts, hosts=hosts, refuse=_as_wanted(http_problem))]


def app_from_environment() -> FastAPI:
    """The app with the settings of the environment: a factory for uvicorn."""
    return create_app(Settings(), warms_up=True)


def serve(settings: Settings, on_ready: Callable[[str], object] = print) -> None:
    """Serve the app at the settings' host and port until it is interrupted.

    `on_ready` gets the address once it answers there. Raises BadParameter where it can't listen."""
    run(create_app(settings, warms_up=True), settings.host, settings.port, on_ready)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    keeper: LibraryKeeper = app.state.keeper
    await run_in_threadpool(keeper.open)
    ends = Event()
    async with anyio.create_task_group() as tasks:
        if app.state.warms_up:
            tasks.start_soon(warm, app, ends)
        yield
        ends.set()
    await run_in_threadpool(keeper.close)


def _huoshui_error(request: Request, error: HuoshuiError) -> ProblemResponse:
    if isinstance(error, StoreUnreachable | StoreDenied):
        keeper: LibraryKeeper = request.app.state.keeper
        keeper.reconsider()
    return known_problem(request, error)


def _not_found(request: Request, error: NotFound) -> Response:
    # An id that gave way to another is still cited: who asks for it is sent on.
    return moved(request) or problem_as_wanted(request, known_problem(request, error))


def _nobody_waits(_request: Request, _error: ClientDisconnect) -> Response:
    return Response(status_code=400)


def _as_wanted(make: Callable[[Request, Any], ProblemResponse]) -> Callable[[Request, Any], Response]:
    return lambda request, error: problem_as_wanted(request, make(request, error))


def _operation_id(route: APIRoute) -> str:
    return route.name


ERROR_HANDLERS: tuple[tuple[type[Exception], Callable[[Request, Any], Response]], ...] = (
    (NotFound, _not_found),
    (HuoshuiError, _as_wanted(_huoshui_error)),
    (RequestValidationError, _as_wanted(validation_problem)),
    (HTTPException, _as_wanted(http_problem)),
    (ClientDisconnect, _nobody_waits),
    (Exception, _as_wanted(unforeseen_problem)),
)
"""The one error table: what answers an error of which class."""
