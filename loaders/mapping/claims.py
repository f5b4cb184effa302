"""What a dataset says that its schools are all of: `complete` in datapackage.json or in a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from graph.errors import InputUnreadable
from loaders.datasets import PACKAGE, read_package
from loaders.mapping.texts import Text, Texts

_STEP = 'Write "complete": [{"region": "530124", "stages": ["primary"], "as_of": "2025-09-01", "source": "register"}].'


class CensusClaim(BaseModel):
    """Regions, with all that lies in them, of which the dataset holds every school."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, use_attribute_docstrings=True)

    region: Texts = Field(min_length=1)
    """The region, or several, as places are written in tables."""
    stages: Texts = ()
    """The stages of which it holds every school; without them, or with `all`, all stages."""
    as_of: Text
    """The day, or the month or year, that it was so."""
    source: Text | None = None
    """The source that says so, if the folder has several."""
    locator: Text | None = None
    """Where in the source."""

    @field_validator("stages")
    @classmethod
    def _all(cls, stages: tuple[str, ...]) -> tuple[str, ...]:
        return () if stages == ("all",) else stages

    def rows(self) -> Iterable[dict[str, str | None]]:
        """Rows of the table `censuses`, one a region."""
        said = {"stages": ";".join(self.stages) or None, "as_of": self.as_of}
        evidence = {"source": self.source, "locator": self.locator}
        return ({"region": region, **said, **evidence} for region in self.region)


def package_claims(folder: Path) -> tuple[CensusClaim, ...]:
    """The claims in a folder's datapackage.json, if it makes any. Raises InputUnreadable for what is none."""
    said = read_package(folder).get("complete", [])
    try:
        return TypeAdapter(tuple[CensusClaim, ...]).validate_python(said if isinstance(said, list) else [said])
    except ValidationError as error:
        at = ".".join(["complete", *map(str, error.errors()[0]["loc"])])
        raise InputUnreadable(f"{PACKAGE}: {at} says no census", next_step=_STEP) from error


def claimed_rows(claims: Iterable[CensusClaim]) -> pl.DataFrame:
    """Rows of the table `censuses` for some claims, numbered by claim; columns that none fills are not there."""
    rows = [{"row": number, **row} for number, claim in enumerate(claims, 1) for row in claim.rows()]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)
