"""(:Decision): a person's word that two things are two, though their names may look like one."""

from __future__ import annotations

from graph.model.common import ID, NODE_BOOKKEEPING
from graph.model.declare import Kind, NodeLook, NodeType, Property, choices

DECISIONS = choices(
    same=("相同", "same", "同一所 同一 是"),
    different=("不同", "different", "两所 不是 不同学校"),
    undecided=("未定", "undecided"),
    place=("地名", "place"),
)

DECISION = NodeType(
    label="Decision",
    title=("判定", "Decision"),
    meaning="A person's word that two schools, groups or organisations are two: no list of likely matches names them.",
    look=NodeLook("triangleDown", "#D9D9D9", "#767676", 0.8),
    properties=(
        ID,
        Property("decision", Kind.STRING, "What was decided.", required=True, choices=DECISIONS),
        Property(
            "written",
            Kind.STRING,
            "What was written: an id, or a name with `@region`; the graph keeps ids. As `place` any text.",
            required=True,
        ),
        Property(
            "meant",
            Kind.STRING,
            "What is meant by it, and stands: an id, or a name with `@region`. As `place` a region.",
            required=True,
        ),
        Property("said_by", Kind.STRING, "Who says so.", required=True),
        *NODE_BOOKKEEPING,
    ),
)
