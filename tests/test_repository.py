"""What the repository promises a newcomer: commands, lock files, containers, derived pages."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app import documents
from graph.settings import Settings
from tests.commands import Run

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return listed.stdout.splitlines()


def test_the_readme_commands_are_verbs_of_the_makefile_and_ci_runs_one() -> None:
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"setup", "demo", "serve", "test", "lint", "bench", "clean"} <= verbs
    for page in ("README.md", "README.zh.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:^|, )make ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE))
        assert named <= verbs
        assert named
    assert named == verbs, "CONTRIBUTING.md names them all"
    assert {"make lint", "make test"} <= set((ROOT / ".ci/run").read_text("utf-8").splitlines())


def test_the_hooks_before_a_commit_are_the_checks_of_make_lint_with_the_same_tools() -> None:
    (checks,) = re.findall(r"^lint:.*\n((?:\t.+\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    wanted = [line.strip().replace("$(BIN)", ".venv/bin").removesuffix(" .") for line in checks.splitlines()]
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repo["repo"] == "local"
    assert {hook["language"] for hook in repo["hooks"]} == {"system"}
    assert [hook["entry"] for hook in repo["hooks"]] == wanted


def test_the_commands_of_the_readme_are_verbs_of_huoshui(homeless: Run) -> None:
    known = homeless("--help").stdout
    for page in ("README.md", "README.zh.md"):
        for verb in re.findall(r"^huoshui ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^\W*{verb}\s", known, re.MULTILINE), f"{page} names {verb}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_with_digests_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    pinned = re.findall(r"^([\w.-]+)==\S+", text, re.MULTILINE)
    assert text.count("--hash=sha256:") >= len(pinned) > 40
    wanted = PROJECT["project"]["dependencies"]
    if name == "requirements-dev.lock":
        wanted = wanted + PROJECT["project"]["optional-dependencies"]["dev"]
    names = {canonicalize_name(Requirement(line).name) for line in wanted} - {"huoshui"}
    assert names <= {canonicalize_name(pin) for pin in pinned}


def test_every_dependency_has_a_lower_bound() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    for line in [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]:
        requirement = Requirement(line)
        if requirement.name != "huoshui":
            assert any(spec.operator == ">=" for spec in requirement.specifier), line


def test_the_asked_for_folders_and_files_are_there() -> None:
    folders = {path.split("/")[0] for path in tracked()}
    assert {"app", "graph", "cypher", "loaders", "notebooks", "tests"} <= folders
    assert {"pyproject.toml", "docker-compose.yml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md"} <= folders


def test_derived_pages_have_not_drifted() -> None:
    assert documents.drifted(ROOT / "docs") == []


def test_drift_is_noticed(tmp_path: Path) -> None:
    for name, page in documents.PAGES.items():
        (tmp_path / name).write_text(page(), "utf-8")
    assert documents.drifted(tmp_path) == []
    (tmp_path / "schema.md").write_text((tmp_path / "schema.md").read_text("utf-8") + "more", "utf-8")
    assert documents.drifted(tmp_path) == ["schema.md"]


def test_compose_holds_no_password_and_binds_to_loopback() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert "${NEO4J_PASSWORD:?" in text
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "AUTH" in name:
                assert "${NEO4J_PASSWORD:?" in value
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", []))


def test_compose_runs_neo4j_lts_and_the_web_app_with_health_and_named_volumes() -> None:
    services = COMPOSE["services"]
    assert services["neo4j"]["image"].startswith("neo4j:5.26")
    for name in ("neo4j", "guests", "web"):
        assert services[name]["healthcheck"]["test"]
        for volume in services[name]["volumes"]:
            assert volume.split(":")[0] in COMPOSE["volumes"]
    assert services["web"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_compose_commands_and_settings_are_real(homeless: Run) -> None:
    for name in ("web", "loader", "backup", "guests-loader"):
        service = COMPOSE["services"][name]
        program, verb, *options = service["command"]
        assert program in PROJECT["project"]["scripts"]
        help_text = homeless(verb, "--help").stdout
        assert all(option in help_text for option in options if option.startswith("--"))
        values = {variable: str(value) for variable, value in service["environment"].items()}
        settings = Settings.model_validate({_field(variable): value for variable, value in values.items()})
        assert settings.neo4j_uri == f"bolt://{'guests' if name == 'guests-loader' else 'neo4j'}:7687"
        assert str(settings.home) == "/var/lib/huoshui"


def test_compose_runs_readers_statements_in_a_neo4j_of_their_own() -> None:
    services = COMPOSE["services"]
    assert services["web"]["environment"]["HUOSHUI_GUEST_URI"] == "bolt://guests:7687"
    assert services["guests"]["ports"] == [], "nobody reaches it but the web app"
    assert {volume.split(":")[0] for volume in services["guests"]["volumes"]}.isdisjoint(
        volume.split(":")[0] for volume in services["neo4j"]["volumes"]
    )
    saved, filled = services["backup"]["command"], services["guests-loader"]["command"]
    assert saved[2] == filled[2], "what is saved is what it is filled from"
    for name in ("neo4j", "guests"):
        limits = services[name]["environment"]
        assert limits["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
        assert limits["NEO4J_internal_dbms_cypher__ip__blocklist"] == "0.0.0.0/0,::/0"


def _field(variable: str) -> str:
    """Name of the setting that an environment variable sets; a variable that sets none fails the test."""
    for name in Settings.model_fields:
        if variable in (name.upper(), f"HUOSHUI_{name.upper()}"):
            return name
    raise AssertionError(f"{variable} sets nothing")


def test_the_image_copies_what_it_runs() -> None:
    copied = set(re.findall(r"^COPY (.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE))
    sources = {source for line in copied for source in line.split()}
    assert {"app", "cypher", "data", "graph", "loaders", "requirements.lock", "pyproject.toml"} <= sources
    assert all((ROOT / source).exists() for source in sources)
    assert (
        json.loads(re.findall(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)[0])[0] == "huoshui"
    )


def test_no_text_file_is_huge_or_binary() -> None:
    for name in tracked():
        path = ROOT / name
        if path.is_file():
            assert path.stat().st_size < 1_000_000, name
