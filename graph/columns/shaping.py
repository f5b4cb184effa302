"""What was read from the store, as the frames of columns: numbered, sorted and joined."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from graph.columns.holdings import BEYOND
from graph.model import STAGES, TAKES_PART
from graph.values import FIRST_DAY, LAST_DAY

OTHERS = {"what": pl.String(), "number": pl.Int64()}
_SCHOOL, _REGION = TAKES_PART.index("School"), TAKES_PART.index("Region")
_HOPS_ABOVE = 4
_SPAN = ("since_day", "until_day")
_DATES = (*_SPAN, "undated", "observed_first_day", "observed_last_day")


def shape_frames(read: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames of `Columns`, by name, of what the statements of cypher/columns/ tell.

    Of that, links and what lies in places are most, and are used up."""
    located, ties = read.pop("located"), read.pop("ties")
    nodes = _nodes(located, read["regions"])
    numbers = nodes.select("number", "id", "label")
    # What lies in two regions was read twice, and its ties.
    ties = _with_days(ties.unique(["type", "key"])).sort("key")
    placed = _placed(located, read["parts"])
    del located
    sources = _sources(pl.concat([placed["source_ids"], ties["source_ids"]]), read["figures"]["source_ids"])
    lists = _lists(nodes["datasets"], nodes["source_ids"], ties["source_ids"], placed["source_ids"])
    ties, placed = (
        _listed(_numbered(frame, numbers, "start", "end"), lists, source_ids="sources") for frame in (ties, placed)
    )
    above = _above(nodes.filter(label=_REGION)["number"], placed.filter("is_part"))
    located = placed.filter(~pl.col("is_part")).select(number="start", region="end").unique()
    links = {
        name: ties.filter(type=type_).select("start", "end", *columns, *_DATES)
        for name, (type_, *columns) in {
            "campuses": ("CAMPUS_OF",),
            "leads": ("LEADS",),
            "members": ("MEMBER_OF", "role", "has_since"),
            "aids": ("AIDS", "key", "form", "has_since", "teachers_sent", "sources"),
            "pairings": ("PAIRED_WITH",),
            "manages": ("MANAGES",),
        }.items()
    }
    links["aids"] = links["aids"].sort("form", maintain_order=True, nulls_last=True)
    schools = _listed(nodes.filter(label=_SCHOOL), lists, datasets="datasets", source_ids="sources")
    subjects = read["figures"].with_columns(start_id="subject_id", start_label=_code("subject_label"))
    regions = nodes.filter(label=_REGION)
    counties = located.join(regions.filter(level="county"), left_on="region", right_on="number", how="semi")
    counties = counties.group_by("number").agg(county=pl.col("region").min())
    within = _within(located, above)
    about = read["censuses"].with_columns(start_id="region_id", start_label=pl.lit(_REGION, pl.UInt8()))
    return {
        "nodes": nodes.select("number", "label", "id", "name", *_SPAN, "kind"),
        "regions": _with_rows(regions, within).select("number", "id", "name", "level", "first_within", "rows_within"),
        "schools": schools.join(counties, on="number", how="left", maintain_order="left").select(
            "number",
            *_SPAN,
            *(_has(stage.value) for stage in STAGES),
            "setting",
            "students",
            "teachers",
            "county",
            "datasets",
            "sources",
        ),
        "lists": lists,
        "within": within,
        "above": above,
        "covering": _covering(links, schools.height),
        "located": located.sort("number", "region"),
        **links,
        "ties": ties.select("start", "end", "type", "key", "has_since", "teachers_sent", "sources", *_DATES),
        "placed": placed.select("start", "key", "sources"),
        "programmes": read["programmes"].sort("id"),
        "in_programmes": _in_programmes(ties, nodes),
        "sources": sources,
        "censuses": _numbered(about, numbers, "start").rename({"start": "region"}).sort("id"),
        "others": pl.concat(
            [read["others"], _beyond(nodes["id"], ties["key"], placed["key"], sources["id"], read["programmes"]["id"])]
        ),
        "figures": _numbered(subjects, numbers, "start")
        .rename({"start": "subject"})
        .join(nodes.select(subject="number", subject_name="name"), on="subject")
        .sort("id"),
    }


def _in_programmes(ties: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """Ties that name a programme, with what their ends are called."""
    named = ties.drop_nulls("programme").select("start", "end", "type", "key", "programme", "since", *_DATES)
    return _called(_called(named, nodes, "start"), nodes, "end").sort("start_id", "end_id", "key")


def _called(frame: pl.DataFrame, nodes: pl.DataFrame, end: str) -> pl.DataFrame:
    """A frame with what an end is called that stands there by its number."""
    told = nodes.select(pl.col("number").alias(end), *(pl.col(of).alias(f"{end}_{of}") for of in ("id", "name")))
    return frame.join(told, on=end, maintain_order="left")


def _placed(located: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """The links that tell where things lie, those of regions (`is_part`) among them."""
    of_things = located.drop_nulls("place").select(
        start_id="id", start_label=_code("label"), end_id="place", key="place_key",
        source_ids=pl.coalesce("place_cites", "source_ids"), is_part=pl.lit(False),
    )  # fmt: skip
    of_regions = parts.select(
        "key",
        "source_ids",
        start_id="id",
        start_label=pl.lit(_REGION, pl.UInt8()),
        end_id="above",
        is_part=pl.lit(True),
    )
    return pl.concat([of_things, of_regions], how="diagonal").with_columns(end_label=pl.lit(_REGION, pl.UInt8()))


def _sources(of_links: pl.Series, of_figures: pl.Series) -> pl.DataFrame:
    """How many links and figures cite each source, however often one does."""
    counts = [_citing(of_links, "links"), _citing(of_figures, "figures")]
    return pl.concat(counts, how="diagonal").group_by("id").agg(pl.col("links", "figures").sum()).sort("id")


def _citing(cited: pl.Series, what: str) -> pl.DataFrame:
    """How many rows list each id. There are few lists, and many rows."""
    lists = cited.alias("id").to_frame().group_by("id").agg(pl.len().cast(pl.Int64).alias(what))
    return (
        lists.with_columns(pl.col("id").list.unique())
        .explode("id")
        .drop_nulls("id")
        .group_by("id")
        .agg(pl.col(what).sum())
    )


def _beyond(*ids: pl.Series) -> pl.DataFrame:
    """How many ids hold a character that takes two of Java's."""
    count = sum(each.str.contains(r"[\x{10000}-\x{10FFFF}]").sum() for each in ids)
    return pl.DataFrame({"what": [BEYOND], "number": [count]}, schema=OTHERS)


def _nodes(located: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """Whatever takes part, numbered: by label, then by id."""
    things = located.with_columns(_code("label")).drop("place").unique(["label", "id"])
    areas = regions.select("id", "name", "level", label=pl.lit(_REGION, pl.UInt8()))
    known = pl.concat([things, areas], how="diagonal")
    return _with_days(known).sort("label", "id").with_row_index("number")


def _code(label: str) -> pl.Expr:
    return pl.col(label).replace_strict({one: at for at, one in enumerate(TAKES_PART)}, return_dtype=pl.UInt8())


def _numbered(frame: pl.DataFrame, numbers: pl.DataFrame, *ends: str) -> pl.DataFrame:
    """A frame with the numbers of ends that stand there by label and id."""
    for end in ends:
        ids = numbers.rename({"label": f"{end}_label", "id": f"{end}_id", "number": end})
        frame = frame.join(ids, on=[f"{end}_label", f"{end}_id"], maintain_order="left")
        frame = frame.drop(f"{end}_label", f"{end}_id")
    return frame


def _with_days(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("since_day").fill_null(FIRST_DAY), pl.col("until_day").fill_null(LAST_DAY))


def _has(stage: str) -> pl.Expr:
    return pl.col("stages").list.contains(stage).fill_null(False).alias(stage)


def _lists(*columns: pl.Series) -> pl.DataFrame:
    known = pl.concat([column.alias("list").fill_null([]) for column in columns]).unique(maintain_order=True)
    return known.to_frame().with_row_index("number")


def _listed(frame: pl.DataFrame, lists: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Lists of a frame by their numbers, each under its name there."""
    for column, name in columns.items():
        told = frame.with_columns(list=pl.col(column).fill_null([])).drop(column)
        numbers = lists.rename({"number": name})
        frame = told.join(numbers, on="list", how="left", maintain_order="left").drop("list")
    return frame


def _above(regions: pl.Series, parts: pl.DataFrame) -> pl.DataFrame:
    """Each region with all that it lies in within so many hops; of several ways the shortest."""
    level = pl.DataFrame({"region": regions, "above": regions, "hops": pl.zeros(len(regions), pl.UInt8(), eager=True)})
    levels = [level]
    for _ in range(_HOPS_ABOVE):
        level = level.join(parts, left_on="above", right_on="start").select(
            "region", above="end", hops=pl.col("hops") + 1
        )
        levels.append(level.unique())
    return pl.concat(levels).group_by("region", "above").agg(pl.col("hops").min()).sort("above", "region")


def _within(located: pl.DataFrame, above: pl.DataFrame) -> pl.DataFrame:
    near = above.filter(pl.col("hops") <= _HOPS_ABOVE - 1).select("region", "above")
    found = located.join(near, on="region").select("number", region="above").unique()
    return found.sort("region", "number")


def _with_rows(regions: pl.DataFrame, within: pl.DataFrame) -> pl.DataFrame:
    """Regions with the first of their rows of `within`, and how many these are."""
    rows = within.with_row_index("row").group_by("region").agg(first_within=pl.col("row").min(), rows_within=pl.len())
    joined = regions.join(rows, left_on="number", right_on="region", how="left", maintain_order="left")
    return joined.with_columns(pl.col("first_within", "rows_within").fill_null(0))


def _covering(links: Mapping[str, pl.DataFrame], schools: int) -> pl.DataFrame:
    """Memberships, aid received and pairings of schools, then the same for their campuses, whatever the day."""
    pairings = links["pairings"]
    own = [
        links["members"].select(pl.col("start").alias("school"), pl.lit(False).alias("aid"), *_DATES),
        links["aids"].select(pl.col("end").alias("school"), pl.lit(True).alias("aid"), *_DATES),
        pairings.select(pl.col("end").alias("school"), pl.lit(True).alias("aid"), *_DATES),
        pairings.filter(pl.col("start") != pl.col("end")).select(
            pl.col("start").alias("school"), pl.lit(True).alias("aid"), *_DATES
        ),
    ]
    of_schools = pl.concat(own).filter(pl.col("school") < schools).with_columns(own=pl.lit(True))
    parents = links["campuses"].select(campus="start", school="end")
    of_campuses = parents.join(of_schools, on="school").drop("school", "own").rename({"campus": "school"})
    return pl.concat([of_schools, of_campuses.with_columns(own=pl.lit(False)).select(of_schools.columns)]).sort(
        "school"
    )
