"""(:EducationGroup): a declared group of schools, whatever its form."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, FORMER_IDS, ID, NAME, NODE_BOOKKEEPING, SEARCH_TEXT, SINCE, UNTIL
from graph.model.declare import Kind, NodeLook, NodeType, Property, choices

GROUP_KINDS = choices(
    group=("教育集团", "group", "集团"),
    alliance=("联盟", "alliance"),
    community=("共同体", "community"),
    district=("学区", "district"),
)
MEMBER_ROLES = choices(
    lead=("牵头", "lead", "牵头校 核心校 总校"),
    member=("成员", "member", "成员校"),
    branch=("分校", "branch"),
    campus=("校区", "campus"),
    partner=("伙伴", "partner", "合作校"),
    aided=("受援", "aided", "受援校 帮扶校"),
    new=("新建", "new", "新建校 新校"),
)
MEMBER_MODES = choices(
    tight=("紧密型", "tight", "紧密"),
    alliance=("联盟", "alliance", "联盟式"),
    integrated=("一体化", "integrated"),
    trusteeship=("托管", "trusteeship"),
)

EDUCATION_GROUP = NodeType(
    label="EducationGroup",
    title=("教育集团", "Education group"),
    meaning="A declared group of schools: 教育集团, 联盟, 共同体 or 学区.",
    look=NodeLook("hexagon", "#0072B2", "#2F7FB5", 1.5),
    properties=(
        ID,
        NAME,
        ALIASES,
        SEARCH_TEXT,
        FORMER_IDS,
        Property("kind", Kind.STRING, "Form of the group.", choices=GROUP_KINDS, required=True,
                 default="group"),
        SINCE,
        UNTIL,
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    indexed=("name",),
)  # fmt: skip
