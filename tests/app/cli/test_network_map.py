"""map: one file, and what it says of itself."""

from __future__ import annotations

import re
from pathlib import Path

from graph.answers import Library
from tests.commands import Run


def test_the_map_is_written(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    done = huoshui("map", "--focus", "500107", "--hops", "2", "-o", "maps/one.html", "--lang", "en")
    assert done.returncode == 0
    page = (tmp_path / "maps/one.html").read_text("utf-8")
    assert "谢家湾小学教育集团" in page
    assert '<html lang="en"' in page
    assert "within 2 hops" in page


def test_a_day_of_the_past_is_the_only_day_on_the_map(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    done = huoshui("map", "--focus", "500107", "--as-of", "2020-06-01", "-o", "map.html", "--lang", "en")
    assert done.returncode == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert re.findall(r"As of (\d{4}-\d\d-\d\d)", page, re.IGNORECASE) == ["2020-06-01"]


def test_an_unknown_focus_is_wrong_use(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    done = huoshui("map", "--focus", "nobody", "-o", "map.html")
    assert done.returncode == 2
    assert "'nobody'" in done.stderr
    assert not (tmp_path / "map.html").exists()


def test_the_ending_of_the_file_chooses_what_is_written(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    for name, start in (
        ("map.svg", b"<?xml"),
        ("map.PNG", b"\x89PNG"),
        ("map.pdf", b"%PDF"),
        ("map", b"<!DOCTYPE html>"),
    ):
        done = huoshui("map", "--focus", "500107", "--hops", "1", "-o", name)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_format_that_is_asked_for_goes_before_the_ending(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    done = huoshui("map", "--focus", "500107", "--hops", "1", "--format", "csv", "-o", "map.txt", "--lang", "en")
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "map.txt").read_text("utf-8-sig")
    assert told.startswith("row,type,id,name")
    assert "huoshui map --focus 500107 --hops 1" in told
    assert "--format csv -o map.txt" in told
    assert "seed-" in told


def test_a_format_that_there_is_not_is_wrong_use(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    done = huoshui("map", "--focus", "500107", "--format", "bmp", "-o", "map.bmp")
    assert done.returncode == 2
    assert "bmp" in done.stderr
    assert "png" in done.stderr
