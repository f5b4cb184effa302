"""An answer as CSV."""

from __future__ import annotations

from app.answer_files.content import AnswerContent
from app.answer_files.format import AnswerFormat
from graph.csv_text import csv_text


class Csv(AnswerFormat):
    """Comma-separated values (RFC 4180)."""

    name = "csv"
    media_type = "text/csv"
    title = "CSV"
    is_text = True
    notes = (
        "Any spreadsheet or program. UTF-8; lists are joined by `;`. What a browser fetches has the mark without which "
        "Excel reads Chinese as rubbish, and an apostrophe before text that it would run as a formula; programs get "
        "neither."
    )

    def write(self, content: AnswerContent) -> bytes:
        """The whole file."""
        names = [column.name for column in content.columns]
        text = csv_text(names, content.rows, for_spreadsheet=content.for_spreadsheet)
        return text.encode("utf-8", "surrogatepass")
