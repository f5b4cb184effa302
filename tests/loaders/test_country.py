"""Which country's register a folder belongs to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputUnreadable
from loaders.country import CountryRegister, fault_of, prefix_of, register_of


def declared(folder: Path, register: Any) -> CountryRegister:
    (folder / "datapackage.json").write_text(json.dumps({"name": "england", "register": register}), "utf-8")
    return register_of(folder)


def test_a_folder_says_which_register_its_regions_belong_to(tmp_path: Path) -> None:
    assert declared(tmp_path, "gb") == CountryRegister("gb")
    whole = {
        "prefix": "gb",
        "levels": {"province": "region", "county": "local authority"},
        "root": {"id": "E92000001", "name": "England"},
    }
    register = declared(tmp_path, whole)
    assert register.levels == {"province": "region", "county": "local authority"}
    assert register.root == ("gb:E92000001", "England")


def test_else_it_is_the_chinese_one(tmp_path: Path) -> None:
    assert register_of(tmp_path) == CountryRegister()
    assert declared(tmp_path, None) == CountryRegister()
    assert CountryRegister().id_of("530124") == "530124"


@pytest.mark.parametrize(
    ("text", "id_"),
    [("E09000007", "gb:E09000007"), ("gb:E09000007", "gb:E09000007"), ("ie:07", "ie:07"), ("530124", "gb:530124")],
)
def test_ids_get_the_prefix_of_their_register(text: str, id_: str) -> None:
    assert CountryRegister("gb").id_of(text) == id_


@pytest.mark.parametrize(
    ("register", "at"),
    [
        (7, "register"),
        ("GB", "register.prefix"),
        ("", "register.prefix"),
        ({"levels": {}}, "register.prefix"),
        ({"prefix": "gb", "levels": {"shire": "shire"}}, "register.levels"),
        ({"prefix": "gb", "root": {"id": "E92000001"}}, "register.root.name"),
        ({"prefix": "gb", "level": {}}, "register.level"),
    ],
)
def test_what_declares_no_register_is_refused(tmp_path: Path, register: Any, at: str) -> None:
    with pytest.raises(InputUnreadable, match=at) as error:
        declared(tmp_path, register)
    assert '"register": "gb"' in str(error.value.next_step)


@pytest.mark.parametrize(("id_", "prefix"), [("gb:E09000007", "gb"), ("530124", None), ("x-530100-new", None)])
def test_an_id_tells_its_register(id_: str, prefix: str | None) -> None:
    assert prefix_of(id_) == prefix
    assert fault_of(id_) is None


@pytest.mark.parametrize("id_", ["E09000007", "53012", "x-5301-a", "gb:", ":E1", "Camden"])
def test_an_id_without_a_register_is_none(id_: str) -> None:
    assert "has its prefix, such as gb:" in str(fault_of(id_))
