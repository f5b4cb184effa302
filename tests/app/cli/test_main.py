"""The command's entry: help, errors and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree

import pytest

from app.cli import main
from app.cli.verbs import VERBS
from tests.commands import Run, run_python
from tests.conftest import SMALL


def test_help_names_every_verb(homeless: Run) -> None:
    done = homeless("--help")
    assert done.returncode == 0
    assert [verb for verb in VERBS if f"{verb} " not in done.stdout] == []


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb_has_an_example(homeless: Run, verb: str) -> None:
    done = homeless(verb, "--help")
    assert done.returncode == 0
    assert f"huoshui {verb}" in done.stdout.split("Example")[1]


@pytest.mark.parametrize(
    ("args", "code", "message", "step"),
    [
        (("ask", "nonesuch"), 2, "nonesuch", "List the questions"),
        (("ask", "coverage", "-p", "region"), 2, "'region' is not NAME=VALUE", "-p region=530124"),
        (("load", "no/such/folder"), 2, "no/such/folder", "CSV or XLSX"),
        (("check", "no/such/folder"), 2, "no/such/folder", "CSV or XLSX"),
        (("export", "-o", "-", "--format", "gexf"), 2, "gexf needs a file", "Correct"),
        (("export", "-o", "x", "--format", "dot"), 2, "'dot' is none of jsonl|", "Correct"),
    ],
)
def test_wrong_use_says_what_and_what_next_before_a_store_is_asked(
    homeless: Run, args: tuple[str, ...], code: int, message: str, step: str
) -> None:
    done = homeless(*args, NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == code
    assert message in done.stderr
    assert step in done.stderr


def test_an_unknown_option_is_wrong_use(homeless: Run) -> None:
    assert homeless("status", "--nonesuch").returncode == 2


@pytest.mark.parametrize(
    "args", [("ask", "find", "-p", "name=x"), ("load", "seeds"), ("status",), ("map", "--focus", "x", "-o", "m")]
)
def test_an_unreachable_store_is_exit_code_3(homeless: Run, args: tuple[str, ...]) -> None:
    done = homeless(*args, NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="secret-word")
    assert done.returncode == 3
    assert "127.0.0.1:1" in done.stderr
    assert "check NEO4J_URI" in done.stderr
    assert "secret-word" not in done.stdout + done.stderr


def test_a_setting_that_is_not_valid_is_named(homeless: Run) -> None:
    done = homeless("status", HUOSHUI_HEAP_MB="plenty")
    assert done.returncode == 2
    assert "HEAP_MB" in done.stderr


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", r"\u53bf"), ("cp1252", r"\u53bf"), ("gbk", "县"), ("utf-8", "县")]
)
def test_a_console_of_any_letters_shows_what_it_can(tmp_path: Path, encoding: str, shown: str) -> None:
    copytree(SMALL, tmp_path / "县")
    settings = {"HUOSHUI_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONUTF8": "0"}
    of_console = {"PYTHONIOENCODING": f"{encoding}:strict", "read_as": encoding}
    done = run_python("-m", "app.cli.main", "check", "县", cwd=tmp_path, **settings, **of_console)
    assert done.returncode == 0, done.stderr
    assert f"Dataset {shown}" in done.stdout


def test_a_defect_leaves_its_traceback_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUOSHUI_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def broken() -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("app.cli.verbs.app", broken)
    with pytest.raises(SystemExit) as left:
        main.run()
    assert left.value.code == main.DEFECT
    assert "Traceback" not in capsys.readouterr().err
    assert "RuntimeError: a defect" in (tmp_path / "last-defect.log").read_text("utf-8")


def test_what_a_library_swallowed_is_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("app.cli.verbs.app", lambda: sys.excepthook(MemoryError, MemoryError(), None))
    main.run()
    assert capsys.readouterr() == ("", "")
