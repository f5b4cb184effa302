"""The vocabulary: complete for the shipped questions, with nothing unused, and refused where it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Library
from graph.errors import CatalogueInvalid
from graph.model import LINK_TYPE, NODE_TYPE
from graph.questions import shipped_catalogue
from graph.questions.vocabulary import VOCABULARY_FILE, Term, load_vocabulary, shipped_vocabulary
from tests.graph.computed.test_leaving import key_of

SMALL = """\
[column.form]
words = "帮扶形式 / Form of aid"
meaning = "帮扶的形式。"
property = "AIDS.form"
[column.form.in.one]
meaning = "另一种。 / Another."
[parameter.form]
words = "形式 / Form"
[part]
[folders]
[codes.way]
out = "顺 / out"
[units]
schools = "所"
"""


def declared() -> Iterator[tuple[str, str]]:
    for question in shipped_catalogue().values():
        for column in question.header.columns:
            yield question.id, column.name


def asked() -> set[str]:
    return {parameter.name for question in shipped_catalogue().values() for parameter in question.header.parameters}


def terms() -> list[tuple[str, Term]]:
    vocabulary = shipped_vocabulary()
    columns = {f"{question}.{name}": term for (question, name), term in vocabulary.columns.items()}
    return [*columns.items(), *vocabulary.parameters.items(), *vocabulary.parts.items()]


def test_every_column_has_its_words_and_meaning_in_both_languages() -> None:
    vocabulary = shipped_vocabulary()
    for question, name in declared():
        assert ("", name) in vocabulary.columns, f"{question}: {name} needs an entry in vocabulary.toml"
        term = vocabulary.column(name, question)
        for chinese, english in (term.words, term.meaning):
            assert re.search(r"[\u4e00-\u9fff]", chinese), (question, name)
            assert english, (question, name)
        assert term.meaning[0].endswith("。"), (question, name)
        assert term.description.endswith("."), (question, name)


def test_every_parameter_has_words() -> None:
    vocabulary = shipped_vocabulary()
    known = {name for _, name in vocabulary.columns} | set(vocabulary.parameters)
    assert asked() <= known, "a new parameter needs an entry in vocabulary.toml"


def test_nothing_is_unused() -> None:
    vocabulary = shipped_vocabulary()
    used = {*declared(), *(("", name) for _, name in declared())}
    assert set(vocabulary.columns) <= used
    assert set(vocabulary.parameters) <= asked() | {"limit"}, "which every question takes"
    lists = {code for _, term in terms() for code in term.codes}
    told = tomllib.loads(VOCABULARY_FILE.read_text("utf-8"))
    assert set(told["codes"]) <= lists
    units = {column.unit for question in shipped_catalogue().values() for column in question.header.columns}
    assert set(told["units"]) - units == {"percentage points"}, "beside the rows of what-if answers alone"


def test_every_folder_has_its_words() -> None:
    assert set(shipped_vocabulary().folders) == {question.folder for question in shipped_catalogue().values()}
    assert shipped_vocabulary().folder("weather") == ("weather", "weather")


def test_what_a_term_refers_to_is_there() -> None:
    vocabulary = shipped_vocabulary()
    names = {name for _, name in vocabulary.columns}
    for place, term in terms():
        assert {term.shown_with, term.label_in} <= {"", *names}, place
        assert term.id_of in {"", "any", *NODE_TYPE}, place
        assert set(term.codes) <= vocabulary.codes.keys(), place


def test_every_unit_has_a_chinese_word() -> None:
    for question in shipped_catalogue().values():
        for column in question.header.columns:
            assert column.unit in {"", *shipped_vocabulary().codes["units"]}, f"{question.id}: {column.unit}"


def test_a_header_does_not_repeat_the_vocabulary() -> None:
    for question in shipped_catalogue().values():
        returns = re.search(r"// returns: (.*)", read(question.folder, question.id))
        assert returns
        for told in returns[1].split(","):
            name, _, unit = (*told.split(maxsplit=2), "", "")[:3]
            assert not unit or unit != shipped_vocabulary().column(name).unit, (question.id, name)


def read(folder: str, id_: str) -> str:
    text = (Path(VOCABULARY_FILE).parents[2] / "cypher" / "questions" / folder / f"{id_}.cypher").read_text("utf-8")
    return text.replace("\n//   ", " ")


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield key
            yield from keys(held)
    elif isinstance(value, list):
        for held in value:
            yield from keys(held)


def test_every_part_beside_the_rows_has_words_and_none_is_unused(small: Library) -> None:
    vocabulary = shipped_vocabulary()
    said: set[str] = set()
    for question, given in {
        "balance_of_groups": {"region": "530100"},
        "coverage": {"by": "county", "without": "g2"},
        "group_centrality": {},
        "overview": {},
        # Without the membership some are farther away: test_reach_without.py tells who.
        "reach": {"start": "b2", "hops": "6", "without": key_of(small, "MEMBER_OF", "b2", "g2")},
        "shortest_path": {"from": "a1", "to": "b1"},
        "uncovered_schools": {"region": "530100", "without": "g2"},
    }.items():
        answer = small.ask(question, given | {"as_of": "2025-09-01"})
        said |= {*keys(answer.extra), *answer.receipt.as_dict()}
    bounds = {"count", "rows", "cypher", "view"}
    known = {name for _, name in vocabulary.columns} | set(vocabulary.parts) | set(vocabulary.parameters)
    assert said - bounds <= known, "what stands beside the rows needs an entry in vocabulary.toml"
    assert set(vocabulary.parts) <= said


def test_a_property_gives_its_meaning_choices_unit_and_kind() -> None:
    form, since = shipped_vocabulary().column("form"), shipped_vocabulary().column("since")
    assert form.meaning[1] == "Form of the help."
    assert form.description == f"{form.meaning[1]} One of: {', '.join(choices('AIDS', 'form'))}."
    assert form.codes == ("AIDS.form",)
    assert (since.is_date, form.is_date) == (True, False)
    assert shipped_vocabulary().column("students").unit == "students"


def choices(owner: str, name: str) -> tuple[str, ...]:
    return next(prop.choices.values for prop in LINK_TYPE[owner].properties if prop.name == name)


def test_a_question_says_what_is_different_in_it(tmp_path: Path) -> None:
    (tmp_path / "v.toml").write_text(SMALL, "utf-8")
    vocabulary = load_vocabulary(tmp_path / "v.toml")
    assert vocabulary.column("form").words == ("帮扶形式", "Form of aid")
    assert vocabulary.column("form", "one").words == ("帮扶形式", "Form of aid")
    assert vocabulary.column("form", "one").description == "Another."
    assert vocabulary.column("form", "two") == vocabulary.column("form")
    assert vocabulary.parameter("form").words == ("形式", "Form")
    assert vocabulary.part("form").words == ("帮扶形式", "Form of aid")
    assert (vocabulary.unit("schools"), vocabulary.unit("hectares")) == (("所", "schools"), ("hectares", "hectares"))


def test_what_is_not_in_it_is_called_as_it_is_spelled() -> None:
    assert shipped_vocabulary().column("new_column").words == ("New column", "New column")
    assert shipped_vocabulary().parameter("new_one").words == ("New one", "New one")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("meaning =", "means ="), "column.form: unknown keys means"),
        (("帮扶形式 / Form of aid", "Form of aid"), "column.form: .* is not 'Chinese / English'"),
        (("AIDS.form", "AIDS.forms"), "column.form: the model has no property 'AIDS.forms'"),
        (('property = "AIDS.form"', 'holds = "links"'), "column.form: holds 'links'"),
        (("另一种。 / Another.", "另一种。 / "), r"column.form.in.one: .* is not 'Chinese / English'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], problem: str) -> None:
    assert change[0] in SMALL
    (tmp_path / "v.toml").write_text(SMALL.replace(*change), "utf-8")
    with pytest.raises(CatalogueInvalid, match=problem):
        load_vocabulary(tmp_path / "v.toml")


def test_codes_are_told_apart_from_names() -> None:
    vocabulary = shipped_vocabulary()
    assert vocabulary.value(vocabulary.column("name"), "group") == ("group", "group"), "a school may be called so"
    assert vocabulary.value(vocabulary.column("kind"), "group")[0] == "教育集团"
    assert vocabulary.value(vocabulary.column("type"), "AIDS")[0] == "帮扶"
    assert vocabulary.value(vocabulary.column("label"), "County")[0] == "县级"
    assert vocabulary.value(vocabulary.column("kind"), "something new") == ("something new", "something new")
    assert vocabulary.value(vocabulary.column("role", "giving_and_receiving"), "gives")[0] == "给出"
    assert vocabulary.value(vocabulary.column("setting", "setting_coverage"), "unknown")[0] == "不明"


def test_every_choice_of_a_parameter_has_words() -> None:
    vocabulary = shipped_vocabulary()
    for question in shipped_catalogue().values():
        for parameter in question.header.parameters:
            for choice in parameter.choices:
                words = vocabulary.value(vocabulary.parameter(parameter.name), choice)
                assert words[0] != choice, (question.id, parameter.name, choice)


def test_every_metric_and_unit_of_the_five_reports_has_words(seeds: Library) -> None:
    vocabulary = shipped_vocabulary()
    rows = seeds.ask("indicators", max_rows=1_000).rows
    for name in ("metric", "unit"):
        term = vocabulary.column(name)
        told = {str(row[name]) for row in rows if row[name]}
        assert len(told) > 20
        wordless = {value for value in told if value != "%" and vocabulary.value(term, value)[0] == value}
        assert not wordless
