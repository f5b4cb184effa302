"""An answer as a Stata file."""

from __future__ import annotations

import tempfile
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from app.answer_files.content import AnswerContent, FileColumn
from app.answer_files.format import AnswerFormat
from graph.model import Words

if TYPE_CHECKING:
    import polars as pl

_LABEL = 80
"""Most letters of a label of a variable or a file."""
_NAME = 32
_NO_YES: dict[bool, Words] = {False: ("否", "no"), True: ("是", "yes")}


class Stata(AnswerFormat):
    """Stata 15 and later."""

    name = "dta"
    media_type = "application/x-stata-dta"
    title = "Stata"
    notes = (
        "Stata 15 or later, R (haven), Python (pandas, pyreadstat). Variables are labelled in both languages; codes "
        "are numbers with labelled values; lists are text joined by `;`; where there is no text, it is empty."
    )

    def write(self, content: AnswerContent) -> bytes:
        """The whole file."""
        import polars as pl
        import pyreadstat

        from app.answer_files.frame import answer_frame

        frame = answer_frame(content)
        labels: dict[str, dict[int | float, str]] = {}
        variables = []
        for column in content.columns:
            name = _variable(column.name, labels)
            series, labels[name] = _labelled(column, frame[column.name])
            variables.append(series.alias(name))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "answer.dta"
            pyreadstat.write_dta(
                pl.DataFrame(variables),
                str(file),
                file_label=" / ".join(content.title)[:_LABEL],
                column_labels=[" / ".join(filter(None, dict.fromkeys(one.words)))[:_LABEL] for one in content.columns],
                variable_value_labels={name: of for name, of in labels.items() if of},
            )
            return file.read_bytes()


def _variable(name: str, taken: Container[str]) -> str:
    """A name that Stata takes and no other column has."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in name)
    plain = plain if plain[:1].isalpha() else f"_{plain}"
    for tail in ("", *(str(number) for number in range(2, 10_000))):
        if (made := plain[: _NAME - len(tail)] + tail) not in taken:
            return made
    raise AssertionError(name)


def _labelled(column: FileColumn, values: pl.Series) -> tuple[pl.Series, dict[int | float, str]]:
    """Values as Stata holds them, with the labels of numbers that stand for something."""
    import polars as pl

    if values.dtype == pl.Boolean:
        return values.cast(pl.Int8), {int(value): " / ".join(words) for value, words in _NO_YES.items()}
    if isinstance(values.dtype, pl.List):
        return values.list.join(";"), {}
    numbers = {code: number for number, code in enumerate(column.codes, 1)}
    if values.dtype == pl.String and numbers and set(values.drop_nulls()) <= numbers.keys():
        coded = values.replace_strict(numbers, return_dtype=pl.Int32)
        return coded, {numbers[code]: " / ".join(words) for code, words in column.codes.items()}
    return values, {}
