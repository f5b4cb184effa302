"""The link types, each with the labels that it may join and its verbs in both directions."""

from __future__ import annotations

from graph.model.common import LINK_COMMON
from graph.model.declare import Kind, LinkType, Property
from graph.model.education_group import MEMBER_MODES, MEMBER_ROLES

AID_FORMS = ("trusteeship", "group_aid", "stationed", "pairing", "training", "branch", "joint", "other")

_SCHOOL, _GROUP, _REGION = "School", "EducationGroup", "Region"
_TAKES_PART = (_SCHOOL, _GROUP, _REGION)
_ANY_TO_ANY = tuple((start, end) for start in _TAKES_PART for end in _TAKES_PART)
_SCHOOLS_AND_GROUPS = tuple((start, end) for start in (_SCHOOL, _GROUP) for end in (_SCHOOL, _GROUP))

PART_OF = LinkType(
    "PART_OF", ("隶属", "Part of"), "A region lies in the region above it.", ((_REGION, _REGION),),
    ("隶属于", "is part of"), ("下辖", "contains"), LINK_COMMON, is_tie=False,
)  # fmt: skip
LOCATED_IN = LinkType(
    "LOCATED_IN", ("位于", "Located in"), "Smallest region known for a school or group.",
    ((_SCHOOL, _REGION), (_GROUP, _REGION)), ("位于", "is located in"), ("有", "holds"), LINK_COMMON, is_tie=False,
)  # fmt: skip
CAMPUS_OF = LinkType(
    "CAMPUS_OF", ("校区", "Campus of"), "A campus belongs to its parent school.", ((_SCHOOL, _SCHOOL),),
    ("是其校区", "is a campus of"), ("有校区", "has campus"), LINK_COMMON,
)  # fmt: skip
LEADS = LinkType(
    "LEADS", ("牵头", "Leads"), "A lead school leads a group; it is then a member with role lead too.",
    ((_SCHOOL, _GROUP),), ("牵头", "leads"), ("由其牵头", "is led by"), LINK_COMMON, ("since",),
)  # fmt: skip
MEMBER_OF = LinkType(
    "MEMBER_OF", ("成员", "Member of"), "A school belongs to a group.", ((_SCHOOL, _GROUP),),
    ("加入", "is a member of"), ("有成员", "has member"),
    (
        *LINK_COMMON,
        Property("role", Kind.STRING, "Part that the school plays in the group.", choices=MEMBER_ROLES),
        Property("mode", Kind.STRING, "How closely it is run with the group.", choices=MEMBER_MODES),
    ),
    ("since",),
)  # fmt: skip
_AID_FORM = Property(
    "form",
    Kind.STRING,
    "Form of the help: trusteeship 托管/领办, group_aid 组团式, stationed 派驻/支教/省管校用, pairing 结对帮扶, "
    "training 跟岗/委培, branch 分校, joint 联合办学, other.",
    choices=AID_FORMS,
    required=True,
)
_PROGRAMME = Property("programme", Kind.STRING, "Named programme that it belongs to; a Programme has this name.")


def _count(name: str, meaning: str, unit: str) -> Property:
    return Property(name, Kind.INTEGER, meaning, unit=unit)


AIDS = LinkType(
    "AIDS", ("帮扶", "Aids"), "Help goes from the helper to the helped.", _ANY_TO_ANY,
    ("帮扶", "aids"), ("受其帮扶", "is aided by"),
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
    ("form", "programme", "since"),
)  # fmt: skip
PAIRED_WITH = LinkType(
    "PAIRED_WITH", ("结对", "Paired with"), "Two sides are paired and no helper is stated.", _ANY_TO_ANY,
    ("结对", "is paired with"), ("结对", "is paired with"),
    (*LINK_COMMON, _PROGRAMME),
    ("programme", "since"), directed=False,
)  # fmt: skip
SPUN_OFF_FROM = LinkType(
    "SPUN_OFF_FROM", ("衍生", "Spun off from"), "The new side came out of the old one.", _SCHOOLS_AND_GROUPS,
    ("衍生自", "spun off from"), ("衍生出", "gave rise to"), LINK_COMMON, ("since",),
)  # fmt: skip
MANAGES = LinkType(
    "MANAGES", ("管理", "Manages"), "One side runs the other, trusteeship of a whole region included.",
    tuple((start, end) for start in _TAKES_PART for end in (_SCHOOL, _REGION)),
    ("管理", "manages"), ("由其管理", "is managed by"), LINK_COMMON, ("since",),
)  # fmt: skip
ABOUT = LinkType(
    "ABOUT", ("关于", "About"), "A figure is about its subject.",
    tuple(("Indicator", end) for end in (*_TAKES_PART, "Programme")),
    ("关于", "is about"), ("有指标", "has figure"), LINK_COMMON, is_tie=False,
)  # fmt: skip

LINK_TYPES = (PART_OF, LOCATED_IN, CAMPUS_OF, LEADS, MEMBER_OF, AIDS, PAIRED_WITH, SPUN_OFF_FROM, MANAGES, ABOUT)
