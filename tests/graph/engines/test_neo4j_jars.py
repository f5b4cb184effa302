from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.engines import neo4j_jars
from graph.engines.neo4j_jars import Jar, fetch_one, locked_jars, missing
from graph.errors import EngineNotStarted

from .conftest import need_neo4j


def test_the_lock_pins_each_jar_once() -> None:
    jars = locked_jars()
    assert jars[0].filename.startswith("neo4j-5.26.")
    assert len({jar.filename for jar in jars}) == len(jars) > 200
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)
    assert [Jar.parse(str(jar)) for jar in jars] == jars


def test_a_jar_of_another_size_counts_as_missing(tmp_path: Path) -> None:
    jar = Jar("g", "n", "1", "linux-x86_64", 3, hashlib.sha256(b"abc").hexdigest())
    assert missing([jar], tmp_path) == [jar]
    (tmp_path / "n-1-linux-x86_64.jar").write_bytes(b"ab")
    assert missing([jar], tmp_path) == [jar]
    (tmp_path / "n-1-linux-x86_64.jar").write_bytes(b"abc")
    assert missing([jar], tmp_path) == []


@pytest.mark.neo4j
def test_a_jar_with_another_digest_is_not_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository folder serves a jar; the lock names another digest."""
    need_neo4j()
    from jgo.maven import MavenContext

    monkeypatch.setattr(neo4j_jars, "ATTEMPTS", 1)
    served = tmp_path / "served" / "g" / "n" / "1"
    served.mkdir(parents=True)
    (served / "n-1.jar").write_bytes(b"abc")
    context = MavenContext(repo_cache=tmp_path / "cache", local_repos=[tmp_path / "served"], remote_repos={})
    with pytest.raises(EngineNotStarted, match="SHA-256"):
        fetch_one(context, Jar("g", "n", "1", "", 3, "0" * 64), tmp_path)
    assert not (tmp_path / "n-1.jar").exists()

    (served / "n-1.jar").write_bytes(b"abc")
    fetch_one(context, Jar("g", "n", "1", "", 3, hashlib.sha256(b"abc").hexdigest()), tmp_path)
    assert (tmp_path / "n-1.jar").read_bytes() == b"abc"
