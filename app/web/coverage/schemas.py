"""Bodies of the coverage routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Id, ListBody, Name, UndatedLinks, meaning
from app.web.params import AsOf, ListQuery, SomeRegionCode, Stage, WholeListQuery, Without, of
from app.web.what_if import Bounded, LeftOut
from graph.model import REGION, SCHOOL


class CoverageQuery(WholeListQuery):
    """Coverage of what, by what, on which day."""

    region: Annotated[str | None, of("coverage", "region")] = None
    by: Annotated[str | None, of("coverage", "by")] = None
    weight: Annotated[str | None, of("coverage", "weight")] = None
    covered_by: Annotated[str | None, of("coverage", "covered_by")] = None
    stage: Stage = None
    as_of: AsOf = None
    universe: Annotated[str | None, of("coverage", "universe")] = None
    without: Without = None


class UncoveredQuery(ListQuery):
    """Uncovered schools of which region."""

    region: SomeRegionCode
    covered_by: Annotated[str | None, of("uncovered_schools", "covered_by")] = None
    weight: Annotated[str | None, of("uncovered_schools", "weight")] = None
    stage: Stage = None
    as_of: AsOf = None
    without: Without = None


class CoveredRegion(Body):
    """The region that a share is of."""

    id: Id
    name: Name
    level: Annotated[str, meaning(REGION, "level")]


class CoverageItem(Body):
    """A share, which never stands without its numerator and denominator."""

    region: CoveredRegion
    numerator: float = Field(description="What is covered, in `unit`.")
    denominator: float | None = Field(description="All there is, in `unit`; null where no total is reported.")
    share: float | None = Field(description="numerator / denominator, 0-1; null without a denominator above 0.")
    unit: str = Field(description="What is counted: schools, students or campuses.")
    universe: str = Field(description="What the denominator is: schools of the graph (known), or a reported total.")
    source_ids: list[str] = Field(description="Sources of the denominator.")
    schools_without_figure: int = Field(description="Schools left out since their number of students is unknown.")
    undated_links: UndatedLinks


class Figures(Body):
    """A share with its numerator and denominator."""

    numerator: float
    denominator: float | None
    share: float | None


class FiguresChange(Body):
    """After less before."""

    numerator: float
    share: float | None


class RegionWhatIf(Body):
    """A region's figures with and without what is left out."""

    id: Id
    name: Name
    before: Figures
    after: Figures
    difference: FiguresChange


class UncoveredSchool(Body):
    """A school that nothing of the kind asked for covers."""

    id: Id
    name: Name
    region: str | None = Field(description="Code of the smallest region known.")
    region_name: str | None = Field(description="Name of that region.")
    students: Annotated[int | None, meaning(SCHOOL, "students")]


class UncoveredWhatIf(Body):
    """What changes when one school, group or tie is not there."""

    without: LeftOut
    lost: Bounded[UncoveredSchool] = Field(description="Schools that were covered and are not any more.")


class CoverageWhatIf(UncoveredWhatIf):
    """The same, with the figures of each region."""

    regions: list[RegionWhatIf] = Field(description="Regions in the order of `items`, those of the pages before first.")


class Coverage(ListBody[CoverageItem]):
    """Coverage of one region, or of every region of a level that holds a known school."""

    what_if: CoverageWhatIf | None = Field(None, description="With `without`, what that changes; else null.")


class Uncovered(ListBody[UncoveredSchool]):
    """Schools that are not covered, by region and id."""

    what_if: UncoveredWhatIf | None = Field(None, description="With `without`, what that changes; else null.")
