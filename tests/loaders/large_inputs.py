"""Folders that are hard on a loader for their size: each shape at any number of bytes, of one kind throughout."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

import polars as pl

from loaders.files.grid import column_letters
from loaders.files.limits import limits
from tests.loaders.files.parts import write_xlsx_parts
from tests.loaders.folders import write_tables

_SCHOOL = "name,region,source,locator\n"
_GROUP = "group,school,source,locator\n"
_ONE_GROUP = "name,region,source,locator\n甲集团,五华区,rep,L1\n"
_AID = "helper,helped,relation,since,source,locator\n"


def _lines(size: int, line: Callable[[int], str]) -> str:
    """Lines by their number, until they have about `size` bytes."""
    lines: list[str] = []
    written = 0
    for number in count():
        lines.append(line(number))
        written += len(lines[-1].encode()) + 1
        if written >= size:
            return "\n".join(lines) + "\n"
    raise AssertionError


def _table(name: str, header: str, line: Callable[[int], str], **others: str) -> Callable[[Path, int], None]:
    def write(folder: Path, size: int) -> None:
        write_tables(folder, **others, **{name: header + _lines(size, line)})

    return write


def _bytes(name: str, content: Callable[[int], bytes]) -> Callable[[Path, int], None]:
    def write(folder: Path, size: int) -> None:
        write_tables(folder)
        (folder / name).write_bytes(content(size))

    return write


def _zip(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece)
    return out.getvalue()


def _sheet(rows: Callable[[int], str], strings: Callable[[int], str] = lambda _: "") -> Callable[[Path, int], None]:
    """A workbook whose sheet and shared texts are these."""

    def write(folder: Path, size: int) -> None:
        write_tables(folder)
        write_xlsx_parts(folder / "schools.xlsx", rows(size), strings=strings(size))

    return write


def _shared_rows(size: int) -> str:
    """A row for each shared text: a million at ten megabytes."""
    return "".join(f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c></row>' for n in range(size // 10))


def _widest(size: int) -> str:
    columns = min(16_384, max(2, size // 600))
    row = "".join(f'<c r="{column_letters(n)}#" t="inlineStr"><is><t>{n}</t></is></c>' for n in range(columns))
    return "".join(f'<row r="{n}">{row.replace("#", str(n))}</row>' for n in range(1, 2 + size // 60 // columns))


def _all_one(folder: Path, size: int) -> None:
    schools = _SCHOOL.replace("name", "id,name", 1) + _lines(size * 2 // 3, lambda n: f"s{n},甲{n},五华区,rep,L{n}")
    rows = _lines(size // 3, lambda n: f"same,s{n + 1},s{n},我")
    write_tables(folder, schools=schools, decisions="decision,written,meant,said_by\n" + rows)


def _bomb(size: int) -> bytes:
    """A text of a thousand times the size, of blanks."""
    return _zip([("schools.csv", [b" " * (1 << 20)] * max(1, size * 1000 // (1 << 20)))])


def _schools(size: int) -> pl.DataFrame:
    """A school for every tenth byte of a size, dated and with figures: a million at ten megabytes."""
    number = pl.int_range(min(size // 10, limits().input_rows - 1))
    return pl.select(
        name=pl.format("第{}小学", number),
        region=pl.lit("530102"),
        students=number % 3_000,
        stages=pl.lit("小学"),
        since=1950 + number % 70,
        source=pl.lit("rep"),
        locator=pl.format("L{}", number),
    )


def _parquet(size: int) -> bytes:
    out = io.BytesIO()
    _schools(size).write_parquet(out)
    return out.getvalue()


def _packed(size: int) -> bytes:
    return gzip.compress(_schools(size).write_csv().encode())


def _deep_yaml(size: int) -> bytes:
    return ("schools: " + "[" * (size // 2) + "]" * (size // 2)).encode()


def _alias_bomb(size: int) -> bytes:
    """Nine lines, each nine times the one before."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, min(9, size // 100))]
    return "\n".join(lines).encode()


SHAPES: dict[str, Callable[[Path, int], None]] = {
    "one cell": _bytes("schools.csv", lambda size: (_SCHOOL + "x" * size + ",,rep,L1\n").encode()),
    "one quoted cell": _bytes(
        "schools.csv", lambda size: (_SCHOOL + '"' + "x\n" * (size // 2) + '",,rep,L1\n').encode()
    ),
    "an open quote": _bytes("schools.csv", lambda size: (_SCHOOL + '"' + "x\n" * (size // 2)).encode()),
    "commas": _bytes("schools.csv", lambda size: _SCHOOL.encode() + b"," * size),
    "semicolons in one cell": _bytes(
        "schools.csv", lambda size: ("name,aliases,source,locator\n一小," + "a;" * (size // 2) + ",rep,L1\n").encode()
    ),
    "evidence in one cell": _bytes(
        "schools.csv",
        lambda size: ("name,source,locator\n一小,rep," + ";".join(f"L{n}" for n in range(size // 8)) + "\n").encode(),
    ),
    "one letter a row": _bytes("schools.csv", lambda size: b"name\n" + b"a\n" * (size // 2)),
    "blank rows": _bytes("schools.csv", lambda size: b"name\n" + b"\n" * size),
    "two-byte rows of one column": _bytes("schools.csv", lambda size: b"name,source\n" + b",\n" * (size // 2)),
    "nothing but noughts": _bytes("schools.csv", bytes),
    "one school": _table("schools", _SCHOOL, lambda n: f"一小,530102,rep,L{n}"),
    "one school without evidence of its own": _table("schools", _SCHOOL, lambda n: "一小,530102,rep,L1"),
    "two spellings of one school": _table(
        "schools", _SCHOOL, lambda n: f"第{'一' if n % 2 else '1'}小,530102,rep,L{n}"
    ),
    "rows that contradict each other": _table(
        "schools", "name,region,students,source,locator\n", lambda n: f"一小,530102,{n},rep,L{n}"
    ),
    "names that contradict each other": _table("schools", "id,name,source,locator\n", lambda n: f"s1,{n}小,rep,L{n}"),
    "groups of two rows": _table("schools", _SCHOOL, lambda n: f"{n // 2}小,530102,rep,L{n}"),
    "unknown references": _table(
        "members",
        _GROUP,
        lambda n: f"甲集团,第{n * 7919 % 1_000_003}学校,rep,L{n}",
        schools=_SCHOOL + "".join(f"第{n}实验小学,530102,rep,L{n}\n" for n in range(20_000)),
        groups=_ONE_GROUP,
    ),
    "references to unknown places": _table(
        "aid_links", _AID, lambda n: f"一小@甲{n}县,二小,aids,,rep,L{n}", schools=_SCHOOL + "一小,530102,rep,L1\n"
    ),
    "ambiguous references": _table(
        "members",
        _GROUP,
        lambda n: f"甲集团,{n % 1000}小,rep,L{n}",
        schools=_SCHOOL
        + "".join(f"{n}小,{region},rep,L{n}\n" for n in range(1000) for region in ("530102", "530124", "110105")),
        groups=_ONE_GROUP,
    ),
    "unknown regions": _table("schools", _SCHOOL, lambda n: f"{n}小,昆明市{n * 7919 % 1_000_003}县,rep,L{n}"),
    "unknown long regions": _table(
        "schools", _SCHOOL, lambda n: f"{n}小,云南省昆明市五华区{n}{'市县区' * 100},rep,L{n}"
    ),
    "long paths of regions": _table("schools", _SCHOOL, lambda n: f"{n}小,{'云南省/昆明市/' * 100}{n},rep,L{n}"),
    "members of one group": _table("members", _GROUP, lambda n: f"甲集团,{n}小,rep,L{n}", groups=_ONE_GROUP),
    "members of one group, declared with their places": _table(
        "members", _GROUP, lambda n: f"甲集团,昆明市五华区{n}小,rep,L{n}", groups=_ONE_GROUP
    ),
    "long names of members": _table(
        "members", _GROUP, lambda n: f"甲集团,{'昆明市五华区' * 60}{n}小,rep,L{n}", groups=_ONE_GROUP
    ),
    "groups that declare": _table("members", _GROUP, lambda n: f"{n // 4}集团,{n}小,rep,L{n}"),
    "links of one pair": _table(
        "aid_links", _AID, lambda n: f"一小,二小,aids,{1900 + n % 100}-{n % 12 + 1:02},rep,L{n}"
    ),
    "links of one pair, without dates": _table("aid_links", _AID, lambda n: f"一小,二小,aids,,rep,L{n}"),
    "links to what was rejected": _table(
        "members",
        _GROUP,
        lambda n: f"甲集团,s{n},rep,L{n}",
        schools="id,name,region,source,locator\n" + "".join(f"s{n},{n}小,530102,rep,L{n}\n" for n in range(100)),
        groups="id,name,source,locator\ng,甲集团,rep,L1\ng,乙集团,rep,L2\n",
    ),
    "unknown sources": _table("schools", _SCHOOL, lambda n: f"{n}小,530102,r{n},L{n}"),
    "sources": _table(
        "schools",
        _SCHOOL,
        lambda n: f"{n}小,530102,r{n},L{n}",
        sources="id,title\n" + "".join(f"r{n},t\n" for n in range(100_000)),
    ),
    "programmes": _table("aid_links", _AID.replace("since", "programme"), lambda n: f"一小,二小,aids,计划{n},rep,L{n}"),
    "figures": _table("indicators", "subject,metric,value,source,locator\n", lambda n: f"530102,学校,约{n}所,rep,L{n}"),
    "dates": _table(
        "schools", "name,since,source,locator\n", lambda n: f"{n}小,{1000 + n % 1000}年{n % 14}月{n % 33}日,rep,L{n}"
    ),
    "dates that differ": _table("schools", "name,since,source,locator\n", lambda n: f"{n}小,第{n}年,rep,L{n}"),
    "control characters": _table("schools", _SCHOOL, lambda n: f"{n}\x01小,530102,rep,L{n}"),
    "regions in a chain": _table(
        "regions", "id,name,parent,source,locator\n", lambda n: f"gb:{n},R{n},{f'gb:{n - 1}' if n else ''},rep,L{n}"
    ),
    "regions in a chain, the last first": _table(
        "regions", "id,name,parent,source,locator\n", lambda n: f"gb:{9_999_999 - n},R{n},gb:{9_999_998 - n},rep,L{n}"
    ),
    "regions in a circle": _table(
        "regions", "id,name,parent,source,locator\n", lambda n: f"gb:{n},R{n},gb:{n ^ 1},rep,L{n}"
    ),
    "regions of one name": _table("regions", "id,name,parent,source,locator\n", lambda n: f"gb:{n},R,昆明市,rep,L{n}"),
    "campuses in a chain": _table(
        "schools", "id,name,campus_of,source,locator\n", lambda n: f"s{n},{n}小,s{n - 1 if n else ''},rep,L{n}"
    ),
    "columns": _bytes(
        "schools.csv", lambda size: (",".join(f"c{n}" for n in range(size // 14)) + "\n" + "x," * (size // 4)).encode()
    ),
    "shared strings": _sheet(_shared_rows, lambda size: "".join(f"<si><t>校{n}</t></si>" for n in range(size // 10))),
    "widest sheet": _sheet(_widest),
    "deep XML": _sheet(lambda size: "<a>" * (size // 7) + "</a>" * (size // 7)),
    "an archive that unpacks to much more": _bytes("schools.zip", _bomb),
    "a gz that unpacks to much more": _bytes("schools.csv.gz", lambda size: gzip.compress(b"a,b\n" * (size * 25), 9)),
    "as many rows of Parquet as are read": _bytes("schools.parquet", _parquet),
    "as many packed rows as are read": _bytes("schools.csv.gz", _packed),
    "one JSON line": _bytes("schools.jsonl", lambda size: ('{"name": "' + "x" * size + '"}').encode()),
    "deep JSON": _bytes("schools.jsonl", lambda size: b'{"name": ' + b"[" * (size // 2) + b"]" * (size // 2) + b"}"),
    "JSON keys": _bytes(
        "schools.jsonl", lambda size: "\n".join(f'{{"k{n}": "x"}}' for n in range(size // 16)).encode()
    ),
    "a deep mapping": _bytes("mapping.yaml", _deep_yaml),
    "aliases of aliases": _bytes("mapping.yaml", _alias_bomb),
    "a long mapping": _bytes(
        "mapping.yaml", lambda size: ("places:\n" + "".join(f"  k{n}: v\n" for n in range(size // 12))).encode()
    ),
    "a deep package": _bytes("datapackage.json", lambda size: b"[" * size),
    "decisions": _bytes(
        "decisions.csv", lambda size: ("written,meant,said_by\n" + _lines(size, lambda n: f"甲{n},五华区,我")).encode()
    ),
    "decisions on schools": _bytes(
        "decisions.csv",
        lambda size: ("decision,written,meant,said_by\n" + _lines(size, lambda n: f"same,甲{n},乙,我")).encode(),
    ),
    "schools that are all one": _all_one,
    "mended rows": _bytes(
        "mended.csv",
        lambda size: ("table,file,row,part,name\n" + _lines(size, lambda n: f"schools,schools.csv,{n},1,小")).encode(),
    ),
}
"""Writers of folders by what is hard about them. Each writes about as many bytes as it is told, but for bombs."""
