from __future__ import annotations

from app.web.pages.sections import sections
from app.web.pages.table import Part
from app.web.pages.texts import PageTexts
from graph.subgraph import Subgraph

ZH, EN = PageTexts("zh"), PageTexts("en")


def test_totals_and_the_start_stand_beside_the_rows() -> None:
    start = {"id": "s1", "label": "School", "name": "甲小"}
    whole, totals = sections({"start": start, "totals": {"schools": 4, "students": 1200}}, ZH)
    assert whole.facts[0][0] == "起点"
    assert whole.facts[0][1].parts == [Part("甲小", "/schools/s1?lang=zh", "s1")]
    assert totals.title == "合计"
    assert [(name, cell.parts[0].text, cell.number) for name, cell in totals.facts] == [
        ("学校", "4", "4"),
        ("学生", "1,200", "1200"),
    ]


def test_a_sentence_comes_in_one_language() -> None:
    extra = {"sentence": "甲牵头团", "sentence_en": "甲 leads 团", "hops": None}
    for texts, told in ((ZH, "甲牵头团"), (EN, "甲 leads 团")):
        (section,) = sections(extra, texts)
        assert [cell.parts[0].text for _, cell in section.facts] == [told]


def test_before_and_after_are_compared_in_one_table() -> None:
    figures = {name: {"schools": n, "counties": 1} for name, n in (("before", 5), ("after", 3), ("difference", -2))}
    gone = {"id": "g1", "name": "团", "label": "EducationGroup"}
    bounded = {"count": 3, "truncated": True, "cut_at": 1, "rows": [{"id": "s1", "hops": 2}]}
    facts, compared, lost = sections({"what_if": {"without": gone, **figures, "lost": bounded}}, EN)
    assert facts.title == "Without it"
    assert facts.facts[0][1].parts[0].code == "g1"
    assert compared.table is not None
    assert [head.title for head in compared.table.heads] == ["Item", "Before", "After", "Difference"]
    assert [cell.number for cell in compared.table.lines[0].cells] == ["", "5", "3", "-2"]
    assert lost.title == "Lost"
    assert lost.table is not None
    assert len(lost.table.lines) == 1
    assert lost.note == "Rows: 3 · Only the first 1 rows are here; there are more."


def test_a_tie_that_is_taken_away_is_named_and_has_no_page() -> None:
    tie = {"id": "leads-1", "label": None, "type": "LEADS", "name": "甲牵头团"}
    none = {"count": 0, "truncated": False, "cut_at": 9, "rows": []}
    told, lost = sections({"what_if": {"without": tie, "lost": none}}, EN)
    assert told.facts[0][1].parts == [Part("甲牵头团", "", "leads-1")]
    assert (lost.table, lost.note) == (None, "Rows: 0")


def test_what_is_drawn_or_empty_is_not_told() -> None:
    nothing = {"lines": 0, "ties": 0, "by_type": []}
    assert sections({"view": Subgraph([], []), "lost": [], "lines_left_out": nothing}, EN) == []
