"""Examples of the region routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

REGIONS = Example(
    "/api/v1/regions?parent=530100&level=county&limit=1",
    {
        "receipt": receipt(
            "regions",
            {"parent": "530100", "level": "county", "q": None, "after": None},
            rows=1,
            cut_at=1,
            truncated=True,
        ),
        "items": [
            {
                "id": "530102",
                "name": "五华区",
                "level": "county",
                "parent": "530100",
                "functional": False,
                "lon": 102.6434,
                "lat": 25.1709,
            }
        ],
        "truncated": True,
        "next_cursor": "530102",
    },
)
REGION = Example(
    "/api/v1/regions/530124",
    {
        "receipt": receipt("region", {"id": "530124"}, rows=1),
        "items": [
            {
                "id": "530124",
                "name": "富民县",
                "level": "county",
                "parent": "530100",
                "functional": False,
                "lon": 102.5266,
                "lat": 25.3702,
                "parent_name": "昆明市",
                "regions_below": 0,
                "schools_known": 2,
                "source_ids": ["regions-2026"],
                "locators": ["530124"],
            }
        ],
        "truncated": False,
    },
)
