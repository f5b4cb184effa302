"""What the graph is, declared once: NODE_TYPES and LINK_TYPES; everything else is derived from them."""

from graph.model.common import SEARCH_TEXT
from graph.model.decision import DECISION, DECISIONS
from graph.model.declare import (
    Choice,
    Choices,
    ExtraLabel,
    Kind,
    LinkLook,
    LinkType,
    NodeLook,
    NodeType,
    Property,
    Words,
)
from graph.model.differing_value import DIFFERING_VALUE
from graph.model.education_group import EDUCATION_GROUP, GROUP_KINDS, MEMBER_MODES, MEMBER_ROLES
from graph.model.evidence import CENSUS, INDICATOR, LOAD_RUN, PROGRAMME, QUALIFIERS, SOURCE
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
    TAKES_PART,
)
from graph.model.organisation import ORGANISATION, ORGANISATION_KINDS
from graph.model.region import LEVELS, REGION
from graph.model.school import LEAD_SCHOOL, SCHOOL, SETTINGS, STAGES, STATUSES

NODE_TYPES: tuple[NodeType, ...] = (
    SCHOOL,
    EDUCATION_GROUP,
    ORGANISATION,
    REGION,
    PROGRAMME,
    INDICATOR,
    CENSUS,
    DECISION,
    SOURCE,
    DIFFERING_VALUE,
    LOAD_RUN,
)
SEARCHED: tuple[str, ...] = tuple(node_type.label for node_type in NODE_TYPES if SEARCH_TEXT in node_type.properties)
"""Labels of what the search finds by name: whatever takes part, programmes and sources."""
NODE_TYPE = {node_type.label: node_type for node_type in NODE_TYPES}
LINK_TYPE = {link_type.type: link_type for link_type in LINK_TYPES}
KEPT_LABELS = ("KeptDataset", "KeptPiece")
"""Labels under which a load keeps what each dataset says, beside the graph that follows from it: for loads only."""
TIES: tuple[str, ...] = tuple(link_type.type for link_type in LINK_TYPES if link_type.is_tie)
"""Link types that tie schools, groups, organisations and regions together: what reach follows."""
RELATIONS = {link_type.relation.value: link_type for link_type in LINK_TYPES if link_type.relation is not None}
"""Link types that the aid_links table states, by what its `relation` column calls them."""
_LABELS: list[NodeType | ExtraLabel] = []
_PROPERTIES: list[Property] = []
for _node_type in NODE_TYPES:
    _LABELS += [*_node_type.extra_labels, _node_type]
    _PROPERTIES += _node_type.properties
for _link_type in LINK_TYPES:
    _PROPERTIES += _link_type.properties

TITLES: dict[str, Words] = {named.label: named.title for named in _LABELS} | {
    link_type.type: link_type.title for link_type in LINK_TYPES
}
"""Words for every label and link type."""
LOOKS: dict[str, NodeLook] = {named.label: named.look for named in _LABELS}
"""How nodes are drawn by label, extra labels before the label that they stand beside."""
CODES: dict[str, Words] = {choice.value: choice.words for prop in _PROPERTIES for choice in prop.choices}
"""Words for every value of every choice: one value has the same words wherever it stands (a test holds that)."""

__all__ = [
    "ABOUT",
    "AIDS",
    "AID_FORMS",
    "CAMPUS_OF",
    "CENSUS",
    "CODES",
    "DECISION",
    "DECISIONS",
    "DIFFERING_VALUE",
    "EDUCATION_GROUP",
    "GROUP_KINDS",
    "INDICATOR",
    "KEPT_LABELS",
    "LEADS",
    "LEAD_SCHOOL",
    "LEVELS",
    "LINK_TYPE",
    "LINK_TYPES",
    "LOAD_RUN",
    "LOCATED_IN",
    "LOOKS",
    "MANAGES",
    "MEMBER_MODES",
    "MEMBER_OF",
    "MEMBER_ROLES",
    "NODE_TYPE",
    "NODE_TYPES",
    "ORGANISATION",
    "ORGANISATION_KINDS",
    "PAIRED_WITH",
    "PART_OF",
    "PROGRAMME",
    "QUALIFIERS",
    "REGION",
    "RELATIONS",
    "SCHOOL",
    "SEARCHED",
    "SETTINGS",
    "SOURCE",
    "SPUN_OFF_FROM",
    "STAGES",
    "STATUSES",
    "TAKES_PART",
    "TIES",
    "TITLES",
    "Choice",
    "Choices",
    "ExtraLabel",
    "Kind",
    "LinkLook",
    "LinkType",
    "NodeLook",
    "NodeType",
    "Property",
    "Words",
]
