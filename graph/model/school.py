"""(:School): one school. A campus is a School with CAMPUS_OF its parent."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, ID, NAME, NODE_BOOKKEEPING, SINCE, UNTIL
from graph.model.declare import ExtraLabel, Kind, NodeType, Property

STAGES = ("kindergarten", "primary", "junior", "senior", "vocational")
SETTINGS = ("urban", "rural")
STATUSES = ("open", "planned", "closed", "merged")

LEAD_SCHOOL = ExtraLabel("LeadSchool", "Carried while the school leads a group (a LEADS link without an end).")

SCHOOL = NodeType(
    label="School",
    title=("学校", "School"),
    meaning="A school, or a campus of one (then CAMPUS_OF leads to its parent).",
    properties=(
        ID,
        NAME,
        ALIASES,
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
