"""How imported data take the place of those that stand; tests/loaders/test_bulk.py has the importer itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import engines
from graph.engines.home import EngineHome
from graph.engines.neo4j_import import import_folder, put_in_place
from graph.engines.types import Connection
from graph.errors import EngineError
from graph.settings import Settings


def _fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{root.name} {name}")


def test_imported_data_come_in_with_the_accounts_that_were_there(tmp_path: Path) -> None:
    home = EngineHome.of(tmp_path, "neo4j")
    accounts = ("databases/system/store", "transactions/system/log", "dbms/auth.ini")
    graph = ("databases/neo4j/store", "transactions/neo4j/log")
    _fill(home.data, *accounts, *graph, "databases/neo4j/of the former only")
    imported = home.root / "import-1" / "data"
    _fill(imported, *graph)
    imported.rename(imported.with_name("made"))
    put_in_place(home, imported.with_name("made"))
    held = {str(path.relative_to(home.data)) for path in home.data.rglob("*") if path.is_file()}
    assert held == {*accounts, *graph}
    assert (home.data / "dbms/auth.ini").read_text() == "data dbms/auth.ini"
    assert not (home.data / "databases/neo4j/of the former only").exists()
    assert home.data.stat().st_mode & 0o777 == 0o700


def test_what_a_killed_import_left_goes_with_the_next(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, neo4j_uri=None)
    left = tmp_path / "neo4j" / "import-killed"
    _fill(left, "data/databases/neo4j/store")
    with import_folder(settings) as folder:
        assert [path.name for path in (tmp_path / "neo4j").iterdir()] == [folder.name]
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not any((tmp_path / "neo4j").iterdir())


def test_only_a_neo4j_that_runs_here_is_exchanged(tmp_path: Path) -> None:
    elsewhere = Connection("bolt://127.0.0.1:7687", "neo4j", "secret", "neo4j", "neo4j", read_only=False)
    settings = Settings(home=tmp_path, neo4j_uri=None)
    assert not engines.is_local_neo4j(settings, elsewhere)
    assert not engines.is_local_neo4j(settings.model_copy(update={"neo4j_uri": elsewhere.uri}), elsewhere)
    with pytest.raises(EngineError, match="was stopped meanwhile"):
        engines.replace_data(settings, tmp_path / "data", report=lambda _line: None)
