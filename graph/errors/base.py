"""What every error is, and what it is where the request or the input is at fault."""

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


def _as_it_was(error_class: type[HuoshuiError], args: tuple[Any, ...], held: dict[str, Any]) -> HuoshuiError:
    error = error_class.__new__(error_class, *args)
    error.__dict__.update(held)
    return error
