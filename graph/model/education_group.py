"""(:EducationGroup): a declared group of schools, whatever its form."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, ID, NAME, NODE_BOOKKEEPING, SINCE, UNTIL
from graph.model.declare import Kind, NodeType, Property

GROUP_KINDS = ("group", "alliance", "community", "district")
MEMBER_ROLES = ("lead", "member", "branch", "campus", "partner", "aided", "new")
MEMBER_MODES = ("tight", "alliance", "integrated", "trusteeship")

EDUCATION_GROUP = NodeType(
    label="EducationGroup",
    title=("教育集团", "Education group"),
    meaning="A declared group of schools: 教育集团, 联盟, 共同体 or 学区.",
    properties=(
        ID,
        NAME,
        ALIASES,
        Property("kind", Kind.STRING, "Form: group 教育集团, alliance 联盟, community 共同体, district 学区.",
                 choices=GROUP_KINDS, required=True),
        SINCE,
        UNTIL,
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    indexed=("name",),
)  # fmt: skip
