"""An answer as Parquet."""

from __future__ import annotations

import io
import json

from app.answer_files.content import AnswerContent
from app.answer_files.format import AnswerFormat


class Parquet(AnswerFormat):
    """Apache Parquet."""

    name = "parquet"
    media_type = "application/vnd.apache.parquet"
    title = "Parquet"
    notes = (
        "Python, R, DuckDB and others. Columns have types, lists stay lists; what an answer nests is JSON text. The "
        "metadata key `huoshui` holds, as JSON, what was asked, of which graph, and what the columns mean."
    )

    def write(self, content: AnswerContent) -> bytes:
        """The whole file."""
        from app.answer_files.frame import answer_frame

        about = {
            "title": content.title,
            "facts": [[*what, value] for what, value in content.facts],
            "columns": {
                one.name: {"words": one.words, "meaning": one.meaning, "unit": one.unit} for one in content.columns
            },
            "sources": [source._asdict() for source in content.sources()],
        }
        file = io.BytesIO()
        answer_frame(content).write_parquet(file, metadata={"huoshui": json.dumps(about, ensure_ascii=False)})
        return file.getvalue()
