from __future__ import annotations

from tests.app.web.conftest import Get


def test_programmes_with_who_helps_whom(get: Get) -> None:
    programmes = {item["name"]: item for item in get("programmes")["items"]}
    assert programmes["组团式帮扶"]["helpers"] == ["昆明市"]
    assert all(item["aid_links"] + item["pairings"] > 0 for item in programmes.values())


def test_programmes_of_a_day(get: Get) -> None:
    """Before any link with a date began, only undated ones are left."""
    for item in get("programmes", as_of="1990-01-01")["items"]:
        assert item["undated_links"] == item["aid_links"] + item["pairings"]
