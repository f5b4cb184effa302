"""What one source states, and one programme holds, against the lists of all of them."""

from __future__ import annotations

import pytest

from graph.answers import Library

SOURCES = ["seed-000", "seed-001", "seed-003"]
GROUP_AID = "programme-000000-3f69242378"


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_states_as_many_links_and_figures_as_the_list_counts(seeds: Library, source: str) -> None:
    (listed,) = [row for row in seeds.ask("sources").rows if row["id"] == source]
    (row,) = seeds.ask("source", {"id": source}).rows
    assert row == {name: listed[name] for name in row}
    links = seeds.ask("links_of_source", {"id": source}, max_rows=5_000).rows
    figures = seeds.ask("figures_of_source", {"id": source}, max_rows=5_000).rows
    assert (len(links), len(figures)) == (listed["links"], listed["figures"])
    for one in (*links, *figures, *seeds.ask("told_by_source", {"id": source}).rows):
        assert set(one["source_ids"]) == {source}
        assert len(one["locators"]) == len(one["source_ids"])


def test_a_source_tells_of_those_whose_own_page_cites_it(seeds: Library) -> None:
    rows = seeds.ask("told_by_source", {"id": "seed-001"}, max_rows=5_000).rows
    schools = {row["id"] for row in rows if row["label"] == "School"}
    assert schools
    for id_ in schools:
        (school,) = seeds.ask("school", {"id": id_}).rows
        assert "seed-001" in school["source_ids"]


def test_a_source_goes_on_after_a_key(seeds: Library) -> None:
    rows = seeds.ask("links_of_source", {"id": "seed-001"}, max_rows=5_000).rows
    first = seeds.ask("links_of_source", {"id": "seed-001"}, max_rows=5)
    assert first.receipt.truncated
    after = seeds.ask("links_of_source", {"id": "seed-001", "after": first.rows[-1]["key"]}, max_rows=5_000)
    assert [*first.rows, *after.rows] == rows


def test_a_programme_holds_what_the_list_counts(seeds: Library) -> None:
    """data/seeds/aid_links.csv: four aid links of 组团式帮扶, and no pairing."""
    for listed in seeds.ask("programmes").rows:
        (row,) = seeds.ask("programme", {"id": listed["id"]}).rows
        assert row == {name: listed[name] for name in row}
        ties = seeds.ask("ties_of_programme", {"id": listed["id"]}).rows
        assert len(ties) == listed["aid_links"] + listed["pairings"]
        assert {tie["programme"] for tie in ties} == {listed["name"]}
    (row,) = seeds.ask("programme", {"id": "组团式帮扶"}).rows
    assert (row["id"], row["aid_links"], row["pairings"]) == (GROUP_AID, 4, 0)


@pytest.mark.parametrize(
    "question", ["source", "links_of_source", "figures_of_source", "told_by_source", "programme", "ties_of_programme"]
)
def test_nothing_is_said_of_what_is_not_there(seeds: Library, question: str) -> None:
    assert seeds.ask(question, {"id": "nothing"}).rows == []
