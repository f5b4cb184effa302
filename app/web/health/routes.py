"""GET /health/live and /health/ready."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from app.web.deps import LibraryKeeper
from app.web.examples import shown
from app.web.health.schemas import Dataset, Live, Ready
from app.web.problems import responses
from graph import graph_state
from graph.errors import HuoshuiError, StoreUnreachable

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", summary="Whether the process lives", responses=responses(422) | shown("/health/live"))
async def live(response: Response) -> Live:
    """Answers as long as the process can answer at all, whatever the store does."""
    response.headers["Cache-Control"] = "no-store"
    return Live()


@router.get(
    "/ready", summary="Whether questions can be answered", responses=responses(422, 503) | shown("/health/ready")
)
def ready(request: Request, response: Response) -> Ready:
    """Answers 200 when the store answers and the graph has a version, else 503 with the next step."""
    keeper: LibraryKeeper = request.app.state.keeper
    response.headers["Cache-Control"] = "no-store"
    try:
        store = keeper.library().store
        state = graph_state(store)
    except HuoshuiError as error:
        # Whatever keeps the store from answering, for a probe it is one thing: not ready.
        keeper.reconsider()
        raise StoreUnreachable(error.message, next_step=error.next_step) from error
    if state.version is None:
        raise HTTPException(503, "the store answers, but no load has finished")
    return Ready(
        engine=store.connection.engine,
        graph_version=state.version,
        graph_complete=state.complete,
        datasets=[
            Dataset(dataset=load.dataset, status=load.status, started=load.started, finished=load.finished)
            for load in state.datasets
        ],
    )
