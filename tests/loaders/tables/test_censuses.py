"""A dataset may say that its schools are all there are: as a table, in datapackage.json, or in a mapping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.errors import BadParameter, InputUnreadable
from loaders import load_folder
from loaders.mapping import read_mapping
from tests.loaders.folders import Checked, Node, checked, reasons, write_tables
from tests.loaders.test_export import written

SCHOOLS = "name,region,source,locator\n一中,530124,rep,L1\n"
CLAIM = {"region": "富民县", "stages": ["primary", "初中"], "as_of": "2025-09-01", "source": "rep", "locator": "p. 1"}


def packaged(folder: Path, complete: Any, **tables: str) -> Path:
    write_tables(folder, **{"schools": SCHOOLS, **tables})
    (folder / "datapackage.json").write_text(json.dumps({"name": "register", "complete": complete}), "utf-8")
    return folder


def censuses(done: Checked) -> list[Node]:
    return [node for (label, _), node in done.plan.nodes.items() if label == "Census"]


def regions(done: Checked) -> list[str]:
    return sorted(link.end for link in done.plan.links.values() if link.type == "ABOUT")


def test_a_claim_is_a_census_about_its_region(tmp_path: Path) -> None:
    done = checked(packaged(tmp_path, [CLAIM]))
    assert done.report.rejects == []
    (census,) = censuses(done)
    assert census.properties == {"stages": ["primary", "junior"], "as_of": "2025-09-01", "as_of_day": 20250901}
    assert census.evidence == [("rep", "p. 1")]
    (about,) = (link for link in done.plan.links.values() if link.type == "ABOUT")
    assert (about.start_label, about.start, about.end_label, about.end) == ("Census", census.id, "Region", "530124")
    assert about.evidence == census.evidence


def test_the_table_and_the_mapping_say_the_same(tmp_path: Path) -> None:
    of_package = checked(packaged(tmp_path / "package", CLAIM))
    table = "地区,学段,截至,来源,出处\n云南省/昆明市/富民县,小学;初中,2025年9月1日,rep,p. 1\n"
    of_table = checked(packaged(tmp_path / "table", [], 完整名录=table))
    mapped = packaged(tmp_path / "mapped", [])
    said = "complete: {region: 530124, stages: [primary, junior], as_of: 2025-09-01, source: rep, locator: p. 1}\n"
    (mapped / "mapping.yaml").write_text(said, "utf-8")
    assert of_package.digest == of_table.digest == checked(mapped).digest


def test_a_claim_may_be_of_several_regions_and_of_all_stages(tmp_path: Path) -> None:
    claims = [
        {"region": ["富民县", 530102], "as_of": "2025"},
        {"region": "530100", "stages": "all", "as_of": "2024-09"},
    ]
    done = checked(packaged(tmp_path, claims))
    assert regions(done) == ["530100", "530102", "530124"]
    assert [census.properties.get("stages") for census in censuses(done)] == [None, None, None]
    assert {census.properties["as_of_day"] for census in censuses(done)} == {20251231, 20240930}
    # Without a source it is the folder's one that says so, in the place where the claim stands.
    assert {pair for census in censuses(done) for pair in census.evidence} == {
        ("rep", "datapackage.json row 1"),
        ("rep", "datapackage.json row 2"),
    }


def test_claims_that_fail_are_rejected_with_their_place(tmp_path: Path) -> None:
    claims = [
        {**CLAIM, "region": ["530124", "朝阳区"]},
        {**CLAIM, "stages": ["nursery"]},
        {**CLAIM, "as_of": "soon"},
        {**CLAIM, "source": "nobody"},
    ]
    done = checked(packaged(tmp_path, claims))
    assert regions(done) == ["530124"]
    assert reasons(done) == [
        ("datapackage.json", 1, "region"),
        ("datapackage.json", 2, "stages"),
        ("datapackage.json", 3, "as_of"),
        ("datapackage.json", 4, "source"),
    ]


@pytest.mark.parametrize(
    ("complete", "at"),
    [
        ("530124", "complete.0"),
        ([{"as_of": "2025"}], "complete.0.region"),
        ([{"region": [], "as_of": "2025"}], "complete.0.region"),
        ([{"region": "530124"}], "complete.0.as_of"),
        ([{"region": "530124", "as_of": "2025", "stage": "primary"}], "complete.0.stage"),
    ],
)
def test_what_says_no_census_is_refused(tmp_path: Path, complete: Any, at: str) -> None:
    with pytest.raises(InputUnreadable, match=at) as error:
        checked(packaged(tmp_path, complete))
    assert '"complete": [{"region"' in str(error.value.next_step)


def test_a_mapping_that_says_none_names_the_key(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text("complete:\n- region: 530124\n  since: 2025\n", "utf-8")
    with pytest.raises(BadParameter, match=r"complete\[0\]\.(as_of|since)"):
        read_mapping(tmp_path / "mapping.yaml")


def _held(store: Store) -> list[dict[str, Any]]:
    text = (
        "MATCH (c:Census)-[:ABOUT]->(r:Region) "
        "RETURN r.id AS region, c.stages AS stages, c.as_of AS as_of, c.datasets AS datasets ORDER BY region"
    )
    return store.read_all(Statement("held", text), {})


def test_it_is_written_exported_loaded_again_and_pruned(store: Store, tmp_path: Path) -> None:
    first = load_folder(store, packaged(tmp_path / "register", [{**CLAIM, "region": ["530124", "530102"]}]))
    before = _held(store)
    assert [row["region"] for row in before] == ["530102", "530124"]
    assert before[0]["datasets"] == ["register"]
    written(store, tmp_path / "out")
    again = load_folder(store, tmp_path / "out" / "register")
    assert again.rejects == first.rejects == []
    assert again.graph_version == first.graph_version
    assert _held(store) == before
    load_folder(store, packaged(tmp_path / "register", [CLAIM]))
    assert [row["region"] for row in _held(store)] == ["530124"]
