"""What a route takes and answers, made of its question: query parameters of the header, items of the columns."""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from typing import Annotated, Any, NamedTuple

from pydantic import create_model

from app.web.envelope import AnswerBody, Body, ListBody, column
from app.web.params import AFTER, IdCursor, ListQuery, documented
from graph.questions import Column, shipped_catalogue

_PYTHON_TYPES: dict[str, Any] = {
    "string": str, "integer": int, "float": float, "boolean": bool, "strings": list[str], "any": Any,
}  # fmt: skip


class Named(NamedTuple):
    """A schema's name in the API's document, and what it says of itself."""

    name: str
    meaning: str


def item_model(named: Named, question_id: str, *, but: str = "") -> type[Body]:
    """A row of a question's answer: its columns (`but` one, where that isn't shown), in the words of the vocabulary."""
    columns = shipped_catalogue()[question_id].header.columns
    return _model(named, Body, {one.name: _field(one, question_id) for one in columns if one.name != but})


def answer_model(named: Named, item: type[Body], **others: Any) -> type[Any]:
    """A whole answer with such items, and fields of such types beside them."""
    return _model(named, AnswerBody.__class_getitem__(item), others)


def list_model(named: Named, item: type[Body], **others: Any) -> type[Any]:
    """A page of a list with such items, and fields of such types beside them."""
    return _model(named, ListBody.__class_getitem__(item), others)


def query_model(question_id: str, *, in_path: frozenset[str], called: Mapping[str, str]) -> type[ListQuery]:
    """The query of a list: all that the question takes but what stands in the path, under the address's names."""
    fields: dict[str, Any] = {}
    for parameter in shipped_catalogue()[question_id].header.parameters:
        if parameter.name == AFTER:
            fields["cursor"] = (IdCursor, None)
        elif parameter.name not in in_path:
            words = documented(parameter, called=called.get(parameter.name))
            name = f"{parameter.name}_" if iskeyword(parameter.name) else parameter.name
            fields[name] = Annotated[str, words] if parameter.required else (Annotated[str | None, words], None)
    return create_model(f"{question_id}_query", __base__=ListQuery, **fields)


def _field(of: Column, question_id: str) -> Any:
    type_ = _PYTHON_TYPES[of.type]
    return Annotated[type_ | None if of.nullable else type_, column(question_id, of.name)]


def _model(named: Named, base: Any, fields: Mapping[str, Any]) -> type[Any]:
    model: type[Any] = create_model(named.name, __base__=base, __doc__=named.meaning, **fields)
    return model
