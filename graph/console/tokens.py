"""Reading a statement's text into tokens, so strictly that no engine can read it otherwise.

Whatever two readers of Cypher could see differently is refused here: escapes by number (Neo4j replaces them before it
looks at quotes), letters that only look like ASCII ones, control characters, names with backticks inside.
Comments and line ends are blanked out, and the blanked text is what an engine gets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from graph.errors import BadParameter, StatementInvalid, StatementRefused

Kind = Literal["word", "quoted", "text", "number", "parameter", "mark"]
MAX_BYTES = 10_000
MAX_DEPTH = 40
_ESCAPE = r"\\[\\'\"bfnrt]"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<text>'(?:[^'\\]|{_ESCAPE})*'|"(?:[^"\\]|{_ESCAPE})*")
    | (?P<quoted>`[^`\\]+`(?!`))
    | (?P<number>(?:0x[0-9a-fA-F]+|0o[0-7]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?!\w))
    | (?P<parameter>\$(?:[^\W\d]\w*|\d+(?!\w)|`[^`\\]+`(?!`)))
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>=~|\.\.|/(?!\*)|[-()\[\]{{}},.:;|+*%^=<>!&])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENERS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what kind it is, its text as written, and its offset in the statement."""

    kind: Kind
    text: str
    offset: int

    @property
    def word(self) -> str:
        """The word in lower case; empty for what is no bare word. A name in backticks is never a keyword."""
        return self.text.lower() if self.kind == "word" else ""

    @property
    def is_name(self) -> bool:
        """Whether it can name something: a bare word, or anything in backticks."""
        return self.kind in ("word", "quoted")

    @property
    def mark(self) -> str:
        """The mark, such as a bracket; empty for what is none."""
        return self.text if self.kind == "mark" else ""


NOTHING = Token("mark", "", 0)


class Reading:
    """A statement as tokens, with its brackets matched.

    `text` is as long as what was `given`, with blanks for comments and line ends, so that offsets stay true."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.text, self.tokens = _tokens(text)
        self.closers = self._matched()

    def at(self, index: int) -> Token:
        """The token at an index, or one that is nothing outside the statement."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING

    def position(self, token: Token) -> tuple[int, int]:
        """Line and column of a token, from 1."""
        return position(self.given, token.offset)

    def at_depth(self, opener: int) -> list[int]:
        """Indexes of the tokens inside a bracket that are in no further bracket."""
        found = []
        index = opener + 1
        while index < self.closers[opener]:
            found.append(index)
            index = self.closers.get(index, index) + 1
        return found

    def _matched(self) -> dict[int, int]:
        closers: dict[int, int] = {}
        above: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.kind != "mark":
                continue
            if token.text in _OPENERS:
                above.append(index)
                if len(above) > MAX_DEPTH:
                    raise StatementInvalid(
                        f"brackets are nested deeper than {MAX_DEPTH}", position=self.position(token)
                    )
            elif token.text in _OPENERS.values():
                if not above or _OPENERS[self.tokens[above[-1]].text] != token.text:
                    raise StatementInvalid(f"{token.text!r} closes nothing", position=self.position(token))
                closers[above.pop()] = index
        if above:
            token = self.tokens[above[-1]]
            raise StatementInvalid(f"{token.text!r} is never closed", position=self.position(token))
        return closers


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _tokens(text: str) -> tuple[str, list[Token]]:
    _check_characters(text)
    tokens: list[Token] = []
    blanked: list[str] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None or match.lastgroup is None:
            raise _unreadable(text, offset)
        blank = match.lastgroup in ("space", "comment")
        blanked.append(" " * len(match[0]) if blank else match[0])
        if not blank:
            kind: Kind = match.lastgroup  # type: ignore[assignment]
            _check_token(kind, match[0], text, offset)
            tokens.append(Token(kind, match[0], offset))
        offset = match.end()
    if tokens and tokens[-1].mark == ";":
        last = tokens.pop()
        joined = "".join(blanked)
        return joined[: last.offset] + " " + joined[last.offset + 1 :], tokens
    return "".join(blanked), tokens


def _check_characters(text: str) -> None:
    if not isinstance(text, str):
        raise BadParameter("statement", "must be text")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadParameter("statement", "holds half of a character (a lone surrogate)")
    if len(text.encode()) > MAX_BYTES:
        raise BadParameter("statement", f"is longer than {MAX_BYTES:,} bytes")
    for offset, character in enumerate(text):
        # Cc and Cf: controls and invisible marks, such as those that turn the direction of writing.
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character not in "\t\r\n":
            raise StatementRefused(
                _named(character), "an invisible character, which can hide what is run", position=position(text, offset)
            )
    if "\\u" in text.lower():
        raise StatementRefused(
            "\\u",
            "an escape for a character, which engines read differently",
            position=position(text, text.lower().index("\\u")),
            next_step="Write the character itself, or hand it over as a parameter.",
        )


def _check_token(kind: Kind, token: str, text: str, offset: int) -> None:
    if kind not in ("word", "parameter"):
        return
    for character in token:
        if ord(character) > 127 and unicodedata.normalize("NFKC", character) != character:
            raise StatementRefused(_named(character), "a look-alike of another letter", position=position(text, offset))


def _unreadable(text: str, offset: int) -> BadParameter | StatementRefused:
    character = text[offset]
    place = position(text, offset)
    if character in "'\"":
        return StatementInvalid("a text that is never closed, or an unknown escape in it", position=place)
    if character == "`":
        return StatementInvalid("a name in backticks that is never closed, is empty, or holds ` or \\", position=place)
    if text.startswith("/*", offset):
        return StatementInvalid("a comment that is never closed", position=place)
    if character.isdigit():
        return StatementInvalid("a number that runs into letters", position=place)
    if ord(character) > 127:
        return StatementInvalid(f"{_named(character)} outside of quotes; type its ASCII form", position=place)
    return StatementInvalid(f"{character!r} means nothing here", position=place)


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")
