from __future__ import annotations

from dataclasses import fields

import pytest

from app.web.aid.schemas import AidLinkRow, ProgrammeRow
from app.web.balance.schemas import BalanceItem
from app.web.coverage.schemas import CoverageItem, UncoveredSchool
from app.web.envelope import Body, ReceiptBody, meaning
from app.web.evidence.schemas import IndicatorRow, Reconciled, SourceRow
from app.web.groups.schemas import GroupDetail, GroupRow, Member
from app.web.regions.schemas import RegionDetail, RegionRow
from app.web.schools.schemas import SchoolDetail, SchoolRow, Tie
from app.web.search.schemas import Found
from graph.answers import Receipt
from graph.model import SCHOOL
from graph.questions import shipped_catalogue


def test_the_receipt_is_shown_whole() -> None:
    assert list(ReceiptBody.model_fields) == [field.name for field in fields(Receipt)]


@pytest.mark.parametrize(
    ("body", "question"),
    [(SchoolRow, "schools"), (SchoolDetail, "school"), (GroupRow, "groups"), (GroupDetail, "group"),
     (Member, "members_of_group"), (RegionRow, "regions"), (RegionDetail, "region"),
     (UncoveredSchool, "uncovered_schools"), (Tie, "ties_of_school"), (AidLinkRow, "aid_links"),
     (IndicatorRow, "indicators"), (ProgrammeRow, "programmes"),
     (SourceRow, "sources"), (Reconciled, "reconciliation"), (BalanceItem, "balance"), (Found, "find")],
)  # fmt: skip
def test_a_body_has_the_columns_of_its_question(body: type[Body], question: str) -> None:
    assert set(body.model_fields) == {column.name for column in shipped_catalogue()[question].header.columns}


def test_coverage_has_its_columns_with_the_region_apart() -> None:
    columns = {column.name for column in shipped_catalogue()["coverage"].header.columns}
    assert set(CoverageItem.model_fields) == columns - {"id", "name", "level"} | {"region"}


def test_a_field_means_what_the_model_says() -> None:
    described = SchoolRow.model_json_schema()["properties"]["students"]["description"]
    assert described == next(prop.meaning for prop in SCHOOL.properties if prop.name == "students")
    assert "senior" in str(meaning(SCHOOL, "stages").description)
