"""Statements made up by a grammar: reads of all kinds, writes that hide among them, and texts that are spoilt.

The same seed gives the same statements."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_LABELS = ("School", "EducationGroup", "Region", "Organisation", "LoadRun", "Nowhere", "`x y`", "%", "A|B", "!School")
_TYPES = ("MEMBER_OF", "LEADS", "AIDS", "LOCATED_IN", "PART_OF|ABOUT", "NOWHERE", "%")
_KEYS = ("id", "name", "since", "students", "datasets", "`a b`", "nowhere")
_NAMES = ("a", "b", "n", "r", "p", "x", "学")
_VALUES = (
    *("1", "-1", "0", "9223372036854775807", "1e308", "0x1f", "1.5", "'x'", '"学校"', "''", "null", "true", "false"),
    *("$p", "$p", "[]", "[1, 'a', null]", "{k: 1}", "{k: {k: []}}", "date('2024-02-30')", "date('2024-02-29')"),
    *("datetime('+999999999-01-01T00:00')", "duration('P99999999Y')", "point({x: 1, y: 2})", "1/0", "rand()"),
    *("'\\n'", "'(.*)*b'", "time('23:59:60')", "localdatetime()", "2147483648", "0o17"),
)
_CALLS = (
    *("size", "toString", "toInteger", "abs", "sqrt", "head", "tail", "reverse", "labels", "keys", "properties", "id"),
    *("type", "length", "nodes", "relationships", "collect", "count", "sum", "avg", "max", "coalesce", "split", "trim"),
    *("duration.between", "date.truncate", "shortestPath", "range", "elementId"),
    *("normalize", "percentileCont", "isEmpty", "point.distance", "startNode"),
)
_FORBIDDEN = ("dbms.shutdown", "genai.vector.encode", "file", "apoc.load.json", "exists", "nowhere")
_WRITES = (
    *("CREATE (:Smuggled {id: 1})", "MERGE (:Smuggled)", "SET n.name = 'x'", "SET n:Smuggled", "SET n += {name: 'x'}"),
    *("REMOVE n.name", "DELETE n", "DETACH DELETE n", "FOREACH (x IN [1] | CREATE (:Smuggled))", "DROP INDEX a"),
    *(
        "CALL { CREATE (:Smuggled) }",
        "CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
        "INSERT (:Smuggled)",
    ),
    *("LOAD CSV FROM 'file:///etc/passwd' AS l", "CALL db.createLabel('Smuggled')", "CALL dbms.listConfig()"),
    *(
        "CREATE INDEX FOR (n:School) ON (n.x)",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "SHOW USERS",
        "; MATCH (n)",
    ),
    *(
        "CREATE CONSTRAINT FOR (n:School) REQUIRE n.x IS UNIQUE",
        "USE system",
        "CALL db.awaitIndexes(1)",
        "STOP DATABASE neo4j",
    ),
)
_OPERATORS = ("+", "-", "*", "/", "%", "^", "=", "<>", "<", "=~", "IN", "AND", "OR", "CONTAINS", "STARTS WITH", "IS ::")
_DEPTH = 1
_JOINTS = ("", " ", "\n", "/* CREATE */", " // SET\n", "\t")
_SIGNS = "()[]{}<>-=:;,.|&!%*+/\\'\"`$#@~^?·，；（）＇\u200b\u0000\ud83d0aZ学"


class Grammar:
    """Makes statements at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._bound: list[str] = []
        self._deepest = 0

    def statement(self) -> str:
        """One statement: seven in ten are reads, the others hide a write or are spoilt."""
        self._bound = []
        self._deepest = self._chance.choice((0, 0, _DEPTH))
        text = self._query(self._deepest)
        kind = self._chance.random()
        if kind < 0.15:
            words = text.split(" ")
            words.insert(self._chance.randrange(len(words) + 1), self._one(_WRITES))
            text = " ".join(words)
        elif kind < 0.3:
            text = self._spoilt(text)
        return text

    def _one(self, of: tuple[str, ...] | str) -> str:
        return self._chance.choice(of)

    def _some(self, make: Callable[[], str], most: int, joint: str, least: int = 1) -> str:
        return joint.join(make() for _ in range(self._chance.randint(least, most)))

    def _known(self) -> str:
        """A name that is bound where it stands, mostly."""
        known = self._bound and self._chance.random() < 0.95
        return self._chance.choice(self._bound) if known else self._one(_NAMES)

    def _real(self, of: tuple[str, ...]) -> str:
        """One of the names that there are, which come first, mostly."""
        return self._one(of[:4] if self._chance.random() < 0.9 else of)

    def _called(self) -> str:
        return self._one(_CALLS if self._chance.random() < 0.97 else _FORBIDDEN)

    def _inner(self) -> str:
        bound = self._bound
        self._bound = list(bound)
        text = self._query(0)
        self._bound = bound
        return text

    def _new(self) -> str:
        self._bound.append(f"{self._one(_NAMES)}{len(self._bound)}")
        return self._bound[-1]

    def _query(self, depth: int) -> str:
        clauses = self._some(lambda: self._clause(depth), 3, self._one(_JOINTS) + " ", 1)
        text = f"{clauses} {self._return(depth)}".strip()
        if depth == self._deepest and self._chance.random() < 0.1:
            text = f"{self._one(('EXPLAIN', 'PROFILE', 'CYPHER 5', 'explain'))} {text}"
        if self._chance.random() < 0.1:
            text += f" UNION {self._one(('', 'ALL'))} {self._return(depth)}"
        return text

    def _clause(self, depth: int) -> str:
        kinds: tuple[Callable[[int], str], ...] = (self._match, self._match, self._unwind)
        if self._bound:
            kinds += (self._with, self._call)
        return self._chance.choice(kinds)(depth)

    def _match(self, depth: int) -> str:
        optional = "OPTIONAL " if self._chance.random() < 0.2 else ""
        paths = self._some(self._path, 2, ", ")
        where = f" WHERE {self._expression(depth)}" if self._chance.random() < 0.5 else ""
        if where and self._deepest == 0:
            where = f" WHERE {self._known()}.{self._one(_KEYS)} {self._one(('=', '<', 'IS NOT NULL OR 1 =', '<>'))} 'x'"
        return f"{optional}MATCH {paths}{where}"

    def _path(self) -> str:
        text = self._node()
        for _ in range(self._chance.choice((0, 0, 1, 1, 2))):
            times = self._one(("", "", "*", "*1..3", "*..2", "*0..", "*5"))
            inside = (
                f"[{self._chance.choice((self._new, str))()}:{self._real(_TYPES)}{times}]"
                if self._chance.random() < 0.8
                else ""
            )
            text += self._one(("-{}->", "<-{}-", "-{}-")).format(inside) + self._node()
        return text if self._chance.random() < 0.7 else f"{self._new()} = {text}"

    def _node(self) -> str:
        label = f":{self._real(_LABELS)}" if self._chance.random() < 0.7 else ""
        told = f" {{{self._one(_KEYS)}: {self._one(_VALUES)}}}" if self._chance.random() < 0.2 else ""
        return f"({self._chance.choice((self._new, self._new, str))()}{label}{told})"

    def _with(self, depth: int) -> str:
        columns, before = [self._expression(depth) for _ in range(self._chance.randint(1, 3))], self._bound
        self._bound = []
        told = ", ".join(f"{column} AS {self._new()}" for column in columns)
        if self._chance.random() < 0.5:
            told, self._bound = f"*, {told}", before + self._bound
        return f"WITH {told}" + self._one(("", " LIMIT 9", f" WHERE {self._known()} IS NOT NULL"))

    def _unwind(self, depth: int) -> str:
        return f"UNWIND {self._one(('range(1, 9)', '[1, 2]', '$p', self._expression(depth)))} AS {self._new()}"

    def _call(self, depth: int) -> str:
        if depth == 0 or self._chance.random() < 0.3:
            allowed = self._chance.random() < 0.95
            return "CALL db.labels() YIELD label" if allowed else f"CALL {self._one(_FORBIDDEN)}(1)"
        scope, bound = self._one(("(*) ", f"({self._known()}) ", "() ")), self._bound
        self._bound = list(bound) if scope != "() " else []
        inner = self._query(depth - 1)
        self._bound = bound
        return f"CALL {scope}{{ {inner} }}"

    def _return(self, depth: int) -> str:
        behind = self._one(
            ("", "", f" ORDER BY {self._known()} DESC", " SKIP 1 LIMIT 5", f" LIMIT {self._one(_VALUES)}")
        )
        return f"RETURN {self._one(('', 'DISTINCT '))}{self._columns(depth)}{behind}"

    def _columns(self, depth: int) -> str:
        if self._chance.random() < 0.1:
            return "*"
        return self._some(lambda: f"{self._expression(depth)} AS c{self._chance.randrange(1000)}", 3, ", ")

    def _simple(self) -> str:
        """An expression that most engines take."""
        key = f"{self._known()}.{self._one(_KEYS)}"
        return self._one(
            (key, key, f"toString({key})", f"coalesce({key}, 'x')", f"count({self._known()})", "1", "'学'")
        )

    def _expression(self, depth: int) -> str:
        if self._deepest == 0 and self._chance.random() < 0.9:
            return self._simple()

        def inner() -> str:
            return self._expression(depth - 1) if depth > 0 else self._one(_VALUES)

        kinds: tuple[Callable[[], str], ...] = (
            lambda: self._one(_VALUES),
            lambda: f"{self._known()}.{self._one(_KEYS)}",
            lambda: f"{self._called()}({self._some(inner, 2, ', ', 0)})",
            lambda: f"{inner()} {self._one(_OPERATORS)} {inner()}",
            lambda: f"NOT ({inner()})",
            lambda: f"[{self._one(_NAMES)} IN {inner()} WHERE {inner()} | {inner()}]",
            lambda: f"CASE WHEN {inner()} THEN {inner()} ELSE {inner()} END",
            lambda: f"{self._one(('EXISTS', 'COUNT', 'COLLECT'))} {{ {self._inner()} }}",
            lambda: f"reduce(s = 0, x IN {inner()} | s + {inner()})",
            lambda: f"{self._one(('any', 'all', 'none'))}(x IN {inner()} WHERE {inner()})",
            lambda: f"{self._known()} {{.*, k: {inner()}}}",
            lambda: f"{inner()}[{inner()}..{inner()}]",
            lambda: f"{self._known()}:{self._one(_LABELS)}",
            self._known,
            self._known,
        )
        return self._chance.choice(kinds)()

    def _spoilt(self, text: str) -> str:
        for _ in range(self._chance.randint(1, 3)):
            at = self._chance.randrange(len(text) + 1)
            cut = self._chance.choice((0, 1, 5))
            text = text[:at] + self._one(("", self._one(_SIGNS), self._one(_SIGNS) * 50)) + text[at + cut :]
        return text
