"""The words of a map page, in Chinese and in English; those of labels, link types and coded values are the model's."""

from __future__ import annotations

from typing import Literal

from graph.model import CODES, TITLES, Words

Language = Literal["zh", "en"]

LANG_TAG: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}

_WORDS: dict[str, tuple[str, str]] = {
    "any_day": ("任何时间的联系", "links of any day"),
    "as_of": ("截至 {day}", "As of {day}"),
    "counts": ("{nodes} 个节点，{links} 条关系", "{nodes} nodes, {links} links"),
    "details": ("选中的节点", "Selected node"),
    "details_hint": ("在图上或表中点选一个节点。", "Choose a node on the map or in the table."),
    "details_links": ("条关系", "links"),
    "empty": ("没有可画的内容：这个视图里没有节点。", "Nothing to draw: this view has no nodes."),
    "ended": ("已结束的关系（虚线）", "ended link (dashed)"),
    "ended_short": ("已结束", "ended"),
    "entailed": ("推断的关系（细、浅）", "entailed link (thin, light)"),
    "entailed_short": ("推断", "entailed"),
    "evidence": ("出处", "Evidence"),
    "fit": ("显示全图", "Show all"),
    "focus": ("焦点", "focus"),
    "from": ("起点", "From"),
    "hop": ("{n} 步以内", "within {n} hop"),
    "hops": ("{n} 步以内", "within {n} hops"),
    "id": ("编号", "Id"),
    "incomplete": ("有数据尚未载完", "a load has not finished"),
    "legend": ("图例", "Legend"),
    "legend_links": ("关系", "Links"),
    "legend_nodes": ("节点", "Nodes"),
    "left_out": (
        "本图只画 {cut_at} 个节点，另有 {left_out} 个未画：节点再多就看不清了。{rule}缩小范围可看到其余部分。",
        "Drawn: {cut_at} nodes; left out: {left_out}, since more can't be read. {rule}Narrow the view to see the rest.",
    ),
    "rule_degree": ("保留的是关系最多的节点。", "The nodes with the most links were kept. "),
    "rule_focus": ("保留的是离焦点最近的节点。", "The nodes nearest to the focus were kept. "),
    "links": ("关系", "Links"),
    "links_caption": ("图上的全部关系", "Every link on the map"),
    "list_separator": ("；", "; "),
    "map": ("网络图", "Network map"),
    "map_summary": (
        "网络图：{counts}。下面的表格内容与图相同。",
        "Network map: {counts}. The tables below hold the same content.",
    ),
    "name": ("名称", "Name"),
    "no_script": (
        "看图需要 JavaScript；下面的表格内容相同。",
        "The map needs JavaScript; the tables hold the same content.",
    ),
    "failed": ("地图没能画出来；下面的表格内容相同。", "The map could not be drawn; the tables hold the same content."),
    "nodes": ("节点", "Nodes"),
    "nodes_caption": ("图上的全部节点", "Every node on the map"),
    "none": ("无", "None"),
    "notes": ("说明", "Notes"),
    "search": ("查找节点", "Find a node"),
    "search_button": ("查找", "Find"),
    "search_found": ("第 {n} 个，共 {total} 个：{name}", "{n} of {total}: {name}"),
    "search_none": ("没有找到", "Nothing found"),
    "since": ("起", "Since"),
    "size_degree": ("大小：关系数", "size: number of links"),
    "size_students": ("大小：学生数（未知时按关系数）", "size: students (links where unknown)"),
    "skip": ("跳到表格", "Skip to the tables"),
    "students": ("学生数", "Students"),
    "to": ("终点", "To"),
    "type": ("类型", "Type"),
    "undated": ("没有时间的联系 {n} 条，按一直有效计", "undated links: {n}, taken as always holding"),
    "until": ("止", "Until"),
    "version": ("图谱版本 {version}", "graph version {version}"),
}


class MapTexts:
    """The words of one language. An unknown label, type or value is shown as it is spelled in the graph."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.lang_tag = LANG_TAG[language]
        self._column = 0 if language == "zh" else 1

    def word(self, key: str, /, **values: object) -> str:
        """A word or sentence of the page; `values` fill its braces."""
        text = _WORDS[key][self._column]
        return text.format(**values) if values else text

    def title(self, label_or_type: str) -> str:
        """A node label or a link type as the reader knows it: `School` is 学校, `AIDS` is 帮扶."""
        return self.chosen(TITLES.get(label_or_type), label_or_type)

    def value(self, value: object) -> str:
        """A coded property value (form, role, mode, kind) in words."""
        return self.chosen(CODES.get(str(value)), str(value))

    def chosen(self, words: Words | None, otherwise: str = "") -> str:
        """The one of two languages that this is; `otherwise` where nothing was declared."""
        return otherwise if words is None else words[self._column]
