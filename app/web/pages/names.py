"""What columns, parameters, units and coded values are called on a page, in Chinese and in English.

English titles are the names themselves where those read as words. What stands nowhere here is shown as it is spelled in
the question: a new question works before anyone has named its columns."""

from __future__ import annotations

from app.maps.texts import Texts as MapTexts
from app.web.params import Language

_TITLES: dict[str, tuple[str, str]] = {
    "along": ("顺存储方向", ""),
    "activities": ("活动", ""),
    "after": ("之后", ""),
    "aid_links": ("帮扶", "Aid links"),
    "aid_links_without_start": ("不知起始的帮扶", ""),
    "aliases": ("简称、曾用名", "Aliases"),
    "as_of": ("截至", "As of"),
    "before": ("之前", ""),
    "betweenness": ("中介中心性", ""),
    "by": ("逐个列出", "Every region of level"),
    "campus_of": ("本校（所属学校）", ""),
    "coefficient": ("差异系数", "Coefficient of variation"),
    "counties": ("县", ""),
    "county_ids": ("各县", "Which counties"),
    "covered_by": ("由何覆盖", ""),
    "dataset": ("数据集", ""),
    "denominator": ("分母", ""),
    "difference": ("差额", ""),
    "direction": ("方向", ""),
    "ei_index": ("E-I 指数", "E-I index"),
    "end": ("终点", ""),
    "entailed": ("推断", ""),
    "evidence": ("出处", "Evidence"),
    "exact": ("精确值", ""),
    "external_ties": ("对外联系", ""),
    "farther": ("变远的", "Farther away now"),
    "figures": ("数字", ""),
    "first": ("起始年", "First year"),
    "focus": ("中心", ""),
    "form": ("帮扶形式", "Form of aid"),
    "forms": ("帮扶形式", "Forms of aid"),
    "from": ("一端", ""),
    "from_day": ("起（日）", ""),
    "from_id": ("从", "From"),
    "functional": ("功能区", "Functional district"),
    "given": ("给出", ""),
    "graph": ("图谱", ""),
    "group": ("集团", ""),
    "group_id": ("集团", "Group"),
    "group_ids": ("各集团", "Which groups"),
    "groups": ("集团数", ""),
    "held": ("较小一端", "End of the smaller part"),
    "held_id": ("较小一端", "End of the smaller part"),
    "holder": ("维系它的一端", "End that holds it"),
    "holder_id": ("维系它的一端", "End that holds it"),
    "helped": ("受援方", ""),
    "helped_id": ("受援方", "Helped"),
    "helper": ("帮扶方", ""),
    "helper_id": ("帮扶方", "Helper"),
    "helpers": ("帮扶方", ""),
    "hops": ("步数", ""),
    "id": ("编号", "Id"),
    "schools_held": ("所系学校数", "Schools held"),
    "least": ("至少学校数", "At least so many schools"),
    "indicator_id": ("指标编号", "Indicator"),
    "internal_ties": ("内部联系", ""),
    "key": ("联系键", "Link key"),
    "keys": ("联系键", "Link keys"),
    "kind": ("类型", ""),
    "label": ("类别", "Kind"),
    "last": ("截止年", "Last year"),
    "lat": ("纬度", "Latitude"),
    "lead": ("牵头校", "Lead school"),
    "leads": ("牵头校", "Lead schools"),
    "led": ("有牵头校的", "With a lead school"),
    "led_groups": ("所牵头的集团", ""),
    "left_out": ("不再属于任何集团", "In no group any more"),
    "level": ("级别", ""),
    "licence": ("许可", ""),
    "limit": ("每页行数", "Rows on a page"),
    "links": ("联系", ""),
    "links_with_teachers": ("写明派出人数的", "Stating teachers sent"),
    "links_with_teachers_received": ("写明受训人数的", "Stating teachers trained"),
    "links_with_teachers_sent": ("写明派出人数的", "Stating teachers sent"),
    "lon": ("经度", "Longitude"),
    "link": ("联系", ""),
    "lost": ("失去的", "Lost"),
    "loses_coverage": ("不再被覆盖", ""),
    "loses_only_tie": ("失去唯一的联系", ""),
    "mean": ("均值", ""),
    "measure": ("指标", ""),
    "members": ("成员校", ""),
    "members_without_county": ("不知在何县的成员", ""),
    "memberships": ("成员关系", ""),
    "memberships_without_start": ("不知起始的成员关系", ""),
    "metric": ("指标", ""),
    "mode": ("办学模式", ""),
    "name": ("名称", ""),
    "new_id": ("新", "New"),
    "nodes": ("节点", ""),
    "numerator": ("分子", ""),
    "observed": ("图谱中", ""),
    "old_id": ("原", "Old"),
    "other_coverage": ("其他仍在覆盖的联系", "Other ties that cover it"),
    "other_groups": ("其他集团", ""),
    "other_id": ("另一方", "Other"),
    "other_region": ("另一方所在地区", ""),
    "other_ties": ("其他联系", ""),
    "pairings": ("结对", ""),
    "parent": ("上级地区", "Region above"),
    "part": ("部分", ""),
    "path": ("路径", ""),
    "problem": ("问题", ""),
    "programme": ("帮扶项目", ""),
    "programme_id": ("帮扶项目", "Programme"),
    "properties": ("属性", ""),
    "published": ("发布日期", ""),
    "publisher": ("发布者", ""),
    "q": ("名称含有", "Name contains"),
    "qualifier": ("口径", ""),
    "received": ("接受", ""),
    "region": ("地区", ""),
    "region_id": ("地区", "Region"),
    "regions": ("地区", ""),
    "regions_below": ("下辖地区", ""),
    "reported": ("报道", ""),
    "role": ("角色", ""),
    "school": ("学校", ""),
    "school_id": ("学校", "School"),
    "schools": ("学校", ""),
    "schools_helped": ("受援学校", ""),
    "schools_helping": ("帮扶学校", ""),
    "schools_in_groups": ("属于集团的学校", ""),
    "schools_known": ("已知学校", "Known schools"),
    "schools_with_students": ("知道学生数的学校", "Schools with known students"),
    "schools_without_figure": ("缺学生数的学校", ""),
    "schools_without_figures": ("缺数字的学校", ""),
    "sentence": ("路径说明", "In words"),
    "setting": ("城乡", ""),
    "share": ("份额", ""),
    "similarity": ("相近程度", ""),
    "since": ("起", ""),
    "source_ids": ("出处", "Evidence"),
    "stage": ("学段", ""),
    "stages": ("学段", ""),
    "standard_deviation": ("标准差", ""),
    "start": ("起点", ""),
    "status": ("状态", ""),
    "step": ("第几步", ""),
    "students": ("学生", ""),
    "students_exchanged": ("交流学生", ""),
    "subject": ("对象", ""),
    "subject_id": ("对象", "Subject"),
    "teachers": ("教师", ""),
    "teachers_received": ("受训教师", "Teachers trained"),
    "teachers_sent": ("派出教师", ""),
    "ties": ("联系", ""),
    "title": ("标题", ""),
    "to": ("另一端", ""),
    "to_day": ("止（日）", ""),
    "to_id": ("到", "To"),
    "total": ("总数", ""),
    "totals": ("合计", ""),
    "type": ("联系类型", "Tie type"),
    "types": ("联系类型", "Tie types"),
    "undated": ("没有时间", ""),
    "undated_links": ("没有时间的联系", ""),
    "unit": ("单位", ""),
    "universe": ("分母口径", ""),
    "until": ("止", ""),
    "url": ("网址", "Address"),
    "value": ("数值", ""),
    "values": ("各数值", ""),
    "variance": ("方差", ""),
    "weight": ("计数单位", "Counted"),
    "what_if": ("假如没有它", "Without it"),
    "without": ("假设离开的", "Taken away"),
    "year": ("年", ""),
}
_PARAMETERS: dict[str, tuple[str, str]] = {
    "after": ("从此编号之后", "After id"),
    "id": ("编号", "Id"),
    "name": ("名称含有", "Name contains"),
    "ties": ("联系类型", "Tie types"),
}
_UNITS: dict[str, str] = {
    "activities": "次", "counties": "个县", "degrees": "度", "figures": "个", "groups": "个", "links": "条",
    "memberships": "条", "pairs": "对", "percent": "%", "percentage points": "个百分点", "regions": "个",
    "schools": "所", "students": "人", "teachers": "人", "teachers per student": "教师数÷学生数",
    "0-1": "0–1", "-1-1": "−1–1",
}  # fmt: skip
_VALUES: dict[str, tuple[str, str]] = {
    "about": ("约", "about"),
    "aid": ("帮扶", "aid"),
    "all": ("全部", "all"),
    "any": ("不限", "any"),
    "at_least": ("至少", "at least"),
    "between": ("集团之间", "between"),
    "both": ("两者皆有", "both"),
    "campuses": ("校区", "campuses"),
    "closed": ("已停办", "closed"),
    "county": ("县级", "county"),
    "gives": ("给出", "gives"),
    "in": ("逆存储方向", "in"),
    "junior": ("初中", "junior"),
    "kindergarten": ("幼儿园", "kindergarten"),
    "known": ("图谱中的学校", "known"),
    "merged": ("已合并", "merged"),
    "neither": ("两者皆无", "neither"),
    "no locator for a source": ("来源缺位置", "no locator for a source"),
    "no source": ("没有来源", "no source"),
    "open": ("在办", "open"),
    "out": ("顺存储方向", "out"),
    "planned": ("规划", "planned"),
    "prefecture": ("地级", "prefecture"),
    "primary": ("小学", "primary"),
    "province": ("省级", "province"),
    "receives": ("接受", "receives"),
    "reported": ("报道的总数", "reported"),
    "rural": ("乡村", "rural"),
    "schools": ("学校", "schools"),
    "senior": ("高中", "senior"),
    "students": ("学生", "students"),
    "teachers per student": ("师生比", "teachers per student"),
    "total": ("总计", "total"),
    "unknown": ("不明", "unknown"),
    "unknown source": ("来源不存在", "unknown source"),
    "urban": ("城区", "urban"),
    "vocational": ("职业", "vocational"),
    "within": ("集团内部", "within"),
}
_CODED = frozenset({
    "by", "covered_by", "direction", "form", "forms", "kind", "label", "level", "measure", "mode", "part", "problem",
    "qualifier", "role", "setting", "stage", "stages", "status", "ties", "type", "types", "unit", "universe", "weight",
})  # fmt: skip
"""Columns and parameters whose values are codes."""


class Names:
    """The names of one language."""

    def __init__(self, language: Language) -> None:
        self._column = 0 if language == "zh" else 1
        self._maps = MapTexts(language)

    def title(self, column: str) -> str:
        """A column's head. One that stands in another, such as `before.share`, is headed by both."""
        if "." in column:
            return " · ".join(self.title(part) for part in column.split("."))
        named = _TITLES.get(column, ("", ""))[self._column]
        return named or column.replace("_", " ").capitalize()

    def parameter(self, name: str) -> str:
        """A parameter's label."""
        return _PARAMETERS[name][self._column] if name in _PARAMETERS else self.title(name)

    def unit(self, unit: str) -> str:
        """A unit or range as it stands in a column's head."""
        return _UNITS.get(unit, unit) if self._column == 0 else unit

    def value(self, name: str, value: str) -> str:
        """A value of a column or parameter: in words where the column holds codes, else as it is."""
        if name not in _CODED:
            return value
        for known in (self._maps.link, self._maps.label):
            if (words := known(value)) != value:
                return words
        return _VALUES[value][self._column] if value in _VALUES else self._maps.value(value)
