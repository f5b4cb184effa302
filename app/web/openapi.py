"""The OpenAPI document: what FastAPI makes of the routes, with problems under the media type that they are sent in."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from app.web.examples import filled
from app.web.params import DEFAULT
from app.web.problems import MEDIA_TYPE

TITLE = "Huoshui 活水"
DESCRIPTION = (
    "A knowledge graph of schools, education groups and aid links in China. "
    "Every answer carries a receipt: the question and its revision, the parameters as they were used, the version of "
    "the graph, whether it is complete, how many undated links it used, and the statement to run it again. "
    "A parameter that an address doesn't know is refused. Answers have an ETag: with If-None-Match, one that is still "
    "the same is 304. Server-Timing tells how long the app took."
)
LICENSE = {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
TAGS = [
    {"name": "schools", "description": "Schools 学校 and campuses 校区."},
    {
        "name": "groups",
        "description": "Education groups 教育集团, alliances 联盟, communities 共同体 and districts 学区.",
    },
    {"name": "organisations", "description": "Universities, government units, enterprises and foundations 机构."},
    {"name": "regions", "description": "Provinces, prefectures, counties and functional districts."},
    {"name": "aid", "description": "Aid links 帮扶 and programmes 项目."},
    {"name": "evidence", "description": "Sources 来源, reported figures 指标, and both beside the graph's own count."},
    {"name": "reach", "description": "What ties from one start touch 辐射."},
    {"name": "paths", "description": "How two are tied together 最短路径."},
    {"name": "coverage", "description": "Shares with their numerators and denominators 覆盖率."},
    {"name": "balance", "description": "How evenly teachers are spread 差异系数."},
    {"name": "network", "description": "Network maps 网络图."},
    {"name": "search", "description": "Finding by name 查找."},
    {"name": "questions", "description": "Everything that can be asked 问题目录."},
    {"name": "schema", "description": "What the graph is 图谱结构."},
    {"name": "cypher", "description": "Cypher of your own 自写查询."},
    {"name": "health", "description": "For probes."},
]


def servers(root_path: str) -> list[dict[str, Any]]:
    """Where the document's addresses begin."""
    return [{"url": root_path or "/", "description": "The server that this document comes from."}]


class DocumentedApp(FastAPI):
    """A FastAPI whose document tells the true media type of problems, and the defaults of the questions.

    `around` stands outside of everything, the handler of unforeseen errors included."""

    around: Sequence[Middleware] = ()

    def build_middleware_stack(self) -> ASGIApp:
        """The app as a server sees it."""
        app = super().build_middleware_stack()
        for one in reversed(self.around):
            app = one.cls(app, *one.args, **one.kwargs)
        return app

    _making = Lock()

    def openapi(self) -> dict[str, Any]:
        """The document, made once, whoever asks for it first."""
        with self._making:
            if self.openapi_schema is None:
                document = super().openapi()
                for path in document["paths"].values():
                    for operation in path.values():
                        _defaults_under_their_name(operation.get("parameters", []))
                        _problems_in_their_own_type(operation["responses"])
                        filled(operation)
            return self.openapi_schema or {}


def _defaults_under_their_name(parameters: list[dict[str, Any]]) -> None:
    for parameter in parameters:
        if DEFAULT in parameter["schema"]:
            parameter["schema"]["default"] = parameter["schema"].pop(DEFAULT)


def _problems_in_their_own_type(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if status >= "400" and "application/json" in response.get("content", {}):
            response["content"][MEDIA_TYPE] = response["content"].pop("application/json")
