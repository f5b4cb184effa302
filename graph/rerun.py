"""Running a receipt again: whether the answer is still the same, and if not, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from graph.answers import Answer, Library, Receipt
from graph.errors import ReceiptInvalid, WrongUse

_FIELDS = {field.name: field.default is MISSING for field in fields(Receipt)}
"""What a receipt holds, and whether it must: those that were saved before it had more lack some."""


@dataclass(frozen=True, slots=True)
class Rerun:
    """An answer asked again with a receipt. `question_changed` compares revisions, `data_changed` graph versions."""

    before: Receipt
    answer: Answer
    question_changed: bool
    data_changed: bool

    @property
    def same(self) -> bool:
        """Whether the answer is the same, to the last figure; what it was found with may have changed."""
        return self.before.answer_digest == self.answer.receipt.answer_digest


def read_receipt(saved: object) -> Receipt:
    """A receipt out of saved JSON: the receipt itself, or an answer that holds one. Raises ReceiptInvalid."""
    found = saved.get("receipt", saved) if isinstance(saved, Mapping) else None
    if not isinstance(found, Mapping):
        raise ReceiptInvalid("it holds no receipt")
    if missing := sorted(name for name, must in _FIELDS.items() if must and name not in found):
        raise ReceiptInvalid(f"its receipt lacks {', '.join(missing)}")
    receipt = Receipt(**{name: found[name] for name in _FIELDS if name in found})
    cut_at: Any = receipt.cut_at
    if not isinstance(receipt.question, str) or not isinstance(receipt.parameters, dict):
        raise ReceiptInvalid("its question must be text and its parameters an object")
    if not isinstance(cut_at, int) or isinstance(cut_at, bool) or not 1 <= cut_at <= 1_000_000:
        raise ReceiptInvalid("its cut_at must be a number of rows, 1 to 1,000,000")
    return receipt


def rerun(library: Library, receipt: Receipt) -> Rerun:
    """Ask what a receipt says was asked, of the graph as it is now.

    Raises ReceiptInvalid where the question is gone or takes other parameters now, else what Library.ask raises."""
    if receipt.question not in library.catalogue:
        raise ReceiptInvalid(f"its question {receipt.question[:60]!r} is not in the catalogue any more")
    question = library.catalogue[receipt.question]
    changed = question.revision != receipt.revision
    try:
        answer = library.ask(question.id, receipt.parameters, max_rows=receipt.cut_at)
    except WrongUse as error:
        if not changed:
            raise
        raise ReceiptInvalid(f"its question has changed and can't be asked so any more: {error.message}") from error
    return Rerun(receipt, answer, changed, receipt.graph_version != answer.receipt.graph_version)
