"""Bodies of the evidence routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Id, Listed, UndatedLinks, meaning
from app.web.params import ListAsked, of
from graph.model import INDICATOR, SOURCE


class SourcesAsked(ListAsked):
    """All sources."""


class SourceRow(Body):
    """A source and what rests on it."""

    id: Id
    title: Annotated[str | None, meaning(SOURCE, "title")]
    publisher: Annotated[str | None, meaning(SOURCE, "publisher")]
    published: Annotated[str | None, meaning(SOURCE, "published")]
    url: Annotated[str | None, meaning(SOURCE, "url")]
    licence: Annotated[str | None, meaning(SOURCE, "licence")]
    links: int = Field(description="Links that cite it; each counts once.")
    figures: int = Field(description="Reported figures that cite it.")


class Sources(Listed[SourceRow]):
    """Sources in the order of their ids."""


class IndicatorsAsked(ListAsked):
    """Which figures."""

    subject: Annotated[str | None, of("indicators", "subject")] = None
    region: Annotated[str | None, of("indicators", "region")] = None
    metric: Annotated[str | None, of("indicators", "metric")] = None
    from_day: Annotated[str | None, of("indicators", "from_day")] = None
    to_day: Annotated[str | None, of("indicators", "to_day")] = None


class IndicatorRow(Body):
    """A figure that a source reports."""

    id: Id
    subject_id: str = Field(description="Id of what the figure is about.")
    subject: str = Field(description="Name of what the figure is about.")
    subject_label: str = Field(description="School, EducationGroup, Province, Prefecture, County or Programme.")
    metric: Annotated[str, meaning(INDICATOR, "metric")]
    value: Annotated[float, meaning(INDICATOR, "value")]
    unit: Annotated[str | None, meaning(INDICATOR, "unit")]
    qualifier: Annotated[str | None, meaning(INDICATOR, "qualifier")]
    as_of: Annotated[str | None, meaning(INDICATOR, "as_of")]
    source_ids: Annotated[list[str], meaning(INDICATOR, "source_ids")]
    locators: Annotated[list[str], meaning(INDICATOR, "locators")]


class Indicators(Listed[IndicatorRow]):
    """Figures in the order of their ids."""


class ReconciliationAsked(ListAsked):
    """Figures of what, and the day for figures without a date."""

    region: Annotated[str | None, of("reconciliation", "region")] = None
    as_of: Annotated[str | None, of("reconciliation", "as_of")] = None


class Reconciled(Body):
    """A reported figure beside what the graph holds."""

    indicator_id: str = Field(description="Id of the reported figure.")
    subject_id: str = Field(description="Id of what the figure is about.")
    subject: str = Field(description="Name of what the figure is about.")
    metric: Annotated[str, meaning(INDICATOR, "metric")]
    reported: float = Field(description="The figure as reported, in `unit`.")
    observed: int = Field(description="What the graph holds, in `unit`.")
    difference: float = Field(description="Observed less reported, in `unit`.")
    unit: Annotated[str | None, meaning(INDICATOR, "unit")]
    qualifier: Annotated[str | None, meaning(INDICATOR, "qualifier")]
    as_of: Annotated[str | None, meaning(INDICATOR, "as_of")]
    undated_links: UndatedLinks
    source_ids: Annotated[list[str], meaning(INDICATOR, "source_ids")]
    locators: Annotated[list[str], meaning(INDICATOR, "locators")]


class Reconciliation(Listed[Reconciled]):
    """Reported figures that the graph can count, beside its own count."""
