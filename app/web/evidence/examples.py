"""Examples of the evidence routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

SOURCES = Example(
    "/api/v1/sources?limit=1",
    {
        "receipt": receipt("sources", {"after": None}, rows=1, cut_at=1, truncated=True),
        "items": [
            {
                "id": "regions-2026",
                "title": "Divisions of China at county level and above (2026)",
                "publisher": "Ministry of Civil Affairs of the PRC; points by Tianditu",
                "published": "2026",
                "url": None,
                "licence": "Public register; see NOTICE",
                "links": 3180,
                "figures": 0,
            }
        ],
        "truncated": True,
        "next_cursor": "regions-2026",
    },
)

INDICATORS = Example(
    "/api/v1/indicators?region=530100&limit=1",
    {
        "receipt": receipt(
            "indicators",
            {"subject": None, "region": "530100", "metric": None, "from_day": "any", "to_day": "any", "after": None},
            rows=1,
            cut_at=1,
            truncated=True,
        ),
        "items": [
            {
                "id": "indicator-102aa6d09c21",
                "subject_id": "530100",
                "subject": "昆明市",
                "subject_label": "Prefecture",
                "metric": "aid_cycle_years",
                "value": 3.0,
                "unit": "years",
                "qualifier": None,
                "as_of": None,
                "source_ids": ["seed-000"],
                "locators": ["L77"],
            }
        ],
        "truncated": True,
        "next_cursor": "indicator-102aa6d09c21",
    },
)

RECONCILIATION = Example(
    "/api/v1/reconciliation?region=530100&as_of=2025-09-01&limit=1",
    {
        "receipt": receipt(
            "reconciliation", {"region": "530100", "as_of": "2025-09-01"}, rows=1, cut_at=1, truncated=True
        ),
        "items": [
            {
                "indicator_id": "indicator-4e12377eb57c",
                "subject_id": "530100",
                "subject": "昆明市",
                "metric": "groups_total",
                "reported": 89.0,
                "observed": 2,
                "difference": -87.0,
                "unit": "groups",
                "qualifier": None,
                "as_of": None,
                "undated_links": 0,
                "source_ids": ["seed-000"],
                "locators": ["L37"],
            }
        ],
        "truncated": True,
        "next_cursor": "0bcacfe2f3ed-1",
    },
)
