"""What the graph is, declared once: NODE_TYPES and LINK_TYPES; everything else is derived from them."""

from graph.model.declare import ExtraLabel, Kind, LinkType, NodeType, Property
from graph.model.education_group import EDUCATION_GROUP, GROUP_KINDS, MEMBER_MODES, MEMBER_ROLES
from graph.model.evidence import INDICATOR, LOAD_RUN, PROGRAMME, QUALIFIERS, SOURCE
from graph.model.links import (
    ABOUT,
    AID_FORMS,
    AIDS,
    CAMPUS_OF,
    LEADS,
    LINK_TYPES,
    LOCATED_IN,
    MANAGES,
    MEMBER_OF,
    PAIRED_WITH,
    PART_OF,
    SPUN_OFF_FROM,
)
from graph.model.region import LEVELS, REGION
from graph.model.school import LEAD_SCHOOL, SCHOOL, STAGES

NODE_TYPES: tuple[NodeType, ...] = (SCHOOL, EDUCATION_GROUP, REGION, PROGRAMME, INDICATOR, SOURCE, LOAD_RUN)
NODE_TYPE = {node_type.label: node_type for node_type in NODE_TYPES}
LINK_TYPE = {link_type.type: link_type for link_type in LINK_TYPES}
TIES: tuple[str, ...] = tuple(link_type.type for link_type in LINK_TYPES if link_type.is_tie)
"""Link types that tie schools, groups and regions together: what reach follows."""

__all__ = [
    "ABOUT",
    "AIDS",
    "AID_FORMS",
    "CAMPUS_OF",
    "EDUCATION_GROUP",
    "GROUP_KINDS",
    "INDICATOR",
    "LEADS",
    "LEAD_SCHOOL",
    "LEVELS",
    "LINK_TYPE",
    "LINK_TYPES",
    "LOAD_RUN",
    "LOCATED_IN",
    "MANAGES",
    "MEMBER_MODES",
    "MEMBER_OF",
    "MEMBER_ROLES",
    "NODE_TYPE",
    "NODE_TYPES",
    "PAIRED_WITH",
    "PART_OF",
    "PROGRAMME",
    "QUALIFIERS",
    "REGION",
    "SCHOOL",
    "SOURCE",
    "SPUN_OFF_FROM",
    "STAGES",
    "TIES",
    "ExtraLabel",
    "Kind",
    "LinkType",
    "NodeType",
    "Property",
]
