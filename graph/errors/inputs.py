"""Errors of what is loaded, backed up and restored."""

from __future__ import annotations

from graph.errors.base import WrongUse


class InputNotFound(WrongUse):
    """The folder or file to load isn't there."""

    status = 404
    title = "The input isn't there"
    default_step = "Name a folder with CSV or XLSX tables; docs/tables.md tells what they are called."


class InputUnreadable(WrongUse):
    """A table can't be read: encoding, format, or nothing in it."""

    status = 422
    title = "A table can't be read"
    default_step = "Save the table as UTF-8 (or GB18030) CSV, or as XLSX, and load again."


class InputTooLarge(InputUnreadable):
    """A file is over a limit of what is read: `setting` is the variable that raises it."""

    title = "A file is over a limit"
    default_step = "Split it, or leave out what isn't needed, then load again."

    def __init__(self, message: str, setting: str, *, next_step: str | None = None) -> None:
        step = next_step or self.default_step
        super().__init__(message, next_step=f"{step} {setting} raises the limit, if this machine has room for more.")
        self.setting = setting


class MissingColumn(InputUnreadable):
    """A table lacks a column that it can't do without."""

    title = "A table lacks a required column"
    default_step = "Add the column, or map another column to it with --mapping."


class LoadRefused(WrongUse):
    """`--strict` and rows that fail, or a prune that can't be explained: nothing was written."""

    status = 409
    exit_code = 1
    title = "The load was refused"
    default_step = "Mend the rows listed in rejects.csv, or load without --strict."

    def __init__(self, message: str, *, report: object = None, next_step: str | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.report = report


class LoadInProgress(WrongUse):
    """Another load holds the graph."""

    status = 409
    title = "Another load is running"
    default_step = "Wait until it has finished (`huoshui status`), then load again."


class BackupRefused(WrongUse):
    """The graph is not in a state that a backup could bring back."""

    status = 409
    title = "The backup was refused"
    default_step = "Load again what did not finish (`huoshui status`), then back up."


class BackupUnreadable(WrongUse):
    """A file is no backup, or not what it was when it was written."""

    status = 422
    title = "The backup can't be read"
    default_step = "Nothing was changed: take another copy of the file, or an earlier backup."


class RestoreRefused(WrongUse):
    """The database holds a graph already, and nobody said that it is to be replaced."""

    status = 409
    title = "The restore was refused"
    default_step = "Replace it with --replace, or restore beside it: another HUOSHUI_HOME, NEO4J_URI or NEO4J_DATABASE."


class ForeignData(WrongUse):
    """The database holds what Huoshui did not write under labels of its model: a load would mix with it."""

    status = 409
    title = "The database holds other people's data"
    default_step = (
        "Nothing was changed: load into another database (NEO4J_DATABASE) or instance (NEO4J_URI, HUOSHUI_HOME)."
    )
