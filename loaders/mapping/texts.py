"""The kinds of text that a mapping holds, each with its own check and its own words in the schema."""

from __future__ import annotations

import re
from typing import Annotated, Any

import polars as pl
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

SCALAR = {"type": ["string", "number", "boolean"]}
"""In the schema: a text. Other readers of YAML take some texts for numbers."""
_ONE_OR_MORE = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]}


def _pattern(text: str) -> str:
    try:
        re.compile(text)
        pl.Series([""]).str.contains(text)
    except (re.error, pl.exceptions.PolarsError) as error:
        raise ValueError(f"{text!r} is no regular expression: {str(error).splitlines()[0]}") from error
    return text


def _filled(text: str) -> str:
    if not text:
        raise ValueError("is empty")
    return text


def many(value: Any) -> Any:
    """One thing as a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def _rows(text: str) -> str:
    if text != "totals" and not re.fullmatch(r"\d+(-\d+)?", text):
        raise ValueError(f"{text!r} is neither `totals` nor a row's number nor a span of rows such as 3-5")
    return text


def _separators(text: str) -> str:
    if text in ("names", "places"):
        return text
    if not text or re.search(r"[^\W\d_]", text.replace("\\n", "")):
        raise ValueError(f"{text!r} is neither `names` nor `places` nor some separators such as 、/")
    return text.replace("\\n", "\n")


Text = Annotated[str, AfterValidator(_filled), WithJsonSchema(SCALAR)]
Pattern = Annotated[str, AfterValidator(_filled), AfterValidator(_pattern)]
Separators = Annotated[str, AfterValidator(_separators)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(many), WithJsonSchema(_ONE_OR_MORE)]
Patterns = Annotated[tuple[Pattern, ...], BeforeValidator(many), WithJsonSchema(_ONE_OR_MORE)]
Rows = Annotated[tuple[Annotated[str, AfterValidator(_rows)], ...], BeforeValidator(many), WithJsonSchema(_ONE_OR_MORE)]
