"""The question catalogue: files of cypher/questions/, their headers, parameters and revisions."""

from graph.questions.catalogue import Catalogue, Question, load_catalogue, read_question, shipped_catalogue
from graph.questions.charts import AnswerMap, Chart
from graph.questions.header import Column, Header
from graph.questions.parameter import Parameter

__all__ = [
    "AnswerMap",
    "Catalogue",
    "Chart",
    "Column",
    "Header",
    "Parameter",
    "Question",
    "load_catalogue",
    "read_question",
    "shipped_catalogue",
]
