"""The example of the balance route."""

from __future__ import annotations

from app.web.examples import Example, receipt

BALANCE = Example(
    "/api/v1/balance?region=530600",
    {
        "receipt": receipt("balance", {"region": "530600", "stage": None}, rows=1, cut_at=100),
        "items": [
            {
                "region_id": "530600",
                "name": "昭通市",
                "measure": "teachers per student",
                "schools": 1,
                "schools_without_figures": 6,
                "students": 3500,
                "teachers": 167,
                "mean": 0.047714285714285716,
                "standard_deviation": None,
                "coefficient": None,
            }
        ],
        "truncated": False,
        "next_cursor": None,
    },
)
