"""(:Source), (:Indicator), (:Census), (:Programme) and (:LoadRun): where facts come from and when they came in."""

from __future__ import annotations

from graph.model.common import EVIDENCE, ID, NAME, NODE_BOOKKEEPING, SEARCH_TEXT
from graph.model.declare import Kind, NodeLook, NodeType, Property, TextForm, choices
from graph.model.school import STAGES

QUALIFIERS = choices(
    at_least=("至少", "at least", "超 超过 逾 余 多 以上"),
    about=("约", "about", "大约 近 左右"),
    planned=("规划", "planned", "计划"),
)
RUN_STATUSES = choices(
    running=("进行中", "running"),
    finished=("已完成", "finished"),
    interrupted=("已中断", "interrupted"),
)
RUN_WORK = choices(
    backup=("备份", "backup"),
    restore=("恢复", "restore"),
    verify=("核对", "verification"),
)

PROGRAMME = NodeType(
    label="Programme",
    title=("帮扶项目", "Programme"),
    meaning="A named aid programme, such as 组团式帮扶, 省管校用 or 双向交流.",
    look=NodeLook("triangle", "#CC79A7", "#B0588A", 1.1),
    properties=(ID, NAME, SEARCH_TEXT, *NODE_BOOKKEEPING),
)

INDICATOR = NodeType(
    label="Indicator",
    title=("指标", "Indicator"),
    meaning="A figure that a source reports about its subject (ABOUT).",
    look=NodeLook("diamond", "#F0E442", "#8C7A00", 0.8),
    properties=(
        ID,
        Property(
            "metric",
            Kind.STRING,
            "What is counted or measured, in snake_case.",
            required=True,
            form=TextForm("[a-z][a-z0-9_]*", "is not in snake_case"),
        ),
        Property("value", Kind.FLOAT, "The figure as reported, in `unit`.", required=True),
        Property("unit", Kind.STRING, "Unit of the value."),
        Property("qualifier", Kind.STRING, "Whether the source says at least, about or planned.", choices=QUALIFIERS),
        Property("as_of", Kind.DATE, "The date the figure is for.", day="last"),
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    indexed=("metric",),
)

CENSUS = NodeType(
    label="Census",
    title=("完整名录", "Census"),
    meaning="A source's word that its datasets hold all schools that a region (ABOUT) has, of some stages, on a day.",
    look=NodeLook("hexagon", "#F0E442", "#8C7A00", 0.8),
    properties=(
        ID,
        Property("stages", Kind.STRINGS, "Stages of schooling that it lists whole; null is all.", choices=STAGES),
        Property("as_of", Kind.DATE, "The day that it is of.", required=True, day="last"),
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
)

SOURCE = NodeType(
    label="Source",
    title=("来源", "Source"),
    meaning="A report, register or other document that links and figures cite.",
    look=NodeLook("star", "#D9D9D9", "#767676", 0.8),
    properties=(
        ID,
        Property("title", Kind.STRING, "Title of the document."),
        SEARCH_TEXT,
        Property("publisher", Kind.STRING, "Who published it."),
        Property("published", Kind.DATE, "When it was published.", day="first"),
        Property("url", Kind.STRING, "Where it can be read."),
        Property("licence", Kind.STRING, "Terms under which it may be used."),
        *NODE_BOOKKEEPING,
    ),
    called_by="title",
)

LOAD_RUN = NodeType(
    label="LoadRun",
    title=("载入", "Load run"),
    meaning="One load of one dataset. The newest finished one gives the graph version.",
    look=NodeLook("triangle", "#D9D9D9", "#767676", 0.8),
    properties=(
        ID,
        Property("dataset", Kind.STRING, "Dataset that was loaded.", required=True),
        Property("status", Kind.STRING, "How far it came.", choices=RUN_STATUSES, required=True),
        Property("started", Kind.STRING, "When it started, ISO 8601 UTC.", required=True),
        Property("finished", Kind.STRING, "When it finished, ISO 8601 UTC."),
        Property("settled", Kind.STRING, "When it was last said what the graph holds of the dataset, ISO 8601 UTC."),
        Property("counts", Kind.STRING, "Rows read, rejected, written and pruned, as JSON."),
        Property("input_digest", Kind.STRING, "Digest of the rows that were written."),
        Property("graph_version", Kind.STRING, "Digest of all datasets after this run."),
        Property("plan", Kind.STRING, "Digest of what the graph is to hold after this run, and of the rules for it."),
        Property("current", Kind.BOOLEAN, "True on the newest run of each dataset."),
        Property("process", Kind.STRING, "Tells who shares the home whether the load is alive; nothing else is in it."),
        Property("work", Kind.STRING, "What holds the slot where that is no load; gone at its end.", choices=RUN_WORK),
        Property("slot", Kind.STRING, "Held while running: its uniqueness lets only one load run."),
    ),
    unique=("id", "slot"),
)
