"""(:DifferingValue): what a dataset says of something, where what another one says of it stands."""

from __future__ import annotations

from graph.model.common import EVIDENCE, ID, NODE_BOOKKEEPING
from graph.model.declare import Kind, NodeLook, NodeType, Property

DIFFERING_VALUE = NodeType(
    label="DifferingValue",
    title=("不同说法", "Differing value"),
    meaning="What a dataset says of a node or link (ABOUT it, or both ends), where another one's value stands.",
    look=NodeLook("diamond", "#D9D9D9", "#767676", 0.8),
    properties=(
        ID,
        Property("kind", Kind.STRING, "Label of the node or type of the link that it is about.", required=True),
        Property("subject", Kind.STRING, "Id of the node, or of the node at which the link starts.", required=True),
        Property("partner", Kind.STRING, "Id of the node at which the link ends; null for a node."),
        Property("property", Kind.STRING, "What it says something of; `region` and the like for where a link leads.",
                 required=True),
        Property("value", Kind.STRING, "What these sources say, as text.", required=True),
        Property("standing", Kind.STRING, "What stands instead, as text.", required=True),
        Property("standing_source_ids", Kind.STRINGS, "Sources that say what stands.", required=True),
        Property("standing_locators", Kind.STRINGS, "Where in each of them.", required=True),
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    indexed=("subject",),
)  # fmt: skip
