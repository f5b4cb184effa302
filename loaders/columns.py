"""The input tables: their columns, in English and Chinese, with choices taken from the declared model."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graph.model import (
    AID_FORMS,
    AIDS,
    GROUP_KINDS,
    LEVELS,
    MEMBER_MODES,
    MEMBER_ROLES,
    QUALIFIERS,
    RELATIONS,
    SETTINGS,
    STAGES,
    STATUSES,
    Choices,
)


class Cell(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    ID = "id"
    LIST = "list"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its cells are read, whether it may lack, and its other headers, best first."""

    name: str
    headers: tuple[str, ...] = ()
    cell: Cell = Cell.TEXT
    required: bool = False
    choices: Choices = field(default_factory=Choices)
    spellings: dict[str, str] = field(init=False)
    """Values as they may be written (Chinese or English) → value as it is stored."""
    within: tuple[float, float] | None = None
    """Smallest and largest number that the cell may hold."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "spellings", self.choices.spellings)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One input table. With `open_counts`, further columns with whole numbers are kept as counts."""

    name: str
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    open_counts: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that the table can't do without."""
        return tuple(column.name for column in self.columns if column.required)


RELATION = Choices(link_type.relation for link_type in RELATIONS.values() if link_type.relation)

_ID = Column("id", ("编号", "代码", "标识码"), Cell.ID)
_ALIASES = Column("aliases", ("别名", "简称", "曾用名"), Cell.LIST)
_REGION = Column("region", ("地区", "所在地", "区划代码"))
_TAIL = (
    Column("since", ("起始", "开始时间", "成立时间"), Cell.DATE),
    Column("until", ("截止", "结束时间"), Cell.DATE),
    Column("entailed", ("推断",), Cell.BOOLEAN),
    Column("source", ("来源", "资料来源"), Cell.LIST, required=True),
    Column("locator", ("出处", "位置", "行号"), Cell.LIST, required=True),
)
_COUNTS = tuple(
    Column(prop.name, cell=Cell.INTEGER) for prop in AIDS.properties if prop.unit is not None and not prop.open_ended
)

SOURCES = TableSpec(
    "sources",
    ("来源", "来源表"),
    (
        Column("id", ("编号",), Cell.ID, required=True),
        Column("title", ("标题", "题名")),
        Column("publisher", ("发布者", "出版者")),
        Column("published", ("发布日期", "发布时间"), Cell.DATE),
        Column("url", ("网址",)),
        Column("licence", ("许可", "license")),
    ),
)
REGIONS = TableSpec(
    "regions",
    ("地区", "行政区划"),
    (
        Column("id", ("编号", "代码", "区划代码"), Cell.ID, required=True),
        Column("name", ("名称", "地区名称"), required=True),
        _ALIASES,
        Column("level", ("级别", "层级"), choices=LEVELS),
        Column("parent", ("上级", "上级代码")),
        Column("functional", ("功能区",), Cell.BOOLEAN),
        Column("lon", ("经度",), Cell.NUMBER, within=(-180, 180)),
        Column("lat", ("纬度",), Cell.NUMBER, within=(-90, 90)),
        Column("source", ("来源",), Cell.LIST),
        Column("locator", ("出处",), Cell.LIST),
    ),
)
SCHOOLS = TableSpec(
    "schools",
    ("学校", "学校表"),
    (
        Column("name", ("名称", "学校", "学校名称"), required=True),
        _REGION,
        _ID,
        _ALIASES,
        Column("stages", ("学段", "办学层次"), Cell.LIST, choices=STAGES),
        Column("setting", ("城乡",), choices=SETTINGS),
        Column("students", ("学生数", "在校生数"), Cell.INTEGER),
        Column("teachers", ("教师数", "专任教师数"), Cell.INTEGER),
        Column("campus_of", ("所属学校", "本部")),
        Column("status", ("状态",), choices=STATUSES),
        *_TAIL,
    ),
)
GROUPS = TableSpec(
    "groups",
    ("集团", "教育集团"),
    (
        Column("name", ("名称", "集团", "集团名称"), required=True),
        Column("kind", ("类型",), choices=GROUP_KINDS),
        _REGION,
        _ID,
        _ALIASES,
        Column("lead", ("牵头校", "核心校", "总校")),
        *_TAIL,
    ),
)
MEMBERS = TableSpec(
    "members",
    ("成员", "成员校"),
    (
        Column("group", ("集团", "集团名称"), required=True),
        Column("school", ("学校", "学校名称"), required=True),
        Column("role", ("角色",), choices=MEMBER_ROLES),
        Column("mode", ("模式", "办学模式"), choices=MEMBER_MODES),
        *_TAIL,
    ),
)
AID_LINKS = TableSpec(
    "aid_links",
    ("帮扶", "帮扶关系"),
    (
        Column("helper", ("帮扶方", "支援方"), required=True),
        Column("helped", ("受援方", "被帮扶方"), required=True),
        Column("relation", ("关系",), required=True, choices=RELATION),
        Column("form", ("形式", "帮扶形式"), choices=AID_FORMS),
        Column("programme", ("项目", "计划")),
        *_COUNTS,
        *_TAIL,
    ),
    open_counts=True,
)
INDICATORS = TableSpec(
    "indicators",
    ("指标", "指标表"),
    (
        Column("subject", ("主体", "对象"), required=True),
        Column("metric", ("指标", "指标名称"), required=True),
        Column("value", ("数值", "值"), Cell.NUMBER, required=True),
        Column("unit", ("单位",)),
        Column("qualifier", ("限定",), choices=QUALIFIERS),
        Column("as_of", ("截至", "统计日期"), Cell.DATE),
        Column("source", ("来源", "资料来源"), Cell.LIST, required=True),
        Column("locator", ("出处", "位置", "行号"), Cell.LIST, required=True),
    ),
)

TABLES = (SOURCES, REGIONS, SCHOOLS, GROUPS, MEMBERS, AID_LINKS, INDICATORS)
