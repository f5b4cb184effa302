from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

from loaders.mapping.documents import mapping_page, mapping_schema
from loaders.mapping.model import TABLES
from loaders.mapping.read import parse_mapping
from tests.loaders.mapping.published import MAPPINGS

_SCHEMA = json.loads(mapping_schema())
_EXAMPLES = re.findall(r"```yaml\n(.*?)```", mapping_page(), re.DOTALL)


def _as_editors_do(text: str) -> object:
    """A mapping as another reader of YAML takes it: numbers are numbers."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_the_schema_is_one_and_names_every_table_and_column() -> None:
    jsonschema.Draft202012Validator.check_schema(_SCHEMA)
    for name, table in TABLES.items():
        assert name in _SCHEMA["properties"]
        feed = _SCHEMA["$defs"][name]["anyOf"][0]
        assert {column.name for column in table.columns} <= set(feed["properties"])


@pytest.mark.parametrize("text", [*_EXAMPLES, *(path.read_text("utf-8") for path in MAPPINGS)])
def test_what_is_read_fits_the_schema(text: str) -> None:
    parse_mapping(text)
    jsonschema.validate(_as_editors_do(text), _SCHEMA)


@pytest.mark.parametrize(
    "text",
    ["grups:\n  name: x", "groups:\n  nam: x", "groups:\n  name:\n    colum: x", "files:\n  a.csv:\n    file: b.csv"],
)
def test_what_is_refused_does_not_fit_the_schema(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_as_editors_do(text), _SCHEMA)
