"""Several datasets in one graph: their order makes no difference, and what one says and another doesn't stays seen."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph import Store, graph_state
from graph.answers import Library
from graph.errors import LoadRefused, NotFound
from loaders import LoadOptions, load_folder, unload
from loaders.datasets import REGIONS_DATASET
from loaders.export import InputTables
from loaders.kept import forget
from loaders.run import load_run
from tests.held_graph import Graph
from tests.loaders.conftest import Picture
from tests.loaders.folders import write_tables

TakePicture = Callable[[], Picture]
Fresh = Callable[[list[Path]], tuple[Picture, str | None]]
SCHOOLS = "id,name,region,students,stages,status,since,until,campus_of,source,locator\n"
GROUPS = "id,name,kind,region,lead,since,until,source,locator\n"
MEMBERS = "group,school,role,mode,since,until,source,locator\n"
AID_LINKS = "helper,helped,relation,form,programme,since,until,teachers_sent,source,locator\n"
PLACES = ("530124", "530102", "110105", "")
NAMES = ("一中", "二中", "第一小学", "一小", "实验学校")
STAGES = ("", "primary", "primary;junior", "senior")
DATES = ("", "", "2019", "2020-09", "2021-01-05")
ENDS = ("", "", "", "2023", "2024-08")


def made_up(chance: random.Random) -> dict[str, str]:
    """Tables of a dataset that is likely to overlap with others, and to disagree."""
    sources = "id,title,published\n" + "".join(
        f"{id_},{chance.choice(['Report', f'Report {id_}'])},{chance.choice(['', '2019', '2021-05', '2024'])}\n"
        for id_ in ("r1", "r2")
    )
    lines: dict[str, list[str]] = {"schools": [], "groups": [], "members": [], "aid_links": []}

    def add(table: str, *cells: str) -> None:
        lines[table].append(",".join((*cells, chance.choice(("r1", "r2")), f"L{len(lines[table])}")) + "\n")

    schools = chance.sample(range(1, 6), chance.randint(0, 4))
    for number in schools:
        id_ = chance.choice((f"s{number}", f"s{number}", ""))
        students = chance.choice(("", "100", "200"))
        status = chance.choice(("", "open", "closed"))
        parent = chance.choice(("", "", "", f"s{chance.randint(1, 5)}"))
        dates = (chance.choice(DATES[:3]), chance.choice(ENDS))
        name, place, stages = (chance.choice(some) for some in (NAMES, PLACES, STAGES))
        add("schools", id_, name, place, students, stages, status, *dates, parent)
    for number in chance.sample(range(1, 4), chance.randint(0, 2)):
        lead = chance.choice(("", f"s{chance.randint(1, 5)}", chance.choice(NAMES)))
        kind = chance.choice(("", "alliance"))
        dates = (chance.choice(DATES[:3]), chance.choice(ENDS))
        add("groups", f"g{number}", f"{number}号集团", kind, chance.choice(PLACES), lead, *dates)
    for _ in range(chance.randint(0, 3)):
        school = chance.choice((f"s{chance.randint(1, 5)}", chance.choice(NAMES)))
        role, mode = chance.choice(("", "member", "lead")), chance.choice(("", "tight"))
        add("members", f"g{chance.randint(1, 3)}", school, role, mode, chance.choice(DATES), chance.choice(ENDS))
    for _ in range(chance.randint(0, 3)):
        helper, helped = chance.choice((f"s{chance.randint(1, 5)}", "某大学")), chance.choice(("530124", "s1", "s2"))
        form, programme = chance.choice(("", "joint")), chance.choice(("", "组团式帮扶"))
        dates = chance.choice(DATES), chance.choice(ENDS)
        add("aid_links", helper, helped, "aids", form, programme, *dates, chance.choice(("", "3", "5")))
    decisions = [
        f"{chance.choice(('same', 'same', 'different'))},{one},{other},我\n"
        for one, other in (chance.sample(("s1", "s2", "s3", "s4", *NAMES[:2]), 2) for _ in range(chance.randint(0, 2)))
    ]
    lines["decisions"] = decisions
    heads = {
        "decisions": "decision,written,meant,said_by\n",
        "schools": SCHOOLS,
        "groups": GROUPS,
        "members": MEMBERS,
        "aid_links": AID_LINKS,
    }
    return {"sources": sources, **{name: heads[name] + "".join(rows) for name, rows in lines.items() if rows}}


def write_dataset(folder: Path, tables: dict[str, str], authority: str) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    (folder / "datapackage.json").write_text(json.dumps({"name": folder.name, "authority": authority}), "utf-8")
    return write_tables(folder, **tables)


def take(store: Store, folder: Path) -> None:
    """Load a dataset; one of which nothing can be written stays out."""
    try:
        load_folder(store, folder, LoadOptions(allow_prune=True))
    except LoadRefused:
        if folder.name in graph_state(store).by_name:
            unload(store, folder.name)


@pytest.fixture
def fresh(
    graph: Graph, store: Store, picture: TakePicture
) -> Iterator[Callable[[list[Path]], tuple[Picture, str | None]]]:
    """The graph and its version after some loads into a graph that holds the shipped regions alone."""

    def load(folders: list[Path]) -> tuple[Picture, str | None]:
        graph.changed()
        graph.hold()
        for folder in folders:
            take(store, folder)
        return picture(), graph_state(store).version

    yield load
    graph.changed()


@pytest.mark.long
def test_the_order_of_loads_reloads_and_unloads_makes_no_difference(
    fresh: Fresh,
    store: Store,
    picture: TakePicture,
    tmp_path: Path,
    sized: Callable[[int, int], int],
) -> None:
    for number in range(sized(2, 150)):
        chance = random.Random(number)
        datasets = {
            name: (made_up(chance), chance.choice(("register", "report")))
            for name in ("a", "b", "c")[: chance.randint(2, 3)]
        }
        folders = [write_dataset(tmp_path / name, *said) for name, said in datasets.items()]
        expected = fresh(folders)
        shuffled = chance.sample(folders, len(folders))
        fresh(shuffled)
        for _ in range(chance.randint(1, 4)):
            folder = chance.choice(folders)
            match chance.choice(("reload", "unload", "change")):
                case "unload" if folder.name in graph_state(store).by_name:
                    unload(store, folder.name)
                case "change":
                    take(store, write_dataset(folder, made_up(chance), "report"))
            take(store, write_dataset(folder, *datasets[folder.name]))
        assert (picture(), graph_state(store).version) == expected, f"seed {number}"
        found = {
            (row["subject_id"], row["partner_id"], row["property"], row["value"])
            for row in Library(store).ask("differing_values").rows
        }
        held = picture()
        ids = {node["id"] for node in held[0].values()}
        # Where no table lists schools or groups, `s5` is a name as any other, unless a dataset has that id.
        said = {one for one in said_by_tables(store, folders) if ids.issuperset({one[0], one[1]} - {None})}
        # Two rows of one dataset that a decision makes one school teach, together, what either says.
        stages = {node["id"]: set(node.get("stages") or ()) for node in held[0].values()}
        united = {one for one in said if one[2] == "stages" and stages[one[0]].issuperset(one[3].split(";"))}
        lost = said - set(held_by(held)) - found - united
        assert not lost, f"seed {number}: {lost}"


Said = tuple[str, str | None, str, str]
"""Ids of a node, or of both ends of a link, a property and its value as text."""


def said_by_tables(store: Store, folders: list[Path]) -> Iterator[Said]:
    """What the rows that were not rejected say of schools, groups and memberships that they name by id."""
    for folder in folders:
        try:
            report = load_folder(store, folder, LoadOptions(dry_run=True))
        except LoadRefused:
            continue
        rejected = {(reject.file, reject.row) for reject in report.rejects}
        for table, named in (("schools", ("id", None)), ("groups", ("id", None)), ("members", ("school", "group"))):
            path = folder / f"{table}.csv"
            lines = path.read_text("utf-8").splitlines() if path.is_file() else []
            for number, row in enumerate(csv.DictReader(lines), 2):
                one, other = (row[name] if name else None for name in named)
                if (path.name, number) in rejected or not one or one[0] not in "sg":
                    continue
                for name in ("students", "stages", "status", "since", "until", "region", "kind", "role", "mode"):
                    # The date of a membership tells it from others; a school's kind of membership may be implied.
                    if row.get(name) and not (other and name == "since"):
                        yield one, other, name, row[name]


def held_by(held: Picture) -> Iterator[Said]:
    """What the graph says of the same."""
    nodes, links = held
    for node in nodes.values():
        for name in ("students", "stages", "status", "since", "until", "kind"):
            value = node.get(name)
            if value is not None:
                yield node["id"], None, name, ";".join(value) if isinstance(value, list) else str(value)
    for link in links.values():
        if link["type"] == "LOCATED_IN":
            yield link["start"], None, "region", link["end"]
        for name in ("role", "mode", "until"):
            if (value := link["properties"].get(name)) is not None:
                yield link["start"], link["end"], name, value


def test_what_differs_is_told_with_both_sources_and_the_register_stands(store: Store, tmp_path: Path) -> None:
    register = {
        "schools": SCHOOLS + "s1,一中,530124,100,primary;junior,,,,,reg,L1\n",
        "sources": "id,title\nreg,Register\n",
    }
    report = {
        "sources": "id,title,published\nold,Old,2019\nnew,New,2024\n",
        "schools": SCHOOLS + "s1,二中,530102,200,,,,,,new,L2\ns2,三中,,5,,,,,,old,L3\n",
    }
    later = {
        "sources": "id,title,published\nnewest,Newest,2025\n",
        "schools": SCHOOLS + "s1,一中,530124,300,primary,,,,,newest,L4\ns2,三中,,6,,,,,,newest,L5\n",
    }
    for name, tables, authority in (("z", register, "register"), ("a", report, "report"), ("b", later, "report")):
        load_folder(store, write_dataset(tmp_path / name, tables, authority))
    differing = Library(store).ask("differing_values").rows
    told = [(row["subject_id"], row["property"], row["standing"], row["value"], row["datasets"]) for row in differing]
    assert told == [
        ("s1", "name", "一中", "二中", ["a"]),
        ("s1", "region", "530124", "530102", ["a"]),
        ("s1", "stages", "primary;junior", "primary", ["b"]),
        ("s1", "students", "100", "200", ["a"]),
        ("s1", "students", "100", "300", ["b"]),
        ("s2", "students", "6", "5", ["a"]),
    ]
    pupils = differing[3]
    assert (pupils["subject"], pupils["standing_source_ids"], pupils["standing_locators"]) == ("一中", ["reg"], ["L1"])
    assert (pupils["source_ids"], pupils["locators"]) == (["new"], ["L2"])
    (school,) = Library(store).ask("find", {"name": "二中"}).rows
    assert school["id"] == "s1"
    unload(store, "z")
    left = Library(store).ask("differing_values", {"about": "s1"}).rows
    assert [(row["property"], row["standing"]) for row in left] == [
        ("name", "一中"),
        ("region", "530124"),
        ("students", "300"),
    ]


def test_a_row_waits_for_a_dataset_that_has_what_it_names(store: Store, tmp_path: Path) -> None:
    aid = write_dataset(tmp_path / "aid", {"aid_links": AID_LINKS + "s1,s2,aids,,,,,,rep,L1\n"}, "report")
    waits = load_folder(store, aid)
    assert [(reject.file, reject.row, reject.column) for reject in waits.waiting] == [("aid_links.csv", 2, "helper")]
    assert waits.rejects == waits.waiting
    assert waits.written
    schools = write_dataset(
        tmp_path / "who", {"schools": SCHOOLS + "s1,一中,,,,,,,,rep,L1\ns2,二中,,,,,,,,rep,L2\n"}, "report"
    )
    assert load_folder(store, schools).elsewhere == {}
    assert len(Library(store).ask("aid_links").rows) == 1
    assert unload(store, "who").elsewhere == {"aid": 1}
    assert Library(store).ask("aid_links").rows == []


def test_only_what_was_loaded_can_be_unloaded(store: Store) -> None:
    with pytest.raises(NotFound, match="No dataset 'who' in the graph"):
        unload(store, "who")


def test_datasets_of_an_earlier_release_are_unloaded_one_by_one(store: Store, tmp_path: Path) -> None:
    """It loaded them to their end, and kept nothing of what they say."""
    for name in ("a", "b"):
        load_folder(
            store, write_dataset(tmp_path / name, {"schools": SCHOOLS + f"{name},{name}中,,,,,,,,rep,L1\n"}, "report")
        )
    for name in ("a", "b"):
        forget(store, name)
    third = write_dataset(tmp_path / "c", {"schools": SCHOOLS + "c,c中,,,,,,,,rep,L1\n"}, "report")
    with pytest.raises(LoadRefused, match="An earlier release loaded a, b"):
        load_folder(store, third)
    unload(store, "a")
    assert _statuses(store) == {"b": "finished"}
    assert [row["id"] for row in Library(store).ask("schools").rows] == ["b"]
    unload(store, "b")
    assert _statuses(store) == {}
    assert Library(store).ask("schools").rows == []


def test_a_first_load_that_is_broken_off_before_anything_is_kept_leaves_no_run(store: Store, tmp_path: Path) -> None:
    with suppress(KeyboardInterrupt), load_run(store, "broken"):
        raise KeyboardInterrupt
    assert _statuses(store) == {"broken": "interrupted"}
    load_folder(store, write_dataset(tmp_path / "a", {"schools": SCHOOLS + "a,一中,,,,,,,,rep,L1\n"}, "report"))
    assert _statuses(store) == {"a": "finished"}


def _statuses(store: Store) -> dict[str, str]:
    """How the newest load of each dataset but the shipped regions ended."""
    return {name: state.status for name, state in graph_state(store).by_name.items() if name != REGIONS_DATASET}


def test_two_sources_of_one_id_are_told_apart(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        tables = {
            "sources": f"id,title\nr1,Report of {name}\n",
            "schools": SCHOOLS + f"s1,一中,,,,,,,,r1,{name}\n",
        }
        load_folder(store, write_dataset(tmp_path / name, tables, "report"))
    (school,) = Library(store).ask("school", {"id": "s1"}).rows
    assert list(zip(school["source_ids"], school["locators"], strict=True)) == [("b:r1", "b"), ("r1", "a")]
    titles = {row["id"]: row["title"] for row in Library(store).ask("sources").rows}
    assert (titles["r1"], titles["b:r1"]) == ("Report of a", "Report of b")


def test_what_each_dataset_says_is_exported_and_gives_the_same_graph_in_any_order(
    graph: Graph, store: Store, picture: TakePicture, tmp_path: Path
) -> None:
    """Values that don't stand, figures that aren't exact, decisions and what names declare included."""
    schools = "id,name,aliases,region,students,source,locator\n"
    register = {
        "schools": schools + "s1,一中,老一中;县一中,富 民,约1200人,r1,L1;L2\ns2,二中,,530124,300,r1,L3\n",
        "indicators": "subject,metric,value,source,locator\ns1,share,至少12.5%,r1,L4\n",
        "decisions": "decision,written,meant,said_by\nplace,富 民,530124,我\nsame,二中@530124,第二中学@530124,我\n",
    }
    report = {
        "schools": schools + "s1,实验中学,,530102,,r1,L8\n,第二中学,,530124,,r1,L9\n",
        "groups": "name,region,lead,since,source,locator\n一号集团,530124,第二中学,2020-09,r1,L10\n",
    }
    sources = {"sources": "id,title\nr1,Report of {}\n"}
    for name, tables in (("reg", register), ("rep", report)):
        titled = {"sources": sources["sources"].format(name)}
        report_of_last = load_folder(store, write_dataset(tmp_path / name, {**titled, **tables}, "register"))
    assert (report_of_last.rejects, report_of_last.elsewhere) == ([], {})
    before, version = picture(), graph_state(store).version
    assert Library(store).ask("differing_values").rows
    InputTables().write(store, tmp_path / "out")
    graph.changed()
    graph.hold()
    for name in ("rep", "reg"):
        assert load_folder(store, tmp_path / "out" / name).rejects == []
    assert picture() == before
    assert graph_state(store).version == version


def test_a_school_that_moves_in_the_register_takes_another_dataset_s_link_along(store: Store, tmp_path: Path) -> None:
    """Without the other dataset being loaded again."""
    schools = "name,region,source,locator\n临空小学,{},rep,1\n温江小学,510115,rep,2\n"
    link = "helper,helped,relation,form,source,locator\n温江小学,临空小学,aids,pairing,rep,9\n"
    load_folder(store, write_dataset(tmp_path / "register", {"schools": schools.format("510115")}, "register"))
    load_folder(store, write_dataset(tmp_path / "aid", {"aid_links": link}, "report"))
    moved = write_dataset(tmp_path / "register", {"schools": schools.format("510116")}, "register")
    report = load_folder(store, moved)
    assert (report.rejects, report.elsewhere) == ([], {})
    library = Library(store)
    places = {row["name"]: row["region"] for row in library.ask("schools").rows}
    assert places == {"温江小学": "510115", "临空小学": "510116"}
    (aid,) = library.ask("aid_links").rows
    (there,) = library.ask("schools", {"region": "510116"}).rows
    assert aid["helped_id"] == there["id"]
