"""matches: likely same schools and groups, as a table, for machines, and as a file to decide in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commands import Run
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

NAMES = {
    "s1": "昆明市第三中学",
    "s2": "昆三中",
    "s3": "=第七小学",
    "s4": "=第 七小学",
    "s5": "第八小学",
    "g1": "昆明市第三中学教育集团",
    "g2": "昆明三中集团",
    "r1": "五华区",
    "r2": "官渡区",
    "r3": "昆明市",
}
PLACED = {"s1": "r1", "s2": "r1", "s3": "r2", "s4": "r2", "s5": "r2", "g1": "r3", "g2": "r3"}


@pytest.fixture
def twins(empty_graph: Graph) -> None:
    """昆三中 twice in 五华区, 第七小学 twice in 官渡区, and its group twice in 昆明市."""
    links = [Link("LOCATED_IN", id_, place, f"located-in-{id_}") for id_, place in PLACED.items()]
    links += [Link("PART_OF", place, "r3", f"part-of-{place}") for place in ("r1", "r2")]
    write_graph(empty_graph.writer, links, **{id_: {"name": name} for id_, name in NAMES.items()})


@pytest.mark.usefixtures("twins")
def test_the_table_says_who_where_and_why(huoshui: Run) -> None:
    done = huoshui("matches", COLUMNS="200")
    assert done.returncode == 0
    for word in (*list(NAMES.values())[:4], "s1 (made)", "s2 (made)", "place", "94", "r1 五华区", "r3 昆明市"):
        assert word in done.stdout, word
    assert "第八小学" not in done.stdout
    assert "3 pairs that may be one, among 7 schools and groups." in done.stderr


@pytest.mark.usefixtures("twins")
def test_machines_get_all_of_it(huoshui: Run) -> None:
    listed = json.loads(huoshui("matches", "--format", "json").stdout)
    assert [(one["label"], one["id"], one["other_id"], one["rule"], one["score"]) for one in listed] == [
        ("School", "s3", "s4", "spelling", 100.0),
        ("EducationGroup", "g1", "g2", "place", 94.0),
        ("School", "s1", "s2", "place", 94.0),
    ]
    rows = list(csv.DictReader(io.StringIO(huoshui("matches", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [one["id"] for one in listed]
    assert (rows[0]["datasets"], rows[0]["other_datasets"]) == ("made", "made")


@pytest.mark.usefixtures("twins")
@pytest.mark.parametrize(("region", "ids"), [("r1", ["s1"]), ("官渡区", ["s3"]), ("昆明市", ["g1", "s1", "s3"])])
def test_within_a_region(huoshui: Run, region: str, ids: list[str]) -> None:
    listed = json.loads(huoshui("matches", "--region", region, "--format", "json").stdout)
    assert sorted(one["id"] for one in listed) == ids


@pytest.mark.usefixtures("twins")
def test_a_file_to_decide_in(huoshui: Run, tmp_path: Path) -> None:
    """The fuller name is proposed to stand; no cell is a formula."""
    done = huoshui("matches", "--region", "五华区", "-o", "decisions.csv")
    assert "1 pairs that may be one, among 2 schools and groups, written to decisions.csv" in done.stdout
    text = (tmp_path / "decisions.csv").read_text("utf-8")
    assert text.startswith("\ufeffdecision,written,meant,said_by,")
    (row,) = csv.DictReader(io.StringIO(text[1:]))
    assert (row["decision"], row["written"], row["meant"], row["said_by"]) == ("undecided", "s2", "s1", "")
    assert (row["written_name"], row["meant_name"], row["meant_datasets"]) == ("昆三中", "昆明市第三中学", "made")
    huoshui("matches", "--region", "官渡区", "-o", "decisions.csv")
    rows = csv.reader(io.StringIO((tmp_path / "decisions.csv").read_text("utf-8-sig")))
    assert [cell for row in rows for cell in row if cell.startswith("=")] == []


@pytest.mark.usefixtures("twins")
def test_what_can_not_be_done_is_told(huoshui: Run) -> None:
    done = huoshui("matches", "--region", "乌有县")
    assert (done.returncode, "'乌有县' is unknown" in done.stderr) == (2, True)
    done = huoshui("matches", "-o", "nowhere/decisions.csv")
    assert (done.returncode, "can't be written" in done.stderr) == (2, True)


def test_no_pairs_say_so(empty_graph: Graph, huoshui: Run) -> None:
    write_graph(empty_graph.writer, [Link("LOCATED_IN", "s1", "r1", "l1")])
    done = huoshui("matches")
    assert done.returncode == 0
    assert "0 pairs that may be one, among 1 schools and groups." in done.stderr
