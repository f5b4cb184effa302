"""The example of the programme route."""

from __future__ import annotations

from app.web.examples import Example, receipt

PROGRAMMES = Example(
    "/api/v1/programmes?as_of=2025-09-01&limit=1",
    {
        "receipt": receipt("programmes", {"as_of": "2025-09-01"}, rows=1, cut_at=1, truncated=True),
        "items": [
            {
                "programme_id": "programme-000000-3f69242378",
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
        "next_cursor": "0bcacfe2f3ed-1",
    },
)
