"""Bodies of the balance route."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Listed, Name
from app.web.params import ListAsked, Stage, of


class BalanceAsked(ListAsked):
    """Balance of which schools."""

    region: Annotated[str, of("balance", "region")]
    stage: Stage = None


class BalanceItem(Body):
    """A coefficient of variation with what it rests on."""

    region_id: str = Field(description="Code of the region.")
    name: Name
    measure: str = Field(description="What is measured.")
    schools: int = Field(description="Schools whose students and teachers are both known: the figures are theirs.")
    schools_without_figures: int = Field(description="Schools of the region left out for want of a figure.")
    students: int = Field(description="Students of the schools counted.")
    teachers: int = Field(description="Teachers of the schools counted.")
    mean: float | None = Field(description="Teachers per student over all these schools.")
    standard_deviation: float | None = Field(description="Weighted by students, in teachers per student.")
    coefficient: float | None = Field(description="Standard deviation over mean; null with fewer than two schools.")


class Balance(Listed[BalanceItem]):
    """Balance of a region: `items` holds it alone."""
