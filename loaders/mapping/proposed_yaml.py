"""A proposed mapping as a file, with how sure each column is and why in comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from loaders.mapping.propose import Guess, SheetProposal

_PLAIN = re.compile(r"[^\W\d_][\w（）()/.、 -]*")
_WHY = {
    "sure": "header and cells say so",
    "likely": "the header says so",
    "a guess": "by its cells and its place among the columns",
}


def as_yaml(proposals: list[SheetProposal]) -> str:
    """The proposals as a mapping file, with how sure each is and why in comments."""
    lines = ["# Proposed by `huoshui map-columns` from headers and first rows: look at every line before you load.", ""]
    if len(proposals) == 1:
        only = proposals[0]
        lines += [f"file: {scalar(only.name)}    # {only.note}", *_block(only, "")]
    else:
        lines.append("files:")
        for one in proposals:
            lines += [f"  {scalar(one.name)}:    # {one.note}", *_block(one, "    ")]
    return "\n".join(lines) + "\n"


def _block(one: SheetProposal, indent: str) -> Iterator[str]:
    for key, (value, why) in one.settings.items():
        yield f"{indent}{key}: {scalar(value)}    # {why}"
    if one.fill_down:
        yield f"{indent}fill_down:    # blank below the first row of a block"
        yield from (f"{indent}  - {scalar(header)}" for header in one.fill_down)
    for table in dict.fromkeys(guess.table for guess in one.guesses):
        feeds = _feeds([guess for guess in one.guesses if guess.table == table])
        yield f"{indent}{table}:"
        for feed in feeds:
            for index, line in enumerate(_feed(feed)):
                item = "" if len(feeds) == 1 else "- " if index == 0 else "  "
                yield f"{indent}  {item}{line}"
    if one.left:
        yield f"{indent}# not used: {', '.join(' '.join(header.split()) for header in one.left)}"


def _feeds(guesses: list[Guess]) -> list[list[Guess]]:
    """Guesses of one table as feeds: several columns for one field are several rows for the table."""
    twice = [guess for guess in guesses if sum(guess.field == other.field for other in guesses) > 1]
    if not twice or twice[0].table == "indicators":
        return [guesses]
    shared = [guess for guess in guesses if guess not in twice]
    return [[*shared, guess] for guess in twice]


def _feed(guesses: list[Guess]) -> Iterator[str]:
    figures = [guess for guess in guesses if guess.table == "indicators" and guess.field == "value"]
    within = {guess.field.partition(".")[0]: guess for guess in guesses if "." in guess.field}
    for guess in guesses:
        if guess in figures or "." in guess.field:
            continue
        why = f"    # {guess.sure}: {_WHY[guess.sure]}"
        own = [(key, value) for key, value in guess.more if key not in ("role", "metric")]
        if not own and guess.field not in within:
            yield f"{guess.field}: {scalar(guess.header)}{why}"
        else:
            yield f"{guess.field}:{why}"
            yield f"  column: {scalar(guess.header)}"
            yield from (f"  {key}: {scalar(value)}" for key, value in own)
            if guess.field in within:
                yield "  within:"
                place = within[guess.field]
                yield f"    column: {scalar(place.header)}    # {place.sure}: {_WHY[place.sure]}"
                yield from (f"    {key}: {scalar(value)}" for key, value in place.more)
        if role := dict(guess.more).get("role"):
            yield "role:"
            yield f"  value: {role}"
    if figures:
        yield "value:    # a row for each figure"
        yield "  each:"
        yield from (f"    {scalar(guess.header)}: {scalar(dict(guess.more)['metric'])}" for guess in figures)
        yield "  as: metric"


def scalar(text: str) -> str:
    """A text as YAML."""
    plain = _PLAIN.fullmatch(text) and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)
