"""The frames of one state of the graph: Arrow files, with a digest of each.

What a question needs of them is read when it is asked, so that all processes share the system's cache of the files.

Whatever takes part in ties has a number: schools come first, then groups, organisations and regions, each in the order
of their ids, and frames of links hold numbers. Days that are not known are the first or last there is, as `@holds` has
it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl

from graph.frame_files import FramesTorn, frame_file, open_frames


@dataclass(frozen=True, slots=True)
class Columns:
    """The frames, unread. Those named for a link type hold the links of that type, in the order of their keys."""

    nodes: pl.LazyFrame
    """What takes part: `number`, `label`, id, name, since_day, until_day, kind."""
    regions: pl.LazyFrame
    """The regions among them: `number`, id, name, level, and where their rows of `within` are. In the order of ids."""
    schools: pl.LazyFrame
    """The schools among them, the first row being number 0: since_day, until_day, a column for each stage, setting,
    students, teachers, the least `county` in which it lies, and numbers of their lists of `datasets` and `sources`."""
    lists: pl.LazyFrame
    """The lists that many things share: `list`, by `number`."""
    within: pl.LazyFrame
    """`number` of what lies in a `region`: where it lies itself, and what that lies in. In the order of regions."""
    above: pl.LazyFrame
    """`region` and what it lies in (`above`), itself among them, with `hops`."""
    covering: pl.LazyFrame
    """What covers a school, its `own` and that of the school it is a campus of: `school`, whether it is `aid`, days."""
    located: pl.LazyFrame
    campuses: pl.LazyFrame
    leads: pl.LazyFrame
    members: pl.LazyFrame
    aids: pl.LazyFrame
    """In the order of their forms, then of their keys."""
    pairings: pl.LazyFrame
    manages: pl.LazyFrame
    ties: pl.LazyFrame
    """All links of all types of ties: start, end, `type`, `key`, teachers_sent, `sources`, dates. In order of keys."""
    placed: pl.LazyFrame
    """Links that tell where something lies: start, `key` and the number of its list of `sources`."""
    in_programmes: pl.LazyFrame
    """Ties that name a `programme`, with what their ends are called (`start_id`, `start_name` …) and `since`.
    In the order of their ends' ids, then of their keys."""
    programmes: pl.LazyFrame
    """Named programmes: id, name. In the order of their ids."""
    sources: pl.LazyFrame
    """How many `links` and `figures` cite each source, by its `id`. In the order of ids."""
    censuses: pl.LazyFrame
    figures: pl.LazyFrame
    """Reported figures, with the number of their `subject`, its label as a word, id and name. In order of their ids."""
    others: pl.LazyFrame
    """The `number` of `what` takes no part in ties, and of ids that engines order otherwise."""

    def nodes_of(self, numbers: pl.Series) -> pl.LazyFrame:
        """What takes part by some of these numbers, which lie together where their ids do."""
        return _rows_of(self.nodes, numbers)

    def schools_of(self, numbers: pl.Series) -> pl.LazyFrame:
        """The schools of these numbers."""
        return _rows_of(self.schools, numbers)

    def within_of(self, regions: pl.DataFrame) -> pl.LazyFrame:
        """The rows of `within` of some of the regions."""
        if regions.height == 1:
            return self.within.slice(regions["first_within"].item(), regions["rows_within"].item())
        return self.within.filter(pl.col("region").is_in(regions["number"].implode()))

    def inside(self, region: str) -> pl.LazyFrame:
        """The `number` of all that lies in a region, by its id, or in what lies in it."""
        return self.within_of(self.regions.filter(id=region).collect()).select("number")


def _rows_of(frame: pl.LazyFrame, numbers: pl.Series) -> pl.LazyFrame:
    """The rows of these numbers, in the order of the frame: a number is a row, and no others are read than between."""
    if numbers.is_empty():
        return frame.head(0)
    first, last = int(numbers.to_numpy().min()), int(numbers.to_numpy().max())
    return frame.slice(first, last - first + 1).filter(pl.col("number").is_in(numbers.implode()))


Stamps = tuple[tuple[int, int], ...]
NAMES = tuple(field.name for field in fields(Columns))


def open_columns(folder: Path) -> Columns:
    """The frames of a folder, none of which is read yet.

    Raises FramesTorn where one is missing or is not what was written."""
    frames = open_frames(folder)
    if frames.keys() != set(NAMES):
        raise FramesTorn(f"{folder} holds {', '.join(sorted(frames)) or 'nothing'}, not the columns")
    return Columns(**frames)


def stamps(folder: Path) -> Stamps:
    """Size and time of each file of a folder: others than before tell that somebody touched them. Raises OSError."""
    found = (frame_file(folder, name).stat() for name in NAMES)
    return tuple((one.st_size, one.st_mtime_ns) for one in found)
