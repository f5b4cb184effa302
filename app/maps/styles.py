"""How each label and link type looks.

Okabe-Ito hues, so that colour-blind readers can tell them apart; shape, width or line end tells the same again. Borders
and lines reach 3:1 against paper and dark background alike (a test holds that)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.view import ViewLink, ViewNode

PAPER = "#ffffff"
NIGHT = "#14181d"


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """A label's look. `shape` is one of vis-network's; `scale` is its size among labels."""

    label: str
    shape: str
    fill: str
    border: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """A link type's look. `end` is vis-network's marker at the end node; "arrow" says that help flows there."""

    type: str
    color: str
    width: float
    end: str | None = None
    dotted: bool = False


# The order here is the order of the legend.
NODE_STYLES = (
    NodeStyle("EducationGroup", "hexagon", "#0072B2", "#2F7FB5", 1.5),
    NodeStyle("LeadSchool", "star", "#E69F00", "#A06F00", 1.25),
    NodeStyle("School", "dot", "#56B4E9", "#2C7FB8"),
    NodeStyle("Province", "triangleDown", "#009E73", "#0A8A66", 1.35),
    NodeStyle("Prefecture", "diamond", "#009E73", "#0A8A66", 1.3),
    NodeStyle("County", "square", "#009E73", "#0A8A66"),
    NodeStyle("Region", "square", "#8FCDB9", "#0A8A66"),
    NodeStyle("Programme", "triangle", "#CC79A7", "#B0588A", 1.1),
    NodeStyle("Indicator", "diamond", "#F0E442", "#8C7A00", 0.8),
    NodeStyle("Source", "square", "#D9D9D9", "#767676", 0.8),
    NodeStyle("LoadRun", "triangle", "#D9D9D9", "#767676", 0.8),
)

LINK_STYLES = (
    LinkStyle("AIDS", "#D55E00", 3.4, "arrow"),
    LinkStyle("LEADS", "#A06F00", 2.8, "arrow"),
    LinkStyle("MANAGES", "#B0588A", 3.0, "arrow"),
    LinkStyle("PAIRED_WITH", "#0A8A66", 3.4),
    LinkStyle("SPUN_OFF_FROM", "#B0588A", 2.8, "arrow", dotted=True),
    LinkStyle("MEMBER_OF", "#2F7FB5", 1.8),
    LinkStyle("CAMPUS_OF", "#2F7FB5", 1.8, "diamond"),
    LinkStyle("LOCATED_IN", "#767676", 1.3, "circle"),
    LinkStyle("PART_OF", "#0A8A66", 1.5, "circle"),
    LinkStyle("ABOUT", "#8C7A00", 1.3, "circle"),
)

_NODE_BY_LABEL = {style.label: style for style in NODE_STYLES}
_LINK_BY_TYPE = {style.type: style for style in LINK_STYLES}

DASHED = (9, 6)
DOTTED = (2, 5)
# An ended spin-off must still read as dotted and as ended: dots in pairs with wide gaps.
DOTTED_ENDED = (2, 4, 2, 12)


def kind_of(node: ViewNode) -> str:
    """The label that decides a node's look: a School that leads a group counts as LeadSchool."""
    return "LeadSchool" if node.label == "School" and node.properties.get("lead") is True else node.label


def node_style(kind: str) -> NodeStyle:
    """The look of a label; one that nobody has declared here is a grey dot, so that it is never left out."""
    return _NODE_BY_LABEL.get(kind) or NodeStyle(kind, "dot", "#D9D9D9", "#767676")


def link_style(link_type: str) -> LinkStyle:
    """The look of a link type; one that nobody has declared here is a thin grey line."""
    return _LINK_BY_TYPE.get(link_type) or LinkStyle(link_type, "#767676", 1.0)


def has_ended(link: ViewLink, as_of: int) -> bool:
    """Whether a link's last day (`until_day`, YYYYMMDD) lies before `as_of`. No last day counts as still going on."""
    until = link.properties.get("until_day")
    return isinstance(until, int) and until < as_of


def is_entailed(link: ViewLink) -> bool:
    """Whether a link follows from others instead of being stated."""
    return link.properties.get("entailed") is True


def dashes(style: LinkStyle, *, ended: bool) -> tuple[int, ...] | None:
    """The dash pattern of a line, None for a solid one."""
    if style.dotted:
        return DOTTED_ENDED if ended else DOTTED
    return DASHED if ended else None
