from __future__ import annotations

from pathlib import Path

import pytest

from loaders.graph_contents import GraphContents
from tests.loaders.folders import checked, reasons, some_regions, write_tables

HEAD = "id,name,level,parent,functional,source,locator\n"


def _holders(folder: Path, known: GraphContents | None = None) -> dict[str, str]:
    done = checked(folder, known)
    assert done.report.rejects == []
    return {link.start: link.end for link in done.plan.links.values() if link.type == "PART_OF"}


def test_regions_hang_under_what_the_row_or_the_code_says(tmp_path: Path) -> None:
    rows = (
        "430102,芙蓉区,,,,rep,\n"
        "430100,长沙市,,,,rep,\n"
        "430000,湖南省,,,,rep,\n"
        "x-430100-a,新区,,430100,true,rep,\n"
        "x-430100-b,园区,,湖南省/长沙市,,rep,\n"
        "x-430100-c,片区,,新区,,rep,\n"
        "x-430100-d,城区,,,,rep,\n"
    )
    holders = _holders(write_tables(tmp_path, regions=HEAD + rows), GraphContents())
    assert holders == {
        "430102": "430100",
        "430100": "430000",
        "x-430100-a": "430100",
        "x-430100-b": "430100",
        "x-430100-c": "x-430100-a",
        "x-430100-d": "430100",
    }


def test_a_region_carries_its_level_as_a_label(tmp_path: Path) -> None:
    rows = "430000,湖南省,,,,rep,\n430100,长沙市,,,,rep,\n430102,芙蓉区,,,,rep,\nx-430100-a,新区,地级,,,rep,\n"
    done = checked(write_tables(tmp_path, regions=HEAD + rows))
    assert {id_: node.extra_label for (label, id_), node in done.plan.nodes.items() if label == "Region"} == {
        "430000": "Province",
        "430100": "Prefecture",
        "430102": "County",
        "x-430100-a": "Prefecture",
    }


def test_schools_find_new_regions_by_path_although_no_row_names_a_parent(tmp_path: Path) -> None:
    regions = HEAD + "430102,芙蓉区,,,,rep,\n430000,湖南省,,,,rep,\n"
    schools = "id,name,region,source,locator\ns1,一中,湖南省/芙蓉区,rep,L1\n"
    done = checked(write_tables(tmp_path, regions=regions, schools=schools), GraphContents())
    assert done.report.rejects == []
    assert ("LOCATED_IN", "430102") in {(link.type, link.end) for link in done.plan.links.values()}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("43010,芙蓉区,,,,rep,\n", "id"),
        ("x-430100-新,新区,,,,rep,\n", "id"),
        ("x-430100-a,新区,,湖北省,,rep,\n", "parent"),
        ("x-430100-a,新区,,x-430100-a,,rep,\n", "parent"),
        ("x-530100-a,新区,,朝阳区,,rep,\n", "parent"),
    ],
)
def test_a_region_that_does_not_fit_is_rejected(tmp_path: Path, row: str, column: str) -> None:
    assert reasons(checked(write_tables(tmp_path, regions=HEAD + row))) == [("regions.csv", 2, column)]


def test_regions_may_not_hold_each_other(tmp_path: Path) -> None:
    """A circle would let every look-up that climbs run for ever."""
    rows = "x-530100-a,甲区,,x-530100-b,,rep,\nx-530100-b,乙区,,x-530100-c,,rep,\nx-530100-c,丙区,,x-530100-a,,rep,\n"
    done = checked(write_tables(tmp_path, regions=HEAD + rows))
    assert ("regions.csv", 4, "parent") in reasons(done)


def test_a_region_without_evidence_cites_the_folder_s_one_source_by_its_code(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, regions=HEAD + "x-530100-a,甲区,,,,,\n")
    done = checked(folder)
    assert list(done.plan.nodes["Region", "x-530100-a"].evidence) == [("rep", "x-530100-a")]
    assert [list(link.evidence) for link in done.plan.links.values()] == [[("rep", "x-530100-a")]]


@pytest.mark.parametrize("sources", ["id,title\n", "id,title\nrep,Report\nother,Other\n"])
def test_no_source_is_guessed_among_several_nor_taken_from_another_dataset(tmp_path: Path, sources: str) -> None:
    done = checked(write_tables(tmp_path, sources=sources, regions=HEAD + "x-530100-a,甲区,,,,,\n"), some_regions())
    assert reasons(done) == [("regions.csv", 2, "source")]
    assert "no evidence" in done.report.rejects[0].reason


def test_regions_are_not_told_one_within_the_other_without_end(tmp_path: Path) -> None:
    rows = "".join(f"gb:{n},R{n},,{f'gb:{n - 1}' if n else ''},,rep,\n" for n in range(30))
    rejects = checked(write_tables(tmp_path, regions=HEAD + rows)).report.rejects
    assert [reject.row for reject in rejects] == list(range(23, 32))
    assert rejects[0].reason == "lies 20 regions deep: no more are kept"
