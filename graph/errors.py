"""The one error tree. Each leaf knows its HTTP status, its exit code and the reader's next step.

HuoshuiError
├── WrongUse
│   ├── BadParameter
│   │   └── StatementInvalid
│   ├── NotFound
│   │   └── UnknownQuestion
│   ├── InputNotFound
│   ├── InputUnreadable
│   │   └── MissingColumn
│   ├── ReceiptInvalid
│   ├── LoadRefused
│   ├── LoadInProgress
│   ├── BackupRefused
│   ├── BackupUnreadable
│   ├── RestoreRefused
│   ├── ForeignData
│   ├── StatementRefused
│   ├── TooManyRunning
│   └── ConsoleOff
├── StoreError
│   ├── StoreUnreachable
│   │   └── StoreBroken
│   ├── StoreDenied
│   ├── StoreTimeout
│   ├── GuestsNotReady
│   ├── StatementFailed
│   ├── AnswerTooLarge
│   ├── ConstraintViolated
│   ├── StoreFull
│   └── RestoreFailed
├── EngineError
│   ├── EngineNotInstalled
│   └── EngineNotStarted
├── CatalogueInvalid
├── StoryInvalid
└── ExtraNotInstalled
"""

from __future__ import annotations

from typing import Any, ClassVar


class HuoshuiError(Exception):
    """Something a reader can act on: `message` says what and where, `next_step` what to do about it.

    `words` are the message in Chinese, where it was given so, and in English: what pages show."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 2
    title: ClassVar[str] = "Something went wrong"
    default_step: ClassVar[str] = "Report this with the command that you ran."

    def __init__(self, message: str, *, next_step: str | None = None, chinese: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.words = (chinese or message, message)
        self.next_step = next_step or self.default_step
        self.add_note(self.next_step)  # where a traceback is shown after all: in a notebook

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: as it is, whatever its class was made of."""
        return _as_it_was, (type(self), self.args, self.__dict__)


class WrongUse(HuoshuiError):
    """The request or the input is at fault; the store is not."""

    status = 400
    title = "The request can't be answered as it is"


class BadParameter(WrongUse):
    """A parameter has the wrong type, range or form."""

    status = 422
    title = "A parameter is not valid"
    default_step = "Correct the parameter that the message names."

    def __init__(self, parameter: str, problem: str, *, next_step: str | None = None, chinese: str = "") -> None:
        super().__init__(f"{parameter}: {problem}", next_step=next_step, chinese=chinese and f"{parameter}：{chinese}")
        self.parameter = parameter
        self.problem = problem
        self.problem_words = (chinese or problem, problem)


class StatementInvalid(BadParameter):
    """A statement of the reader's own does not compile, or fails on its own values.

    `position` is (line, column), both from 1, where the engine or the console's own reading names one."""

    title = "The statement is not valid"
    default_step = "Correct the statement; the message says what the engine expected."

    def __init__(self, problem: str, *, position: tuple[int, int] | None = None, next_step: str | None = None) -> None:
        place = f"line {position[0]}, column {position[1]}: " if position else ""
        super().__init__("statement", place + problem, next_step=next_step)
        self.position = position


class NotFound(WrongUse):
    """No node of that kind has this id."""

    status = 404
    title = "Nothing has this id"
    default_step = "Search by name: /api/v1/search?q=NAME, or `huoshui ask find -p name=NAME`."

    def __init__(
        self, message: str, *, parameter: str | None = None, next_step: str | None = None, chinese: str = ""
    ) -> None:
        super().__init__(message, next_step=next_step, chinese=chinese)
        self.parameter = parameter


class UnknownQuestion(NotFound):
    """The catalogue has no question with this id."""

    title = "No such question"
    default_step = "List the questions: /api/v1/questions, or `huoshui ask`."


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


class MissingColumn(InputUnreadable):
    """A table lacks a column that it can't do without."""

    title = "A table lacks a required column"
    default_step = "Add the column, or map another column to it with --mapping."


class ReceiptInvalid(WrongUse):
    """A saved receipt can't be read, or what it asked can't be asked any more."""

    status = 422
    title = "The receipt can't be run again"
    default_step = "Save one with `huoshui ask QUESTION --format json > FILE`, or from the API."


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


class StatementRefused(WrongUse):
    """The console does not run this: `operator` (of the plan, a clause, a function, a procedure) is not on its list."""

    status = 403
    title = "The console doesn't run this"
    default_step = "Write it as a read; the console's page lists what it runs."

    def __init__(
        self,
        operator: str,
        problem: str = "not on the console's list",
        *,
        position: tuple[int, int] | None = None,
        next_step: str | None = None,
    ) -> None:
        place = f"line {position[0]}, column {position[1]}: " if position else ""
        super().__init__(f"{place}{operator}: {problem}", next_step=next_step)
        self.operator = operator
        self.position = position


class TooManyRunning(WrongUse):
    """A client's statements fill its places, or statements that the engine can't stop fill everyone's."""

    status = 429
    title = "Too many statements are running"
    default_step = "Wait until one of them has ended, then run it again."


class ConsoleOff(WrongUse):
    """The console is switched off here. 403 and not 404: it's there, and a setting keeps it shut."""

    status = 403
    title = "The console is off"
    default_step = "Ask a question of the catalogue, or have HUOSHUI_CONSOLE set to true."


class StoreError(HuoshuiError):
    """The database could not do what was asked."""

    status = 500
    exit_code = 3
    title = "The store failed"


class StoreUnreachable(StoreError):
    """Nothing answers at the store's address."""

    status = 503
    title = "The store can't be reached"
    default_step = "Start one with `huoshui up`, or check NEO4J_URI."


class StoreBroken(StoreUnreachable):
    """The engine gave its database up, and answers nothing until it is started again. What was committed stays."""

    title = "The store has to be started again"
    default_step = "Stop it and start it again: `huoshui down`, then `huoshui up`."


class StoreDenied(StoreError):
    """The store refused the account or what it tried to do. The web client isn't at fault: it gets 503."""

    status = 503
    title = "The store refused"
    default_step = "Check NEO4J_USER and NEO4J_PASSWORD; a reader account can't write."


class StoreTimeout(StoreError):
    """The statement ran into its time limit and was stopped."""

    status = 504
    title = "The question took too long"
    default_step = "Narrow it: a smaller region, fewer hops, a lower limit."


class GuestsNotReady(StoreError):
    """The copy of the graph that readers' statements run in is being made, or its engine is being started again."""

    status = 503
    title = "The copy for readers' statements is starting"
    default_step = "Try again in some seconds."


class StatementFailed(StoreError):
    """The store did not accept or finish a statement. `code` and `reason` are the engine's own words."""

    title = "A statement failed"
    default_step = "This is a defect of Huoshui or of the engine: report it with the message."

    def __init__(self, message: str, *, code: str = "", reason: str = "", next_step: str | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.code = code
        self.reason = reason


class AnswerTooLarge(StoreError):
    """An answer is larger than a limit of bytes or of memory. 422, not 413, which speaks of what the client sent."""

    status = 422
    title = "The answer is too large"
    default_step = "Narrow it: fewer columns, a LIMIT, a count instead of a list, a smaller region."


class ConstraintViolated(StoreError):
    """A write would have broken a uniqueness constraint; it changed nothing."""

    status = 409
    title = "The store holds this already"
    default_step = "Load again; if it comes back, two rows have the same id."


class RestoreFailed(StoreError):
    """What the store holds after a restore is not what was written. Answers say that the graph is not complete."""

    title = "The restored graph is not what it should be"
    default_step = "Restore again; if it comes back, restore into a new HUOSHUI_HOME and report the message."


class StoreFull(StoreError):
    """A write found no room on the disk of the store. What was committed stays."""

    status = 507
    title = "The disk of the store is full"
    default_step = "Make room there, then run the same command again: a load goes on where it was."


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
    default_step = "Read the log that the message names, then try `huoshui down` and `huoshui up`."


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


def _as_it_was(error_class: type[HuoshuiError], args: tuple[Any, ...], held: dict[str, Any]) -> HuoshuiError:
    error = error_class.__new__(error_class, *args)
    error.__dict__.update(held)
    return error
