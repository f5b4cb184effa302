"""(:School): one school. A campus is a School with CAMPUS_OF its parent."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, FORMER_IDS, ID, NAME, NODE_BOOKKEEPING, SEARCH_TEXT, SINCE, UNTIL
from graph.model.declare import ExtraLabel, Kind, NodeLook, NodeType, Property, choices

STAGES = choices(
    kindergarten=("幼儿园", "kindergarten", "学前"),
    primary=("小学", "primary"),
    junior=("初中", "junior"),
    senior=("高中", "senior"),
    vocational=("职业", "vocational", "中职 职高"),
)
SETTINGS = choices(
    urban=("城区", "urban", "城镇 城市"),
    rural=("乡村", "rural", "农村"),
)
STATUSES = choices(
    open=("在办", "open", "开办"),
    planned=("规划", "planned", "筹建"),
    closed=("已停办", "closed", "停办 关闭"),
    merged=("已合并", "merged", "合并"),
)

LEAD_SCHOOL = ExtraLabel(
    "LeadSchool",
    ("牵头校", "Lead school"),
    "Carried while the school leads a group: by a LEADS link that has no end, of its own, the group's or the school's.",
    NodeLook("star", "#E69F00", "#A06F00", 1.25),
)

SCHOOL = NodeType(
    label="School",
    title=("学校", "School"),
    meaning="A school, or a campus of one (then CAMPUS_OF leads to its parent).",
    look=NodeLook("dot", "#56B4E9", "#2C7FB8"),
    properties=(
        ID,
        NAME,
        ALIASES,
        SEARCH_TEXT,
        FORMER_IDS,
        Property("stages", Kind.STRINGS, "Stages of schooling that it offers.", choices=STAGES),
        Property("setting", Kind.STRING, "Town or country.", choices=SETTINGS),
        Property("students", Kind.INTEGER, "Students enrolled.", unit="students"),
        Property("teachers", Kind.INTEGER, "Teachers employed.", unit="teachers"),
        Property("status", Kind.STRING, "Whether it operates.", choices=STATUSES),
        SINCE,
        UNTIL,
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    extra_labels=(LEAD_SCHOOL,),
    indexed=("name",),
)
