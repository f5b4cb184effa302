"""docs/tables.md says all that a table may be written with."""

from __future__ import annotations

from loaders import tables
from loaders.documents import tables_page


def test_every_table_column_header_and_spelling_is_on_the_page() -> None:
    page = tables_page()
    for table in tables.TABLES:
        section = page.partition(f"\n## `{table.name}` ")[2].partition("\n## ")[0]
        assert all(f"`{title}`" in section for title in table.titles)
        for column in table.columns:
            mark = f"| **`{column.name}`** | yes |" if column.required else f"| `{column.name}` |  |"
            line = next(line for line in section.splitlines() if line.startswith(mark))
            assert all(header in line for header in column.headers)
            assert all(spelling in line.lower() for spelling in column.prop.choices.spellings)
