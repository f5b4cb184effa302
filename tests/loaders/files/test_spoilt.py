from __future__ import annotations

from pathlib import Path

import pytest

from loaders.files import read_sheets


def column(tmp_path: Path, *texts: str) -> tuple[list[str], list[int]]:
    """What becomes of a column's texts, and the rows with faults."""
    path = tmp_path / "schools.csv"
    path.write_text("\n".join(["id,x", *(f"{text},x" for text in texts)]))
    (sheet,) = read_sheets(path)
    return sheet.cells["0"].to_list()[1:], [fault.row for fault in sheet.faults]


@pytest.mark.parametrize(
    ("texts", "mended"),
    [
        (["1001.0", "1002.0"], ["1001", "1002"]),
        (["530112.0", "530113", "云南"], ["530112", "530113", "云南"]),
        (["2.0", "2.1"], ["2.0", "2.1"]),
        (["5.30112E+05"], ["530112"]),
        (["5.30112E+5", "5e-05"], ["530112", "5e-05"]),
        (["1.2E+03"], ["1.2E+03"]),
        (["530112199001011017", "530112199001011000"], ["530112199001011017", "530112199001011000"]),
    ],
)
def test_what_is_certain_is_mended(tmp_path: Path, texts: list[str], mended: list[str]) -> None:
    assert column(tmp_path, *texts) == (mended, [])


@pytest.mark.parametrize("text", ["5.30112E+11", "5.30112199E+17", "530112199001011000"])
def test_lost_digits_are_a_fault(tmp_path: Path, text: str) -> None:
    assert column(tmp_path, "530112", text) == (["530112", text], [3])
