"""A problem as a page, for who asked with a browser: in their language, with the next step and the same status."""

from __future__ import annotations

from fastapi import Request, Response

from app.web.accepting import JSON_TYPE, preferred, preferred_language
from app.web.headers import security_headers
from app.web.pages.layout import page
from app.web.pages.texts import PageTexts
from app.web.params import LANGUAGE
from app.web.problems import PROBES, ProblemResponse, problem_words

_KEPT = ("retry-after", "allow", "connection")
_POLICY = "Content-Security-Policy"


def problem_as_wanted(request: Request, response: ProblemResponse) -> Response:
    """The problem as a page where the client ranks HTML above JSON, else as it is."""
    if request.url.path.startswith(PROBES) or preferred(request, JSON_TYPE, "text/html") == JSON_TYPE:
        return response
    problem = response.problem
    asked = request.query_params.get("lang")
    texts = PageTexts("en" if asked == "en" else "zh" if asked in LANGUAGE.choices else preferred_language(request))
    words = problem_words().get(problem.type.rpartition("#")[2])
    # A handler of the last resort stands outside of what gives others these headers.
    headers = {name: value for name, value in security_headers().items() if name != _POLICY}
    headers |= {name: response.headers[name] for name in _KEPT if name in response.headers}
    return page(
        request,
        "problem.html.j2",
        texts,
        status=problem.status,
        headers=headers,
        title=words.title[texts.column] if words else problem.title,
        step=words.page[texts.column] if words else problem.next_step,
        problem=problem,
        detail=response.words[texts.column],
    )
