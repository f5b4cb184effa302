"""Look for secrets in what git tracks: `python -m tests.secrets_scan` names each place, and fails where there is one.

What only looks like one carries `pragma: allowlist secret` in its line, as detect-secrets has it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

_ROOT = Path(__file__).resolve().parent.parent
_DIGESTS = re.compile(r"\.lock$|^data/|^tests/data/|^app/web/example_answers/|^tests/app/web/openapi\.json$|\.ipynb$")
"""Files full of digests and ids, which look like secrets: lock files, tables, answers that are generated."""
_DETECTORS = (
    *("AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "Base64HighEntropyString"),
    *("GitHubTokenDetector", "GitLabTokenDetector", "HexHighEntropyString", "JwtTokenDetector", "KeywordDetector"),
    *("OpenAIDetector", "PrivateKeyDetector", "PypiTokenDetector", "SlackDetector"),
)
"""None asks a service whether what it found works, which would send it there."""


def found_secrets(root: Path, files: list[str]) -> list[str]:
    """Each place that looks like a secret, with what it looks like."""
    found = SecretsCollection(root=str(root))
    with transient_settings({"plugins_used": [{"name": name} for name in _DETECTORS]}):
        found.scan_files(*files, num_processors=os.cpu_count() or 1)
    return [f"{file}:{secret.line_number}: {secret.type}" for file, secret in sorted(found, key=lambda pair: pair[0])]


def main() -> None:
    """Print what is found, and end with 1 where it is anything."""
    listed = subprocess.run(["git", "ls-files"], cwd=_ROOT, capture_output=True, text=True, check=True)
    files = [file for file in listed.stdout.splitlines() if not _DIGESTS.search(file) and (_ROOT / file).is_file()]
    found = found_secrets(_ROOT, files)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
