"""Lists of other kinds than the published ones, made for these tests, each through a short mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import check_folder
from loaders.mapping.folder import FolderTables, read_folder
from tests.loaders.mapping.published import LISTS, code, known_places, rows


def _read(name: str) -> FolderTables:
    return read_folder(next(path.parent for path in LISTS if path.parent.name == name), places=known_places())


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_a_mapping_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 25


def test_a_city_s_list_of_groups_with_members_in_one_cell() -> None:
    read = _read("city-groups")
    assert [(row["name"], code(row["region"]), row["lead"]) for row in rows(read, "groups")] == [
        ("五华甲教育集团", "530102", "甲小学"),
        ("五华戊教育集团", "530102", "戊中学"),
        ("盘龙和平教育集团", "530103", "和平小学"),
        ("盘龙壬教育联盟", "530103", "壬学校"),
        ("富民癸教育集团", "530124", "癸小学"),
    ]
    members = [row["school"] for row in rows(read, "members")]
    assert members == [
        "乙小学",
        "丙小学",
        "丁小学",
        "己中学",
        "庚中学",
        "辛中学",
        "仁和小学",
        "东华小学",
        "子小学",
        "丑小学",
    ]
    assert {row["observed"] for row in rows(read, "members")} == {"2025-09"}


def test_a_register_of_another_country() -> None:
    read = _read("foreign-register")
    assert [row["id"] for row in rows(read, "regions")] == ["gb:E09000007", "gb:E08000003", "gb:E10000014"]
    schools = rows(read, "schools")
    assert {row["name"] for row in schools} >= {"St Mary’s Primary School", "King’s Road Academy", "Collège Français"}
    assert {row["region"] for row in schools} == {row["id"] for row in rows(read, "regions")}
    assert [(row["group"], row["school"], row["since"]) for row in rows(read, "members")] == [
        ("Northern Star Trust", "100001", "2012-09-01"),
        ("Northern Star Trust", "100002", "2016-04-01"),
        ("Lark Hill Trust", "100004", "2003-09-01"),
        ("Lark Hill Trust", "100006", "2011-09-01"),
    ]
    assert any("Windows-1252" in note for note in read.notes)
    report = check_folder(next(path.parent for path in LISTS if path.parent.name == "foreign-register"))
    assert report.rejects == []
    assert report.rows == {"sources": 1, "regions": 3, "schools": 6, "groups": 2, "members": 4}
    assert report.links == 6 + 4  # schools in their regions, which lie in none here, and memberships


def test_a_statistics_table_in_wide_form() -> None:
    figures = rows(_read("county-figures"), "indicators")
    assert len(figures) == 8
    assert {(code(row["subject"]), row["metric"]): row["value"] for row in figures}["530124", "students"] == "约18000"


def test_a_ministry_s_list_without_a_source_column() -> None:
    read = _read("ministry-list")
    assert [(row["id"], row["source"], row["locator"]) for row in rows(read, "schools")] == [
        ("4153019901", "ministry-list", "1"),
        ("4153019902", "ministry-list", "2"),
        ("4153019903", "ministry-list", "3"),
    ]


def test_teachers_sent_to_schools_of_counties() -> None:
    links = rows(_read("stationed-teachers"), "aid_links")
    assert [(row["helped"], row["teachers_sent"]) for row in links] == [
        ("富民县乙中学@富民县", "3"),
        ("寻甸县丙中学@寻甸县", "5"),
        ("寻甸县丁中学@寻甸县", "5"),
        ("东川区己小学", "2"),
    ]


def test_days_before_months_are_read_where_the_mapping_says_so(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text(
        "name,opened\nA,01/09/2012\nB,28.02.1951\nC,2016-04-01\nD,1-9-2012\n", "utf-8"
    )
    for order, dates in {
        "day-first": ["2012-09-01", "1951-02-28", "2016-04-01", "2012-9-1"],
        "month-first": ["2012-01-09", "1951-28-02", "2016-04-01", "2012-1-9"],
    }.items():
        text = f"schools:\n  name: name\n  since: opened\ndates: {order}\n"
        (tmp_path / "mapping.yaml").write_text(text, "utf-8")
        assert [row["since"] for row in rows(read_folder(tmp_path), "schools")] == dates


def test_a_county_s_workbook_with_a_title_merged_regions_and_totals() -> None:
    read = _read("county-schools")
    assert [(row["name"], code(row["region"]), row["stages"]) for row in rows(read, "schools")] == [
        ("甲中心小学", "530124", "小学"),
        ("乙中学", "530124", "初中、高中"),
        ("丙幼儿园", "530124", "幼儿园"),
        ("丁中心小学", "530129", "小学"),
        ("戊职业高级中学", "530129", "中职"),
    ]
    assert read.notes == ("schools.xlsx/学校: 3 rows left out by `skip: totals`",)


def test_a_whole_register_of_another_country(tmp_path: Path) -> None:
    """6,500 schools in 151 regions, in Windows-1252, and 9,800 dated memberships: all come in by 25 lines."""
    folder = tmp_path / "register"
    folder.mkdir()
    schools = [f"{100_000 + n},St Mary’s School {n},E{n % 151:08},Area {n % 151},{200 + n % 900}" for n in range(6_500)]
    head = "URN,EstablishmentName,LA (code),LA (name),NumberOfPupils"
    (folder / "edubase.csv").write_bytes("\r\n".join([head, *schools]).encode("cp1252"))
    links = [
        f"{100_000 + n % 6_500},Trust {n % 700} – North,{1 + n % 28:02}/09/{2001 + n // 6_500}" for n in range(9_800)
    ]
    (folder / "links.csv").write_bytes("\r\n".join(["URN,Trust,Joined", *links]).encode("cp1252"))
    (folder / "mapping.yaml").write_text(
        """
source: register-2025
dates: day-first
files:
  edubase.csv:
    regions:
      id: &region
        template: gb:{LA (code)}
      name: LA (name)
      level:
        value: county
    schools:
      id: URN
      name: EstablishmentName
      region: *region
      students: NumberOfPupils
  links.csv:
    groups:
      name: Trust
    members:
      group: Trust
      school: URN
      since: Joined
""",
        "utf-8",
    )
    report = check_folder(folder)
    assert report.rejects == []
    assert report.rows == {"sources": 1, "regions": 151, "schools": 6_500, "groups": 700, "members": 9_800}
    assert any("edubase.csv" in note and "Windows-1252" in note for note in report.notes)
