"""Errors of what a reader asks for."""

from __future__ import annotations

from graph.errors.base import WrongUse


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


class ReceiptInvalid(WrongUse):
    """A saved receipt can't be read, or what it asked can't be asked any more."""

    status = 422
    title = "The receipt can't be run again"
    default_step = "Save one with `huoshui ask QUESTION --format json > FILE`, or from the API."


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
