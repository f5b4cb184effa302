"""docs/mapping.md and docs/mapping.schema.json: what a mapping file may say, from its models."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from graph.documents import NOTE, markdown_table
from loaders.mapping.claims import CensusClaim
from loaders.mapping.examples import EXAMPLES
from loaders.mapping.model import COLUMNS, TABLES, Block, Feed, FieldSpec, Mapping, Place, SourceSpec, Test
from loaders.mapping.texts import SCALAR

_SHORT: dict[str, list[Any]] = {
    "FieldSpec": [SCALAR],
    "Place": [SCALAR],
    "SourceSpec": [SCALAR],
    "Test": [SCALAR, {"type": "array", "items": SCALAR}],
}
"""Models that a mapping may also give as a text or as a list."""
_INTRODUCTION = """\
A list that somebody else published has headers of its own, titles above them, several schools in one cell. A mapping
file says how it becomes rows of [our tables](tables.md), and the list stays as it is. `huoshui load FOLDER --mapping
FILE` reads it; a `mapping.yaml` in the folder itself is used without being asked for. Where several lists lie in one
folder, each may have a mapping of its own, `LIST.mapping.yaml`, which names its files and says nothing of the others.
`huoshui map-columns FOLDER` proposes one from the headers and the first rows. Editors check it against
`mapping.schema.json`, which lies beside this page: write `# yaml-language-server: $schema=mapping.schema.json` into its
first line.

Every row of a file becomes rows of our tables, or is rejected with its place and the reason, or is left out because
the mapping says so; the report counts those.

- **What the file is**: `file` names the one file that the mapping is about, `files` several, each with what differs
  there; all else holds for all of them. A name may hold `*`, and a sheet stands behind a slash: `book.xlsx/名单`.
  Without both, files go by their names (`groups.csv`, `members-2.xlsx`), and headers that our tables know need no word.
- **Tables and fields**: under the name of a table stands each of our columns with the header that the file has for it.
  One file may feed several tables: a row feeds each whose required cells it fills. A number counts the columns.
- **Constants**: any of our columns with one value for all rows, such as `region: 530124`, stands outside the tables.
- **Sources**: `source` is what the rows cite: an id, an address, a title, or all that is known of it. Without one, the
  only source of the folder is meant, or else the folder itself. Without a `locator` a row cites its place in the file
  (`groups.xlsx 名单 row 5`).
- **Times**: `since` and `until` say when a thing began and ended; as constants they are those of members and links,
  where a file feeds these. The date of a list says neither: it is `observed`.
"""


def mapping_schema() -> str:
    """docs/mapping.schema.json: the JSON Schema (draft 2020-12) of a mapping file."""
    schema = Mapping.model_json_schema()
    definitions = schema.pop("$defs")
    for name in ("Feed", "Block"):
        definitions.pop(name)
    definitions |= {name: {"anyOf": [*short, definitions[name]]} for name, short in _SHORT.items()}
    tests = {name: Feed.model_json_schema()["properties"][name] for name in ("when", "unless")}
    for name, table in TABLES.items():
        fields = {one.name: {"$ref": "#/$defs/FieldSpec", "description": one.prop.meaning} for one in table.columns}
        feed: dict[str, Any] = {"type": "object", "properties": tests | fields, "additionalProperties": False}
        if table.open_counts:
            feed["patternProperties"] = {"^[a-z][a-z0-9_]{0,63}$": {"$ref": "#/$defs/FieldSpec"}}
        either = [feed, {"type": "array", "items": feed}]
        definitions[name] = {"anyOf": either, "description": table.meaning}
    own = {name: {"$ref": f"#/$defs/{name}"} for name in TABLES}
    constants = {name: {**SCALAR, "description": column.prop.meaning} for name, column in COLUMNS.items()}
    block = Block.model_json_schema()["properties"]
    for properties in (block, schema["properties"]):
        properties.pop("constants")
        properties.pop("tables")
        properties |= {name: said for name, said in (own | constants).items() if name not in properties}
    definitions["Block"] = {"type": "object", "properties": block, "additionalProperties": False}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mapping file of Huoshui",
        **{key: said for key, said in schema.items() if key != "title"},
        "$defs": definitions,
    }
    return json.dumps(_plain(whole), ensure_ascii=False, indent=1) + "\n"


def _plain(schema: Any) -> Any:
    """The schema without what tells a reader nothing: titles made of names, and blanks as a type or a default."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    said = {
        key: {name: _plain(one) for name, one in value.items()} if key in ("properties", "$defs") else _plain(value)
        for key, value in schema.items()
        if key != "default" and not (key == "title" and value != "Mapping file of Huoshui")
    }
    either = said.get("anyOf")
    if isinstance(either, list) and len(either) == 1:
        said.pop("anyOf")
        return {**either[0], **said}
    return said


def mapping_page() -> str:
    """docs/mapping.md: keys and examples."""
    of_files = [name for name in Mapping.model_fields if name not in Block.model_fields]
    parts = [
        "# Mapping files\n",
        NOTE,
        _INTRODUCTION,
        "## For the whole mapping\n",
        _keys(Mapping, of_files),
        "## For all files, or for one\n",
        _keys(Block, [name for name in Block.model_fields if name not in ("constants", "tables")]),
        _TABLES,
        "## For a field\n",
        "A header is enough. Else one of the first six keys, and any of the others.\n",
        _keys(FieldSpec),
        "## For a test, a place, a source and a claim\n",
        "A test in `when` or `unless` is a text, a list of texts, or these keys:\n",
        _keys(Test),
        "A place in `within` is a text, or these keys:\n",
        _keys(Place),
        f"A source is a text, or these keys: {', '.join(f'`{name}`' for name in SourceSpec.model_fields)}.\n",
        "A claim in `complete` says that the dataset holds every school there is:\n",
        _keys(CensusClaim),
        "## Lists in a cell\n",
        _LISTS,
        "## Examples\n",
        *(f"{words}\n\n```yaml\n{example.strip()}\n```\n" for words, example in EXAMPLES),
    ]
    return "\n".join(parts)


def _keys(model: Any, names: Iterable[str] | None = None) -> str:
    fields = model.model_fields
    return markdown_table(
        ("key", "meaning"),
        ((f"`{fields[name].alias or name}`", fields[name].description or "") for name in names or fields),
    )


_TABLES = """\
And the tables, each with its fields, or a list of them where a row tells one table several things. `when` and `unless`
may stand beside the fields too. And any of our columns as a constant.
"""
_LISTS = """\
With `split: names` or `split: places` a cell is a list as people write it: parted by 、 ， , ; ； or line breaks, with
or without numbers before the items (`1.`, `①`, `（1）`), with 等8所 or a count behind them, and with 和, 及 or 与
between the last two. That word parts only what are whole names on both sides, so that 平和县, 呼和浩特市 and 和平区
stay whole. Signs in brackets part nothing. A cell that only counts (8所) has no members. `/` and blanks part a list
only where they are given: `split: 、/`.

A list of `places` also says things once: in 阿坝州壤塘县、若尔盖县,甘孜州石渠县 the second lies in 阿坝州 too, and in
皋兰、甘谷、临潭三县 all three are 县.
"""
PAGES = {"mapping.md": mapping_page, "mapping.schema.json": mapping_schema}
