"""What a route takes and answers, made of its question: query parameters of the header, items of the columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from keyword import iskeyword
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import create_model

from app.web.envelope import AnswerBody, Body, ListBody, column
from app.web.params import AFTER, AddressQuery, IdCursor, documented
from graph.questions import Column, shipped_catalogue

_PYTHON_TYPES: dict[str, Any] = {
    "string": str, "integer": int, "float": float, "boolean": bool, "strings": list[str], "any": Any,
}  # fmt: skip

Query = TypeVar("Query", bound=AddressQuery)
Item = TypeVar("Item", bound=Body)


class Named(NamedTuple):
    """A schema's name in the API's document, and what it says of itself."""

    name: str
    meaning: str


def item_model(named: Named, question_id: str, *, but: Collection[str] = ()) -> type[Body]:
    """A row of a question's answer, all whose columns but some it shows."""
    return shows(question_id, but=but)(_model(named, Body, {}))


def answer_model(named: Named, item: type[Body], **others: Any) -> type[Any]:
    """A whole answer with such items, and fields of such types beside them."""
    return _model(named, AnswerBody.__class_getitem__(item), others)


def list_model(named: Named, item: type[Body], **others: Any) -> type[Any]:
    """A page of a list with such items, and fields of such types beside them."""
    return _model(named, ListBody.__class_getitem__(item), others)


def asks(
    question_id: str, *, in_path: Collection[str] = (), called: Mapping[str, str] | None = None
) -> Callable[[type[Query]], type[Query]]:
    """Gives a query class all that its question takes but what stands in the path, under the address's names."""
    fields: dict[str, Any] = {}
    for parameter in shipped_catalogue()[question_id].header.parameters:
        if parameter.name == AFTER:
            fields["cursor"] = (IdCursor, None)
        elif parameter.name not in in_path:
            words = documented(parameter, called=(called or {}).get(parameter.name))
            name = f"{parameter.name}_" if iskeyword(parameter.name) else parameter.name
            fields[name] = Annotated[str, words] if parameter.required else (Annotated[str | None, words], None)
    return lambda query: create_model(query.__name__, __base__=query, __doc__=query.__doc__, **fields)


def shows(question_id: str, *, but: Collection[str] = ()) -> Callable[[type[Item]], type[Item]]:
    """Gives an item the columns of its question but some, in the words of the vocabulary."""
    columns = shipped_catalogue()[question_id].header.columns
    fields = {one.name: _field(one, question_id) for one in columns if one.name not in but}
    return lambda item: _model(Named(item.__name__, item.__doc__ or ""), item, fields)


def _field(of: Column, question_id: str) -> Any:
    type_ = _PYTHON_TYPES[of.type]
    return Annotated[type_ | None if of.nullable else type_, column(question_id, of.name)]


def _model(named: Named, base: Any, fields: Mapping[str, Any]) -> type[Any]:
    model: type[Any] = create_model(named.name, __base__=base, __doc__=named.meaning, **fields)
    return model
