"""The recipe "add a table" of CONTRIBUTING.md: a table that is declared here is read, planned, exported, documented."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from graph import Store
from loaders import load_folder, tables
from loaders.columns import DATES_AND_EVIDENCE, reference
from loaders.documents import tables_page
from loaders.files import header_key
from loaders.mapping import folder as reading
from loaders.mapping import model, read_mapping
from loaders.planner import Planner
from loaders.tables.declare import InputTable
from tests.loaders import folders
from tests.loaders.folders import checked, reasons
from tests.loaders.test_export import written

SCHOOLS = "id,name,region,source,locator\ns1,一中,530102,rep,L1\ns2,二中,530124,rep,L2\n"


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    for name in ("school", "twin"):
        rows = planner.refer(rows, name, ("School",))
    planner.facts.links(rows, "PAIRED_WITH", "school", "twin", ("since",))


TWINS = InputTable(
    "twins",
    ("姊妹校",),
    "Schools that are twinned.",
    (
        reference("school", "One school.", "学校", required=True),
        reference("twin", "The other.", "姊妹", required=True),
        *DATES_AND_EVIDENCE,
    ),
    tells=("PAIRED_WITH",),
    plan=_plan,
)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the table were declared where the others are."""
    monkeypatch.setattr(tables, "TABLES", (*tables.TABLES, TWINS))
    monkeypatch.setitem(model.TABLES, "twins", TWINS)
    headers = {header_key(name) for column in TWINS.columns for name in (column.name, *column.headers)}
    monkeypatch.setattr(reading, "_HEADERS", reading._HEADERS | headers)


def test_it_is_read_checked_and_planned(tmp_path: Path) -> None:
    rows = "学校,姊妹,起始,来源,出处\n一中,二中,2020,rep,L3\n一中,三中,2020,rep,L4\n一中,二中,later,rep,L5\n"
    done = checked(folders.write_tables(tmp_path, schools=SCHOOLS, 姊妹校=rows))
    assert reasons(done) == [("姊妹校.csv", 3, "twin"), ("姊妹校.csv", 4, "since")]
    (pairing,) = (link for link in done.plan.links.values() if link.type == "PAIRED_WITH")
    assert (pairing.start, pairing.end, pairing.properties["since"]) == ("s1", "s2", "2020")


def test_it_is_documented_and_may_be_mapped(tmp_path: Path) -> None:
    assert "## `twins` 姊妹校" in tables_page()
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("twins:\n  twin: other\n", "utf-8")
    assert read_mapping(mapping).tables["twins"][0].fields["twin"].column == ("other",)


def test_it_is_exported_and_loads_again(store: Store, tmp_path: Path) -> None:
    rows = "school,twin,source,locator\n一中,二中,rep,L3\n"
    first = load_folder(store, folders.write_tables(tmp_path / "twinned", schools=SCHOOLS, twins=rows))
    written(store, tmp_path / "out")
    again = load_folder(store, tmp_path / "out" / "twinned")
    assert again.rejects == first.rejects == []
    assert again.rows["twins"] == 1
    assert again.graph_version == first.graph_version
