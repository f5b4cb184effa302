"""Bodies of the Cypher route."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from app.answer_files import ANSWER_FORMATS
from app.web.envelope import Body
from app.web.network.schemas import NetworkLink, NetworkNode, shown_items
from app.web.params import AddressQuery, documented
from graph.console import ConsoleAnswer
from graph.console.plan import QueryPlan
from graph.questions import Parameter

FORMAT = Parameter(
    "format", "string", "csv",
    ("JSON；各行的文件（CSV、Excel、Parquet 或 Stata，也可用 Accept 取得）；或只要执行计划，不运行语句",
     "JSON; a file of the rows (CSV, Excel, Parquet, Stata; Accept asks for one too); or the plan, nothing being run"),
    default="json", choices=("json", *ANSWER_FORMATS, "plan"),
)  # fmt: skip


class CypherQuery(AddressQuery):
    """In which form."""

    format: Annotated[str | None, documented(FORMAT)] = None


class PlanBody(Body):
    """An operator of a plan, with those that feed it."""

    name: str = Field(description="As the engine calls it.")
    details: str = Field(description="What it works on.")
    estimated_rows: float | None = Field(description="Rows that the engine expects; null where it doesn't say.")
    children: list[PlanBody]


class ConsoleNetwork(Body):
    """The nodes in the rows, and the links between two of them."""

    nodes: list[NetworkNode]
    links: list[NetworkLink]


class CypherAnswer(Body):
    """The rows of a statement, what cut them, and what they are of."""

    columns: list[str] = Field(description="In the statement's order; none where ArcadeDB gives no rows.")
    rows: list[dict[str, Any]] = Field(
        description="By column. A node is {id, labels, properties}, a link {key, type, from, to, properties}, a path "
        "the list of them in turn; times are ISO text."
    )
    truncated: bool = Field(description="Whether there were more rows.")
    cut_by: str | None = Field(description="What cut them: rows or bytes; null where nothing did.")
    cut_at: int | None = Field(description="That limit.")
    elapsed_ms: float = Field(description="Time that it took, in milliseconds.")
    graph_version: str | None = Field(description="Version of the graph; null before the first load.")
    graph_complete: bool = Field(description="False while a load runs or after one was interrupted.")
    newer_version: str | None = Field(
        description="Version of the graph where the answer is of an earlier copy of it, and the next one is being "
        "made; null otherwise."
    )
    engine: str = Field(description="Engine that answered.")
    revision: str = Field(description="Digest of the statement as it was written.")
    plan: PlanBody = Field(description="How the engine went about it.")
    network: ConsoleNetwork | None = Field(description="The nodes and links in the rows; null without any.")


class CypherPlan(Body):
    """A plan alone: nothing was run."""

    plan: PlanBody


def answer_body(answer: ConsoleAnswer) -> CypherAnswer:
    """An answer as the API shows it."""
    return CypherAnswer(
        columns=list(answer.columns),
        rows=answer.rows,
        truncated=answer.truncated,
        cut_by=answer.cut_by,
        cut_at=answer.cut_at,
        elapsed_ms=answer.elapsed_ms,
        graph_version=answer.graph_version,
        graph_complete=answer.graph_complete,
        newer_version=answer.newer_version,
        engine=answer.engine,
        revision=answer.revision,
        plan=plan_body(answer.plan),
        network=None if answer.network is None else ConsoleNetwork(**shown_items(answer.network)),
    )


def plan_body(plan: QueryPlan) -> PlanBody:
    """A plan as the API shows it."""
    return PlanBody.model_validate(plan.as_dict())
