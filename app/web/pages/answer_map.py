"""The map that stands beside an answer, in a frame of its page: the links and nodes that the answer tells of."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Request, Response

from app.maps.network import page_of_answer
from app.maps.page import render
from app.web.headers import map_headers
from app.web.pages.addresses import map_assets
from app.web.pages.maps.query import EMBED
from app.web.pages.maps.site import site_around, surroundings_of
from app.web.pages.query import QuestionPageQuery, read_query
from app.web.pages.texts import PageTexts
from app.web.params import checked, documented
from app.web.replies import Reply
from graph.computed.drawn import drawn_answer
from graph.errors import BadParameter
from graph.questions import Question
from graph.today import today


class AnswerMapQuery(QuestionPageQuery):
    """The same, and whether the map stands alone in a frame."""

    embed: Annotated[str | None, documented(EMBED)] = None

    @property
    def alone(self) -> bool:
        """Whether the map alone is asked for. Raises BadParameter."""
        return bool(checked(EMBED, self.embed))


def map_of_answer(
    request: Request, reply: Reply, question: Question, asked: AnswerMapQuery, texts: PageTexts
) -> Response:
    """The map of the answer that the same address without `/map` shows. Raises BadParameter and what asking does."""
    query = read_query(question, request.query_params.multi_items(), today())
    for name, problem in query.problems.items():
        raise BadParameter(name, problem[1], chinese=problem[0])
    site = site_around(request, texts, alone=asked.alone)
    answer = reply.ask(question.id, query.values, max_rows=query.limit)
    receipt = answer.receipt

    def page() -> bytes:
        drawn = drawn_answer(reply.library.store, question, receipt.parameters, answer.rows, answer.extra)
        known = surroundings_of(reply.library, drawn, texts)
        shown = page_of_answer(receipt, question.header.title[texts.column], texts.language)
        return render(drawn, replace(shown, **map_assets(), surroundings=known, site=site)).encode()

    return reply.send("text/html", page, answer, headers=map_headers())
