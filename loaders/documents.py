"""docs/tables.md: every input table, from its declaration."""

from __future__ import annotations

from collections.abc import Callable

from graph.documents import NOTE, limits, markdown_table
from graph.model import Choice, Kind, Property
from loaders import tables
from loaders.columns import InputColumn
from loaders.datasets import PAIRINGS_DATASET, shipped_folder
from loaders.mapping import read_folder
from loaders.mapping.documents import PAGES as MAPPING_PAGES
from loaders.tables.declare import InputTable

_INTRODUCTION = """\
A folder of tables, each of them optional: CSV, TSV or other text (UTF-8, UTF-16, GB18030, Big5 or cp1252: what was
assumed is told), XLSX, XLS, ODS, Parquet or JSON Lines, in zip or gz too. A cell is what it shows: a month is a month,
a merged cell holds for its range. Headers may be English or Chinese, in any order, below titles; columns that are not
known are named and left out. The folder's name, or `name` in its `datapackage.json`, is the dataset: loading it again
replaces what it held. `huoshui check FOLDER` checks without writing.

- **References** (school, group, lead, helper, subject …) are an id, or a name with an optional `@region`. Names are
  looked for in the row's own region first, full names before aliases.
- **Regions** are a code, a name, or a path such as `云南省/昆明市/富民县`: with `／`, `>`, `-`, blanks, commas or
  nothing between its parts, with or without 市辖区 and the like in between, in traditional letters, and
  with short names (云南, 湘西州) where only one region can be meant, or one that holds all others that could
  (淮安). A statistical code that goes on below the county (530124001) names the county. What was
  abolished is never mapped by itself: the reject says what it was and what to write now. A text that
  you know the meaning of is settled by a row of [`decisions.csv`](#same-or-not).
- **Another country's register** is named by `"register": "gb"` in datapackage.json: ids of its regions
  then have the prefix `gb:` and may be written without it. `{"prefix": "gb", "levels": {"province":
  "region", "county": "local authority"}, "root": {"id": "E92000001", "name": "England"}}` also gives
  its words for our three levels, which the `regions` table may use, and the region that holds those of
  the highest level. The shipped divisions of China are loaded only when a dataset refers to them.
- **A whole list of schools** is declared by `"complete": [{"region": "530124", "stages": ["primary"], "as_of":
  "2025-09-01", "source": "register"}]` in datapackage.json, by `complete` in a mapping, or in the table `censuses`:
  the dataset then holds every school of the region and all below it, of these stages (or of all, without
  `stages`), on that day. Shares of the region then say `universe: register` and count these schools, on that day
  and on later ones until a newer such list; elsewhere they are shares of the schools that sources happen to name.
- **Dates** are as precise as you know: `2020`, `2020-09`, `2020-09-01` (also `2020年9月`, `20200901`). What may be two
  dates (`1/9/2020`) is refused.
- **Numbers** may have thousands set off and what is counted: `1,200人`. `无`, `-`, `N/A` and the like are nothing.
- **Lists** (aliases, stages, observed, source, locator) are separated by `;`. One source goes with all locators,
  or one with each.
- **Names declare** where no list does: a folder without a `schools` table has the schools that its groups, members and
  aid links name, each in its group's region (marked `entailed`), with the evidence of the rows that name it. Within one
  group's rows a name is another less the names of its places; nothing else is taken for the same: near names are told.
  Organisations and groups likewise. With a table they make nothing known, unless `--declare-schools` is given.
- **Several datasets** make one graph, in whatever order they come. A row that names what no dataset has *waits*: it is
  listed in `rejects.csv` as `waiting`, and is in the graph as soon as another dataset brings what it names. Where two
  differ about one thing, a register (`"authority": "register"` in datapackage.json, or in the mapping) goes before a
  report, a newer source before an older one, then the dataset's name counts; the other value is kept, and the question
  `differing_values` shows both with their sources. `huoshui unload NAME` gives the graph that never had the dataset.
- **Figures that are not exact** (`约1200`, `1200余人`) are no counts of a school but figures about it (`indicators`).
- **Limits**: what a folder may ask for is bounded by the [settings](settings.md) `HUOSHUI_INPUT_…`: bytes of a file,
  how much it unpacks to, rows, columns, cells, memory and time. A file over one is left out like one that can't be
  read: the reject says by how much, and which setting raises the limit; what was loaded of it before stays. Links are
  followed within the folder only.
- **Evidence** is required: a link or figure without a source and a place in it does not load.
"""
_REJECTS_AND_MAPPING = """\
## Rows that fail, and registers with other headers

Rows that fail go to `rejects.csv` and the rest loads; `--strict` refuses everything instead. The command tells the
causes, with how many rows wait for what another row's fault keeps out; `rejects.html` shows them. `rejects.csv` holds
the place (file, row, table, part), the column, its value, the reason, the candidates, and then the whole row. Mended
there and saved as `mended.csv` beside the tables, rows take the place of the bad ones at every load, as long as those
still hold what was rejected.

Lists with other headers, titles above them or several schools in a cell are read through a [mapping file](mapping.md),
untouched; `huoshui map-columns FOLDER` proposes one.
"""
_SAME_OR_NOT = """\
## Same or not

Two names are one only by id, by rule (spelling, and within a group the names of places before them) or by a person's
decision, never by nearness. `huoshui matches` lists schools and groups that may be one: where their regions are one, or
one holds the other, and names have one form once it is made alike

- how they are written (`spelling`: width, radicals, traditional letters, blanks, 第1 and 第一),
- usual short forms (`short_form`: 第一中学 and 一中, 附属小学 and 附小, 幼儿园 and 幼, 教育集团 and 集团),
- the places before them (`place`: 昆明市第三中学, 市三中 and 昆三中),
- or a letter that tells no schools apart (`letters`: 九龙镇中心学校 and 九龙中心学校), if two lists write them.

Other numbers, directions, sizes, kinds, campuses (校区) and branches (分校) keep schools apart. The score is how many
letters are alike, in percent, less 3 to 10 by the reason and 1 for an alias. The question `near_names` finds the same
within a region.

`huoshui matches -o decisions.csv` writes them to be decided on. A person writes into each row `same` or `different` and
who says so, and puts the file beside the tables of any dataset, or into a folder of its own, which is then a dataset
too: `huoshui load` reads it with every load.

```
decision,written,meant,said_by
same,昆三中@530102,昆明市第三中学@530102,your name
different,school-530124-1b83c36a38,富民一中@富民县,your name
place,长顺市,520000/长顺县,your name
```

- `same`: what is written is what is meant, and that one's id stands. References to either mean it, it has the names of
  both and the evidence of both, and where datasets differ about it both values stay visible (`differing_values`).
- `different`: they are never listed again, and no rule takes one for the other. The graph keeps it as a `Decision`.
- `place`, or nothing: which region a text of this folder means.
- `undecided`: nothing yet; such rows are counted and left.

A side is an id or a name with an optional `@region`; `written_in` and `meant_in` name the dataset that has it, where
several have such a name. Chains are followed. A row that can't hold is rejected with its place: a side that nothing has
(it waits for the dataset that brings it), circles, a name that would be two things, and `same` where somebody says
`different`: then nothing is merged. Without the row, at the next load, or without the dataset (`huoshui unload`),
everything is as if it had never been said.
"""
_EXAMPLE = """\
## A worked example: `data/pairings`

`huoshui load pairings` loads lists of who helps whom among provinces, cities, counties and universities, as they were
published. The folder holds, and so may yours:

- **The lists**, unchanged: {lists} of them, such as `{file}`.
- **`sources.csv`**, a table of ours: what was published by whom, when and where.
- **A mapping for each list**: a folder with several has one named after each list.

`{file}` has several counties in one cell, some with the city that they lie in, and no province:

```
{table}
```

Its mapping says what the list leaves to be understood, and what differs between the three files of Tianjin:

```yaml
{mapping}
```

东丽区 and 皋兰县 stand in two of the files: that is one link, with both sources, the start that one of them tells and
the year for which the other saw it. `huoshui check pairings` tells how many rows there are
({rows}), and that two of them stay out: both lists of
Guangdong write 长顺市, which no register has. They wait for a dataset that has such a place; `rejects.csv` names 长顺县
as a candidate. And `huoshui matches` names 豐鎮第一中學 and 丰镇一中, which two sources write, as likely one school.
Nothing of this is decided for you. Whoever is sure says so beside the tables, in
`decisions.csv`, and loads again:

```
{decisions}
```

Then ask `helpers_in_turn`, `unhelped_regions` or `aid_flows` ([questions](questions.md)).
"""
EXAMPLE_DECISIONS = """\
written,meant,decision,said_by
长顺市,520000/长顺县,place,your name
丰镇一中@150981,豐鎮第一中學@150981,same,your name"""
"""What a person may say of the shipped pairings."""
_KINDS = {
    Kind.STRING: "text",
    Kind.STRINGS: "list",
    Kind.INTEGER: "whole number",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "true or false, 是 or 否",
    Kind.DATE: "date",
    Kind.DATES: "list of dates",
}


def tables_page() -> str:
    """docs/tables.md: tables, columns, headers and spellings."""
    sections = [_section(table) for table in tables.TABLES]
    return "\n".join(
        ["# Input tables\n", NOTE, _INTRODUCTION, *sections, _REJECTS_AND_MAPPING, _SAME_OR_NOT, _worked_example()]
    )


def _worked_example() -> str:
    """The shipped pairings, told by their own files."""
    folder = shipped_folder(PAIRINGS_DATASET)
    table = folder / "tianjin.published_gansu.csv"
    read = read_folder(folder)
    rows = (f"{one.frame.height} of `{name}`" for name, one in read.tables.items())
    return _EXAMPLE.format(
        lists=len(list(folder.glob("*.published*"))),
        file=table.name,
        table=table.read_text("utf-8").strip(),
        mapping=(folder / "tianjin.mapping.yaml").read_text("utf-8").strip(),
        rows=", ".join(rows),
        decisions=EXAMPLE_DECISIONS,
    )


def _section(table: InputTable) -> str:
    names = ", ".join(f"`{name}`" for name in table.titles)
    parts = [
        f"## `{table.name}` {table.titles[0]}\n",
        f"{table.meaning} The file, or the sheet of a workbook, may also be called {names}.\n",
        markdown_table(("column", "required", "other headers", "kind", "meaning"), map(_row, table.columns)),
    ]
    if table.open_counts:
        parts.append(
            "Further columns are kept as counts where their header is in snake_case and they hold whole numbers.\n"
        )
    return "\n".join(parts)


def _row(column: InputColumn) -> tuple[str, ...]:
    prop = column.prop
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    meaning = " ".join(filter(None, [prop.meaning, _choices(prop), limits(prop)]))
    return name, "yes" if column.required else "", ", ".join(column.headers), _KINDS[prop.kind], meaning


def _choices(prop: Property) -> str:
    return f"One of {'; '.join(map(_spelled, prop.choices))}." if prop.choices else ""


def _spelled(choice: Choice) -> str:
    others = [written for written in (*choice.words, *choice.spellings) if written != choice.value]
    return f"`{choice.value}` ({', '.join(others)})"


PAGES: dict[str, Callable[[], str]] = {"tables.md": tables_page, **MAPPING_PAGES}
