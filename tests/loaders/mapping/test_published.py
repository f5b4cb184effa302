"""Lists as they were published, each through a short mapping: the texts that come out, before anybody is looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.values import simplified
from loaders.mapping.folder import read_folder
from loaders.mapping.read import parse_mapping
from tests.loaders.mapping.published import (
    FOLDER,
    GROUPS,
    MAPPINGS,
    PAIRS,
    clean,
    code,
    expected,
    known_places,
    read,
    rows,
    table,
)


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_mapping_is_short_block_style(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(lines) <= 25
    assert all(len(line) <= 120 for line in lines)
    assert not any(sign in line.partition("#")[0] for line in lines for sign in ("{", "[a", ": ["))


@pytest.mark.parametrize("name", GROUPS)
def test_groups_and_their_members_are_those_of_the_list(name: str) -> None:
    read_, told = read(name), expected(name)
    assert read_.rejects == []
    assert {row["name"] for row in rows(read_, "groups")} == set(told["group_names"])
    assert len(rows(read_, "groups")) == told["groups"]
    known = {row["name"] for row in rows(read_, "schools")} | {row["school"] for row in rows(read_, "members")}
    assert known - _OFFICES == set(told["school_names"])
    members = {(row["group"], row["school"]) for row in rows(read_, "members")}
    assert {pair for pair in members if pair[1] not in _OFFICES} == {
        (group, school) for group, school, _ in told["pairs"]
    }


_OFFICES = {"芜湖市教育局"}
"""Leads that are no schools."""


def test_a_lead_may_be_short_and_a_bureau_may_lead() -> None:
    assert {row["lead"] for row in rows(read("groups-wujin"), "groups")} == {"鸣凰中心幼儿园"}
    leads = rows(read("groups-anhui-vocational"), "members")
    assert len(leads) == 7 == expected("groups-anhui-vocational")["leads"]
    assert {row["role"] for row in leads} == {"lead"}


def test_a_column_of_many_kinds_is_taken_apart() -> None:
    read_ = read("groups-wuhou")
    told = expected("groups-wuhou")["links_not_groups"]
    links = rows(read_, "aid_links")
    assert {row["form"] for row in links} == {link["form"] for link in told} == {"trusteeship"}
    assert {(row["helper"].partition("@")[0], row["helped"].partition("@")[0]) for row in links} == {
        (link["helper"], link["helped"]) for link in told
    }
    assert {row["region"] for row in rows(read_, "schools")} == {"四川省/成都市/武侯区"}
    assert read_.declare
    assert any("四川音乐学院" in note for note in read_.notes)


def test_the_other_files_of_a_folder_are_datasets_of_their_own() -> None:
    told = expected("groups-hangzhou")
    scores = read("groups-hangzhou", "score_lines.yaml")
    assert len(rows(scores, "schools")) == told["score_table"]["rows"]
    assert len(rows(scores, "groups")) == told["score_table"]["groups"]
    assert [[row["group"], row["school"], "member"] for row in rows(scores, "members")] == told["score_table"]["pairs"]
    junior = read("groups-hangzhou", "junior_quota.yaml")
    kinds = told["junior_table"]["schools"], told["junior_table"]["of_which_a_group_name"]
    assert (len(rows(junior, "schools")) + len(rows(junior, "groups")), len(rows(junior, "groups"))) == kinds
    regions = {row["region"].rpartition("/")[2] for row in rows(junior, "schools")}
    assert regions == {name.partition("（")[0] for name in told["junior_table"]["regions"]}
    assert "junior_quota_2026.csv: 4 rows left out by `skip: totals`" in junior.notes


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("known", [False, True], ids=["without places", "with places"])
def test_pairs_are_those_of_the_list(name: str, known: bool) -> None:
    read_, told = read(name, places=known_places() if known else None), clean(name)
    assert read_.rejects == []
    links = rows(read_, "aid_links")
    assert len(links) == len(told)
    urls = {row["id"]: row.get("url") for row in rows(read_, "sources")}
    left = list(told)
    for link in links:
        match = next(row for row in left if _same(row, link, known))
        left.remove(match)
        for column in ("programme", "since", "until"):
            assert (link.get(column) or "") == match[column]
        if match["observed"]:
            assert link["observed"] == match["observed"]
        assert urls[link["source"]] is None or match["source"].startswith(str(urls[link["source"]]))
    assert left == []


def _same(told: dict[str, str], link: dict[str, str], known: bool) -> bool:
    """Whether a row says the same as one of the clean list: by code where places are known, else by name."""
    if link["locator"] != told["locator"].partition(";")[0]:
        return False
    if known:
        universities = told["helper_level"] == "university"
        helper = (
            simplified(link["helper"]) == told["helper"]
            if universities
            else code(link["helper"]) == told["helper_code"]
        )
        return helper and code(link["helped"]) == told["helped_code"]
    helped = (told["helped"], _DECIDED.get(told["helped"], told["helped"]))
    return simplified(link["helper"]).endswith(told["helper"]) and simplified(link["helped"]).endswith(helped)


_DECIDED = {"黔西县": "520581", "田阳县": "451003", "泸水县": "533301", "平泉县": "130881"}
"""What mappings say that former names mean."""


def test_a_school_is_named_without_the_place_before_it() -> None:
    links = rows(read("pairs-university-county-schools-2022", places=known_places()), "aid_links")
    helped = [simplified(link["helped"]) for link in links]
    assert helped[:3] == ["丰镇第一中学@150981", "箭桥中学@150430", "音德尔第一中学@152223"]
    assert helped[6:9] == ["右玉县第一中学@140623", "岑巩县第一中学@522626", "都安瑶族自治县高级中学@451228"]


@pytest.mark.parametrize("name", [name for name in GROUPS if name != "groups-hangzhou"])
def test_the_regions_of_groups_are_those_of_the_list(name: str) -> None:
    regions = {row["region"] for row in rows(read(name, places=known_places()), "groups")}
    assert {code(region) for region in regions} == set(expected(name)["regions"].values())


def test_lists_of_counties_inherit_the_prefecture_before(tmp_path: Path) -> None:
    folder = FOLDER / "pairs-key-counties-group-aid"
    (tmp_path / "list.csv").write_bytes((folder / "published_sichuan.csv").read_bytes())
    mapping = parse_mapping("""
file: list.csv
within: 四川省
indicators:
  metric:
    column: 类别
    drop: ^25个
  value:
    value: 1
  subject:
    column: 名单
    split: places
""")
    found = rows(read_folder(tmp_path, mapping, known_places()), "indicators")
    told = [row for row in table(folder / "targets.csv") if row["province"].startswith("四川/")]
    assert [code(row["subject"]) for row in found] == [row["code"] for row in told]
    bare = rows(read_folder(tmp_path, mapping), "indicators")
    assert [row["subject"] for row in bare[:2]] == ["四川省/阿坝州/壤塘县", "四川省/阿坝州/若尔盖县"]
    assert [code(row["subject"]) for row in bare] == [row["code"] for row in told]
