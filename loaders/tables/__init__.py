"""The input tables, one module each: columns, checks, plan, and the rows that an export writes.

A new table is a module here and a name in TABLES. The order is that of loading: what a table refers to comes before it.
"""

from __future__ import annotations

from loaders.tables.aid_links import AID_LINKS
from loaders.tables.censuses import CENSUSES
from loaders.tables.decisions import DECISIONS
from loaders.tables.declare import InputTable
from loaders.tables.groups import GROUPS
from loaders.tables.indicators import INDICATORS
from loaders.tables.members import MEMBERS
from loaders.tables.organisations import ORGANISATIONS
from loaders.tables.regions import REGIONS
from loaders.tables.schools import SCHOOLS
from loaders.tables.sources import SOURCES

TABLES: tuple[InputTable, ...] = (
    SOURCES, REGIONS, CENSUSES, SCHOOLS, ORGANISATIONS, GROUPS, MEMBERS, AID_LINKS, INDICATORS, DECISIONS,
)  # fmt: skip
