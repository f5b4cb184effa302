"""Errors of what is installed here: engines, files that come with it or beside it, optional packages."""

from __future__ import annotations

from graph.errors.base import HuoshuiError


class EngineError(HuoshuiError):
    """A local engine could not be run."""

    status = 503
    exit_code = 3
    title = "The local engine failed"


class EngineNotInstalled(EngineError):
    """The engine's package is missing."""

    title = "The engine isn't installed"
    default_step = 'Install it: pip install "huoshui[neo4j]".'


class EngineNotStarted(EngineError):
    """The engine's process ended or never listened."""

    title = "The engine did not start"
    default_step = (
        "Read the log that the message names, and the options in HUOSHUI_JVM_OPTIONS if there are any; "
        "then try `huoshui down` and `huoshui up`."
    )


class ImportFailed(EngineError):
    """Neo4j's importer did not come to its end. What the graph held before stands."""

    title = "The bulk import failed"
    default_step = "Nothing was changed: load again, or with --no-bulk."


class CatalogueInvalid(HuoshuiError):
    """A .cypher file's header or statement is not valid."""

    title = "A question file is not valid"
    default_step = "Correct the file that the message names; docs/questions.md shows the header."


class StoryInvalid(HuoshuiError):
    """A story file is not valid."""

    title = "A story file is not valid"
    default_step = "Correct the file at the line that the message names; docs/stories.md shows what stands in one."


class ExtraNotInstalled(HuoshuiError):
    """Something optional was asked for, and the package that does it isn't installed."""

    status = 501
    exit_code = 3
    title = "An optional package is missing"
    default_step = "Install Huoshui with the extra that the message names."
