"""Balance between schools, from columns: what `balance.cypher` says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from graph.columns.coverage import denominator
from graph.columns.frames import Columns
from graph.columns.shares import of_what


def balance(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The row of `balance`."""
    asked = {**given, "weight": "schools"}
    found = denominator(columns, asked, "students", "teachers")
    if found is None:
        return []
    # In the order of ids: a sum of figures depends on their order in its last digits.
    located = found.schools.select("number", "students", "teachers").sort("number")
    known = located.filter(pl.col("students") > 0, pl.col("teachers").is_not_null())
    students, teachers = int(known["students"].sum()), int(known["teachers"].sum())
    mean = teachers / students if students > 0 else None
    deviation = None
    if mean is not None and known.height > 1:
        of_school = known["students"].to_numpy()
        apart = known["teachers"].to_numpy().astype(np.float64) / of_school - mean
        deviation = math.sqrt(float(np.cumsum(of_school * apart * apart)[-1]) / students)
    universe, as_of = found.universe, found.as_of
    row = {
        "region_id": found.region["id"],
        "name": found.region["name"],
        "measure": "teachers per student",
        "schools": known.height,
        "schools_without_figures": located.height - known.height,
        "students": students,
        "teachers": teachers,
        "mean": mean,
        "standard_deviation": deviation,
        "coefficient": deviation / mean if mean is not None and mean > 0 and deviation is not None else None,
        **of_what(universe, located.height, "schools", as_of),
        "universe": universe,
        "universe_as_of": as_of,
    }
    return [row][:most]
