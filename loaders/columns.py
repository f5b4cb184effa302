"""The columns of input tables: properties of the model with the headers that a table may use.

How a cell is checked is what the model says of the property: its kind, choices, spellings, form and range."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Kind, LinkType, NodeType, Property
from graph.model.common import ALIASES, ENTAILED, ID, OBSERVED, SINCE, UNTIL


@dataclass(frozen=True, slots=True)
class InputColumn:
    """One column: the property that says how its cells are checked, and its headers beside the property's name."""

    prop: Property
    headers: tuple[str, ...] = ()
    required: bool = False
    figure: bool = False
    """Whether a cell may be a figure that is not exact (约1200), or say its unit (1200人)."""

    @property
    def name(self) -> str:
        """Our name of the column."""
        return self.prop.name


def column(
    of: NodeType | LinkType, name: str, *headers: str, required: bool = False, figure: bool = False
) -> InputColumn:
    """A column that holds a property of the model."""
    prop = next(prop for prop in of.properties if prop.name == name)
    return InputColumn(prop, headers, required, figure)


def reference(name: str, meaning: str, *headers: str, required: bool = False) -> InputColumn:
    """A column that names a school, group, organisation or region: an id, or a name with an optional `@region`."""
    return InputColumn(Property(name, Kind.STRING, meaning), headers, required)


SOURCE = InputColumn(
    Property("source", Kind.STRINGS, "Ids of the sources that say so: one for all locators, or one for each."),
    ("来源", "资料来源"),
    required=True,
)
LOCATOR = InputColumn(
    Property("locator", Kind.STRINGS, "Where in the source, such as a page, a row or a line."),
    ("出处", "位置", "行号"),
    required=True,
)
EVIDENCE_COLUMNS = (SOURCE, LOCATOR)
EVIDENCE_NAMES = tuple(column.name for column in EVIDENCE_COLUMNS)
"""Names of the columns of sources and of places in them, whose items go in pairs."""
OWN_ID = InputColumn(ID, ("编号", "代码", "标识码"))
OTHER_NAMES = InputColumn(ALIASES, ("别名", "简称", "曾用名"))
REGION_PLACE = reference(
    "region",
    "Smallest region known: code, name, or a path such as 云南省/昆明市/富民县.",
    "地区",
    "所在地",
    "区划代码",
)
DATES_AND_EVIDENCE = (
    InputColumn(SINCE, ("起始", "开始时间", "成立时间")),
    InputColumn(UNTIL, ("截止", "结束时间")),
    InputColumn(OBSERVED, ("见于", "名单日期", "公布日期")),
    InputColumn(ENTAILED, ("推断",)),
    *EVIDENCE_COLUMNS,
)
