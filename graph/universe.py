"""What a share is of, said once for all questions, as marks in their files.

A share of a region's schools is of the register of a census, where a dataset declares one (Census); else of the schools
that sources happen to name; or, asked so, of a reported total.

- `@register(r, stage, day)` is the census that holds for region r: about it or a region above it, of that stage (null:
  of all), the newest that is not after the day; null where there is none. It tells of days after its own, too, until a
  newer one does, and always says its day.
- `@in_register(s, c)` is whether school s is in the register of census c: null where c is.
- `@reported_total(r, weight, day)` is the newest total of all stages reported of region r, planned ones apart; null
  where there is none.
- `@of_what(universe, denominator, weight, as_of)` are the columns `of_what` and `of_what_en`: the denominator in words.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"@(register|in_register|reported_total|of_what)\(([^()]*)\)")
_CYPHER = {
    "register": (
        "head(COLLECT {{ MATCH ({0})-[:PART_OF*0..3]->(:Region)<-[:ABOUT]-(c:Census) "
        "WHERE (c.stages IS NULL OR {1} IN c.stages) AND ({2} IS NULL OR c.as_of_day <= {2}) "
        "RETURN c ORDER BY c.as_of_day DESC, c.id LIMIT 1 }})"
    ),
    "in_register": "any(held IN {0}.datasets WHERE held IN {1}.datasets)",
    "reported_total": (
        "head(COLLECT {{ MATCH (i:Indicator)-[:ABOUT]->({0}) "
        "WHERE coalesce(i.qualifier, '') <> 'planned' AND i.metric IN CASE {1} WHEN 'students' THEN ['students_total'] "
        "WHEN 'campuses' THEN ['campuses_total'] ELSE ['schools_total', 'public_schools'] END "
        "AND ({2} IS NULL OR coalesce(i.as_of_day, 0) <= {2}) "
        "RETURN i ORDER BY coalesce(i.as_of_day, 0) DESC, i.id LIMIT 1 }})"
    ),
    "of_what": (
        "CASE {0} WHEN 'register' THEN '完整名录（截至 ' + {3} + '）中的 ' WHEN 'known' THEN '来源所列的 ' "
        "ELSE '报道的' + coalesce('（截至 ' + {3} + '）', '') + '总数 ' END + toString(toInteger({1})) + "
        "CASE {2} WHEN 'students' THEN ' 名学生' WHEN 'campuses' THEN ' 个校区' ELSE ' 所学校' END AS of_what, "
        "'of the ' + toString(toInteger({1})) + ' ' + CASE WHEN toInteger({1}) <> 1 THEN {2} "
        "WHEN {2} = 'campuses' THEN 'campus' ELSE substring({2}, 0, size({2}) - 1) END + CASE {0} "
        "WHEN 'register' THEN ' in the register as of ' + {3} "
        "WHEN 'known' THEN CASE {2} WHEN 'students' THEN ' of schools named in the sources' "
        "ELSE ' named in the sources' END "
        "ELSE ' reported' + coalesce(' as of ' + {3}, '') END AS of_what_en"
    ),
}


def with_universe(text: str) -> str:
    """A file's text with these marks filled."""
    return _MARK.sub(lambda found: _CYPHER[found[1]].format(*re.split(r", *", found[2])), text)
