"""organisations → Organisation nodes and LOCATED_IN links."""

from __future__ import annotations

import polars as pl

from graph.model import ORGANISATION
from loaders.columns import DATES_AND_EVIDENCE, OTHER_NAMES, OWN_ID, REGION_PLACE, column
from loaders.planner import Planner
from loaders.tables.declare import InputTable


def _declare(planner: Planner, rows: pl.DataFrame) -> pl.DataFrame:
    """Make organisations known, by id, name and alias."""
    return planner.declare_placed(rows, "Organisation", "organisation")


def _plan(planner: Planner, rows: pl.DataFrame) -> None:
    """Organisation nodes, and their regions."""
    planner.facts.nodes(rows, "Organisation")
    planner.locate(rows)


ORGANISATIONS = InputTable(
    "organisations",
    ("机构", "单位"),
    "Universities, government units, enterprises and foundations that help, manage or lead.",
    (
        column(ORGANISATION, "name", "名称", "机构", "机构名称", "单位", "单位名称", required=True),
        column(ORGANISATION, "kind", "类型", "单位类型", "机构类型"),
        REGION_PLACE,
        OWN_ID,
        OTHER_NAMES,
        *DATES_AND_EVIDENCE,
    ),
    tells=("Organisation", "LOCATED_IN"),
    plan=_plan,
    declare=_declare,
)
