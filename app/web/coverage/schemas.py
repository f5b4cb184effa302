"""Bodies of the coverage routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.bodies import asks, shows
from app.web.envelope import Body, Id, ListBody, Name, column
from app.web.params import ListQuery, WholeListQuery
from app.web.what_if import Bounded, LeftOut


@asks("coverage")
class CoverageQuery(WholeListQuery):
    """Coverage of what, by what, on which day."""


@asks("uncovered_schools")
class UncoveredQuery(ListQuery):
    """Uncovered schools of which region."""


class CoveredRegion(Body):
    """The region that a share is of."""

    id: Id
    name: Name
    level: Annotated[str, column("coverage", "level")]


@shows("coverage", but=CoveredRegion.model_fields)
class CoverageItem(Body):
    """A share, which never stands without its numerator and denominator."""

    region: CoveredRegion


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
    universe: Annotated[str, column("coverage", "universe")]
    before: Figures
    after: Figures
    difference: FiguresChange


@shows("uncovered_schools")
class UncoveredSchool(Body):
    """A school that nothing of the kind asked for covers."""


@shows("uncovered_schools", but={"universe", "universe_as_of"})
class LostSchool(Body):
    """A school that nothing of the kind asked for covers any more."""


class UncoveredWhatIf(Body):
    """What changes when one school, group, organisation or tie is not there."""

    without: LeftOut
    lost: Bounded[LostSchool] = Field(description="Schools that were covered and are not any more.")


class CoverageWhatIf(UncoveredWhatIf):
    """The same, with the figures of each region."""

    regions: list[RegionWhatIf] = Field(description="Regions in the order of `items`, those of the pages before first.")


class Coverage(ListBody[CoverageItem]):
    """Coverage of one region, or of every region of a level that holds a known school."""

    what_if: CoverageWhatIf | None = Field(None, description="With `without`, what that changes; else null.")


class Uncovered(ListBody[UncoveredSchool]):
    """Schools that are not covered, by region and id."""

    what_if: UncoveredWhatIf | None = Field(None, description="With `without`, what that changes; else null.")
