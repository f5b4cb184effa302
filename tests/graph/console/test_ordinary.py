"""Ordinary reads of researchers: all of them run, on both engines, and so does every question of the catalogue."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from graph.answers import Library
from graph.console import Console
from graph.questions import Question, shipped_catalogue

PARAMETERS = {"id": "a1", "stage": "primary"}
ORDINARY = [
    "MATCH (s:School) RETURN s",
    "MATCH (s:School) RETURN s.name AS name, s.students AS students ORDER BY students DESC, name SKIP 1 LIMIT 5",
    (
        "MATCH (s:School)-[m:MEMBER_OF]->(g:EducationGroup) RETURN g.name AS group, count(s) AS "
        "members, collect(m.role) AS roles"
    ),
    "MATCH p = (:School)-[:LEADS]->(:EducationGroup)<-[:MEMBER_OF]-(:School) RETURN p",
    "MATCH (a:School)-[:MEMBER_OF|LEADS*1..3]-(b) RETURN DISTINCT a.id, b.id",
    (
        "MATCH (s:School) WHERE s.name CONTAINS '小学' OR s.name STARTS WITH '县' OR s.name ENDS WITH '中' "
        "RETURN s.name AS 名称"
    ),
    "MATCH (s:School) WHERE s.name =~ '(?i).*school.*' RETURN s.name",
    "MATCH (s:School) WHERE any(a IN s.aliases WHERE a CONTAINS 'x') RETURN s.id",
    "MATCH (s:School) OPTIONAL MATCH (s)-[:LOCATED_IN]->(r:Region) WITH s, r WHERE r IS NOT NULL RETURN s.id, r.name",
    "MATCH (s:School) WHERE NOT EXISTS { MATCH (s)-[:MEMBER_OF]->(:EducationGroup) } RETURN count(s) AS alone",
    "MATCH (s:School) WHERE NOT (s)-[:MEMBER_OF]->(:EducationGroup) RETURN count(s) AS alone",
    "MATCH (g:EducationGroup) RETURN g.id, COUNT { (g)<-[:MEMBER_OF]-(:School) } AS n",
    (
        "MATCH (g:EducationGroup) RETURN g.id, COLLECT { MATCH (g)<-[:MEMBER_OF]-(s:School) RETURN "
        "s.name ORDER BY s.name } AS names"
    ),
    "MATCH (g:EducationGroup) CALL (g) { MATCH (g)<-[m:MEMBER_OF]-(s) RETURN count(s) AS n } RETURN g.id, n",
    (
        "CALL () { MATCH (s:School) RETURN s AS x UNION ALL MATCH (g:EducationGroup) RETURN g AS x } "
        "RETURN labels(x) AS labels, count(*) AS n"
    ),
    "CALL { MATCH (s:School) RETURN count(s) AS n } RETURN n",
    "MATCH (s:School) RETURN s.id AS id UNION MATCH (g:EducationGroup) RETURN g.id AS id",
    "UNWIND [1, 2, 3] AS x WITH x, x * x AS y WHERE y > 1 RETURN x, y",
    (
        "UNWIND range(1, 1000) AS x RETURN sum(x) AS total, avg(x) AS mean, stdev(x) AS s, "
        "percentileCont(x, 0.5) AS median"
    ),
    "RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * 10] AS evens, reduce(t = 0, x IN [1, 2, 3] | t + x) AS total",
    "MATCH (s:School) RETURN s {.id, .name, kind: 'school', labels: labels(s)} AS school LIMIT 3",
    (
        "MATCH (s:School) RETURN CASE WHEN s.students > 100 THEN 'large' WHEN s.students IS NULL THEN "
        "'unknown' ELSE 'small' END AS size, count(*) AS n"
    ),
    "MATCH (s:School) RETURN CASE s.setting WHEN 'rural' THEN 1 ELSE 0 END AS rural",
    "MATCH (a:School), (b:School) WHERE a.id < b.id RETURN a.id, b.id LIMIT 3",
    "MATCH (a:School {id: $id}) MATCH (b:EducationGroup) RETURN a.id, b.id",
    "MATCH p = shortestPath((a:School {id: $id})-[*..4]-(b:EducationGroup)) RETURN p, length(p) AS hops LIMIT 5",
    (
        "MATCH (a:School)-[r]-(b) RETURN type(r) AS type, count(*) AS n, startNode(r).id AS start, "
        "endNode(r).id AS end ORDER BY n DESC"
    ),
    "MATCH (a)-[r:AIDS {form: 'pairing'}]->(b) WHERE r.since_day >= 20200101 RETURN a.name, b.name, r.since",
    "MATCH (r:Region:County) WHERE r.id STARTS WITH '53' RETURN r.name, properties(r) AS properties LIMIT 3",
    "MATCH (r:County|Prefecture) RETURN count(r) AS n",
    "MATCH (n) RETURN labels(n) AS labels, count(*) AS n, keys(head(collect(n))) AS keys",
    "MATCH ()-[r]->() RETURN r LIMIT 10",
    "MATCH (s:School) RETURN [(s)-[:MEMBER_OF]->(g) WHERE g.name IS NOT NULL | g.name] AS groups LIMIT 3",
    "MATCH (s:School) WITH s ORDER BY s.students DESC LIMIT 3 RETURN collect({id: s.id, students: s.students}) AS top",
    (
        "MATCH (s:School) RETURN toUpper(s.id) AS a, size(s.name) AS b, substring(s.name, 0, 2) AS c, "
        "split(s.id, '-')[0] AS d, coalesce(s.status, 'open') AS e, toString(s.students) + ' pupils' AS "
        "f LIMIT 2"
    ),
    (
        "RETURN date('2025-09-01') AS d, duration.between(date('2020-01-01'), date('2025-01-01')).years "
        "AS years, datetime().year > 2000 AS now"
    ),
    "MATCH (s:School) WHERE $stage IN coalesce(s.stages, []) RETURN s.id",
    (
        "MATCH (s:School) WHERE s.id IN ['a1', 'a2'] AND size([x IN coalesce(s.aliases, []) WHERE x <> "
        "s.name]) >= 0 RETURN s.id"
    ),
    (
        "MATCH (s:School) WITH collect(s) AS all RETURN [s IN all WHERE any(a IN s.aliases WHERE a "
        "CONTAINS '中') | s.id] AS ids"
    ),
    (
        "MATCH p = (a:School)-[*1..3]-(b:EducationGroup) WHERE all(r IN relationships(p) WHERE type(r) "
        "IN ['MEMBER_OF', 'LEADS']) RETURN [n IN nodes(p) | n.id] AS way LIMIT 5"
    ),
    "MATCH (a:School) ((x)-[:MEMBER_OF]->(y)){1,2} (b:EducationGroup) RETURN a.id, b.id LIMIT 5",
    "MATCH (a:School)-[:MEMBER_OF]->{1,2}(b) RETURN a.id, b.id LIMIT 5",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.relationshipTypes()",
    "MATCH (s:School) // those with pupils\nWHERE s.students > 0 /* known */\nRETURN s.id;",
    "MATCH (s:`School`) RETURN s.`name` AS `school name`",
    "MATCH (s:School) RETURN DISTINCT s.setting AS setting, s:LeadSchool AS leads",
    "match (s:School) where s.students is not null return max(s.students) as most, min(s.students) as least",
    "WITH 'CREATE (n) SET DELETE' AS text RETURN text",
    "MATCH (s:School) RETURN s.id AS create, s.name AS delete LIMIT 1",
    (
        "MATCH (s:School) WITH s.id AS id, count { (s)-[:AIDS]->() } AS out WHERE out >= 0 RETURN id, "
        "out ORDER BY out DESC"
    ),
    (
        "MATCH (a:School) WHERE EXISTS { (a)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..3]->(:Region {id: "
        "'530000'}) } RETURN a.id"
    ),
    (
        "MATCH (a:Region)<-[:PART_OF*0..3]-(b:Region)<-[:LOCATED_IN]-(s:School) RETURN a.name, "
        "count(DISTINCT s) AS n ORDER BY n DESC LIMIT 5"
    ),
    (
        "MATCH (s:School)-[:LOCATED_IN]->(r:Region) WHERE r.lon IS NOT NULL RETURN "
        "point.distance(point({longitude: r.lon, latitude: r.lat}), point({longitude: 102.7, latitude: "
        "25.0})) / 1000 AS km LIMIT 3"
    ),
    "MATCH (s:School)-[:MEMBER_OF]->(g) WITH g, collect(s.id) AS ids UNWIND ids AS id RETURN g.id, id",
    "MATCH (n:School) RETURN -n.students AS minus, NOT n.students > 3 AS few, n.students ^ 2 AS squared LIMIT 1",
    "RETURN null AS nothing, true AS yes, [1, [2, 3]] AS nested, {a: {b: 1}} AS map",
]
QUESTIONS = list(shipped_catalogue().values())


def example(question: Question) -> dict[str, Any]:
    """The header's example values, under the names that the statement uses; a computed one takes more."""
    values: dict[str, Any] = {"most": 10}
    values |= {p.name: p.value(p.example or None, date(2025, 9, 1)) for p in question.header.parameters}
    used = set(re.findall(r"\$(\w+)", question.statement.text))
    return {name: values.get(name, []) for name in used}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_read_runs(on_small: Console, text: str) -> None:
    answer = on_small.run(text, PARAMETERS, client="researcher")
    assert answer.plan.as_dict()["name"]
    assert not answer.truncated
    assert all(tuple(row) == answer.columns for row in answer.rows)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_may_be_run_as_it_is(small: Library, on_small: Console, question: Question) -> None:
    """A receipt gives the Cypher to run again: the console takes it, and gives the same rows."""
    parameters = example(question)
    answer = on_small.run(question.statement.text, parameters, client="researcher")
    assert answer.rows == small.store.read(question.statement, parameters, max_rows=5_000).rows
