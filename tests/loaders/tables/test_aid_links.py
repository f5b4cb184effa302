from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.folders import checked, reasons, write_tables

SCHOOLS = "id,name,region,source,locator\ns1,一中,530102,rep,L1\ns2,二中,530102,rep,L2\ns3,二中,530124,rep,L3\n"
GROUPS = "id,name,source,locator\ng1,集团,rep,L4\n"
HEAD = "helper,helped,relation,form,programme,since,lessons,source,locator\n"


@pytest.mark.parametrize(
    ("row", "link"),
    [
        (
            "s1,s2,帮扶,托管,,2020,,",
            ("AIDS", "s1", "s2", {"form": "trusteeship", "since": "2020", "since_day": 20200101}),
        ),
        ("s1,富民县,aids,,,,12,", ("AIDS", "s1", "530124", {"form": "other", "lessons": 12})),
        ("s2,s1,结对,,,,,", ("PAIRED_WITH", "s1", "s2", {})),
        ("530124,s1,manages,,,,,", ("MANAGES", "530124", "s1", {})),
        ("g1,s1,spun_off_from,,,,,", ("SPUN_OFF_FROM", "g1", "s1", {})),
    ],
)
def test_a_row_is_a_link_of_its_relation(tmp_path: Path, row: str, link: tuple[str, str, str, object]) -> None:
    # The second row makes `lessons` a column of counts.
    rows = f"{row}rep,L5\n530102,530124,aids,,,,1,rep,L6\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=GROUPS, aid_links=HEAD + rows))
    assert done.report.rejects == []
    found = [(e.type, e.start, e.end, e.properties) for e in done.plan.links.values() if ("rep", "L5") in e.evidence]
    assert found == [link]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("s1,s1,aids,,,,,", "helped", "is the same as the helper"),
        ("530102,g1,manages,,,,,", "relation", "MANAGES may not go from a Region to a EducationGroup"),
        ("530102,s1,spun_off_from,,,,,", "relation", "SPUN_OFF_FROM may not go from a Region to a School"),
        ("s1,二中,aids,,,,,", "helped", "is ambiguous: 2"),
        ("s1,s2,paired_with,joint,,,,", "form", "can't be kept: a link paired_with has no form"),
        ("s1,s2,manages,,项目,,,", "programme", "a link manages has no programme"),
        ("s1,s2,spun_off_from,,,,7,", "lessons", "a link spun_off_from has no lessons"),
        ("s1,s2,aids,,,,约5,", "lessons", "is about 5"),
    ],
)
def test_a_row_that_can_not_be_kept_whole_is_rejected(tmp_path: Path, row: str, column: str, words: str) -> None:
    rows = f"{row}rep,L5\n530102,530124,aids,,,,1,rep,L6\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=GROUPS, aid_links=HEAD + rows))
    assert reasons(done) == [("aid_links.csv", 2, column)]
    assert words in done.report.rejects[0].reason


def test_the_helped_side_is_not_guessed_to_be_near_the_helper(tmp_path: Path) -> None:
    """Help goes far: 二中 in the helper's own county is no likelier than the one in another."""
    done = checked(write_tables(tmp_path, schools=SCHOOLS, aid_links=HEAD + "s1,二中,aids,,,,,rep,L5\n"))
    assert done.report.rejects[0].candidates == ("s2 二中", "s3 二中")


def test_one_programme_in_two_spellings_is_one_programme(tmp_path: Path) -> None:
    rows = "530102,s1,aids,joint,“组团式”帮扶,,,rep,L5\n530102,s2,aids,joint,组团式帮扶,,,rep,L6\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, aid_links=HEAD + rows))
    assert done.report.rejects == []
    programmes = [node.properties["name"] for (label, _), node in done.plan.nodes.items() if label == "Programme"]
    assert len(programmes) == 1
    assert {link.properties.get("programme") for link in done.plan.links.values() if link.type == "AIDS"} == {
        programmes[0]
    }


def test_two_rows_of_one_pairing_are_one_link_with_both_places(tmp_path: Path) -> None:
    rows = "s1,s2,paired_with,,,,,rep,L10\ns2,s1,paired_with,,,,,rep,L9\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, aid_links=HEAD + rows))
    pairings = [link for link in done.plan.links.values() if link.type == "PAIRED_WITH"]
    assert len(pairings) == 1
    assert set(pairings[0].evidence) == {("rep", "L9"), ("rep", "L10")}
