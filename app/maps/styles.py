"""How nodes and links are drawn: the looks that the model declares, and what a link's state adds to them.

Okabe-Ito hues, so that colour-blind readers can tell them apart; shape, width or line end tells the same again. Borders
and lines reach 3:1 against paper and dark background alike (a test holds that)."""

from __future__ import annotations

from graph.model import LINK_TYPE, LOOKS, LinkLook, NodeLook
from graph.subgraph import SubgraphLink, SubgraphNode

PAPER = "#ffffff"
NIGHT = "#14181d"


_UNDECLARED_NODE = NodeLook("dot", "#D9D9D9", "#767676")
_UNDECLARED_LINK = LinkLook("#767676", 1.0)

DASHED = (9, 6)
DOTTED = (2, 5)
# Of a tie without dates, where a day was chosen: it may or may not have held.
DOTTED_UNDATED = (1, 4)
# An ended spin-off must still read as dotted and as ended: dots in pairs with wide gaps.
DOTTED_ENDED = (2, 4, 2, 12)


def kind_of(node: SubgraphNode) -> str:
    """The label that decides a node's look: a School that leads a group counts as LeadSchool."""
    return "LeadSchool" if node.label == "School" and node.properties.get("lead") is True else node.label


def node_look(kind: str) -> NodeLook:
    """The look of a label; one that nobody has declared is a grey dot, so that it is never left out."""
    return LOOKS.get(kind, _UNDECLARED_NODE)


def link_look(link_type: str) -> LinkLook:
    """The look of a link type; one that nobody has declared is a thin grey line."""
    declared = LINK_TYPE.get(link_type)
    return declared.look if declared else _UNDECLARED_LINK


def has_ended(link: SubgraphLink, as_of: int) -> bool:
    """Whether a link's last day (`until_day`, YYYYMMDD) lies before `as_of`. No last day counts as still going on."""
    until = link.properties.get("until_day")
    return isinstance(until, int) and until < as_of


def is_entailed(link: SubgraphLink) -> bool:
    """Whether a link follows from others instead of being stated."""
    return link.properties.get("entailed") is True


def dashes(look: LinkLook, *, ended: bool) -> tuple[int, ...] | None:
    """The dash pattern of a line, None for a solid one."""
    if look.dotted:
        return DOTTED_ENDED if ended else DOTTED
    return DASHED if ended else None
