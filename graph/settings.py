"""Everything that can be configured, read once and handed on. No module reads the environment by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psutil
from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

EngineName = Literal["arcadedb", "neo4j"]
PROJECT_ROOT = Path(__file__).resolve().parent.parent


def default_home() -> Path:
    """`.huoshui` beside a checkout's pyproject.toml, so that clones never share a store; else in the user's home."""
    if (PROJECT_ROOT / "pyproject.toml").is_file():
        return PROJECT_ROOT / ".huoshui"
    return Path.home() / ".huoshui"


class Settings(BaseSettings):
    """Settings of every part. Environment names are HUOSHUI_<FIELD>, but for the NEO4J_ ones."""

    model_config = SettingsConfigDict(env_prefix="HUOSHUI_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=default_home, description="Folder of the local engine's data, state and logs.")
    engine: EngineName = Field(
        "arcadedb",
        description="Local engine that `huoshui up` starts where none runs, "
        "instead of the one that ran last in this home.",
    )
    heap_mb: int | None = Field(
        None,
        ge=128,
        description="Heap that the local engine may grow to, in MB; without it an eighth of the machine's memory, "
        "at least 512 and at most 2048.",
    )
    jvm_options: str = Field(
        "", description="More options for the Java of the local engines, with spaces between them."
    )

    neo4j_uri: str | None = Field(
        None, validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"), description="Bolt address of a Neo4j elsewhere."
    )
    neo4j_user: str = Field(
        "neo4j", validation_alias=AliasChoices("NEO4J_USER", "neo4j_user"), description="Account at NEO4J_URI."
    )
    neo4j_password: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password"),
        description="Password at NEO4J_URI.",
    )
    neo4j_database: str = Field(
        "neo4j",
        validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"),
        description="Database at NEO4J_URI.",
    )

    read_timeout_s: float = Field(10.0, gt=0, description="Time limit of one read, in seconds.")
    write_timeout_s: float = Field(300.0, gt=0, description="Time limit of one write, in seconds.")
    connect_timeout_s: float = Field(5.0, gt=0, description="How long to wait for the store's address, in seconds.")
    answer_cache_mb: int = Field(
        16, ge=0, description="Answers that the web app keeps, in MB of JSON, and as much again as sent; 0 keeps none."
    )
    slow_at_once: int = Field(
        2,
        ge=1,
        description="Questions that take long which the web app works on at once, in all its workers of one machine. "
        "Others wait for their turn, for 10 s at most; quick ones wait for nobody.",
    )
    slow_per_client: int = Field(1, ge=1, description="How many of them may be of one client.")
    columns: bool = Field(
        True,
        description="Whether questions that sum over many regions of a large graph are answered from columns beside "
        "it: files in the home, built after a load. Without them the engine answers, within its time limit.",
    )
    max_rows: int = Field(10_000, ge=1, description="Rows that one read returns at most.")
    batch_rows: int = Field(2_000, ge=1, description="Rows that one write statement carries.")

    input_file_mb: int = Field(256, ge=1, description="Size of one file of tables that is read at most, in MB.")
    input_text_mb: int = Field(
        2, ge=1, description="Size of a mapping or a datapackage.json that is read at most, in MB."
    )
    input_unpacked_times: int = Field(
        20, ge=1, description="How many times its own size a packed file may unpack to at most, beside 48 MB."
    )
    input_rows: int = Field(1_048_576, ge=1, description="Rows of one table that are read at most.")
    input_columns: int = Field(16_384, ge=1, description="Columns of one table that are read at most.")
    input_cells: int = Field(
        25_000_000, ge=1, description="Cells of a folder's tables that are read at most, blank ones between others too."
    )
    input_memory_mb: int = Field(
        2_048, ge=256, description="Memory of the process that reads files of tables and backups, in MB."
    )
    input_timeout_s: float = Field(300.0, gt=0, description="Time that reading one file may take, in seconds.")

    host: str = Field("127.0.0.1", description="Address the web app listens on.")
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/?#\s]+(/[^?#\s]*)?$",
        description="Address at which others reach the web app, such as https://huoshui.example: canonical links and "
        "sitemaps name it.",
    )
    root_path: str = Field(
        "",
        pattern=r"^(/[\w.~-]+)*$",
        description="Path below which others reach the web app, such as /huoshui behind a proxy that serves other "
        "things, too; whether the proxy strips it makes no difference.",
    )
    allowed_hosts: str = Field(
        "",
        pattern=r"^(\*|[\w.:*\[\]-]+( [\w.:*\[\]-]+)*)$|^$",
        description="Names by which the web app may be asked, such as huoshui.example or *.example; * for all. Without "
        "it: the one in HUOSHUI_PUBLIC_URL and those of the machine itself where it listens on loopback, else all.",
    )
    trusted_proxies: str = Field(
        "",
        pattern=r"^(\*|[0-9a-fA-F.:/]+( [0-9a-fA-F.:/]+)*)?$",
        description="Addresses or networks of proxies in front, such as 127.0.0.1, whose X-Forwarded-For and "
        "X-Forwarded-Proto say who asks, and how. Of nobody else are these believed.",
    )
    timezone: str = Field(
        "",
        description="Time zone whose day `today` is, such as Asia/Shanghai; without it that of the machine. A "
        "container's is UTC, where it is yesterday until 8 in the morning of Shanghai.",
    )
    embed_ancestors: str = Field(
        "",
        pattern=r"^(\*|https?://[\w.:*-]+( https?://[\w.:*-]+)*)?$",
        description="Whose pages may hold a map in a frame beside our own, as frame-ancestors of a "
        "Content-Security-Policy names them, such as https://news.example; * for all.",
    )
    cors_origins: str = Field(
        "",
        pattern=r"^(\*|https?://[\w.:-]+( https?://[\w.:-]+)*)?$",
        description="Whose pages may read the API from a browser, such as https://observablehq.com; * for all, as a "
        "public instance may say: nothing here is of one reader alone. Readers' own Cypher stays with our own pages.",
    )
    report_address: str | None = Field(
        None,
        pattern=r"^(mailto:[^?#\s@]+@[^?#\s@]+|https?://[^#\s]+)$",
        description="Where readers report errors: `mailto:` and an address, or that of a form which takes `title` and "
        "`body`, such as https://example.org/issues/new. Pages offer a message that is filled in; without it, none.",
    )
    port: int = Field(8000, ge=0, le=65535, description="Port the web app listens on; 0 picks a free one.")

    stories: Path | None = Field(
        None, description="Folder of stories of your own, shown instead of those that come with it (docs/stories.md)."
    )

    console: bool = Field(True, description="Whether readers may run Cypher of their own.")
    console_timeout_s: float = Field(10.0, gt=0, description="Time limit of one console statement, in seconds.")
    console_max_rows: int = Field(5_000, ge=1, description="Rows that the console returns at most.")
    console_max_bytes: int = Field(
        4_000_000,
        ge=10_000,
        description="Size of an answer of the console at most, in bytes of JSON, each value counting as 8 at least.",
    )
    console_per_client: int = Field(2, ge=1, description="Statements that one client may have running at once.")
    console_memory_mb: int = Field(
        256, ge=64, description="Memory of the process that takes one console statement's rows, in MB."
    )
    guest_heap_mb: int = Field(
        256, ge=128, description="Heap of the local engine that console statements run in, a copy of the graph, in MB."
    )
    guest_spare: bool = Field(
        True,
        description="Once a console statement has ended its engine, a second one stands by to take its place at once; "
        "it takes as much memory.",
    )
    guest_uri: str | None = Field(
        None,
        description="Bolt address of a copy of the graph that console statements run in, such as a read replica: never "
        "that of the graph itself. Without it a local engine gets a copy, and with NEO4J_URI the console is off.",
    )
    guest_user: str = Field("neo4j", description="Account at HUOSHUI_GUEST_URI.")
    guest_password: SecretStr = Field(SecretStr(""), description="Password at HUOSHUI_GUEST_URI.")
    guest_database: str = Field("neo4j", description="Database at HUOSHUI_GUEST_URI.")

    @property
    def most_heap_mb(self) -> int:
        """`heap_mb`, or what this machine has room for. A graph of the country needs more than 512 MB for its lists."""
        if self.heap_mb is not None:
            return self.heap_mb
        return max(512, min(2_048, psutil.virtual_memory().total // 2**20 // 8))

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key if name else ""
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone, such as Asia/Shanghai") from error
