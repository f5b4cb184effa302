"""Files that ask for too much, crash what reads them or lead elsewhere: each ends in a message, and in nothing else."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
import pytest

from graph import Settings
from graph.errors import HuoshuiError, InputTooLarge, InputUnreadable
from loaders import check_folder
from loaders.files import read_apart, read_sheets, reading_within
from loaders.mapping import read_folder
from tests.commands import Run
from tests.loaders.files.bombs import write_xlsb
from tests.loaders.files.parts import write_xlsx_parts
from tests.loaders.folders import write_tables

LAST_ROW, XFD, AZ = 1_048_575, 16_383, 51
TIGHT = Settings(input_memory_mb=256, input_timeout_s=5)
SCHOOLS = "name,source,locator\n一小,rep,L1\n"


def read(path: Path, settings: Settings = TIGHT) -> object:
    with reading_within(settings):
        return read_sheets(path)


def said(path: Path) -> object:
    """What is read of a file, or why it isn't."""
    try:
        return read(path)
    except InputUnreadable as error:
        return error.message


def refused(path: Path, settings: Settings = TIGHT) -> InputTooLarge:
    with pytest.raises(InputTooLarge) as error:
        read(path, settings)
    assert error.value.setting in error.value.next_step
    assert path.name in error.value.message
    return error.value


@pytest.mark.parametrize("column", [XFD, AZ])
def test_a_cell_far_away_in_a_binary_workbook_takes_no_more_memory_than_there_is(tmp_path: Path, column: int) -> None:
    error = refused(write_xlsb(tmp_path / "schools.xlsb", LAST_ROW, column))
    assert error.message == "schools.xlsb takes more than 256 MB of memory to read"
    assert error.setting == "HUOSHUI_INPUT_MEMORY_MB"


def test_the_same_workbook_is_read_where_its_cells_are_near(tmp_path: Path) -> None:
    read(write_xlsb(tmp_path / "schools.xlsb", 3, 2))


@pytest.mark.parametrize("place", ["A4294967297", "ZZZZZZ1", "XFE1", "A-1", "1A", "A1A", "é1"])
def test_a_cell_past_the_end_is_a_message_or_a_cell(tmp_path: Path, place: str) -> None:
    rows = f'<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="2"><c r="{place}" t="str"><v>x</v></c></row>'
    assert str(said(write_xlsx_parts(tmp_path / "schools.xlsx", rows))).startswith(("schools.xlsx", "[Sheet("))


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.touch()
    os.truncate(path, 1 << 30)  # takes no room on the disk
    error = refused(path)
    assert (error.message, error.setting) == (
        "schools.csv has 1,024.0 MB; no more than 256 MB are read",
        "HUOSHUI_INPUT_FILE_MB",
    )


def test_one_long_line_takes_no_more_memory_than_there_is(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(b"name\n" + b"x" * (80 << 20))
    assert refused(path).setting == "HUOSHUI_INPUT_MEMORY_MB"


def test_each_limit_is_a_setting(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_text("a,b,c\n1,2,3\n4,5,6\n")
    packed = tmp_path / "schools.csv.gz"
    packed.write_bytes(gzip.compress(b"a,b\n" * (16 << 20)))
    tight = {
        "rows": (path, Settings(input_rows=2), "schools.csv has 3 rows; no more than 2 are read"),
        "columns": (path, Settings(input_columns=2), "schools.csv has 3 columns; no more than 2 are read"),
        "cells": (path, Settings(input_cells=8), "schools.csv has 10 cells; no more than 8 are read"),
        "unpacked_times": (packed, Settings(input_unpacked_times=1), "schools.csv.gz unpacks to 48.1 MB or more"),
    }
    for name, (file, settings, message) in tight.items():
        error = refused(file, settings)
        assert error.setting == f"HUOSHUI_INPUT_{name.upper()}"
        assert error.message.startswith(message)


def test_cells_count_over_all_files_of_a_folder(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS, members="group,school,source,locator\n甲,一小,rep,L1\n")
    with reading_within(Settings(input_cells=12)):
        read = read_folder(folder)
    assert sorted(read.tables) == ["members", "sources"]
    assert [(reject.file, reject.row) for reject in read.rejects] == [("schools.csv", 0)]
    assert "The folder, up to schools.csv, has 14 cells; no more than 12 are read" in read.rejects[0].reason


def test_what_is_over_a_limit_is_told_whatever_it_is_called(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS)
    write_xlsx_parts(
        folder / "book.xlsx", '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFE1" t="str"><v>x</v></c></row>'
    )
    read = read_folder(folder)
    assert [(reject.file, reject.row) for reject in read.rejects] == [("book.xlsx", 0)]


_LAUGHS = "<!DOCTYPE lolz [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)


@pytest.mark.parametrize("entities", [_LAUGHS, "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"])
def test_entities_of_entities_are_not_laughed_at(tmp_path: Path, entities: str) -> None:
    path = write_xlsx_parts(
        tmp_path / "schools.xlsx", '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>', doctype=entities
    )
    told = str(said(path))
    assert told.startswith(("schools.xlsx can't be read as XLSX", "[Sheet("))
    assert "root:" not in told


@pytest.mark.parametrize(
    ("crash", "words"),
    [
        (os.abort, r"broke the program that reads it \(SIGABRT\)"),
        (partial(signal.raise_signal, signal.SIGSEGV), r"broke the program that reads it \(SIGSEGV\)"),
        (partial(sys.exit, 3), r"broke the program that reads it \(exit code 3\)"),
    ],
)
def test_a_reader_that_dies_takes_nothing_with_it(tmp_path: Path, crash: Callable[[], object], words: str) -> None:
    with pytest.raises(InputUnreadable, match=rf"list\.xlsx {words}"):
        read_apart(crash, "list.xlsx")
    (tmp_path / "schools.csv").write_text(SCHOOLS, "utf-8")
    assert read_sheets(tmp_path / "schools.csv")[0].cells.height == 2


def test_a_file_that_is_gone_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_apart(partial(Path.read_bytes, tmp_path / "list.xlsx"), "list.xlsx")


def test_a_reader_that_never_ends_is_ended() -> None:
    with reading_within(Settings(input_timeout_s=1)), pytest.raises(InputTooLarge) as error:
        read_apart(partial(time.sleep, 60), "list.xlsx")
    assert (error.value.message, error.value.setting) == (
        "list.xlsx takes more than 1 s to read",
        "HUOSHUI_INPUT_TIMEOUT_S",
    )


def test_memory_that_runs_out_is_told_and_is_there_again() -> None:
    with reading_within(TIGHT):
        with pytest.raises(InputTooLarge, match=r"list\.xlsx takes more than 256 MB of memory"):
            read_apart(partial(bytes, 1 << 30), "list.xlsx")
        assert read_apart(partial(len, bytes(1 << 20)), "list.xlsx") == 1 << 20


def test_where_a_shell_gives_less_memory_than_the_limit_the_file_is_not_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (200 << 20, 200 << 20))
    with reading_within(TIGHT), pytest.raises(MemoryError, match=r"not enough memory to read list\.xlsx"):
        read_apart(partial(bytes, 1 << 30), "list.xlsx")


def test_the_reader_ends_with_whoever_asks(tmp_path: Path) -> None:
    script = "import time, loaders\nfrom graph import Settings\nwith loaders.reading_within(Settings()): time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[3]) as asking:
        reader = _child(psutil.Process(asking.pid))
        asking.kill()
    psutil.wait_procs([reader], timeout=30)
    assert not reader.is_running()


def _child(of: psutil.Process) -> psutil.Process:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if children := of.children():
            return children[0]
        time.sleep(0.05)
    raise AssertionError("nothing was started")


def with_link(tmp_path: Path, name: str) -> Path:
    """A folder with a link to a file of secrets beside it."""
    (tmp_path / "passwords.json").write_text('{"writer": "of the house", "reader": "of the house"}')
    folder = write_tables(tmp_path / "county", schools=SCHOOLS)
    (folder / name).symlink_to(tmp_path / "passwords.json")
    return folder


@pytest.mark.usefixtures("few_regions")
@pytest.mark.parametrize("name", ["regions.csv", "datapackage.json", "mapping.yaml", "decisions.csv", "mended.csv"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    folder = with_link(tmp_path, name)
    try:
        told = "; ".join(map(str, check_folder(folder).rejects))
    except InputUnreadable as error:
        told = str(error)
    assert f"{name} is a link to what lies outside the folder" in told
    assert "of the house" not in told


def test_nothing_that_a_link_leads_to_is_printed_or_written(tmp_path: Path, homeless: Run) -> None:
    done = homeless("check", str(with_link(tmp_path, "regions.csv")))
    files = (file.read_text("utf-8") for file in tmp_path.glob("rejects.*"))
    told = " ".join((done.stdout + done.stderr + "".join(files)).split())
    assert (done.returncode, "regions.csv is a link to what lies outside the folder" in told) == (1, True)
    assert "of the house" not in told


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "county", old=SCHOOLS)
    (folder / "schools.csv").symlink_to("old.csv")
    assert read_folder(folder).tables["schools"].frame["name"].to_list() == ["一小"]


def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    write_tables(tmp_path / "county", schools=SCHOOLS)
    (tmp_path / "linked").symlink_to("county")
    assert list(read_folder(tmp_path / "linked").tables) == ["sources", "schools"]


@pytest.mark.parametrize("text", ["[" * 200_000, '{"name": "x", "a": ' + "[" * 200_000 + "]" * 200_000 + "}"])
def test_a_deep_package_is_a_message(tmp_path: Path, text: str) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS)
    (folder / "datapackage.json").write_text(text)
    with pytest.raises(InputUnreadable, match=r"datapackage\.json has no `name`"):
        check_folder(folder)


def test_a_long_package_is_refused_before_it_is_read(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS)
    (folder / "datapackage.json").write_text('{"name": "' + "x" * (3 << 20) + '"}')
    with pytest.raises(HuoshuiError, match=r"datapackage\.json has 3\.0 MB; no more than 2 MB are read"):
        read_folder(folder)


def test_the_rest_of_a_folder_is_taken_and_the_report_is_whole(tmp_path: Path, homeless: Run) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS)
    write_xlsb(folder / "members.xlsb", LAST_ROW, XFD)
    done = homeless("check", str(folder), HUOSHUI_INPUT_MEMORY_MB="256")
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 1
    assert "2 nodes" in told
    assert "members.xlsb takes more than 256 MB of memory to read" in told
    rejects = (tmp_path / "rejects.csv").read_text("utf-8-sig")
    assert rejects.count("\n") == 2
    assert "HUOSHUI_INPUT_MEMORY_MB" in rejects
