"""The questions that columns answer, by what of them gives the rows that the engine gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.columns.balance import balance
from graph.columns.coverage import coverage
from graph.columns.flows import aid_flows, giving_and_receiving
from graph.columns.frames import Columns
from graph.columns.growth import growth_by_year
from graph.columns.holdings import holdings
from graph.columns.leads import leads_by_reach
from graph.columns.memberships import groups_across_counties, groups_by_kind, schools_in_several_groups
from graph.columns.programmes import programmes
from graph.columns.reconciliation import reconciliation
from graph.columns.setting_coverage import setting_coverage
from graph.columns.ties import bridges, single_tie_schools, undated_links
from graph.columns.uncovered import uncovered_schools
from graph.columns.unhelped import unhelped_regions

Rows = Callable[[Columns, Mapping[str, Any], int], list[dict[str, Any]]]
"""Gives at most so many first rows: (columns, parameters, most rows)."""

ON_COLUMNS: dict[str, Rows] = {
    "aid_flows": aid_flows,
    "balance": balance,
    "bridges": bridges,
    "coverage": coverage,
    "giving_and_receiving": giving_and_receiving,
    "groups_across_counties": groups_across_counties,
    "groups_by_kind": groups_by_kind,
    "growth_by_year": growth_by_year,
    "holdings": holdings,
    "leads_by_reach": leads_by_reach,
    "programmes": programmes,
    "reconciliation": reconciliation,
    "schools_in_several_groups": schools_in_several_groups,
    "setting_coverage": setting_coverage,
    "single_tie_schools": single_tie_schools,
    "uncovered_schools": uncovered_schools,
    "undated_links": undated_links,
    "unhelped_regions": unhelped_regions,
}
