"""Parameters of the API, declared once.

What a parameter means, its choices, range, default and example come from the question's header; its value is checked by
the same declaration (`graph.questions.Parameter`), so that the API, the command and the notebooks refuse the same
things in the same words. FastAPI takes every value as text and documents it: it checks nothing by itself."""

from __future__ import annotations

from keyword import iskeyword
from typing import Annotated, Any, ClassVar, cast

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from app.answer_files import ANSWER_FORMATS
from graph.errors import BadParameter
from graph.questions import Parameter
from graph.today import today

MAX_ROWS = 10_000
DEFAULT = "x-default"
AFTER = "after"
"""The parameter by which a question goes on after an id: in the API, `cursor` stands for it."""
_DAYS = ("写作 YYYY-MM-DD、`today` 或 `any`。", " YYYY-MM-DD, `today` or `any`.")
_CHINESE: dict[str, str] = {}
"""What the document says of a parameter, in Chinese, by its English: the document has one language."""
_JSON_TYPES = {"integer": "integer", "float": "number", "boolean": "boolean"}


class AddressQuery(BaseModel):
    """The query parameters of one route, as text. Every route takes its own only through a subclass of this."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def given(self, **others: Any) -> dict[str, Any]:
        """What to ask the question with: all but the parameters of the web alone, and `others` such as a path's id."""
        given = self.model_dump(exclude=set(_WEB_ONLY))
        return {name.removesuffix("_"): value for name, value in given.items()} | others


def documented(parameter: Parameter, *, called: str | None = None, pattern: str | None = None) -> FieldInfo:
    """The API page's words for a parameter: its meaning, example, choices, range and default.

    `called` is its name in the address, where that is another; `pattern` is what its values look like."""
    schema: dict[str, Any] = {"type": _JSON_TYPES.get(parameter.type, "string")}
    if parameter.choices and parameter.type == "string":
        schema["enum"] = list(parameter.choices)
    if parameter.type == "strings":
        schema["pattern"] = f"^({'|'.join(parameter.choices)})(,({'|'.join(parameter.choices)}))*$"
    if pattern is not None:
        schema["pattern"] = pattern
    if parameter.minimum is not None:
        schema |= {"minimum": parameter.minimum, "maximum": parameter.maximum}
    if parameter.default is not None:
        # Under a name of its own, which openapi.py takes back: FastAPI drops a default that isn't the Python one.
        schema[DEFAULT] = int(parameter.default) if parameter.type == "integer" else parameter.default
    if parameter.example is not None:
        schema["examples"] = [int(parameter.example) if parameter.type == "integer" else parameter.example]

    def say(target: dict[str, Any]) -> None:
        target.clear()
        target.update(schema)

    chinese, words = parameter.description
    description = words[:1].upper() + words[1:] + "."
    _CHINESE[description] = chinese + "。"
    if parameter.type == "day":
        _CHINESE[description + _DAYS[1]] = _CHINESE[description] + _DAYS[0]
        description += _DAYS[1]
    # `from` can't be a name in Python: such a parameter's field is `from_`, known by its true name.
    alias = called or (parameter.name if iskeyword(parameter.name) else None)
    return cast("FieldInfo", Field(alias=alias, description=description, json_schema_extra=say))


def in_chinese(description: str) -> str | None:
    """What the document says of a declared parameter, in Chinese."""
    return _CHINESE.get(description)


def limit(default: int) -> Parameter:
    """Most rows of a page."""
    return Parameter(
        "limit", "integer", "20",
        ("最多列出多少项；`truncated` 说明是否还有", "most items in the answer; `truncated` tells when there are more"),
        default=str(default), minimum=1, maximum=MAX_ROWS,
    )  # fmt: skip


def checked(parameter: Parameter, given: str | None) -> Any:
    """The checked value of a parameter of the web alone. Raises BadParameter, which names it."""
    return parameter.value(given, today())


def chosen(parameter: Parameter, given: str | None) -> str:
    """One of the choices of such a parameter; the default where none was given. Raises BadParameter, for "" too."""
    if given == "":
        raise BadParameter(
            parameter.name,
            f"is empty; it is one of {', '.join(parameter.choices)}",
            chinese=f"是空的；可选 {'、'.join(parameter.choices)}",
        )
    return str(checked(parameter, given))


LIST_LIMIT = limit(100)
LONG_LIMIT = limit(1_000)
WHOLE_LIMIT = limit(MAX_ROWS)
CURSOR = Parameter(
    "cursor", "string", None,
    ("上一页的 `next_cursor`：从它之后接着列", "`next_cursor` of the page before: the items after it"), optional=True,
)  # fmt: skip
LANGUAGE = Parameter(
    "lang", "string", "en", ("语句和页面的语言", "language of sentences and pages"), default="zh", choices=("zh", "en")
)
LIST_FORMAT = Parameter(
    "format", "string", "csv",
    ("JSON，或一个文件（CSV、Excel、Parquet 或 Stata，凭据在响应头 Huoshui-Receipt 中）；也可用 Accept 取得",
     "JSON, or a file (CSV, Excel, Parquet, Stata) with the receipt in Huoshui-Receipt; Accept asks for one too"),
    default="json", choices=("json", *ANSWER_FORMATS),
)  # fmt: skip
_WEB_ONLY = ("limit", "lang", "format", "cursor")

SchoolId = Annotated[str, Path(description="Id of a school.", examples=["school-411202-f59aea73d1"])]
GroupId = Annotated[str, Path(description="Id of an education group.", examples=["group-411202-01a4cbf828"])]
RegionId = Annotated[
    str,
    Path(
        description="Code of a region: a division of China, x-… for functional districts, gb:… and the like.",
        examples=["530124"],
    ),
]
OrganisationId = Annotated[str, Path(description="Id of an organisation.", examples=["organisation-000000-05b007f985"])]
ProgrammeId = Annotated[
    str, Path(description="Id of an aid programme, or its whole name.", examples=["programme-000000-3f69242378"])
]
SourceId = Annotated[str, Path(description="Id of a source.", examples=["seed-001"])]
StartId = Annotated[
    str, Path(description="Id of the school, group, organisation or region to start from.", examples=["530100"])
]
QuestionId = Annotated[str, Path(description="Id of a question of the catalogue.", examples=["spin_offs"])]

Cursor = Annotated[str | None, documented(CURSOR, pattern="^[0-9a-f]{12}-[0-9]{1,6}$")]
"""By number: the graph's version, and the rows before the page."""
IdCursor = Annotated[str | None, documented(CURSOR, pattern=r"^\S{1,100}$")]
"""By id, where the question can go on after one."""
Lang = Annotated[str | None, documented(LANGUAGE)]
Limit = Annotated[str | None, documented(LIST_LIMIT)]
LongLimit = Annotated[str | None, documented(LONG_LIMIT)]
WholeLimit = Annotated[str | None, documented(WHOLE_LIMIT)]


class ListQuery(AddressQuery):
    """The parameters that every list takes beside its own."""

    LIMIT: ClassVar[Parameter] = LIST_LIMIT

    limit: Limit = None
    cursor: Cursor = None
    format: Annotated[str | None, documented(LIST_FORMAT)] = None


class LongListQuery(ListQuery):
    """Those of a list whose items are small or ranked."""

    LIMIT: ClassVar[Parameter] = LONG_LIMIT

    limit: LongLimit = None


class WholeListQuery(ListQuery):
    """Those of a list that few want in pages."""

    LIMIT: ClassVar[Parameter] = WHOLE_LIMIT

    limit: WholeLimit = None
