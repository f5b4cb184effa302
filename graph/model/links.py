"""The link types, each with the labels that it may join, its verbs in both directions and its looks."""

from __future__ import annotations

from graph.model.common import LINK_COMMON
from graph.model.declare import Choice, Kind, LinkLook, LinkType, Property, choices
from graph.model.education_group import MEMBER_MODES, MEMBER_ROLES

AID_FORMS = choices(
    trusteeship=("托管", "trusteeship", "领办"),
    group_aid=("组团式", "group aid"),
    stationed=("派驻", "stationed", "支教 省管校用"),
    pairing=("结对帮扶", "pairing", "结对"),
    training=("跟岗", "training", "委培"),
    branch=("分校", "branch"),
    joint=("联合", "joint", "联合办学"),
    other=("其他", "other"),
)

_SCHOOL, _GROUP, _ORGANISATION, _REGION = "School", "EducationGroup", "Organisation", "Region"
TAKES_PART = (_SCHOOL, _GROUP, _ORGANISATION, _REGION)
"""Labels of what ties join: what reach starts from and arrives at."""
_ANY_TO_ANY = tuple((start, end) for start in TAKES_PART for end in TAKES_PART)
_ANY_TO_HELPED = tuple((start, end) for start in TAKES_PART for end in (_SCHOOL, _GROUP, _REGION))
_SCHOOLS_AND_GROUPS = tuple((start, end) for start in (_SCHOOL, _GROUP) for end in (_SCHOOL, _GROUP))

PART_OF = LinkType(
    "PART_OF", ("隶属", "Part of"), "A region lies in the region above it.", ((_REGION, _REGION),),
    ("隶属于", "is part of"), ("下辖", "contains"), LinkLook("#0A8A66", 1.5, "bar"),
    LINK_COMMON, is_tie=False,
)  # fmt: skip
LOCATED_IN = LinkType(
    "LOCATED_IN", ("位于", "Located in"), "Smallest region known for a school, group or organisation.",
    ((_SCHOOL, _REGION), (_GROUP, _REGION), (_ORGANISATION, _REGION)),
    ("位于", "is located in"), ("有", "holds"), LinkLook("#767676", 1.3, "circle"),
    LINK_COMMON, is_tie=False,
)  # fmt: skip
CAMPUS_OF = LinkType(
    "CAMPUS_OF", ("校区", "Campus of"), "A campus belongs to its parent school.", ((_SCHOOL, _SCHOOL),),
    ("是其校区", "is a campus of"), ("有校区", "has campus"), LinkLook("#2F7FB5", 1.8, "diamond"),
    LINK_COMMON,
)  # fmt: skip
LEADS = LinkType(
    "LEADS", ("牵头", "Leads"),
    "A lead school leads a group, and is then a member with role lead too; an organisation leads without being one.",
    ((_SCHOOL, _GROUP), (_ORGANISATION, _GROUP)),
    ("牵头", "leads"), ("由其牵头", "is led by"), LinkLook("#A06F00", 2.8, "diamond"),
    LINK_COMMON, ("since",),
)  # fmt: skip
MEMBER_OF = LinkType(
    "MEMBER_OF", ("成员", "Member of"), "A school belongs to a group.", ((_SCHOOL, _GROUP),),
    ("加入", "is a member of"), ("有成员", "has member"), LinkLook("#2F7FB5", 1.8),
    (
        *LINK_COMMON,
        Property("role", Kind.STRING, "Part that the school plays in the group.", choices=MEMBER_ROLES),
        Property("mode", Kind.STRING, "How closely it is run with the group.", choices=MEMBER_MODES),
    ),
    ("since",),
)  # fmt: skip
_AID_FORM = Property("form", Kind.STRING, "Form of the help.", choices=AID_FORMS, required=True, default="other")
_PROGRAMME = Property("programme", Kind.STRING, "Named programme that it belongs to; a Programme has this name.")


def _count(name: str, meaning: str, unit: str) -> Property:
    return Property(name, Kind.INTEGER, meaning, unit=unit)


AIDS = LinkType(
    "AIDS", ("帮扶", "Aid link"), "Help goes from the helper to the helped.", _ANY_TO_HELPED,
    ("帮扶", "aids"), ("受其帮扶", "is aided by"), LinkLook("#D55E00", 3.4, "arrow"),
    (
        *LINK_COMMON,
        _AID_FORM,
        _PROGRAMME,
        _count("teachers_sent", "Teachers sent by the helper.", "teachers"),
        _count("teachers_received", "Teachers of the helped side trained by the helper.", "teachers"),
        _count("students_exchanged", "Students of the helped side schooled by the helper.", "students"),
        _count("schools_helping", "Schools on the helper's side.", "schools"),
        _count("schools_helped", "Schools on the helped side.", "schools"),
        _count("activities", "Joint activities held.", "activities"),
        Property("…", Kind.INTEGER, "Any further count column of the aid_links table.", open_ended=True),
    ),
    ("form", "programme", "since"), relation=Choice("aids", ("帮扶", "aids")),
)  # fmt: skip
PAIRED_WITH = LinkType(
    "PAIRED_WITH", ("结对", "Paired with"), "Two sides are paired and no helper is stated.", _ANY_TO_ANY,
    ("结对", "is paired with"), ("结对", "is paired with"), LinkLook("#0A8A66", 3.4),
    (*LINK_COMMON, _PROGRAMME),
    ("programme", "since"), directed=False, relation=Choice("paired_with", ("结对", "paired with")),
)  # fmt: skip
SPUN_OFF_FROM = LinkType(
    "SPUN_OFF_FROM", ("衍生", "Spun off from"), "The new side came out of the old one.", _SCHOOLS_AND_GROUPS,
    ("衍生自", "spun off from"), ("衍生出", "gave rise to"), LinkLook("#B0588A", 2.8, "arrow", dotted=True),
    LINK_COMMON, ("since",), relation=Choice("spun_off_from", ("衍生", "spun off from")),
)  # fmt: skip
MANAGES = LinkType(
    "MANAGES", ("管理", "Manages"), "One side runs the other, trusteeship of a whole region included.",
    tuple((start, end) for start in TAKES_PART for end in (_SCHOOL, _REGION)),
    ("管理", "manages"), ("由其管理", "is managed by"), LinkLook("#B0588A", 3.0, "box"),
    LINK_COMMON, ("since",), relation=Choice("manages", ("管理", "manages")),
)  # fmt: skip
ABOUT = LinkType(
    "ABOUT", ("关于", "About"), "What a figure, a census or a value that doesn't stand is about.",
    (
        *((start, end) for start in ("Indicator", "DifferingValue") for end in (*TAKES_PART, "Programme")),
        ("Census", _REGION),
    ),
    ("关于", "is about"), ("有记录", "is the subject of"), LinkLook("#8C7A00", 1.3, "circle"),
    LINK_COMMON, is_tie=False,
)  # fmt: skip

LINK_TYPES = (PART_OF, LOCATED_IN, CAMPUS_OF, LEADS, MEMBER_OF, AIDS, PAIRED_WITH, SPUN_OFF_FROM, MANAGES, ABOUT)
