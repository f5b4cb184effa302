"""The words of the front page, in Chinese and in English."""

from __future__ import annotations

from app.web.params import Language

LANG_TAG: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("活水：学校、教育集团与帮扶的知识图谱", "Huoshui: schools, education groups and aid as a graph"),
    "name": ("活水", "Huoshui"),
    "lead": (
        "谁牵头，谁帮扶，谁与谁结对；从哪一天起，出处在哪里。每一个答案都附凭据。",
        "Who leads whom, who aids whom, who is paired: since when, and who says so. Every answer has a receipt.",
    ),
    "skip": ("跳到正文", "Skip to the content"),
    "other_language": ("English", "中文"),
    "nav": ("导航", "Navigation"),
    "questions": ("问题", "Questions"),
    "docs": ("接口说明", "API"),
    "openapi": ("OpenAPI 文档", "OpenAPI document"),
    "search": ("按名称查找", "Find by name"),
    "search_label": ("学校、集团或地区的名称或简称", "Name or short form of a school, group or region"),
    "search_button": ("查找", "Find"),
    "found": ("“{q}”的结果", "Found for “{q}”"),
    "found_none": ("没有名称含“{q}”的学校、集团或地区。", "No school, group or region has “{q}” in its name."),
    "found_more": ("只列出前 {n} 个。", "Only the first {n} are listed."),
    "maps": ("从牵头校看起", "Start from a lead school"),
    "maps_hint": (
        "按辐射到的学校数排列。点名称看它的关系图，图旁的表格内容相同。",
        "Ranked by the schools that each reaches. A name opens its network map; the tables beside it hold the same.",
    ),
    "maps_caption": ("辐射学校最多的牵头校", "Lead schools that reach the most schools"),
    "school": ("牵头校", "Lead school"),
    "groups": ("集团", "Groups"),
    "schools": ("学校", "Schools"),
    "counties": ("县", "Counties"),
    "kind": ("类型", "Kind"),
    "region": ("地区", "Region"),
    "found_name": ("名称（打开关系图）", "Name (opens its map)"),
    "coverage": ("覆盖率", "Coverage"),
    "ask": ("可以问的问题", "What can be asked"),
    "ask_hint": (
        "点标题看参数和返回的列；“示例”直接作答。",
        "A title shows parameters and columns; “example” asks it.",
    ),
    "example": ("示例", "example"),
    "receipt": (
        "截至 {as_of}；用到 {undated} 条没有时间的联系；图谱版本 {version}。",
        "As of {as_of}; {undated} undated links used; graph version {version}.",
    ),
    "incomplete": ("有数据尚未载完，数字可能偏小。", "A load has not finished: figures may be too small."),
    "empty": ("图谱里还没有数据。先载入：huoshui load seeds", "The graph is empty. Load something: huoshui load seeds"),
    "School": ("学校", "School"),
    "EducationGroup": ("教育集团", "Education group"),
    "Region": ("地区", "Region"),
    "folder_aid": ("帮扶", "Aid"),
    "folder_equity": ("均衡", "Equity"),
    "folder_groups": ("集团", "Groups"),
    "folder_quality": ("数据质量", "Data quality"),
    "folder_regions": ("地区", "Regions"),
    "folder_schools": ("学校与关系", "Schools and ties"),
    "folder_time": ("时间", "Time"),
}


class Texts:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.tag = LANG_TAG[language]
        self.column = 0 if language == "zh" else 1

    def word(self, key: str, /, **values: object) -> str:
        """A word or sentence; `values` fill its braces. A key that isn't known, such as a new folder's, is shown."""
        text = _WORDS[key][self.column] if key in _WORDS else key.removeprefix("folder_")
        return text.format(**values) if values else text
