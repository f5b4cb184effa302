"""Examples of the aid routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

AID_LINKS = Example(
    "/api/v1/aid-links?region=530100&form=group_aid&as_of=2025-09-01&limit=1",
    {
        "receipt": receipt(
            "aid_links",
            {
                "region": "530100",
                "helper": None,
                "helped": None,
                "form": "group_aid",
                "programme": None,
                "as_of": "2025-09-01",
                "after": None,
            },
            rows=1,
            cut_at=1,
            truncated=True,
        ),
        "items": [
            {
                "key": "aids-1cc8e135f99e1bc9",
                "helper_id": "530100",
                "helper": "昆明市",
                "helper_label": "Prefecture",
                "helped_id": "532600",
                "helped": "文山壮族苗族自治州",
                "helped_label": "Prefecture",
                "form": "group_aid",
                "programme": "组团式帮扶",
                "since": "2022",
                "until": None,
                "teachers_sent": None,
                "teachers_received": None,
                "students_exchanged": None,
                "schools_helping": None,
                "schools_helped": None,
                "activities": None,
                "entailed": False,
                "undated_links": 0,
                "source_ids": ["seed-000", "seed-000"],
                "locators": ["L15", "L63"],
            }
        ],
        "truncated": True,
        "next_cursor": "aids-1cc8e135f99e1bc9",
    },
)

PROGRAMMES = Example(
    "/api/v1/programmes?as_of=2025-09-01&limit=1",
    {
        "receipt": receipt("programmes", {"as_of": "2025-09-01", "after": None}, rows=1, cut_at=1, truncated=True),
        "items": [
            {
                "id": "programme-000000-3f69242378",
                "name": "组团式帮扶",
                "aid_links": 4,
                "pairings": 0,
                "since": "2022",
                "helpers": ["昆明市"],
                "helped": ["昭通市", "文山壮族苗族自治州", "迪庆藏族自治州", "磨憨—磨丁合作区"],
                "undated_links": 0,
            }
        ],
        "truncated": True,
        "next_cursor": "programme-000000-3f69242378",
    },
)
