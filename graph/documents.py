"""Derived pages of docs/: schema.md from the model, questions.md from the catalogue, settings.md from Settings.

`python -m app.documents` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.model import LINK_TYPES, NODE_TYPES, TAKES_PART, Choices, LinkType, Property
from graph.questions import Column, Parameter, Question, shipped_catalogue
from graph.questions.vocabulary import Term, shipped_vocabulary
from graph.settings import Settings

NOTE = "<!-- Written by `python -m app.documents`; edit the declarations instead. -->\n"


def schema_page() -> str:
    """docs/schema.md: labels, properties, links, from the declared model."""
    parts = ["# The graph's schema\n", NOTE, "## Nodes\n", "Every node is known by its `id`.\n"]
    for node_type in NODE_TYPES:
        parts.append(f"### `:{node_type.label}` {node_type.title[0]}\n")
        parts.append(f"{node_type.meaning}\n")
        for extra in node_type.extra_labels:
            parts.append(f"- `:{extra.label}`: {extra.meaning}")
        if node_type.extra_labels:
            parts.append("")
        parts.append(_property_table(node_type.properties))
    parts += ["## Links\n", "Ties are the links that reach follows.\n"]
    for link_type in LINK_TYPES:
        parts.append(f"### `{link_type.type}` {link_type.title[0]}\n")
        parts.append(f"{link_type.meaning} {_reading(link_type)}\n")
        parts.append(f"Joins {', '.join(f'`{start}` → `{end}`' for start, end in link_type.ends)}.\n")
        parts.append(_property_table(link_type.properties))
    return "\n".join(parts)


def _reading(link_type: LinkType) -> str:
    tie = "A tie." if link_type.is_tie else "Not a tie."
    if not link_type.directed:
        return f"{tie} Without direction: “{link_type.forward[0]}” / “{link_type.forward[1]}”."
    forward, backward = (f"“{verb[0]}” / “{verb[1]}”" for verb in (link_type.forward, link_type.backward))
    return f"{tie} Read from start to end {forward}, from end to start {backward}."


def _property_table(properties: tuple[Property, ...]) -> str:
    rows = (
        (
            ", ".join(f"`{name}`" for name in prop.stored),
            prop.kind.value,
            prop.unit or "",
            "yes" if prop.required else "",
            " ".join(
                filter(None, [prop.meaning, _choices(prop.choices), limits(prop), _day_note(prop), _key_note(prop)])
            ),
        )
        for prop in properties
    )
    return markdown_table(("property", "kind", "unit", "required", "meaning"), rows)


def _choices(choices: Choices) -> str:
    return f"One of {', '.join(f'`{choice.value}` {choice.words[0]}' for choice in choices)}." if choices else ""


def limits(prop: Property) -> str:
    """What a number may be, or what an unknown value stands for."""
    default = f"Where nothing is said it is `{prop.default}`." if prop.default else ""
    return f"From {prop.within[0]:g} to {prop.within[1]:g}." if prop.within else default


def _day_note(prop: Property) -> str:
    return f"`{prop.name}_day` is its {prop.day} day as YYYYMMDD." if prop.day else ""


def _key_note(prop: Property) -> str:
    return f"`{prop.key_name}` is what names are compared by." if prop.is_name else ""


def questions_page() -> str:
    """docs/questions.md: every question, from its header and the words of its columns."""
    parts = ["# Questions\n", NOTE]
    for question in sorted(shipped_catalogue().values(), key=lambda one: (one.folder, one.id)):
        parts.append(_question_section(question))
    return "\n".join(parts)


def _question_section(question: Question) -> str:
    header = question.header
    parameters = ((f"`{p.name}`", _type(p), _default(p), " / ".join(p.description)) for p in header.parameters)
    columns = (_column(column, shipped_vocabulary().column(column.name, question.id)) for column in header.columns)
    parts = [
        f"## `{question.id}` {header.title[0]} / {header.title[1]}\n",
        f"{header.description[0]}\n\n{header.description[1]}\n",
        markdown_table(("parameter", "type", "default", "meaning"), parameters)
        if header.parameters
        else "No parameters.\n",
        markdown_table(("returns", "type", "unit", "meaning"), columns),
    ]
    if header.chart is not None:
        values, labels = ", ".join(header.chart.values), ", ".join(header.chart.labels)
        parts.append(f"Chart: {header.chart.kind} of {values} by {labels}.\n")
    if header.map is not None:
        drawn, named = header.map.links, ", ".join(f"`{name}`" for name in header.map.parameters)
        parts.append(f"Map: the links of `{drawn}`.\n" if drawn else f"Map: what has a tie with {named}.\n")
    return "\n".join(parts)


def _column(column: Column, term: Term) -> tuple[str, ...]:
    type_ = f"{column.type} or null" if column.nullable else column.type
    return f"`{column.name}`", type_, column.unit, f"{term.words[0]}：{term.meaning[0]} / {term.description}"


def _type(parameter: Parameter) -> str:
    if parameter.id_of:
        labels = "any" if parameter.id_of[: len(TAKES_PART)] == TAKES_PART else ""
        others = [label for label in parameter.id_of if not labels or label not in TAKES_PART]
        return f"id of {', '.join(filter(None, (labels, *others)))}"
    if parameter.choices:
        return f"{parameter.type}: {', '.join(parameter.choices)}"
    if parameter.minimum is not None:
        return f"{parameter.type} {parameter.minimum}–{parameter.maximum}"
    return parameter.type


def _default(parameter: Parameter) -> str:
    return "required" if parameter.required else parameter.default or "none"


def settings_page() -> str:
    """docs/settings.md: every setting with its environment variable."""
    rows = []
    for name, field in Settings.model_fields.items():
        variable = name.upper() if name.startswith("neo4j_") else f"HUOSHUI_{name.upper()}"
        default = "`.huoshui` beside the checkout" if name == "home" else _shown_default(field.default)
        rows.append((f"`{variable}`", default, field.description or ""))
    return "\n".join(["# Settings\n", NOTE, markdown_table(("variable", "default", "meaning"), rows)])


def _shown_default(value: object) -> str:
    return "" if value is None or str(value) == "" else f"`{value}`"


def markdown_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "schema.md": schema_page,
    "questions.md": questions_page,
    "settings.md": settings_page,
}
