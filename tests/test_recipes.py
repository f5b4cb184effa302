"""The recipes of CONTRIBUTING.md: a link type is one declaration, a question is one file.

Both are added to a copy of the project, so that nothing else can have been edited for them; there the link type is
loaded, answered, drawn and exported, and the question is asked on the site, in the API and as CSV."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli.export import FORMATS
from graph import Settings
from graph.settings import PROJECT_ROOT
from tests.conftest import SMALL, store_environment
from tests.held_graph import Graph

DECLARATION = """
TWINNED_WITH = LinkType(
    "TWINNED_WITH", ("姊妹校", "Twinned with"), "Two schools are twins.", ((_SCHOOL, _SCHOOL),),
    ("结为姊妹校", "is twinned with"), ("结为姊妹校", "is twinned with"), LinkLook("#0072B2", 2.2),
    LINK_COMMON, ("since",), directed=False, relation=Choice("twinned_with", ("姊妹校", "twinned with")),
)
LINK_TYPES = (*LINK_TYPES, TWINNED_WITH)
"""
QUESTION = """// title: 姊妹校 / Twin schools
// description: 一所学校的姊妹校。 / Schools that a school is twinned with.
// params: school string "a1" "学校编号 / id of the school"
// returns: twin_id string, since string?
MATCH (:School {id: $school})-[r:TWINNED_WITH]-(twin:School)
RETURN twin.id AS twin_id, r.since AS since
ORDER BY twin_id
"""
TABLE = """helper,helped,relation,since,source,locator
a3,b3,twinned_with,2025-03,made-1,L1
a4,b3,姊妹校,,made-1,L2
"""
Found = dict[str, Any]


@pytest.fixture(scope="module")
def found(graph: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What tests/added_by_recipe.py found in a copy of the project with a link type and a question of its own."""
    graph.hold(SMALL)
    tmp_path = tmp_path_factory.mktemp("recipes")
    copy = tmp_path / "copy"
    for folder in ("app", "cypher", "graph", "loaders", "data"):
        shutil.copytree(PROJECT_ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT_ROOT / "pyproject.toml", copy)
    shutil.copy(Path(__file__).with_name("added_by_recipe.py"), copy)
    with (copy / "graph" / "model" / "links.py").open("a", encoding="utf-8") as file:
        file.write(DECLARATION)
    (copy / "cypher" / "questions" / "schools" / "twins.cypher").write_text(QUESTION, "utf-8")
    tables = tmp_path / "twins"
    tables.mkdir()
    (tables / "sources.csv").write_text("id,title\nmade-1,Made up\n", "utf-8")
    (tables / "aid_links.csv").write_text(TABLE, "utf-8")
    try:
        run = subprocess.run(
            [sys.executable, "added_by_recipe.py", str(tables)],
            cwd=copy,
            env=store_environment(settings) | {"PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        graph.empty()
    assert run.returncode == 0, run.stderr
    told: Found = json.loads(run.stdout)
    return told


def test_a_link_type_is_one_declaration(found: Found) -> None:
    assert found["rejects"] == []
    answers = found["answers"]
    assert answers["reach"] == ["b3"]
    assert "结为姊妹校" in answers["sentence"][0]
    assert answers["network"] == ["TWINNED_WITH"]
    assert answers["shortest_path"] == ["TWINNED_WITH"]
    assert answers["ties_of_school"] == ["TWINNED_WITH"]
    assert "a3" in answers["single_tie_schools"]
    assert "a3" in answers["lost_without_link"]
    assert answers["reach_without"] == []
    assert answers["new_links"] == ["TWINNED_WITH"]
    assert "TWINNED_WITH" in answers["undated_links"]
    pages = found["pages"]
    assert "Twinned with" in pages["question"]
    assert "姊妹校" in pages["map"]
    assert "TWINNED_WITH" in pages["schema"]
    assert "TWINNED_WITH" in pages["openapi"]
    assert set(found["exports"]) == set(FORMATS)
    assert [name for name, count in found["exports"].items() if count != 2] == []


def test_a_question_is_one_file(found: Found) -> None:
    pages = found["pages"]
    assert json.loads(pages["own_answer"])["items"] == [{"twin_id": "b3", "since": "2025-03"}]
    assert pages["own_csv"].splitlines() == ["twin_id,since", "b3,2025-03"]
    assert "Twin schools" in pages["own_page"]
    assert "b3" in pages["own_page"]
    assert "/questions/twins" in pages["catalogue"]
