"""Ids that gave way: whoever asks for one, by a page or the API, is sent on to the one that stands."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from graph import Store
from loaders import load_folder
from loaders.names import derived_id
from tests.app.web.conftest import problem
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

NOW, BEFORE = (derived_id("school", "530102", name) for name in ("新名字小学", "老名字小学"))


@pytest.fixture
def merged(server: httpx.Client, writer: Store, empty_graph: Graph, tmp_path: Path) -> httpx.Client:
    """A client over schools and groups of which two are one by decision, and one has another name than before."""
    schools = (
        "id,name,region,aliases,source,locator\na,昆明市第三中学,530102,,rep,L1\nB:1,昆三中,530102,,rep,L2\n"
        ",新名字小学,530102,老名字小学,rep,L3\n"
    )
    groups = "id,name,region,lead,source,locator\ng,三中教育集团,530102,a,rep,L4\nh,三中集团,530102,,rep,L5\n"
    folder = write_tables(tmp_path / "merged", schools=schools, groups=groups)
    decisions = "decision,written,meant,said_by\nsame,B:1,a,我\nsame,h,g,我\n"
    (folder / "decisions.csv").write_text(decisions, "utf-8")
    assert load_folder(writer, folder).rejects == []
    empty_graph.changed()
    return server


def test_a_former_id_leads_to_the_one_that_stands(merged: httpx.Client) -> None:
    for asked, stands in (
        ("/schools/B:1?lang=en", "/schools/a?lang=en"),
        ("/groups/h?lang=en", "/groups/g?lang=en"),
        (f"/schools/{BEFORE}?lang=en", f"/schools/{NOW}?lang=en"),
        ("/regions/B:1?lang=en", "/schools/a?lang=en"),
        ("/things/h?lang=en", "/things/g?lang=en"),
        ("/api/v1/schools/B:1", "/api/v1/schools/a"),
        ("/api/v1/schools/B:1/ties?as_of=any&limit=5", "/api/v1/schools/a/ties?as_of=any&limit=5"),
        ("/api/v1/groups/h", "/api/v1/groups/g"),
        ("/api/v1/reach/B:1?hops=1", "/api/v1/reach/a?hops=1"),
    ):
        response = merged.get(asked)
        assert (asked, response.status_code, response.headers["location"]) == (asked, 308, stands)
        assert (stands, merged.get(stands, follow_redirects=True).status_code) == (stands, 200)


def test_a_form_takes_a_former_id_as_it_takes_a_name(merged: httpx.Client) -> None:
    response = merged.get("/questions/groups_of_school?lang=en&school=B:1")
    assert (response.status_code, response.headers["location"]) == (307, "/questions/groups_of_school?lang=en&school=a")


def test_the_search_finds_what_had_an_id(merged: httpx.Client) -> None:
    for given in ("B:1", "b:1"):
        found = merged.get("/api/v1/search", params={"q": given}).json()["items"]
        assert [row["id"] for row in found] == ["a"]


def test_an_id_that_nothing_had_is_still_unknown(merged: httpx.Client) -> None:
    problem(merged.get("/api/v1/schools/b:2"), 404, "id")
    # A name is no id of the API, and the former id only as it was written.
    problem(merged.get("/api/v1/schools/昆三中"), 404, "id")
    problem(merged.get("/api/v1/schools/b:1"), 404, "id")
