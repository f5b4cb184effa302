"""What machines read of an entity's page: JSON-LD in the words of schema.org."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from app.maps.page import json_for_script
from app.web.pages.addresses import entity_page
from app.web.pages.texts import PageTexts
from graph.model import EDUCATION_GROUP, ORGANISATION, PROGRAMME, REGION, SCHOOL, SOURCE

_TYPES = {
    SCHOOL.label: "School",
    EDUCATION_GROUP.label: "EducationalOrganization",
    ORGANISATION.label: "Organization",
    REGION.label: "AdministrativeArea",
    PROGRAMME.label: "Project",
    SOURCE.label: "CreativeWork",
}
_OF_KIND = {"university": "CollegeOrUniversity", "government": "GovernmentOrganization", "enterprise": "Corporation"}
_MOST_GROUPS = 20
_MEMBER_OF = "MEMBER_OF"


def linked_data(
    label: str, row: Mapping[str, Any], ties: Sequence[Mapping[str, Any]], base: str, texts: PageTexts
) -> Markup:
    """A school, group or the like as JSON-LD that can stand in a script element; what isn't known is left out.

    `base` is what stands before the paths of addresses."""
    id_ = str(row["id"])
    region = row.get("region") or row.get("parent")
    told = {
        "@context": "https://schema.org",
        "@type": _OF_KIND.get(str(row.get("kind")), _TYPES[label]) if label == ORGANISATION.label else _TYPES[label],
        "@id": base + entity_page(id_, label, "zh"),
        "url": base + entity_page(id_, label, texts.language),
        "identifier": id_,
        "name": row.get("name") or row.get("title") or id_,
        "alternateName": row.get("aliases"),
        "foundingDate": row.get("since")
        if label in (SCHOOL.label, EDUCATION_GROUP.label, ORGANISATION.label)
        else None,
        "dissolutionDate": row.get("until"),
        "datePublished": row.get("published"),
        "publisher": {"@type": "Organization", "name": row["publisher"]} if row.get("publisher") else None,
        "sameAs": row.get("url"),
        "memberOf": [
            _thing(EDUCATION_GROUP.label, tie["to_id"], tie["to_name"], base, texts)
            for tie in ties
            if tie["type"] == _MEMBER_OF and tie["from_id"] == id_
        ][:_MOST_GROUPS],
    }
    if region:
        place = _thing(REGION.label, region, row.get("region_name") or row.get("parent_name"), base, texts)
        told["containedInPlace" if label == REGION.label else "location"] = place
    return json_for_script({name: value for name, value in told.items() if value})


def _thing(label: str, id_: Any, name: Any, base: str, texts: PageTexts) -> dict[str, str]:
    return {
        "@type": _TYPES[label],
        "name": str(name or id_),
        "url": base + entity_page(str(id_), label, texts.language),
    }
