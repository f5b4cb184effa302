"""The line under a map's title: what was asked, of which graph, and how complete that is."""

from __future__ import annotations

from app.web.params import Language
from graph.answers import Receipt

_WORDS = {
    "hop": ("{} 步以内", "within {} hop"),
    "hops": ("{} 步以内", "within {} hops"),
    "any_day": ("任何时间的联系", "links of any day"),
    "undated": ("没有时间的联系 {} 条，按一直有效计", "undated links: {}, taken as always holding"),
    "version": ("图谱版本 {}", "graph version {}"),
    "incomplete": ("有数据尚未载完", "a load has not finished"),
}


def caption(receipt: Receipt, language: Language) -> str:
    """The receipt of a network answer in a line."""

    def word(key: str, *values: object) -> str:
        return _WORDS[key][0 if language == "zh" else 1].format(*values)

    hops = receipt.parameters["hops"]
    parts = [word("hop" if hops == 1 else "hops", hops)]
    if receipt.as_of is None:
        parts.append(word("any_day"))
    if receipt.undated_links:
        parts.append(word("undated", receipt.undated_links))
    if receipt.graph_version:
        parts.append(word("version", receipt.graph_version))
    if not receipt.graph_complete:
        parts.append(word("incomplete"))
    return " · ".join(parts)
