"""The example of the search route."""

from __future__ import annotations

from app.web.examples import Example, receipt

SEARCH = Example(
    "/api/v1/search?q=%E6%98%86%E4%B8%89%E4%B8%AD&limit=1",
    {
        "receipt": receipt("find", {"name": "昆三中"}, rows=1, cut_at=1, truncated=True),
        "items": [
            {
                "id": "school-530100-6521ff8322",
                "label": "School",
                "name": "昆明市第三中学",
                "aliases": ["昆三中"],
                "region": "530100",
            }
        ],
        "truncated": True,
        "next_cursor": "0bcacfe2f3ed-1",
    },
)
