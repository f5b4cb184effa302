"""Bodies of the coverage routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Id, ListBody, Name, column
from app.web.params import AsOf, ListQuery, SomeRegionCode, Stage, WholeListQuery, Without, of
from app.web.what_if import Bounded, LeftOut


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
    level: Annotated[str, column("coverage", "level")]


class CoverageItem(Body):
    """A share, which never stands without its numerator and denominator."""

    region: CoveredRegion
    numerator: Annotated[float, column("coverage", "numerator")]
    denominator: Annotated[float | None, column("coverage", "denominator")]
    share: Annotated[float | None, column("coverage", "share")]
    unit: Annotated[str, column("coverage", "unit")]
    universe: Annotated[str, column("coverage", "universe")]
    source_ids: Annotated[list[str], column("coverage", "source_ids")]
    schools_without_figure: Annotated[int, column("coverage", "schools_without_figure")]
    undated_links: Annotated[int, column("coverage", "undated_links")]


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
    region: Annotated[str | None, column("uncovered_schools", "region")]
    region_name: Annotated[str | None, column("uncovered_schools", "region_name")]
    students: Annotated[int | None, column("uncovered_schools", "students")]


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
