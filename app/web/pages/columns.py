"""Which columns of an answer stand together on a page: an id with its name, sources with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.questions import Column, Question

_ENTITIES = {
    "school_id": "School",
    "campus_of": "School",
    "leads": "School",
    "group_id": "EducationGroup",
    "group_ids": "EducationGroup",
    "led_groups": "EducationGroup",
    "region": "Region",
    "region_id": "Region",
    "other_region": "Region",
    "parent": "Region",
    "county_ids": "Region",
    "start": "",
    "end": "",
    "from_id": "",
    "to_id": "",
    "held_id": "",
    "helper_id": "",
    "helped_id": "",
    "holder_id": "",
    "new_id": "",
    "old_id": "",
    "other_id": "",
    "subject_id": "",
}
"""Columns that hold ids of schools, groups and regions, with their label; "" where it may be any of them."""
_IDS_OF_OTHERS = frozenset({"sources", "programmes", "indicators"})
"""Questions whose `id` is none of a school, group or region."""
_ID_IS_A = {
    "coverage": "Region",
    "giving_and_receiving": "Region",
    "group": "EducationGroup",
    "groups": "EducationGroup",
    "region": "Region",
    "regions": "Region",
    "school": "School",
    "schools": "School",
    "schools_without_county": "School",
    "uncovered_schools": "School",
}
"""Questions whose `id` is always the id of one label; elsewhere it may be any."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the page: the column of the answer, and the one beside it that names or places what it holds."""

    column: Column
    kind: str
    """number, entity, evidence, link, code or text."""
    beside: str = ""
    label: str = ""
    """What an entity always is; "" where `labelled` names the column that tells, or nothing does."""
    labelled: str = ""


def fields(question: Question) -> list[Field]:
    """The columns of a page for a question, in the order of its header; keys of links, which few read, last."""
    columns = {column.name: column for column in question.header.columns}
    return arranged(columns, _ID_IS_A.get(question.id, ""), has_entities=question.id not in _IDS_OF_OTHERS)


def arranged(columns: Mapping[str, Column], id_label: str = "", *, has_entities: bool = True) -> list[Field]:
    """The same for any columns; `id_label` is what `id` always is, if it is an entity's at all."""
    taken = set(_second_columns(columns))
    shown = [
        _field(column, columns, id_label, has_entities=has_entities)
        for column in columns.values()
        if column.name not in taken
    ]
    return sorted(shown, key=lambda field: field.column.name == "key")


def name_column(column: str, columns: Mapping[str, Column]) -> str:
    """The column that names what an id column identifies, or "" if there is none."""
    if column in ("id", "school_id", "group_id", "region_id", "programme_id"):
        first = next(name for name in columns if _is_id(name))
        return "name" if "name" in columns and column == first else ""
    stem = column.removesuffix("_id").removesuffix("_ids")
    named = (f"{stem}_names",) if column.endswith("_ids") else (f"{stem}_name", stem)
    return next((name for name in named if name in columns and name != column), "")


def _second_columns(columns: Mapping[str, Column]) -> Iterator[str]:
    for name in columns:
        if _is_id(name):
            yield name_column(name, columns)
            if name != "id":
                yield _label_column(name, columns)
    if "source_ids" in columns:
        yield "locators"
    if "sentence" in columns:
        yield "sentence_en"


def _label_column(column: str, columns: Mapping[str, Column]) -> str:
    """The column that tells whether an id is that of a school, a group, a region or something else."""
    named = "label" if column == "id" else f"{column.removesuffix('_id')}_label"
    return named if named in columns else ""


def _field(column: Column, columns: Mapping[str, Column], id_label: str, *, has_entities: bool) -> Field:
    name = column.name
    if name == "source_ids":
        return Field(column, "evidence", "locators" if "locators" in columns else "")
    if name == "sentence":
        return Field(column, "text", "sentence_en")
    if _is_id(name):
        is_other = name not in _ENTITIES and (name != "id" or not has_entities)
        label = id_label if name == "id" else _ENTITIES.get(name, "")
        labelled = "" if label else _label_column(name, columns)
        return Field(column, "code" if is_other else "entity", name_column(name, columns), label, labelled)
    if name in ("key", "keys"):
        return Field(column, "code")
    if name == "url":
        return Field(column, "link")
    return Field(column, "number" if column.type in ("integer", "float") else "text")


def _is_id(name: str) -> bool:
    return name == "id" or name in _ENTITIES or name.endswith("_id")
