from __future__ import annotations

from pathlib import Path

from tests.loaders.folders import checked, reasons, write_tables

HEAD = "subject,metric,value,unit,qualifier,as_of,source,locator\n"


def test_a_figure_says_what_it_is_about(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, indicators=HEAD + '富民县,schools_total,"1,089",schools,超,2025年,rep,L1\n'))
    (figure,) = (node for (label, _), node in done.plan.nodes.items() if label == "Indicator")
    assert figure.properties == {
        "metric": "schools_total",
        "value": 1089.0,
        "unit": "schools",
        "qualifier": "at_least",
        "as_of": "2025",
        "as_of_day": 20251231,
    }
    (link,) = done.plan.links.values()
    assert (link.type, link.start, link.end) == ("ABOUT", figure.id, "530124")


def test_figures_that_differ_stand_side_by_side_and_the_same_figure_is_one(tmp_path: Path) -> None:
    sources = "id,title\nrep,Report\nother,Other\n"
    rows = (
        "530124,groups_total,89,,,,rep,L1\n530124,groups_total,89,,,,rep,L2\n"
        "530124,groups_total,90,,,,rep,L3\n530124,groups_total,89,,,,other,L1\n530102,groups_total,89,,,,rep,L1\n"
    )
    done = checked(write_tables(tmp_path, sources=sources, indicators=HEAD + rows))
    assert done.report.rejects == []
    figures = [node for (label, _), node in done.plan.nodes.items() if label == "Indicator"]
    assert len(figures) == 4
    assert sorted(len(figure.evidence) for figure in figures) == [1, 1, 1, 2]


def test_a_metric_is_a_name_in_snake_case(tmp_path: Path) -> None:
    rows = "530124,Groups total,89,,,,rep,L1\n530124,集团数,89,,,,rep,L2\n530199,groups_total,89,,,,rep,L3\n"
    done = checked(write_tables(tmp_path, indicators=HEAD + rows))
    assert reasons(done) == [
        ("indicators.csv", 2, "metric"),
        ("indicators.csv", 3, "metric"),
        ("indicators.csv", 4, "subject"),
    ]
