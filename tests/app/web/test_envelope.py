from __future__ import annotations

from dataclasses import fields
from types import NoneType
from typing import get_args

import pytest

from app.web.bodies import Named, item_model
from app.web.coverage.schemas import CoverageItem, UncoveredSchool
from app.web.envelope import ReceiptBody, column
from graph.answers import Receipt
from graph.model import SCHOOL
from graph.questions import shipped_catalogue


def test_the_receipt_is_shown_whole() -> None:
    assert list(ReceiptBody.model_fields) == [field.name for field in fields(Receipt)]


@pytest.mark.parametrize("question", shipped_catalogue())
def test_an_item_has_the_columns_of_its_question(question: str) -> None:
    columns = shipped_catalogue()[question].header.columns
    item = item_model(Named("Item", "An item."), question)
    assert list(item.model_fields) == [column.name for column in columns]
    for one in columns:
        field = item.model_fields[one.name]
        assert field.is_required(), "a column that an answer lacks is a defect"
        assert one.type == "any" or (NoneType in get_args(field.annotation)) is one.nullable


def test_an_uncovered_school_has_the_columns_of_its_question() -> None:
    columns = shipped_catalogue()["uncovered_schools"].header.columns
    assert set(UncoveredSchool.model_fields) == {column.name for column in columns}


def test_coverage_has_its_columns_with_the_region_apart() -> None:
    columns = {column.name for column in shipped_catalogue()["coverage"].header.columns}
    assert set(CoverageItem.model_fields) == columns - {"id", "name", "level"} | {"region"}


def test_a_field_means_what_the_model_says() -> None:
    described = item_model(Named("SchoolRow", ""), "schools").model_json_schema()["properties"]["students"][
        "description"
    ]
    assert described == next(prop.meaning for prop in SCHOOL.properties if prop.name == "students")
    assert "senior" in str(column("schools", "stages").description)
