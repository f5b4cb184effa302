from __future__ import annotations

from pathlib import Path

from loaders.graph_contents import GraphContents
from tests.loaders.folders import checked, reasons, some_regions, write_tables

SCHOOLS = "name,source,locator\n一中,{},L1\n"


def test_a_source_keeps_what_is_said_of_it(tmp_path: Path) -> None:
    text = "编号,标题,发布日期,网址,license\na,公报,2025年3月,https://example.org/a,CC0\n"
    done = checked(write_tables(tmp_path, sources=text))
    assert done.plan.nodes["Source", "a"].properties == {
        "title": "公报",
        "published": "2025-03",
        "published_day": 20250301,
        "url": "https://example.org/a",
        "licence": "CC0",
    }


def test_one_id_is_one_source(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, sources="id,title\na,One\na,Other\na,\n"))
    assert reasons(done) == [("sources.csv", 3, "title")]


def test_another_dataset_s_source_is_not_written_over_nor_cited_by_mistake(tmp_path: Path) -> None:
    known = GraphContents(some_regions().entities, {"rep": "Another report", "same": "Report"})
    text = "id,title\nrep,Report\nsame,Report\n"
    done = checked(write_tables(tmp_path, sources=text, schools=SCHOOLS.format("rep")), known)
    assert reasons(done) == []
    name = done.report.dataset
    assert done.report.notes == (f"source 'rep' is another dataset's, too: {name}:rep here",)
    assert {id_ for label, id_ in done.plan.nodes if label == "Source"} == {"same", f"{name}:rep"}
    (school,) = [node for (label, _), node in done.plan.nodes.items() if label == "School"]
    assert [source for source, _ in school.evidence] == [f"{name}:rep"]
