"""(:Organisation): a helper, manager or leader of groups that is no school."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, FORMER_IDS, ID, NAME, NODE_BOOKKEEPING, SEARCH_TEXT, SINCE, UNTIL
from graph.model.declare import Kind, NodeLook, NodeType, Property, choices

ORGANISATION_KINDS = choices(
    university=("高校", "university", "大学 学院 高等学校 高等院校"),
    government=("政府部门", "government", "政府 机关 党政机关 行政部门 教育局 教育厅 教体局"),
    enterprise=("企业", "enterprise", "公司 国企 民企 央企"),
    foundation=("基金会", "foundation", "慈善基金会"),
    other=("其他", "other"),
)

ORGANISATION = NodeType(
    label="Organisation",
    title=("机构", "Organisation"),
    meaning="A university, government unit, enterprise or foundation that helps, manages, or leads groups.",
    look=NodeLook("triangle", "#D55E00", "#B84E00", 1.2),
    properties=(
        ID,
        NAME,
        ALIASES,
        SEARCH_TEXT,
        FORMER_IDS,
        Property("kind", Kind.STRING, "What it is.", choices=ORGANISATION_KINDS, required=True, default="other"),
        SINCE,
        UNTIL,
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    indexed=("name",),
)
