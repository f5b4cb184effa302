"""Workbooks written part by part, so that a sheet holds exactly what a test says."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_xlsx_parts(
    path: Path,
    rows: str,
    *,
    behind: str = "",
    formats: Sequence[str | int] = (),
    strings: str = "",
    book: str = "",
    prefix: str = "",
    doctype: str = "",
) -> Path:
    """Write one sheet: its rows as XML, and what follows them; formats are those of the styles 1, 2, …

    A format is its code, or the number of a built-in one. `strings` and `book` are XML of shared strings and of the
    workbook, `prefix` that of all elements' names.
    """
    codes = [(100 + at, code) for at, code in enumerate(formats) if isinstance(code, str)]
    numbers = [code if isinstance(code, int) else 100 + at for at, code in enumerate(formats)]
    custom = "".join(f"<numFmt numFmtId='{number}' formatCode={quoteattr(code)}/>" for number, code in codes)
    styles = "".join(f"<xf numFmtId='{number}'/>" for number in [0, *numbers])
    links = "".join(
        _link(kind, kind, target)
        for kind, target in [("worksheet", "/xl/sheet.xml"), ("styles", "styles.xml"), ("sharedStrings", "texts.xml")]
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships>{_link('r', 'officeDocument', 'xl/book.xml')}</Relationships>",
        "xl/book.xml": f"<workbook xmlns:r='{_DOC}'>{book}<sheet name='学校' r:id='worksheet'/></workbook>",
        "xl/_rels/book.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f"<styleSheet><numFmts>{custom}</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
        "xl/texts.xml": f"<sst>{strings}</sst>",
        "xl/sheet.xml": f"{doctype}<worksheet xmlns='{_MAIN}'><sheetData>{rows}</sheetData>{behind}</worksheet>",
    }
    if prefix:
        parts["xl/sheet.xml"] = parts["xl/sheet.xml"].replace("xmlns=", f"xmlns:{prefix}=")
        parts["xl/sheet.xml"] = (
            parts["xl/sheet.xml"].replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_ods(path: Path, rows: str) -> Path:
    """Write one sheet of a few rows, given as XML."""
    names = "xmlns:office='o' xmlns:table='t' xmlns:text='x'"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:body {names}><table:table table:name='学校'>{rows}</table:table></office:body>"
        )
    return path


def _link(id_: str, kind: str, target: str) -> str:
    return f"<Relationship Id='{id_}' Type='{_DOC}/{kind}' Target='{target}'/>"
