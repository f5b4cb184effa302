from __future__ import annotations

from app.maps.texts import MapTexts


def test_the_unknown_is_shown_as_it_is_spelled() -> None:
    assert MapTexts("zh").label("Nursery") == "Nursery"
    assert MapTexts("en").value("某项目") == "某项目"


def test_braces_in_a_value_are_only_text() -> None:
    assert MapTexts("en").word("as_of", day="{x}") == "As of {x}"
