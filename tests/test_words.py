"""One word for one thing: no text that a reader sees has a word that docs/glossary.md tells not to use."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
CODE = ("app", "graph/errors", "graph/model")
PROSE = ("README.zh.md", "docs/*.md", "notebooks/*.ipynb")
DATA = ("cypher/questions/*/*.cypher", "graph/questions/vocabulary.toml", "app/**/*words.toml")


def words_not_to_use() -> Iterator[str]:
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[-1] not in ("", "Not", "---"):
            yield from re.split(r", ", cells[-1])


CHINESE = sorted(word for word in words_not_to_use() if not word.isascii())
ENGLISH = sorted(word for word in words_not_to_use() if word.isascii())


@cache
def texts(*patterns: str) -> list[tuple[str, str]]:
    """(place, text) of code, and of files."""
    return [*texts_of_code(), *texts_of_files(*patterns)]


def texts_of_code() -> Iterator[tuple[str, str]]:
    """String literals, and the docstrings that the API's document shows; others are for who reads the code."""
    for folder in CODE:
        found = ROOT / folder
        for path in [found] if found.is_file() else sorted(found.rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            told = path.name in ("routes.py", "schemas.py")
            comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and not told}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in comments:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value
    for path in sorted((ROOT / "app").rglob("*.j2")):
        yield str(path.relative_to(ROOT)), re.sub(r"<[^>]*>", "", path.read_text("utf-8"))


def texts_of_files(*patterns: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path == GLOSSARY:
                continue
            text = path.read_text("utf-8")
            if path.suffix == ".ipynb":
                text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
            if path.suffix == ".cypher":
                text = "\n".join(line for line in text.splitlines() if line.startswith("//"))
            yield str(path.relative_to(ROOT)), text


def test_the_glossary_tells_words_in_both_languages() -> None:
    assert {"区域", "收据"} <= set(CHINESE)
    assert {"institution", "donation"} <= set(ENGLISH)


@pytest.mark.parametrize("word", CHINESE)
def test_a_chinese_word_not_to_use_stands_nowhere(word: str) -> None:
    for place, text in texts(*PROSE, *DATA):
        assert word not in text, f"{place}: {word}"


@pytest.mark.parametrize("word", ENGLISH)
def test_an_english_word_not_to_use_stands_in_no_sentence(word: str) -> None:
    """In sentences: a key, a name of a library or a unit may be spelled so."""
    for place, text in texts(*DATA):
        for sentence in text.splitlines() if "\n" in text else [text]:
            if " " in sentence.strip():
                assert not re.search(rf"(?<![\w-]){word}(?![\w-])", sentence, re.IGNORECASE), (
                    f"{place}: {word}: {sentence}"
                )
