"""The catalogue: files in, checked questions out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import BadParameter, CatalogueInvalid, UnknownQuestion
from graph.questions import load_catalogue, read_question, shipped_catalogue

TODAY = date(2025, 9, 1)
FILE = """\
// title: 学校 / Schools
// description: 名单。 / A list.
// params: q string? "一中" "名称的一部分 / part of the name"; n integer{1..6}=2 "3" "数 / a number"
// returns: id string
MATCH (s:School) WHERE s.name CONTAINS $q AND s.n > $n RETURN s.id AS id
"""


def put(folder: Path, name: str, text: str = FILE) -> Path:
    path = folder / "schools" / f"{name}.cypher"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_question_is_known_by_its_stem(tmp_path: Path) -> None:
    put(tmp_path, "b_list")
    put(tmp_path, "a_list")
    catalogue = load_catalogue(tmp_path)
    assert list(catalogue) == ["a_list", "b_list"]
    assert catalogue["a_list"].folder == "schools"
    assert catalogue["a_list"].statement.text.startswith("MATCH")


def test_a_revision_tells_one_wording_from_another(tmp_path: Path) -> None:
    first = read_question(put(tmp_path, "a_list"))
    again = read_question(put(tmp_path, "b_list"))
    changed = read_question(put(tmp_path, "a_list", FILE.replace("A list", "The list")))
    assert first.revision == again.revision
    assert first.revision != changed.revision


def test_parameters_are_checked_and_filled_in(tmp_path: Path) -> None:
    question = read_question(put(tmp_path, "a_list"))
    assert question.parameters({}, TODAY) == {"q": None, "n": 2}
    assert question.parameters({"q": "一中", "n": "3"}, TODAY) == {"q": "一中", "n": 3}


def test_an_unknown_parameter_is_refused_with_those_there_are(tmp_path: Path) -> None:
    question = read_question(put(tmp_path, "a_list"))
    with pytest.raises(BadParameter, match="a_list has no such parameter; it has n, q"):
        question.parameters({"limit": 3}, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [(None, None, True), (2, 2, True), (2, None, True), (None, 1, True), (2, 1, False), ("6", "5", False)],
)
def test_a_window_must_not_end_before_it_begins(tmp_path: Path, first: int, last: int, fits: bool) -> None:
    """An end that is left open is none."""
    text = FILE.replace("n integer{1..6}=2", 'm integer? "1" "起 / from"; n integer?').replace(
        "s.n > $n", "s.n > $n + $m"
    )
    question = read_question(put(tmp_path, "a_list", text.replace("MATCH", "// ordered: m n\nMATCH")))
    if fits:
        assert question.parameters({"m": first, "n": last}, TODAY)["m"] == first
        return
    with pytest.raises(BadParameter, match="n: comes before m") as raised:
        question.parameters({"m": first, "n": last}, TODAY)
    assert raised.value.parameter == "n"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("s.n > $n", "s.n > 1"), "declared but not used"),
        (("s.n > $n", "s.n > $n + $m"), r"\['m'\]"),
        (("RETURN", "SET s.seen = true RETURN"), "SET in a question"),
        (("RETURN", "detach delete s RETURN"), "delete in a question"),
        (("MATCH", "LOAD CSV FROM 'x' AS row MATCH"), "LOAD CSV in a question"),
        (("MATCH", "load  csv FROM 'x' AS row MATCH"), "load  csv in a question"),
        (("CONTAINS", "CONTAINS 'x' FOREACH"), "FOREACH in a question"),
    ],
)
def test_a_statement_must_use_what_it_declares_and_only_read(
    tmp_path: Path, change: tuple[str, str], problem: str
) -> None:
    with pytest.raises(CatalogueInvalid, match=problem) as raised:
        read_question(put(tmp_path, "a_list", FILE.replace(*change)))
    assert raised.value.message.startswith("schools/a_list.cypher: ")


@pytest.mark.parametrize("stem", ["A_list", "1list", "a-list", "a list"])
def test_an_id_is_a_plain_word(tmp_path: Path, stem: str) -> None:
    with pytest.raises(CatalogueInvalid, match="id is lower-case"):
        read_question(put(tmp_path, stem))


def test_one_id_in_two_folders_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "a_list")
    (tmp_path / "groups").mkdir()
    (tmp_path / "groups" / "a_list.cypher").write_text(FILE, "utf-8")
    with pytest.raises(CatalogueInvalid, match="stands in two folders"):
        load_catalogue(tmp_path)


def test_an_unknown_question_is_named_and_cut_short() -> None:
    catalogue = shipped_catalogue()
    assert "nothing" not in catalogue
    with pytest.raises(UnknownQuestion, match="'nothing'"):
        catalogue["nothing"]
    with pytest.raises(UnknownQuestion) as raised:
        catalogue["x" * 5_000]
    assert len(raised.value.message) < 120
