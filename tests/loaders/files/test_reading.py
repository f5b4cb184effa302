from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.files import read_sheets
from tests.loaders.files.parts import write_xlsx_parts

CSV = "name,id\n一中,1\n".encode()


def file(tmp_path: Path, data: bytes, name: str = "schools.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv is empty"):
        read_sheets(file(tmp_path, b""))


def test_a_broken_link_to_a_file_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.symlink_to(tmp_path / "gone.csv")
    with pytest.raises(InputUnreadable, match=r"schools\.csv can't be opened"):
        read_sheets(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("schools.csv", CSV),
        ("schools.tsv", CSV.replace(b",", b"\t")),
        ("schools.TXT", CSV.replace(b",", b"   ")),
        ("schools.csv.gz", gzip.compress(CSV, mtime=0)),
    ],
)
def test_a_table_of_text_is_one_sheet_without_a_name(tmp_path: Path, name: str, data: bytes) -> None:
    (sheet,) = read_sheets(file(tmp_path, data, name))
    assert (sheet.file, sheet.name, sheet.notes) == (name, "", ())
    assert sheet.cells.rows() == [(1, "name", "id"), (2, "一中", "1")]


def test_a_text_that_is_named_like_a_workbook_is_read_and_named(tmp_path: Path) -> None:
    (sheet,) = read_sheets(file(tmp_path, CSV.decode().replace(",", "\t").encode("gb18030"), "schools.xls"))
    assert sheet.cells.rows() == [(1, "name", "id"), (2, "一中", "1")]
    assert sheet.notes[1] == "named .xls, but a text with separated columns"


def test_a_workbook_that_is_named_like_a_text_is_read(tmp_path: Path) -> None:
    path = write_xlsx_parts(tmp_path / "schools.csv", "<row r='1'><c t='str'><v>name</v></c></row>")
    assert read_sheets(path)[0].cells.rows() == [(1, "name")]


@pytest.mark.parametrize("name", ["schools.xlsx", "schools.xls", "schools.csv"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\n <HTML><table><tr><td>x", "a web page (HTML)"),
        ("<table><td>学校".encode("utf-16"), "a web page (HTML)"),
        ("<html>学校名单，学校名称</html>".encode("gb18030"), "a web page (HTML)"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML file"),
        (b"<?xml version='1.0'?><html/>", "a web page (HTML)"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"{\\rtf1 x}", "a text document (RTF)"),
        (zipped(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "a Word document"),
        (zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "a text document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ],
)
def test_what_is_no_table_is_named_as_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_sheets(file(tmp_path, data, name))
    assert error.value.message == f"{name} is {what}, not a table"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("schools.xlsx", b"PK\x03\x04 broken"),
        ("schools.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"),
        ("schools.parquet", b"PAR1 broken PAR1"),
        ("schools.tsv.gz", b"\x1f\x8b broken"),
        ("schools.tsv.gz", gzip.compress(CSV, mtime=0)[:-4]),
    ],
)
def test_a_broken_file_is_a_message(tmp_path: Path, name: str, data: bytes) -> None:
    kind = name.split(".")[1].upper()
    with pytest.raises(InputUnreadable, match=rf"{name} can't be read as {kind}"):
        read_sheets(file(tmp_path, data, name))


def test_the_tables_of_an_archive_are_named_by_it(tmp_path: Path) -> None:
    data = zipped(**{"a/2024.csv": CSV, "b.tsv": CSV, "__MACOSX/a.csv": b"", "readme.pdf": b"%PDF", "a/.x.csv": b""})
    assert [sheet.file for sheet in read_sheets(file(tmp_path, data, "lists.zip"))] == [
        "lists.zip/a/2024.csv",
        "lists.zip/b.tsv",
    ]


def test_names_in_an_archive_may_be_gb18030(tmp_path: Path) -> None:
    data = zipped(**{"xxxx.csv": CSV}).replace(b"xxxx.csv", "学校.csv".encode("gb18030"))
    assert read_sheets(file(tmp_path, data, "lists.zip"))[0].file == "lists.zip/学校.csv"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(**{"readme.pdf": b"%PDF"}), r"lists\.zip holds no table"),
        (zipped(**{"a.csv": b""}), r"lists\.zip/a\.csv is empty"),
        (zipped(**{"a.csv": zipped(**{"b.csv": CSV})}), r"lists\.zip/a\.csv is an archive within an archive"),
        (zipped(**{"a.csv": b"a,b\n" * (20 << 20)}), r"lists\.zip unpacks to 80\.0 MB or more; no more than 49\.6 MB"),
    ],
    ids=["no table", "empty", "nested", "bomb"],
)
def test_an_archive_that_is_not_read(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputUnreadable, match=words):
        read_sheets(file(tmp_path, data, "lists.zip"))


def test_a_small_gz_that_unpacks_to_a_huge_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv\.gz unpacks to"):
        read_sheets(file(tmp_path, gzip.compress(b"a,b\n" * (20 << 20)), "schools.csv.gz"))
