"""One file as the tables that it holds, whatever its format; the format is told by what is in it."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import fastexcel
import polars as pl

from graph.errors import HuoshuiError, InputUnreadable
from loaders.files.encodings import to_utf8
from loaders.files.limits import check_count, check_unpacked, read_at_most, unpacked_limit
from loaders.files.ods import read_ods
from loaders.files.opening import read_bytes
from loaders.files.records import read_json_lines, read_parquet
from loaders.files.separated import read_separated
from loaders.files.sheet import ROW, Sheet, tidy
from loaders.files.spoilt import mend
from loaders.files.suffixes import RECORDS, TABLES, TEXTS
from loaders.files.xlsx import read_xlsx

_MOST_MEMBERS = 1000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TABLES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "an archive of a kind that isn't read (RAR)"),
    (b"7z\xbc\xaf", "an archive of a kind that isn't read (7z)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"version https://git-lfs", "a pointer to a file that wasn't fetched (Git LFS)"),
)
_STORED_ALIKE = (
    ("EncryptedPackage", "protected by a password"),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
)
_MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|table|meta|script|div|style|\?xml|!--)", re.IGNORECASE)


def read_file(path: Path, name: str) -> list[Sheet]:
    """Read all tables of a file called `name`: its sheets, or those of an archive.

    Raises InputUnreadable, which names the place, or MemoryError."""
    return _read(read_bytes(path, name), name, archives=True)


def _read(data: bytes, name: str, *, archives: bool = False) -> list[Sheet]:
    if not data:
        raise InputUnreadable(f"{name} is empty")
    try:
        return [mend(_of_allowed_size(sheet)) for sheet in _by_content(data, name, archives)]
    except (HuoshuiError, MemoryError):
        raise
    except Exception as error:  # the readers below raise many kinds; all mean the same here
        raise _unreadable(name, error) from error
    except BaseException as error:  # what Rust code raises when it gives up is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(name, error) from error


def _of_allowed_size(sheet: Sheet) -> Sheet:
    check_count("rows", sheet.cells.height, sheet.place)
    check_count("columns", sheet.cells.width - 1, sheet.place)
    return sheet


def _unreadable(name: str, error: BaseException) -> InputUnreadable:
    kind = _suffix(name).removeprefix(".").upper()
    problem = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return InputUnreadable(f"{name} can't be read as {kind}: {problem[:200]}")


def _suffix(name: str) -> str:
    """What a file's name says of what is in it, packed or not."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


def _by_content(data: bytes, name: str, archives: bool) -> list[Sheet]:
    for mark, what in _NO_TABLES:
        if data.startswith(mark):
            raise _is_no_table(name, what)
    if data.startswith(b"\x1f\x8b"):
        return _read_gzip(data, name) if archives else _nested(name)
    if data.startswith(b"PK"):
        return _read_zip(data, name, archives)
    if data.startswith(_OLE) or (data[:1] == b"\x09" and name.lower().endswith((".xls", ".et"))):
        return _read_ole(data, name)
    if data.startswith(b"PAR1"):
        return [read_parquet(io.BytesIO(data), name)]
    return [_read_text(data, name)]


def _is_no_table(name: str, what: str) -> InputUnreadable:
    return InputUnreadable(
        f"{name} is {what}, not a table", next_step="Open it, save its table as XLSX or CSV, and load again."
    )


def _nested(name: str) -> list[Sheet]:
    raise InputUnreadable(f"{name} is an archive within an archive", next_step="Unpack it, then load again.")


def _read_text(data: bytes, name: str) -> Sheet:
    text, notes = to_utf8(data, name)
    if (markup := _MARKUP.match(text)) is not None:
        kind = "an XML file" if markup[1] == b"?xml" and b"<html" not in text[:2000].lower() else "a web page (HTML)"
        raise _is_no_table(name, kind)
    suffix = _suffix(name)
    if suffix in RECORDS:
        return read_json_lines(text, name)
    if suffix not in TEXTS:
        notes = (*notes, f"named {suffix}, but a text with separated columns")
    return Sheet(name, "", tidy(read_separated(text, name, by_blanks=suffix == ".txt")), notes=notes)


def _read_gzip(data: bytes, name: str) -> list[Sheet]:
    with gzip.open(io.BytesIO(data)) as stream:
        unpacked = read_at_most(stream, unpacked_limit(len(data)), name)
    return _read(unpacked, name)


def _read_zip(data: bytes, name: str, archives: bool) -> list[Sheet]:
    """A workbook of one of the formats that are archives, or an archive of tables."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = set(archive.namelist())
        if "xl/workbook.bin" in parts:
            return _read_xlsb(archive, data, name)
        if "[Content_Types].xml" in parts:
            if any(part.startswith("word/") for part in parts):
                raise _is_no_table(name, "a Word document")
            if any(part.startswith("ppt/") for part in parts):
                raise _is_no_table(name, "a presentation")
            return read_xlsx(io.BytesIO(data), name)
        if "content.xml" in parts and "mimetype" in parts:
            if b"spreadsheet" not in archive.read("mimetype")[:200]:
                raise _is_no_table(name, "a text document")
            return read_ods(io.BytesIO(data), name)
        if not archives:
            return _nested(name)
        return list(_members(archive, name, check_unpacked(archive, name)))


def _members(archive: zipfile.ZipFile, name: str, room: int) -> Iterator[Sheet]:
    """The tables of an archive's files, which unpack to no more than there is room for; other files are left alone."""
    found = False
    for member in archive.infolist()[:_MOST_MEMBERS]:
        path = PurePosixPath(_member_name(member))
        if (
            member.is_dir()
            or path.suffix.lower() not in TABLES
            or path.name.startswith((".", "~$"))
            or path.parts[0] == "__MACOSX"
        ):
            continue
        found = True
        with archive.open(member) as stream:
            data = read_at_most(stream, room, name)
        room -= len(data)
        yield from _read(data, f"{name}/{path}")
    if not found:
        raise InputUnreadable(f"{name} holds no table ({', '.join(TABLES)})")


def _member_name(member: zipfile.ZipInfo) -> str:
    """Its name; archives of Chinese systems write it in GB18030 and don't say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _read_xlsb(archive: zipfile.ZipFile, data: bytes, name: str) -> list[Sheet]:
    check_unpacked(archive, name)
    book = fastexcel.read_excel(data)
    return [
        Sheet(name, title, _cells(book.load_sheet(title, header_row=None, dtypes="string")))
        for title in book.sheet_names
    ]


def _cells(sheet: fastexcel.ExcelSheet) -> pl.DataFrame:
    frame = sheet.to_polars()
    frame.columns = [str(column) for column in range(frame.width)]
    return tidy(frame.select(pl.all().str.strip_suffix(" 00:00:00")).with_row_index(ROW, offset=1))


def _read_ole(data: bytes, name: str) -> list[Sheet]:
    """A workbook of the old format, told from the other documents that are stored alike."""
    if not any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        for stream, what in _STORED_ALIKE:
            if stream.encode("utf-16-le") in data:
                raise _is_no_table(name, what)
    from loaders.files.xls import read_xls

    return read_xls(data, name)
