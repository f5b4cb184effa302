"""The font of pictures: it has the letters of the names here, and says which it lacks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.maps.pictures.font import MISSING, font, wrapped
from graph.settings import PROJECT_ROOT


def shipped_names() -> Iterator[str]:
    for file in Path(PROJECT_ROOT, "data").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                yield row.get("name") or ""


def test_it_has_every_letter_of_the_shipped_names() -> None:
    lacking = {name for name in shipped_names() if MISSING in font().shown(name)}
    assert not lacking


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("昆明\n市\t一中", "昆明 市 一中"),
        ("\u202e逆\u2066a\u200b\x07", "逆a"),
        ("Škola č. 5", "Skola c. 5"),
        ("مد", MISSING * 2),
        ("學校 がっこう Школа", "學校 がっこう Школа"),
        ("\ud800", MISSING),
    ],
)
def test_what_it_lacks_is_a_box_and_what_cannot_be_seen_is_nothing(text: str, shown: str) -> None:
    assert font().shown(text) == shown


def test_lines_keep_to_their_width() -> None:
    lines = wrapped("昆明师范学院附属小学 and a long English title " * 5, 16, 200, 9)
    assert all(font().width(line, 16) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "").startswith("昆明师范学院附属小学andalong")
    assert not [line for line in lines if line != line.strip()]


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    lines = wrapped("x" * 500, 16, 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(font().width(line, 16) <= 200 for line in lines)


def test_threads_read_the_same_glyphs() -> None:
    text = "".join(chr(0x4E00 + 7 * n) for n in range(400))
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(lambda _: [glyph.path for glyph in font().glyphs(text)], range(8)))
    assert all(paths == read[0] for paths in read)
    assert all(read[0])
