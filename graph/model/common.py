"""Properties that many nodes or every link share."""

from __future__ import annotations

from graph.model.declare import Kind, Property, TextForm, choices

_ID_FORM = TextForm(
    r"\w[\w.:-]{0,99}", "is no id: at most 100 letters, digits and any of . : _ -, with a letter or digit first"
)
ID = Property("id", Kind.STRING, "Identifier, unique among nodes of its label.", required=True, form=_ID_FORM)
NAME = Property("name", Kind.STRING, "Fullest official name.", required=True, is_name=True)
ALIASES = Property("aliases", Kind.STRINGS, "Short forms and former names.", is_name=True)
SEARCH_TEXT = Property(
    "search_text",
    Kind.STRING,
    "What the search looks through, a form on each line: keys of the names, short forms, pinyin, initials, the code.",
    is_derived=True,
)
FORMER_IDS = Property(
    "former_ids",
    Kind.STRINGS,
    "Ids by which it was known: of what is one with it by decision, and of its aliases as if each were its name.",
    is_derived=True,
)
SINCE = Property("since", Kind.DATE, "When it began, as precise as the source says; null is unknown.", day="first")
UNTIL = Property("until", Kind.DATE, "When it ended; null is unknown or still so.", day="last")
OBSERVED = Property(
    "observed",
    Kind.DATES,
    "Days or years on which sources say that it holds, one for each source that says one; never taken for `since`.",
)
LINK_ENDS = choices(start=("起点", "start"), end=("终点", "end"))
HELD_AT_LOAD = (
    Property(
        "since_cut_by",
        Kind.STRING,
        "The end before which it can't have held: `since_day` is that end's, and later than its own.",
        choices=LINK_ENDS,
        is_derived=True,
    ),
    Property(
        "until_cut_by",
        Kind.STRING,
        "The end with which it ended: `until_day` is that end's, and earlier than its own.",
        choices=LINK_ENDS,
        is_derived=True,
    ),
    Property(
        "observed_first_day",
        Kind.INTEGER,
        "First day on which it may have been observed.",
        unit="day as YYYYMMDD",
        is_derived=True,
    ),
    Property(
        "observed_last_day",
        Kind.INTEGER,
        "Last day on which it may have been observed.",
        unit="day as YYYYMMDD",
        is_derived=True,
    ),
)
"""When a link holds and was seen to hold, worked out from its own dates and those of its ends."""
ENTAILED = Property("entailed", Kind.BOOLEAN, "True where it follows from the source but is not stated there.")

EVIDENCE = (
    Property("source_ids", Kind.STRINGS, "Sources that say so, ids of Source nodes.", required=True),
    Property("locators", Kind.STRINGS, "Where in each source, one for one with source_ids.", required=True),
)
NODE_BOOKKEEPING = (
    Property("datasets", Kind.STRINGS, "Datasets whose tables hold the node.", required=True),
    Property("run", Kind.STRING, "Load run that wrote the node last.", required=True),
)
LINK_COMMON = (
    Property("key", Kind.STRING, "Identifier of the link, the same at every load.", required=True),
    Property("datasets", Kind.STRINGS, "Datasets whose tables hold the link.", required=True),
    Property("run", Kind.STRING, "Load run that wrote the link last.", required=True),
    *EVIDENCE,
    SINCE,
    UNTIL,
    OBSERVED,
    *HELD_AT_LOAD,
    ENTAILED,
)
NAME_FORMS = frozenset({prop.key_name for prop in (NAME, ALIASES) if prop.key_name} | {SEARCH_TEXT.name})
"""What follows from names, for comparing and finding them."""
BOOKKEEPING = frozenset({"id", "key", "name", "run", "datasets"}) | NAME_FORMS
"""Properties that a network's nodes and links show apart from the others, or not at all."""
