"""Answers as files in a response: what JSON says in its body, and what a spreadsheet needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from app.web.accepting import JSON_TYPE, preferred


def preferred_format(request: Request) -> AnswerFormat | None:
    """The format of a file that the client's Accept ranks above JSON, if there is one."""
    by_type = {one.media_type: one for one in ANSWER_FORMATS.values()}
    return by_type.get(preferred(request, JSON_TYPE, *by_type))


def is_for_spreadsheet(request: Request) -> bool:
    """Whether a browser fetches the file: what it fetches ends up in a spreadsheet."""
    return "text/html" in request.headers.get("accept", "")


def file_headers(name: str, ending: str, rows: int, receipt: Mapping[str, Any]) -> dict[str, str]:
    """The receipt, and the file's name: one that was cut says so there, where it stays with the file."""
    part = f"-{rows}-rows-cut" if receipt["truncated"] else ""
    return {
        "Content-Disposition": f'attachment; filename="{name}{part}.{ending}"',
        "Huoshui-Truncated": "true" if receipt["truncated"] else "false",
        "Huoshui-Receipt": json.dumps(receipt),
    }
