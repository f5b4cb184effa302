"""A message that reports an error, filled in with what it takes to find it: the page, ids, the graph and the answer."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import Request

from app.web.deps import LibraryKeeper
from app.web.pages.addresses import address
from app.web.pages.layout import public_url
from app.web.pages.texts import PageTexts
from graph.answers import Receipt

_MAIL = "mailto:"
_MOST_TITLE = 120


def report_link(request: Request, texts: PageTexts, title: str, receipt: Receipt, ids: Iterable[str] = ()) -> str:
    """Where a click opens the message, a mail or a form of the address in the settings; "" where none is set."""
    keeper: LibraryKeeper = request.app.state.keeper
    to = keeper.settings.report_address
    if not to:
        return ""
    page = public_url(request) + address(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    told = {
        texts.word("report_page"): page,
        texts.word("report_ids"): texts.separated(ids),
        texts.title("graph_version"): receipt.graph_version,
        texts.title("question"): f"{receipt.question} {receipt.revision}",
        texts.title("answer_digest"): receipt.answer_digest,
    }
    lines = [texts.word("report_wrong"), "", "", *(f"{name}: {value}" for name, value in told.items() if value)]
    subject = texts.word("report_subject", title=title[:_MOST_TITLE])
    fields = {"subject" if to.startswith(_MAIL) else "title": subject, "body": "\r\n".join(lines)}
    # Mail programs take a plus for a plus: blanks are written as %20.
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    return f"{to}{'&' if '?' in to else '?'}{query}"
