from __future__ import annotations

from pathlib import Path

from loaders.files import CellFault, read_sheets

SHOWN = Path(__file__).parents[2] / "data" / "files" / "shown.xls"


def test_old_workbooks_are_read_as_they_show() -> None:
    schools, units = read_sheets(SHOWN)
    assert (schools.file, schools.name, units.name) == ("shown.xls", "学校", "单位")
    assert schools.cells.rows() == [
        (1, "昆明市学校名单", None, None, None, None),
        (2, "region", "name", "since", "id", "share"),
        (3, "530126", "第2小学", "2024-07", "001234", "85.3%"),
        (4, "530126", "第3小学", "2024-07", "001234", "85.3%"),
        (5, "TRUE", "5.30112199001011e+17", "#REF!", "2.5", None),
    ]
    assert [(fault.row, fault.column) for fault in schools.faults] == [(5, 1), (5, 2)]
    assert schools.faults[1] == CellFault(5, 2, "#REF!", "shows the error #REF!")
    assert schools.notes == ("what stands far to the right of the table is left out: IV65536 holds far",)
    assert units.notes == ("the sheet is hidden",)
