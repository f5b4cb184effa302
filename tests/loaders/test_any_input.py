"""Whatever lies in a folder: checking it gives a report or one of our errors."""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import HuoshuiError
from loaders.mapping.model import COLUMNS, TABLES, Block, Feed, FieldSpec, Mapping
from loaders.mapping.propose import propose
from loaders.mapping.proposed_yaml import as_yaml
from tests.commands import Run
from tests.loaders.folders import check_any, write_tables

SCHOOLS = "name,region,since,source,locator\n一小,五华区,2020,rep,L1\n二小,北平市,,rep,L2\n"
_FILES = Path(__file__).parents[1] / "data"
pytestmark = pytest.mark.usefixtures("few_regions")
_ANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_TEXTS = st.text(max_size=12) | st.sampled_from(
    ["name", "schools", "*", "名称", "-1", "1-999999999", "[", "(", "{x}", "{", "0"]
)


def _checked(files: dict[str, bytes]) -> None:
    """Check a folder of files: any end but a report or an error of ours fails the test."""
    with tempfile.TemporaryDirectory(prefix="any") as name:
        folder = write_tables(Path(name) / "county")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        check_any(folder)


@settings(_ANY, max_examples=100)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "jsonl", "zip", "gz"]),
)
@example(b"\xff\xfe", "csv")
@example(b"PK\x05\x06" + bytes(18), "zip")
@example(b"PAR1PAR1", "parquet")
@example(b"name\x00,source\n\x00,\x00", "csv")
def test_any_bytes(data: bytes, name: str) -> None:
    _checked({f"schools.{name}": data})


def _packed(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("schools.csv", data)
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    frame = pl.read_csv(io.StringIO(SCHOOLS), infer_schema=False)
    frame.with_columns(count=pl.lit(3), list=pl.concat_list("name"), struct=pl.struct("name")).write_parquet(out)
    return out.getvalue()


def _real_files() -> dict[str, bytes]:
    """A file of each format, by name."""
    found = {
        f"schools{path.suffix}": path.read_bytes()
        for path in sorted(_FILES.rglob("*"))
        if path.suffix in (".xlsx", ".xls", ".ods") and path.stat().st_size < 100_000
    }
    whole = SCHOOLS.encode()
    return {
        **found,
        "schools.csv.gz": gzip.compress(whole),
        "schools.zip": _packed(whole),
        "schools.parquet": _parquet(),
        "schools.csv": SCHOOLS.encode("gb18030"),
        "schools.jsonl": b'{"name": "\xe4\xb8\x80", "source": "rep"}\n{"name": [1, {"a": null}]}\n',
    }


REAL = _real_files()


def _spoilt(data: bytes, cut: int, changes: list[tuple[int, int]]) -> bytes:
    """The bytes with some of them changed, and without those at the end."""
    changed = bytearray(data)
    for place, value in changes:
        changed[place % len(changed)] = value
    return bytes(changed[: max(1, len(changed) - cut % len(changed))])


def _spoilt_within(data: bytes, part: int, changes: list[tuple[int, int]]) -> bytes:
    """An archive in which one part holds changed bytes, and is otherwise as it should be."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as archive:
        names = given.namelist()
        for name in names:
            content = given.read(name)
            archive.writestr(
                name, _spoilt(content, 0, changes) if name == names[part % len(names)] and content else content
            )
    return out.getvalue()


_CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=4)


@settings(_ANY, max_examples=100)
@given(name=st.sampled_from(sorted(REAL)), cut=st.just(0) | st.integers(0, 1 << 20), changes=_CHANGES)
def test_spoilt_copies_of_real_files(name: str, cut: int, changes: list[tuple[int, int]]) -> None:
    _checked({name: _spoilt(REAL[name], cut, changes)})


@settings(_ANY, max_examples=100)
@given(
    name=st.sampled_from([name for name, data in REAL.items() if data.startswith(b"PK")]),
    part=st.integers(0, 30),
    changes=_CHANGES,
)
def test_archives_with_a_spoilt_part(name: str, part: int, changes: list[tuple[int, int]]) -> None:
    _checked({name: _spoilt_within(REAL[name], part, changes)})


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


@settings(_ANY, max_examples=150)
@given(said=_SAID | _MAPPED)
def test_any_mapping(said: Any) -> None:
    listed = "名称,地区,人数\n一小,昆明市,3\n,,\n二小、三小,五华区,约5\n合计,,8\n".encode()
    _checked({"mapping.yaml": json.dumps(said, ensure_ascii=True).encode(), "list.csv": listed, "学校.csv": listed})


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
        "schools:\n\tname: x",
        "schools: " + "[" * 5000,
        "schools: " + "{a: " * 5000 + "}" * 5000,
        "",
        "%YAML 9.9\n---\na: b",
    ],
)
def test_yaml_of_any_kind(text: str) -> None:
    _checked({"mapping.yaml": text.encode("utf-8", "surrogatepass"), "schools.csv": SCHOOLS.encode()})


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


@settings(_ANY, max_examples=150)
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
    _checked({"datapackage.json": json.dumps(package).encode(), "schools.csv": SCHOOLS.encode()})


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
    _checked({"datapackage.json": data, "schools.csv": SCHOOLS.encode()})


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


@settings(_ANY, max_examples=150)
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
    _checked({name: "\n".join(map(",".join, lines)).encode(), "schools.csv": SCHOOLS.encode()})


@pytest.mark.parametrize("name", ["decisions.csv", "mended.csv"])
@pytest.mark.parametrize("file", sorted(REAL))
def test_other_files_called_as_those_beside_the_tables(name: str, file: str) -> None:
    _checked({name: REAL[file], "schools.csv": SCHOOLS.encode()})


@pytest.mark.parametrize("name", ["decisions.csv", "mended.csv", "mapping.yaml", "datapackage.json", "rejects.csv"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00", b"\xff\xfe", bytes(range(256)), b'"'])
def test_other_bytes_beside_the_tables(name: str, data: bytes) -> None:
    _checked({name: data, "schools.csv": SCHOOLS.encode()})


_NAMES = [
    b"schools-\xff.csv",
    b"schools-\n.csv",
    b"schools [red]x.csv",
    b"schools- \x1b[31m.csv",
    "学校\u202e.csv".encode(),
    b"schools.csv.csv",
    b"schools-" + b"x" * 240 + b".csv",
    b"schools-{row}.csv",
    b"schools 'a' \"b\".csv",
    b"schools-\\.csv",
    "schools-\U0001f600.csv".encode(),
    b"SCHOOLS.CSV",
    b"schools-*.csv",
]


@pytest.mark.parametrize("name", _NAMES, ids=repr)
@pytest.mark.parametrize("packed", [False, True], ids=["", "packed"])
def test_files_of_any_name(tmp_path: Path, homeless: Run, name: bytes, packed: bool) -> None:
    folder = write_tables(tmp_path / "county")
    path = os.fsencode(folder) + b"/" + (name[:-4] + b".zip" if packed else name)
    with open(path, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(_packed(SCHOOLS.encode()) if packed else SCHOOLS.encode())
    (folder / "mapping.yaml").write_text("students: 5\n", "utf-8")
    check_any(folder)
    done = homeless("check", str(folder))
    assert done.returncode in (0, 1, 2), done.stderr


def test_folders_of_any_name(tmp_path: Path) -> None:
    for name in (b"a\xff", b"a\nb", b"-", b"[red]", "县".encode(), b"a b", b"..a"):
        folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        check_any(write_tables(folder, schools=SCHOOLS))


@pytest.fixture
def odd_folders(tmp_path: Path) -> Iterator[list[Path]]:
    """Folders in which something is no file, or can't be opened."""
    made = []
    for number, name in enumerate(["schools.csv", "mapping.yaml", "datapackage.json", "decisions.csv", "mended.csv"]):
        for kind in (
            "link to nothing",
            "link to itself",
            "link to the folder",
            "folder",
            "pipe",
            "no right to read",
            "memory",
        ):
            folder = write_tables(
                tmp_path / f"f{number}-{kind.replace(' ', '-')}", groups="name,source,locator\n甲,rep,L1\n"
            )
            path = folder / name
            if kind == "folder":
                path.mkdir()
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "no right to read":
                path.write_text("x")
                path.chmod(0)
            elif kind == "memory":
                path.symlink_to("/proc/self/mem")
            else:
                path.symlink_to({"link to nothing": "nothing", "link to itself": name, "link to the folder": "."}[kind])
            made.append(folder)
    yield made
    for folder in made:
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                path.chmod(0o600)


def test_what_is_no_file(odd_folders: list[Path]) -> None:
    for folder in odd_folders:
        check_any(folder)


@settings(_ANY, max_examples=60)
@given(name=st.sampled_from(sorted(REAL)), changes=_CHANGES)
def test_a_mapping_is_proposed_for_any_folder(name: str, changes: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="any") as parent:
        folder = write_tables(Path(parent) / "county")
        (folder / name).write_bytes(_spoilt(REAL[name], 0, changes))
        with suppress(HuoshuiError):
            as_yaml(propose(folder))


def test_no_traceback_reaches_the_reader(tmp_path: Path, homeless: Run) -> None:
    for number, (name, data) in enumerate(REAL.items()):
        folder = write_tables(tmp_path / f"county{number}")
        (folder / name).write_bytes(_spoilt(data, 7, [(40, 0), (300, 255)]))
        done = homeless("check", str(folder))
        assert done.returncode in (0, 1, 2), done.stderr
