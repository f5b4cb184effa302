"""Answers to take away. `ANSWER_FORMATS` lists the formats: one is a class, and its row there."""

from app.answer_files.content import AnswerContent, FileColumn, answer_content, console_content
from app.answer_files.csv import Csv
from app.answer_files.format import AnswerFormat
from app.answer_files.parquet import Parquet
from app.answer_files.stata import Stata
from app.answer_files.xlsx import Xlsx

ANSWER_FORMATS: dict[str, AnswerFormat] = {one.name: one for one in (Csv(), Xlsx(), Parquet(), Stata())}
"""By name. The API offers them beside JSON, the command beside JSON and its table."""

__all__ = [
    "ANSWER_FORMATS",
    "AnswerContent",
    "AnswerFormat",
    "FileColumn",
    "answer_content",
    "console_content",
]
