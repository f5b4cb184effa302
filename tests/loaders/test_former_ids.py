"""Former ids: what stood before a decision, and ids of names that a thing had, lead to what stands."""

from __future__ import annotations

from pathlib import Path

from loaders.names import derived_id
from tests.loaders.folders import Checked, checked, write_tables

HEAD = "id,name,region,aliases,source,locator\n"


def _former(done: Checked) -> dict[str, list[str]]:
    told = {id_: node.properties.get("former_ids") for (label, id_), node in done.plan.nodes.items()}
    return {id_: ids for id_, ids in told.items() if ids}


def test_what_is_one_by_decision_keeps_all_the_ids(tmp_path: Path) -> None:
    schools = HEAD + "".join(f"{id_},{name},530102,,rep,L1\n" for id_, name in zip("abcd", "甲乙丙丁", strict=True))
    folder = write_tables(tmp_path / "county", schools=schools)
    assert _former(checked(folder)) == {}
    text = "decision,written,meant,said_by\nsame,c,b,我\nsame,b,a,我\nsame,丁,a,我\n"
    (folder / "decisions.csv").write_text(text, "utf-8")
    assert _former(checked(folder)) == {"a": ["b", "c", "d"]}


def test_a_renamed_school_is_known_by_the_id_of_its_name_before(tmp_path: Path) -> None:
    before = derived_id("school", "530102", "老名字小学")
    now = derived_id("school", "530102", "新名字小学")
    schools = HEAD + ",新名字小学,530102,老名字小学,rep,L1\ngiven,另一所小学,530102,旧名小学,rep,L2\n"
    assert _former(checked(write_tables(tmp_path / "county", schools=schools))) == {now: [before]}


def test_the_id_of_a_school_that_is_there_is_no_former_one(tmp_path: Path) -> None:
    schools = HEAD + ",第一小学,530102,第二小学,rep,L1\n,第二小学,530102,,rep,L2\n"
    assert _former(checked(write_tables(tmp_path / "county", schools=schools))) == {}
