from __future__ import annotations

import httpx

from graph.model import LINK_TYPES, NODE_TYPES


def test_the_declared_model_is_shown_whole_without_a_store(lone: httpx.Client) -> None:
    body = lone.get("/api/v1/schema").json()
    assert [node["label"] for node in body["nodes"]] == [node.label for node in NODE_TYPES]
    assert [link["type"] for link in body["links"]] == [link.type for link in LINK_TYPES]
    declared = [type_.properties for type_ in NODE_TYPES] + [type_.properties for type_ in LINK_TYPES]
    for shown, properties in zip(body["nodes"] + body["links"], declared, strict=True):
        assert [prop["name"] for prop in shown["properties"]] == [prop.name for prop in properties]
    aids = next(link for link in body["links"] if link["type"] == "AIDS")
    assert ["School", "School"] in aids["joins"]
    assert aids["forward"] == {"zh": "帮扶", "en": "aids"}
