"""The look for secrets: what is one is named with its place, and what is marked as none isn't."""

from __future__ import annotations

from pathlib import Path

from tests.secrets_scan import found_secrets

_KEY = "AKIA" + "QYLPMN5HHHFPZAM2"  # put together, so that this file holds none


def test_a_secret_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"x = 1\nkey = '{_KEY}'\n")
    (tmp_path / "b.pem").write_text("-----BEGIN " + "RSA PRIVATE KEY-----\n")
    assert found_secrets(tmp_path, ["a.py", "b.pem"]) == ["a.py:2: AWS Access Key", "b.pem:1: Private Key"]


def test_what_is_marked_as_none_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"key = '{_KEY}'  # pragma: allowlist secret\n")
    assert found_secrets(tmp_path, ["a.py"]) == []
