"""A link type that is declared in graph/model alone is read, checked and planned by the aid_links table."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from graph.model import LINK_TYPE, NODE_TYPE
from loaders.tables import TABLES

ROOT = Path(__file__).resolve().parents[3]
_DECLARATION = """
TWINNED_WITH = LinkType(
    "TWINNED_WITH", ("姊妹校", "Twinned with"), "Two schools are twinned.", ((_SCHOOL, _SCHOOL),),
    ("与之结为姊妹校", "is twinned with"), ("与之结为姊妹校", "is twinned with"), LinkLook("#0A8A66", 3.4),
    (*LINK_COMMON, Property("visits", Kind.INTEGER, "Visits a year.", unit="visits")),
    ("since",), directed=False, relation=Choice("twinned_with", ("姊妹", "twinned with"), ("友好学校",)),
)
LINK_TYPES = (*LINK_TYPES, TWINNED_WITH)
"""
_SCRIPT = """
import sys
from pathlib import Path

from tests.loaders.folders import checked, reasons, write_tables

schools = "id,name,source,locator\\ns1,一中,rep,L1\\ns2,二中,rep,L2\\n"
rows = ["二中,一中,姊妹,3,rep,L3", "一中,二中,aids,3,rep,L4", "一中,二中,结对,3,rep,L5"]
aid_links = "\\n".join(["helper,helped,relation,visits,source,locator", *rows])
done = checked(write_tables(Path(sys.argv[1]), schools=schools, aid_links=aid_links))
print(reasons(done))
(link,) = (link for link in done.plan.links.values() if link.type == "TWINNED_WITH")
print(link.start, link.end, link.properties)
"""


def test_it_loads(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for folder in ("graph", "loaders", "cypher"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "graph" / "model" / "links.py").open("a", encoding="utf-8") as file:
        file.write(_DECLARATION)
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "tables")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(copy), str(ROOT)]), "PYTHONIOENCODING": "utf-8"},
        cwd=copy,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "[('aid_links.csv', 4, 'visits')]",
        "s1 s2 {'visits': 3}",
    ]


def test_the_tables_state_all_that_the_model_declares() -> None:
    told = {kind for table in TABLES for kind in table.tells} | {"LoadRun", "DifferingValue"}
    assert told == {*NODE_TYPE, *LINK_TYPE}
