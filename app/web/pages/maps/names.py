"""The focus of a map by its name."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.web.pages import addresses
from app.web.pages.entities.names import MOST_CANDIDATES, label_of
from app.web.pages.layout import page
from app.web.pages.maps.query import MapQuery
from app.web.pages.table import FOLD_FROM, answer_table
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.errors import NotFound
from graph.questions import shipped_catalogue
from graph.values import name_key

_LEADS_THERE = 307
_CHOOSE = 300


def focus_or_choice(request: Request, library: Library, asked: MapQuery, texts: PageTexts) -> Response | None:
    """None where the focus is an id; else a redirect to the only one with that name, or the names to choose from.

    Raises NotFound."""
    focus = asked.focus or ""
    if label_of(library, focus):
        return None
    rows = library.ask("find", {"name": focus}, max_rows=MOST_CANDIDATES).rows
    key = name_key(focus)
    whole = [row for row in rows if key in {name_key(name) for name in (row["name"], *(row["aliases"] or ()))}]
    rows = whole or rows
    if not rows:
        raise NotFound(
            f"No school, group, organisation or region has the id or name {focus[:80]!r}",
            parameter="focus",
            chinese=f"没有学校、集团、机构或地区的编号或名称是 {focus[:80]!r}",
        )
    if len(rows) == 1:
        others = [(name, value) for name, value in asked.pairs if name != "focus"]
        return RedirectResponse(addresses.maps(texts.language, [("focus", rows[0]["id"]), *others]), _LEADS_THERE)
    return page(
        request,
        "choose.html.j2",
        texts,
        status=_CHOOSE,
        name=focus[:100],
        table=answer_table(shipped_catalogue()["find"], rows, texts),
        fold_from=FOLD_FROM,
    )
