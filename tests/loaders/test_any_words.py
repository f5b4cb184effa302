"""Whatever a mapping, a data package, decisions and mended rows say: a report or one of our errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.mapping.model import COLUMNS, TABLES, Block, Feed, FieldSpec, Mapping
from tests.loaders.any_input import ANY, REAL, SCHOOLS, checked

pytestmark = pytest.mark.usefixtures("few_regions")
_TEXTS = st.text(max_size=12) | st.sampled_from(
    ["name", "schools", "*", "名称", "-1", "1-999999999", "[", "(", "{x}", "{", "0"]
)


_MODELS = (Mapping, Block, Feed, FieldSpec)
_KEYS = st.sampled_from(
    sorted(
        {
            *TABLES,
            *COLUMNS,
            *(field.alias or name for model in _MODELS for name, field in model.model_fields.items()),
            "名称",
            "name",
        }
    )
)
_SAID: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 5) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS | _TEXTS, inner, max_size=4),
    max_leaves=12,
)
_FIELD = (
    st.sampled_from(
        [
            "名称",
            1,
            0,
            -1,
            {"value": "x"},
            {"template": "{名称}{nothing}"},
            {"template": "{"},
            {"column": 2, "split": "、"},
            {"each": "rest"},
            {"each": {"名称": "lead"}, "as": "role"},
            {"marked": "rest"},
            {"column": "名称", "take": "("},
            {"column": "名称", "take": "(?=x)"},
            {"column": "名称", "drop": [".*", "\\1"]},
            {"path": ["名称", "地区"]},
            {"column": "名称", "within": {"column": "无"}},
            {"column": "地区", "split": "places", "within": "昆明市"},
        ]
    )
    | _SAID
)
_MAPPED = st.fixed_dictionaries(
    {
        "schools": st.dictionaries(
            st.sampled_from(["name", "region", "source", "locator", "students", "aliases", "id", "campus_of"]),
            _FIELD,
            max_size=4,
        )
        | _SAID
    },
    optional={
        "file": st.just("list.csv") | _TEXTS,
        "header": _SAID,
        "skip": _SAID | st.sampled_from(["totals", "2-3", "9-1"]),
        "source": _SAID,
        "region": _TEXTS,
        "within": _SAID,
        "when": _SAID,
        "fill_down": _SAID | st.just("名称"),
        "add": _SAID,
        "places": _SAID,
        "members": _SAID,
        "files": _SAID,
    },
)


@settings(ANY, max_examples=150)
@given(said=_SAID | _MAPPED)
def test_any_mapping(said: Any) -> None:
    listed = "名称,地区,人数\n一小,昆明市,3\n,,\n二小、三小,五华区,约5\n合计,,8\n".encode()
    checked({"mapping.yaml": json.dumps(said, ensure_ascii=True).encode(), "list.csv": listed, "学校.csv": listed})


@pytest.mark.parametrize(
    "text",
    [
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "!!python/object:os.system x",
        "schools: !!int x",
        "schools: !!timestamp x",
        "schools: !!binary x",
        "schools: !!float x",
        "schools: !!set {a, b}",
        "schools: !!omap [a: b]",
        "schools: &a [*a]",
        "schools: &a {name: *a}",
        "<<: 5\nschools: {name: a}",
        "<<: [a, b]",
        "---\na: b\n---\nc: d",
        "a: *b",
        "schools: {name: \x07}",
        'schools: {name: "\\ud800"}',
        'schools: {name: {column: name, values: {一小: "\\ud800"}}}',
        'schools: {name: {value: "\\ud800"}}',
        'places: {"·": 530102}',
        "schools:\n\tname: x",
        "schools: " + "[" * 5000,
        "schools: " + "{a: " * 5000 + "}" * 5000,
        "",
        "%YAML 9.9\n---\na: b",
    ],
)
def test_yaml_of_any_kind(text: str) -> None:
    checked({"mapping.yaml": text.encode("utf-8", "surrogatepass"), "schools.csv": SCHOOLS.encode()})


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "register", "prefix", "levels", "root", "id", "province", "county"]) | _TEXTS,
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@settings(ANY, max_examples=150)
@given(
    package=_JSON
    | st.fixed_dictionaries(
        {
            "name": _JSON | st.just("a"),
            "register": _JSON
            | st.sampled_from(
                ["gb", {"prefix": "gb", "levels": {"province": "region"}, "root": {"id": "\ud800", "name": "\ud800"}}]
            ),
        }
    )
)
def test_any_package(package: Any) -> None:
    checked({"datapackage.json": json.dumps(package).encode(), "schools.csv": SCHOOLS.encode()})


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"name":' * 100_000,
        b"\xff\xfe",
        b"\x00",
        b"",
        b'{"name": "' + b"x" * 10_000 + b'"}',
        b'{"name": "a", "register": ' + b"[" * 100_000,
        b"1" * 10_000,
    ],
)
def test_packages_that_are_none(data: bytes) -> None:
    checked({"datapackage.json": data, "schools.csv": SCHOOLS.encode()})


_HEADERS = st.lists(
    st.sampled_from(
        [
            "written",
            "meant",
            "said_by",
            "table",
            "file",
            "row",
            "part",
            "column",
            "value",
            "reason",
            "candidates",
            "name",
            "region",
            "since",
            "source",
            "locator",
            "own value",
            "number",
            "at",
            "row_text",
            "",
            "name",
            "无",
        ]
    ),
    max_size=10,
)
_CELLS = st.sampled_from(
    [
        "",
        "schools",
        "schools.csv",
        "2",
        "3",
        "1",
        "x",
        "since",
        "region",
        "五华区",
        "北平市",
        "'=1",
        "-1",
        "99999999999999999999",
        "\x01",
        "2020",
    ]
)


@settings(ANY, max_examples=150)
@given(
    name=st.sampled_from(["decisions.csv", "mended.csv"]),
    header=_HEADERS,
    rows=st.lists(st.lists(_CELLS, max_size=11), max_size=5),
    whole=st.booleans(),
)
def test_any_decisions_and_mended_rows(name: str, header: list[str], rows: list[list[str]], whole: bool) -> None:
    own = (
        ["written", "meant", "said_by"]
        if name == "decisions.csv"
        else ["table", "file", "row", "part", "column", "value"]
    )
    lines = [[*own, *header] if whole else header, *rows]
    checked({name: "\n".join(map(",".join, lines)).encode(), "schools.csv": SCHOOLS.encode()})


_SIDES = (
    st.sampled_from(["s1", "s2", "一小", "二小@五华区", "五华区", "g1", "@", "一小@", "x" * 300, "'=s1", ""]) | _CELLS
)


@settings(ANY, max_examples=150)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["same", "same", "different", "undecided", "place", "", "不同", "?"]),
            _SIDES,
            _SIDES,
            st.sampled_from(["我", "我", ""]),
            st.sampled_from(["", "", "county", "x"]),
        ),
        max_size=8,
    )
)
def test_any_decisions_on_what_is_one_or_two(rows: list[tuple[str, ...]]) -> None:
    lines = [("decision", "written", "meant", "said_by", "meant_in"), *rows]
    text = "\n".join(",".join(cell.replace(",", "，") for cell in line) for line in lines)
    checked({"decisions.csv": text.encode("utf-8", "replace"), "schools.csv": SCHOOLS.encode()})


@pytest.mark.parametrize("name", ["decisions.csv", "mended.csv"])
@pytest.mark.parametrize("file", sorted(REAL))
def test_other_files_called_as_those_beside_the_tables(name: str, file: str) -> None:
    checked({name: REAL[file], "schools.csv": SCHOOLS.encode()})


@pytest.mark.parametrize("name", ["decisions.csv", "mended.csv", "mapping.yaml", "datapackage.json", "rejects.csv"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00", b"\xff\xfe", bytes(range(256)), b'"'])
def test_other_bytes_beside_the_tables(name: str, data: bytes) -> None:
    checked({name: data, "schools.csv": SCHOOLS.encode()})
