"""Which clauses, functions and procedures a statement uses, told from where its words stand.

A clause begins where a clause may begin, or where something is complete and only an operator could follow. In both
places only listed words may stand. So a word that no list knows, whatever an engine makes of it, can only be a name.
No package on the index reads all of the Cypher that both engines run; for this, no full grammar is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.console.allowed import CLAUSES, FUNCTIONS, PROCEDURES, names
from graph.console.tokens import Reading, Token
from graph.errors import StatementInvalid, StatementRefused

Expected = Literal["clause", "operand", "operator", "name"]
_STARTERS = frozenset({"match", "optional", "unwind", "with", "return", "call"})
# What a keyword leaves expected after it, wherever it stands. A name spelled like one needs backticks.
_AFTER: dict[str, Expected] = {
    **dict.fromkeys(names("match unwind with return where yield order by skip offset limit shortest"), "operand"),
    **dict.fromkeys(names("and or xor not in is contains starts ends case when then else distinct"), "operand"),
    **dict.fromkeys(names("null true false end asc ascending desc descending"), "operator"),
    **dict.fromkeys(names("optional union"), "clause"),
    "as": "name",
}
# A pattern may end in the quantifier `+`, after which a clause looks like the second half of a sum.
_NEVER_BARE = frozenset({"create", "merge", "insert", "delete", "detach", "nodetach", "foreach", "load", "drop"})
_SUBQUERY_WORDS = frozenset({"exists", "count", "collect"})
_MOST_SIGNS = 20
_MOST_STEPS = 20
_MOST_HOPS = 60
_UNKNOWN_CLAUSE = f"not among the clauses that the console runs ({', '.join(CLAUSES)})"


@dataclass(slots=True)
class _Frame:
    """An open bracket: a CALL's subquery, an expression's subquery, a CALL's imports, or any other."""

    mark: str
    role: Literal["call", "subquery", "imports", "other"]


def check_clauses(reading: Reading, first: int) -> None:
    """Check a statement's words from an index on. Raises StatementRefused or StatementInvalid with the position."""
    walk = _Walk(reading, first)
    while walk.index < len(reading.tokens):
        walk.step()
    _check_lengths(reading)


class _Walk:
    def __init__(self, reading: Reading, first: int) -> None:
        self.reading = reading
        self.first = first
        self.index = first
        self.expected: Expected = "clause"
        self.frames: list[_Frame] = []
        self.call_is_open = False
        self.chain = ""

    def step(self) -> None:
        token = self.reading.at(self.index)
        if token.is_name:
            self._name(token)
        elif token.kind == "mark":
            self._mark(token)
            if token.mark != ".":
                self.chain = ""
        else:
            self._literal(token)
            self.chain = ""
        self.index += 1

    def _name(self, token: Token) -> None:
        word, following = token.word, self.reading.at(self.index + 1)
        if self.expected == "name" or (self._is_key() and following.mark == ":"):
            self._plain(token)
        elif self.expected == "clause":
            self._clause(token)
        elif word == "call":
            self._call(token)
        elif word in _AFTER:
            self.expected, self.chain = _AFTER[word], ""
        elif self.expected == "operator":
            if word:
                self._refuse(token.text.upper(), token, _UNKNOWN_CLAUSE)
            self._invalid(f"{token.text} follows something that is complete", token)
        elif word in _NEVER_BARE:
            self._refuse(token.text.upper(), token, f"{_UNKNOWN_CLAUSE}; as a name it needs backticks")
        elif word in _SUBQUERY_WORDS and following.mark == "{":
            self.expected = "operator"
        else:
            self._plain(token)

    def _clause(self, token: Token) -> None:
        before = self.reading.at(self.index - 1).word
        if token.word in ("all", "distinct") and before == "union":
            return
        if token.word == "call":
            self._call(token)
        elif token.word in _STARTERS:
            self.expected = _AFTER[token.word]
        elif self._in_subquery() and self.reading.at(self.index + 1).mark == "=":
            self._plain(token)
        elif token.word == "union" and self.index != self.first:
            self.expected = "clause"
        elif token.word == "in" and self.reading.at(self.index - 1).mark == "}":
            self._refuse("CALL … IN TRANSACTIONS", token, "opens transactions of its own")
        else:
            self._refuse(token.text.upper(), token, _UNKNOWN_CLAUSE)

    def _call(self, token: Token) -> None:
        following = self.reading.at(self.index + 1)
        if following.mark in ("{", "("):
            self.call_is_open = True
            return
        name, index = "", self.index + 1
        while self.reading.at(index).kind == "word":
            name += self.reading.at(index).text
            index += 1
            if self.reading.at(index).mark != ".":
                break
            name, index = name + ".", index + 1
        if not name or self.reading.at(index).kind == "quoted":
            self._invalid("CALL needs a subquery in braces, or a procedure's name without backticks", token)
        if name.lower() not in PROCEDURES:
            self._refuse(
                name, token, f"not among the procedures that the console calls ({', '.join(sorted(PROCEDURES))})"
            )
        self.index, self.expected = index - 1, "operator"

    def _plain(self, token: Token) -> None:
        """A name: check it as a function when it's called."""
        name = token.text.strip("`").lower() if token.kind == "word" else token.text
        self.chain = self.chain + name if self.chain.endswith(".") else name
        self.expected = "operator"
        called = self.reading.at(self.index + 1).mark == "("
        if called and self.chain not in FUNCTIONS:
            self._refuse(f"{self.chain}()", token, "not among the functions that the console calls")

    def _literal(self, token: Token) -> None:
        if self.expected not in ("operand", "name"):
            self._invalid(f"{token.text[:40]} stands where a clause or an operator should", token)
        self.expected = "operator"

    def _mark(self, token: Token) -> None:
        mark = token.text
        if mark in "([{":
            self._open(token)
        elif mark in ")]}":
            self._close()
        elif mark == ";":
            self._refuse(";", token, "more than one statement")
        elif mark == ".":
            self.expected = "name"
            self.chain = f"{self.chain}." if self.chain else ""
        elif self.expected == "clause":
            self._invalid(f"{mark!r} stands where a clause should begin", token)
        elif mark == "*":
            # `[*1..3]` says how often a link may repeat, `RETURN *` and `count(*)` are all there is.
            ends = self.expected != "operator" and self.reading.at(self.index - 1).mark != "["
            self.expected = "operator" if ends else "operand"
        elif mark == "%" and self.expected != "operator":
            self.expected = "operator"  # not what is left of a division, but any label, as in `n:%`
        elif mark == ":" and not self._is_key_colon():
            self.expected = "name"
        elif self.expected != "name" or mark != "!":
            self.expected = "operand"

    def _open(self, token: Token) -> None:
        before = self.reading.at(self.index - 1)
        frame = _Frame(token.text, "other")
        if self.call_is_open:
            frame.role = "call" if token.mark == "{" else "imports"
            self.call_is_open = False
        elif token.mark == "{" and before.word in _SUBQUERY_WORDS and self.reading.at(self.index - 2).mark != ".":
            frame.role = "subquery"
        elif self.expected == "clause" and (token.mark != "(" or not self._in_subquery()):
            self._invalid(f"{token.mark} stands where a clause should begin", token)
        self.frames.append(frame)
        self.expected = "clause" if frame.role in ("call", "subquery") else "operand"

    def _close(self) -> None:
        frame = self.frames.pop()
        self.expected = "clause" if frame.role == "call" else "operator"
        if frame.role == "imports":
            self.call_is_open = True

    def _in_subquery(self) -> bool:
        return bool(self.frames) and self.frames[-1].role == "subquery"

    def _is_key(self) -> bool:
        """Whether a name here would be a map's key."""
        return self._in_braces() and self.reading.at(self.index - 1).mark in ("{", ",")

    def _is_key_colon(self) -> bool:
        return self._in_braces() and self.reading.at(self.index - 2).mark in ("{", ",")

    def _in_braces(self) -> bool:
        return bool(self.frames) and self.frames[-1].mark == "{" and self.frames[-1].role == "other"

    def _refuse(self, operator: str, token: Token, problem: str) -> None:
        raise StatementRefused(operator[:60], problem, position=self.reading.position(token))

    def _invalid(self, problem: str, token: Token) -> None:
        raise StatementInvalid(problem, position=self.reading.position(token))


def _check_lengths(reading: Reading) -> None:
    """Long runs that use up Neo4j's stack: it then loses the connection's thread, and answers no more."""
    signs = hops = steps = 0
    for index, token in enumerate(reading.tokens):
        signs = signs + 1 if token.word == "not" or token.mark in ("-", "+") else 0
        hops += token.mark == "-" and reading.at(index + 1).mark in ("-", "[")
        if token.mark in (".", "["):
            steps += 1
        elif token.word in _AFTER or token.mark not in ("", "]"):
            steps = 0
        for count, most, what in (
            (signs, _MOST_SIGNS, "signs in a row"),
            (steps, _MOST_STEPS, "steps into a value"),
            (hops, _MOST_HOPS, "links in its patterns"),
        ):
            if count > most:
                raise StatementInvalid(f"more than {most} {what}", position=reading.position(token))
