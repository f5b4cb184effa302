"""The wheel, installed alone: it brings everything that the command needs, the shipped tables too.

So `demo` is tested here, as a newcomer runs it: in an empty folder, and then again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph import Settings, engines
from tests.commands import run_python
from tests.test_repository import ROOT, tracked

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what git knows, built without the network by the tools that are installed."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in tracked():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    (recipe,) = re.findall(r"^wheel:.*\n((?:\t.+\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for line in recipe.splitlines():
        command = line.replace("$(BIN)", str(Path(sys.executable).parent)).replace("dist", str(built)).split()
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    (made,) = built.glob("*.whl")
    return made


@pytest.fixture
def python(wheel: Path, tmp_path: Path) -> Iterator[str]:
    """Python of an environment that sees the wheel and the packages installed here, but not this checkout."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    own = str(tmp_path / "env" / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", own, "--disable-pip-version-check", "install", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--quiet", wheel], check=True)
    # Python doesn't read the .pth files of a folder that is named by one: so the editable install stays unseen.
    (pure,) = (tmp_path / "env").glob("lib/python*/site-packages")
    (pure / "here.pth").write_text(sysconfig.get_path("purelib") + "\n" + sysconfig.get_path("platlib"), "utf-8")
    yield own
    engines.stop(Settings(home=tmp_path / "home", neo4j_uri=None))


def test_the_wheel_holds_what_git_knows_of_its_folders(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    folders = {name.partition("/")[0] for name in names}
    assert folders == {"app", "cypher", "data", "graph", "loaders"}
    assert names == {name for name in tracked() if name.partition("/")[0] in folders and (ROOT / name).is_file()}


def test_beside_the_wheel_stands_all_that_it_needs(wheel: Path) -> None:
    told = json.loads((wheel.parent / "huoshui.cdx.json").read_text("utf-8"))
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "huoshui")
    locked = re.findall(r"^([\w.-]+)==([^ \\]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert {(one["name"], one["version"]) for one in told["components"]} == set(locked)
    assert all(one["externalReferences"][0]["hashes"] for one in told["components"])


def test_the_demo_loads_answers_draws_and_ends_from_the_wheel_alone(python: str, tmp_path: Path) -> None:
    where = "import app, graph, loaders; print(app.__file__, graph.__file__, loaders.shipped_folder('seeds'))"
    found = run_python("-c", where, cwd=tmp_path, python=python).stdout
    assert found.count(str(tmp_path)) == 3
    assert str(ROOT) not in found
    (script,) = (tmp_path / "env" / "bin").glob("huoshui")
    home = tmp_path / "home"

    def demo() -> str:
        done = run_python(str(script), "demo", cwd=tmp_path, python=python, HUOSHUI_HOME=str(home))
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = demo()
    assert "覆盖率" in first
    assert "昆明市第三中学帮扶马关县第一中学" in first
    assert "谢家湾小学教育集团" in (tmp_path / "out/demo-map.html").read_text("utf-8")
    assert "huoshui down" in first
    assert [one.running for one in engines.status(Settings(home=home, neo4j_uri=None))] == [True]
    assert _version(demo()) == _version(first)


def _version(text: str) -> str:
    """The version that the last of its loads gives."""
    return [line for line in text.splitlines() if line.startswith("Graph version")][-1]
