"""Loads into a real store, on each engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph import Settings, Statement, Store, engines, graph_state
from graph.errors import InputNotFound, LoadInProgress, LoadRefused, StoreUnreachable
from loaders import LoadOptions, load_folder, shipped_folder
from loaders.run import load_run
from tests.conftest import SMALL
from tests.held_graph import Graph, read_rows
from tests.loaders.conftest import Picture
from tests.loaders.folders import write_tables

SCHOOLS = "id,name,region,students,aliases,source,locator\n"
GROUPS = "id,name,lead,source,locator\n"
AID = "helper,helped,relation,form,lessons,source,locator\n"
TakePicture = Callable[[], Picture]


def _schools(store: Store) -> dict[str, dict[str, Any]]:
    rows = read_rows(store, "MATCH (s:School) RETURN s.id AS id, properties(s) AS properties, labels(s) AS labels")
    return {row["id"]: {**row["properties"], "labels": set(row["labels"])} for row in rows}


def test_loading_again_changes_nothing(store: Store, picture: TakePicture) -> None:
    first = load_folder(store, SMALL)
    before = picture()
    again = load_folder(store, SMALL)
    assert picture() == before
    assert first.rejects == []
    assert again.graph_version == first.graph_version == graph_state(store).version
    assert again.pruned is not None
    assert (again.pruned.nodes, again.pruned.links) == (0, 0)
    assert read_rows(store, "MATCH (r:LoadRun {dataset: 'small'}) RETURN count(r) AS n") == [{"n": 1}]
    dataset = read_rows(store, "MATCH ()-[r]->() WHERE 'small' IN r.datasets RETURN count(r) AS n")
    assert dataset == [{"n": first.links}]


def test_unchanged_files_write_nothing_and_a_changed_row_only_itself(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"s{n},{n}校,,{n},,rep,L{n}\n" for n in range(9)]
    folder = write_tables(tmp_path / "made", sources="id,title\nrep,R\n", schools=SCHOOLS + "".join(lines))
    load_folder(store, folder)
    sent: list[tuple[str, list[str]]] = []
    write = store.write

    def noted(statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        rows = (parameters or {}).get("rows", [])
        sent.append((statement.name, [row["id"] for row in rows if "id" in row]))
        return write(statement, parameters)

    monkeypatch.setattr(store, "write", noted)
    assert load_folder(store, folder).written
    assert sent == []
    lines[4] = lines[4].replace(",4,", ",40,")
    write_tables(folder, sources="id,title\nrep,R\n", schools=SCHOOLS + "".join(lines))
    load_folder(store, folder)
    assert {id_ for _, ids in sent for id_ in ids} == {"s4"}
    assert _schools(store)["s4"]["students"] == 40


def test_what_somebody_deleted_is_written_again(store: Store, picture: TakePicture) -> None:
    load_folder(store, SMALL)
    whole = picture()
    for lost in ("MATCH (:School)-[r:AIDS]->() WITH r LIMIT 1 DELETE r", "MATCH ()-[r:AIDS]->() DELETE r"):
        store.write(Statement("lost", lost))
        load_folder(store, SMALL)
        assert picture() == whole


def test_readers_who_leave_their_answers_unread_keep_no_load_out(store: Store, settings: Settings) -> None:
    connection = engines.connection(settings, write=False)
    assert connection is not None
    with ExitStack() as held:
        driver = held.enter_context(
            neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password))
        )
        for _ in range(8):
            session = held.enter_context(driver.session(database=connection.database, fetch_size=1))
            assert next(iter(session.run("UNWIND range(1, 90000) AS one RETURN one"))).value() == 1
        assert load_folder(store, SMALL).written


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_makes_no_older_version_the_newest(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    folders = [
        write_tables(tmp_path / name, sources="id,title\nr,R\n", schools=f"id,name,source\n{name},{name}校,r\n")
        for name in ("first", "second", "third")
    ]
    load_folder(store, folders[0])
    with monkeypatch.context() as patch:
        patch.setattr("loaders.run.now", lambda: (datetime.now(UTC) + timedelta(hours=hours)).isoformat())
        assert load_folder(store, folders[1]).graph_version == graph_state(store).version
    assert load_folder(store, folders[2]).graph_version == graph_state(store).version


def test_a_second_load_is_refused_and_names_the_first(store: Store, picture: TakePicture) -> None:
    load_folder(store, SMALL)
    before = picture()
    with load_run(store, "another") as run:
        with pytest.raises(LoadInProgress) as error:
            load_folder(store, SMALL)
        assert error.value.message == f"The load {run.id} of 'another' has been running since {run.started}"
    assert picture() == before


def test_a_load_that_was_overtaken_while_checking_is_refused(store: Store, tmp_path: Path) -> None:
    """The other load may have pruned what this one's links hang on."""
    other = write_tables(tmp_path / "other", schools=SCHOOLS + "o1,他校,,,,rep,L1\n")
    load_folder(store, other)

    def overtake(what: str, done: int, total: int) -> None:
        if what.startswith("checking") and done == total:
            load_folder(store, write_tables(other, schools=SCHOOLS + "o2,另校,,,,rep,L2\n"))

    with pytest.raises(LoadInProgress) as error:
        load_folder(store, SMALL, LoadOptions(progress=overtake))
    assert error.value.message == "The dataset 'other' was loaded while 'small' was being checked"
    assert error.value.next_step == "Load again."
    assert read_rows(store, "MATCH (n) WHERE 'small' IN n.datasets RETURN count(n) AS n") == [{"n": 0}]


def test_nothing_is_written_in_a_dry_run_or_when_strict_refuses(
    empty_graph: Graph, writer: Store, tmp_path: Path
) -> None:
    folder = write_tables(tmp_path / "county", schools=SCHOOLS + "s1,一中,富民县,,,rep,L1\ns2,二中,朝阳区,,,rep,L2\n")
    report = load_folder(writer, folder, LoadOptions(dry_run=True))
    assert (report.written, report.graph_version, len(report.rejects), report.nodes) == (False, None, 1, 2)
    for options in (LoadOptions(strict=True), LoadOptions(strict=True, dry_run=True)):
        with pytest.raises(LoadRefused) as error:
            load_folder(writer, folder, options)
        assert "schools.csv, row 3, region: '朝阳区' is ambiguous" in error.value.message
        assert "--strict" in error.value.next_step
        assert error.value.report == report
    assert read_rows(writer, "MATCH (n) WHERE NOT n:HuoshuiTest RETURN count(n) AS n") == [{"n": 0}]


def test_the_regions_come_first_into_an_empty_graph(empty_graph: Graph, writer: Store) -> None:
    report = load_folder(writer, SMALL, LoadOptions(strict=True))
    assert report.written
    state = graph_state(writer)
    assert [(dataset.dataset, dataset.status) for dataset in state.datasets] == [
        ("regions", "finished"),
        ("small", "finished"),
    ]
    assert state.version == report.graph_version
    counts = "MATCH (r:Region) RETURN count(r) AS n, count(CASE WHEN r:County THEN 1 END) AS counties"
    assert read_rows(writer, counts) == [{"n": 3214, "counties": 2847}]
    assert read_rows(writer, "MATCH (r:Region)-[:PART_OF]->(:Region) RETURN count(r) AS n") == [{"n": 3180}]


def test_the_rest_loads_and_a_lost_row_goes(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    rows = [f"s{number},第{number}小学,富民县,,,rep,L{number}\n" for number in range(1, 4)]
    load_folder(store, write_tables(folder, schools=SCHOOLS + "".join(rows)))
    bad = "s4,第4小学,朝阳区,,,rep,L4\n"
    report = load_folder(store, write_tables(folder, schools=SCHOOLS + rows[0] + rows[2] + bad))
    assert [reject.row for reject in report.rejects] == [4]
    assert set(_schools(store)) == {"s1", "s3"}
    assert report.pruned is not None
    assert (report.pruned.nodes, report.pruned.links) == (1, 1)


def test_rows_of_a_file_that_can_t_be_read_stay_as_they_were(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    schools = SCHOOLS + "s1,一中,富民县,5,,rep,L1\ns2,二中,富民县,,,rep,L2\n"
    full = load_folder(store, write_tables(folder, schools=schools, groups=GROUPS + "g1,集团,s1,rep,L3\n"))
    write_tables(folder, schools=SCHOOLS + "s1,一中,富民县,6,,rep,L1\n", groups="")
    report = load_folder(store, folder)
    assert report.notes[-1] == "groups.csv can't be read: the 1 rows that were read of it before stay"
    assert str(report.rejects[0]).startswith("groups.csv: groups.csv is empty. Save the table")
    assert {id_: school.get("students") for id_, school in _schools(store).items()} == {"s1": 6}
    assert read_rows(store, "MATCH (:School)-[r:LEADS]->(:EducationGroup) RETURN count(r) AS n") == [{"n": 1}]
    (folder / "groups.csv").unlink()
    whole = load_folder(store, folder)
    assert read_rows(store, "MATCH (g:EducationGroup) RETURN count(g) AS n") == [{"n": 0}]
    assert len({full.graph_version, report.graph_version, whole.graph_version}) == 3


def test_a_value_that_the_table_no_longer_gives_is_taken_away(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    write_tables(
        folder,
        schools=SCHOOLS + "s1,一中,富民县,5,老一中,rep,L1\ns2,二中,,,,rep,L2\n",
        aid_links=AID + "s1,s2,aids,other,12,rep,L3\n",
    )
    load_folder(store, folder)
    count = "MATCH (:School)-[r:AIDS]->(:School) RETURN r.lessons AS lessons, r.key IS NOT NULL AS keyed"
    assert read_rows(store, count) == [{"lessons": 12, "keyed": True}]
    write_tables(
        folder,
        schools="id,name,source,locator\ns1,一中,rep,L1\ns2,二中,rep,L2\n",
        aid_links="helper,helped,relation,form,source,locator\ns1,s2,aids,other,rep,L3\n",
    )
    load_folder(store, folder)
    assert read_rows(store, count) == [{"lessons": None, "keyed": True}]
    school = _schools(store)["s1"]
    assert (school.get("students"), school.get("aliases")) == (None, None)
    assert read_rows(store, "MATCH (:School)-[r:LOCATED_IN]->() RETURN count(r) AS n") == [{"n": 0}]


def test_two_datasets_share_a_graph_and_each_prunes_its_own(store: Store, tmp_path: Path) -> None:
    register, report = tmp_path / "register", tmp_path / "report"
    schools = "s1,一中,富民县,500,老一中,reg,L1\ns2,二中,富民县,300,,reg,L2\n"
    write_tables(register, sources="id,title\nreg,Register\n", schools=SCHOOLS + schools)
    own = "s1,一中,富民县,,,rep,L8\ns3,三中,富民县,,,rep,L9\n"
    write_tables(report, schools=SCHOOLS + own, aid_links=AID + "s1,s2,aids,other,,rep,L1\n")
    load_folder(store, register)
    load_folder(store, report)
    held = {id_: school["datasets"] for id_, school in _schools(store).items()}
    assert held == {"s1": ["register", "report"], "s2": ["register"], "s3": ["report"]}
    # The report says nothing of pupils and aliases: the register's stay.
    assert (_schools(store)["s1"]["students"], _schools(store)["s1"]["aliases"]) == (500, ["老一中"])
    sources = "MATCH (s:Source) RETURN s.id AS id ORDER BY id"
    assert [row["id"] for row in read_rows(store, sources)] == ["reg", "regions-2026", "rep"]

    # s2 leaves the register, and the report's link waits for another dataset that has it; s1 stays with the report.
    write_tables(register, sources="id,title\nreg,Register\n", schools=SCHOOLS + "s4,四中,富民县,,,reg,L1\n")
    assert load_folder(store, register).elsewhere == {"report": 1}
    held = {id_: school["datasets"] for id_, school in _schools(store).items()}
    assert held == {"s1": ["report"], "s3": ["report"], "s4": ["register"]}
    places = "MATCH (s:School)-[r:LOCATED_IN]->() RETURN s.id AS id, r.datasets AS datasets ORDER BY id"
    assert [tuple(row.values()) for row in read_rows(store, places)] == [
        ("s1", ["report"]),
        ("s3", ["report"]),
        ("s4", ["register"]),
    ]
    again = load_folder(store, report)
    assert [(reject.column, reject.value) for reject in again.waiting] == [("helped", "s2")]
    assert again.rejects == again.waiting

    # It comes back, and the link with it, without the report being loaded again.
    write_tables(register, sources="id,title\nreg,Register\n", schools=SCHOOLS + schools + "s4,四中,富民县,,,reg,L1\n")
    assert load_folder(store, register).elsewhere == {}
    assert read_rows(store, "MATCH (:School {id: 's1'})-[r:AIDS]->(b) RETURN b.id AS id") == [{"id": "s2"}]

    (report / "aid_links.csv").unlink()
    write_tables(report, schools=SCHOOLS + "s3,三中,富民县,,,rep,L9\n")
    load_folder(store, report)
    assert set(_schools(store)) == {"s1", "s2", "s3", "s4"}
    assert _schools(store)["s1"]["datasets"] == ["register"]


def test_a_school_is_a_lead_school_while_it_leads(store: Store, tmp_path: Path) -> None:
    schools, groups = tmp_path / "schools", tmp_path / "groups"
    write_tables(schools, schools=SCHOOLS + "s1,一中,富民县,,,rep,L1\ns2,二中,富民县,,,rep,L2\n")
    load_folder(store, schools)
    citing = "id,name,lead,source,locator\n"

    def leads() -> set[str]:
        return {id_ for id_, school in _schools(store).items() if "LeadSchool" in school["labels"]}

    write_tables(groups, sources="id,title\nrep-2,Report\n", groups=citing + "g1,集团,s1,rep-2,L3\n")
    load_folder(store, groups)
    assert leads() == {"s1"}, "a lead school that another dataset brought"
    load_folder(store, schools)
    assert leads() == {"s1"}, "the other dataset loaded again"
    write_tables(groups, sources="id,title\nrep-2,Report\n", groups=citing + "g1,集团,s2,rep-2,L3\n")
    load_folder(store, groups)
    assert leads() == {"s2"}, "the group has another lead"
    (groups / "groups.csv").write_text("id,name,source,locator\ng1,集团,rep-2,L3\n", "utf-8")
    members = "group,school,role,until,source,locator\ng1,s2,lead,2020,rep-2,L4\n"
    (groups / "members.csv").write_text(members, "utf-8")
    load_folder(store, groups)
    assert leads() == set(), "it led until 2020"


def test_a_load_that_would_prune_most_of_a_dataset_asks_first(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    rows = [f"s{number},第{number}小学,富民县,,,rep,L{number}\n" for number in range(210)]
    load_folder(store, write_tables(folder, schools=SCHOOLS + "".join(rows)))
    write_tables(folder, schools=SCHOOLS + "".join(rows[:104]))
    with pytest.raises(LoadRefused) as error:
        load_folder(store, folder)
    assert error.value.message.endswith("has 210 links in the graph and 104 in its tables: 106 would go")
    assert "--allow-prune" in error.value.next_step
    assert len(_schools(store)) == 210
    assert graph_state(store).complete
    report = load_folder(store, folder, LoadOptions(allow_prune=True))
    assert report.pruned is not None
    assert report.pruned.links == 106
    # Few links are few: nobody is asked about a hundred.
    load_folder(store, write_tables(folder, schools=SCHOOLS + "".join(rows[:4])))
    assert len(_schools(store)) == 4


@pytest.mark.parametrize("text", ["", "id,name,region,source,locator\n", SCHOOLS + "s1,一中,nowhere,,,rep,L1\n"])
def test_a_folder_without_a_valid_row_is_refused_and_keeps_what_was_loaded(
    store: Store, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "county"
    load_folder(store, write_tables(folder, schools=SCHOOLS + "s1,一中,富民县,,,rep,L1\n"))
    (folder / "sources.csv").unlink()
    (folder / "schools.csv").write_text(text, "utf-8")
    with pytest.raises(LoadRefused, match="No valid row in dataset 'county'"):
        load_folder(store, folder)
    assert set(_schools(store)) == {"s1"}


def test_batches_of_any_size_give_the_same_graph(store: Store, picture: TakePicture) -> None:
    load_folder(store, SMALL, LoadOptions(batch_rows=4))
    before = picture()
    load_folder(store, SMALL, LoadOptions(batch_rows=10_000))
    assert picture() == before


def test_a_folder_that_is_not_there_is_told_before_the_store_is_asked(settings: Settings, tmp_path: Path) -> None:
    connection = engines.connection(settings, write=True)
    assert connection is not None
    nowhere = replace(connection, uri="bolt://127.0.0.1:1")
    with Store(nowhere, settings) as unreachable:
        with pytest.raises(InputNotFound, match="gone"):
            load_folder(unreachable, tmp_path / "gone")
        with pytest.raises(StoreUnreachable) as error:
            load_folder(unreachable, SMALL)
    assert "127.0.0.1:1" in error.value.message
    assert "huoshui up" in error.value.next_step


def test_the_five_reports_load_as_they_are(store: Store) -> None:
    report = load_folder(store, shipped_folder("seeds"), LoadOptions(strict=True))
    assert report.rejects == []
    lacking = "MATCH ()-[r]->() WHERE size(coalesce(r.source_ids, [])) = 0 RETURN count(r) AS n"
    assert read_rows(store, lacking) == [{"n": 0}]
    cited = "MATCH ()-[r]->() UNWIND r.source_ids AS cited RETURN DISTINCT cited"
    sources = {row["id"] for row in read_rows(store, "MATCH (s:Source) RETURN s.id AS id")}
    assert {row["cited"] for row in read_rows(store, cited)} == sources
