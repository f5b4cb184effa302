"""What stands in an address where an id should: whose id it is, or whom the name that stands there may mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.web.pages.addresses import address
from app.web.pages.layout import page
from app.web.pages.search import found_thing
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.errors import BadParameter
from graph.known import Row, named
from graph.model import Words
from graph.questions import Parameter
from graph.questions.parameter import TIE
from graph.values import name_key

MOST_CANDIDATES = 50
LEADS_THERE = 307
_CHOOSE = 300


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those whose names a text may mean: (id, label) of the only one, or the rows to choose from."""

    only: tuple[str, str] | None
    rows: Sequence[Row]


@dataclass(slots=True)
class Meant:
    """What the parameters of a page that take ids hold."""

    names: dict[str, str] = field(default_factory=dict)
    """Names of those whose ids are given, by parameter."""
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of those whose names are given and can mean nobody else, by parameter."""
    choices: dict[str, Sequence[Row]] = field(default_factory=dict)
    """Those whom a given name may mean, by parameter."""
    unknown: dict[str, Words] = field(default_factory=dict)
    """What is wrong where nobody has such a name, in Chinese and English, by parameter."""

    @property
    def elsewhere(self) -> bool:
        """Whether another address is meant, so that nothing is to be asked at this one."""
        return bool(self.ids or self.choices)


def candidates(library: Library, labels: Iterable[str], text: str) -> Candidates:
    """Who of some labels has a name like this: by the whole name or an alias if there are such, else by a part of it.

    Of the latter, those count first of which it is the whole of another form, as 昆明 and kunming are.
    Raises BadParameter for a text that can be no name, and a StoreError."""
    rows = library.ask("find", {"name": text, "labels": ",".join(labels)}, max_rows=MOST_CANDIDATES).rows
    key = name_key(text)
    whole = [row for row in rows if key in {name_key(name) for name in (row["name"], *(row["aliases"] or ()))}]
    rows = whole or [row for row in rows if row["whole"]] or rows
    return Candidates((rows[0]["id"], rows[0]["label"]) if len(rows) == 1 else None, rows)


def read_ids(library: Library, parameters: Iterable[Parameter], given: Mapping[str, str]) -> Meant:
    """What a page was given where ids should stand. Raises a StoreError."""
    meant = Meant()
    for parameter in parameters:
        text = given.get(parameter.name)
        if not parameter.id_of or not text:
            continue
        row = named(library, text)
        if row is not None and set(row["labels"]) & set(parameter.id_of):
            meant.names[parameter.name] = row["name"]
            continue
        found = _candidates(library, parameter, text)
        if found.only is not None:
            meant.ids[parameter.name] = found.only[0]
        elif found.rows:
            meant.choices[parameter.name] = found.rows
        elif not text.isascii():
            # Of an id or key that isn't there the question itself knows best what to say.
            shown = repr(text[:80])
            meant.unknown[parameter.name] = (f"没有叫 {shown} 的", f"Nothing of the kind is called {shown}")
    return meant


def elsewhere(request: Request, meant: Meant, texts: PageTexts) -> Response | None:
    """A redirect to the address with ids in place of names, or the page to choose on; None where neither is needed."""
    if meant.choices:
        name, rows = next(iter(meant.choices.items()))
        found = {_with(request, {**meant.ids, name: str(row["id"])}): row for row in rows}
        return choose_page(request, request.query_params[name], found, texts)
    return RedirectResponse(_with(request, meant.ids), LEADS_THERE) if meant.ids else None


def choose_page(request: Request, text: str, found: Mapping[str, Row], texts: PageTexts) -> Response:
    """The page that lists whom a text may mean, by the address that each leads to."""
    return page(
        request,
        "choose.html.j2",
        texts,
        status=_CHOOSE,
        name=text[:100],
        things=[found_thing(row, texts, to) for to, row in found.items()],
    )


def _candidates(library: Library, parameter: Parameter, text: str) -> Candidates:
    try:
        return candidates(library, [label for label in parameter.id_of if label != TIE], text)
    except BadParameter:
        return Candidates(None, ())


def _with(request: Request, ids: Mapping[str, str]) -> str:
    """The address that was asked, with ids in place of what stood there."""
    pairs = [(name, ids.get(name, value)) for name, value in request.query_params.multi_items()]
    return address(quote(request.url.path), pairs)
