"""The tables between them hold all that the model declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import LINK_TYPES, NODE_TYPES, LinkType, NodeType
from graph.model.common import LINK_COMMON
from loaders import tables
from loaders.facts import storable
from tests.loaders.folders import checked, reasons, write_tables

COMMON = {prop.name for prop in LINK_COMMON}
# A programme's name stands in the aid_links table's column `programme`; load runs are no table's.
STATED = [
    one
    for one in (*NODE_TYPES, *LINK_TYPES)
    if getattr(one, "label", "") not in {"Programme", "DifferingValue", "LoadRun"}
]


def _kind(declared: NodeType | LinkType) -> str:
    return declared.label if isinstance(declared, NodeType) else declared.type


@pytest.mark.parametrize("declared", STATED, ids=_kind)
def test_every_property_has_a_column_in_a_table_that_tells_of_it(declared: NodeType | LinkType) -> None:
    telling = [table for table in tables.TABLES if _kind(declared) in table.tells]
    assert telling
    columns = {column.name for table in telling for column in table.columns}
    wanted = set(storable(_kind(declared))[0])
    assert wanted - (COMMON if isinstance(declared, LinkType) else set()) <= columns


def test_a_column_that_holds_a_property_is_checked_as_the_model_says() -> None:
    """Not a second declaration of the same name with other choices: it is the same object."""
    for table in tables.TABLES:
        for label in (label for label in table.tells if label in {node_type.label for node_type in NODE_TYPES}):
            declared = storable(label)[0]
            for column in table.columns:
                if column.name in declared and label != "Programme":
                    assert column.prop is declared[column.name]


def test_a_blank_metric_is_missing_and_no_defect(tmp_path: Path) -> None:
    text = "subject,metric,value,source,locator\n530124,,3,rep,L1\n530124,students,4,rep,L2\n"
    done = checked(write_tables(tmp_path, indicators=text))
    assert reasons(done) == [("indicators.csv", 2, "metric")]
