"""What a column may hold, by the words of its header and by its first cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.files import header_key
from loaders.mapping.lists import USUAL, split_list
from loaders.places import Places, china

_DAY = "(?:时间|日期|年份|年月)?$"
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("number", (r"^(?:序号?|no\.?|#|行号|index)$",)),
    ("source", (r"^(?:资料)?来源$|^出处网址$|^网址$|^链接$|^source$",)),
    ("remark", (r"备注|说明|注$|remark|note|comment",)),
    ("kind", (r"^(?:集团)?(?:类型|类别|性质|模式)$|type",)),
    ("lead", (r"牵头|核心校|龙头|领衔|盟主|总校|lead|sponsor",)),
    ("branch", (r"分校",)),
    ("aided", (r"(?:受援|被?帮扶|薄弱|农村)学?校",)),
    ("member", (r"成员|加盟|(?:参与|组成)(?:学?校|单位)|校区|集团校$|members?$",)),
    ("group", (r"集团|联盟|共同体|学区|教育联合体|trusts?(?:\(name\)|_?name)?$|federation|group",)),
    ("since", (rf"(?:成立|起始|开始|批复|组建|启动|设立|签约|建校|开办){_DAY}|^年[份度]$|open_?date|since|joined",)),
    ("until", (rf"(?:截止|结束|终止|到期|停办|撤销){_DAY}|close_?date|until|left",)),
    ("stages", (r"学段|办学层次|办学类型|学校类别|phase",)),
    ("students", (r"学?生(?:人?数|总数)|pupils|students",)),
    ("teachers_sent", (r"(?:派出|支教|选派|派驻).*(?:教师|人员?)数",)),
    ("teachers", (r"教(?:师|职工)(?:人?数|总数)|teachers",)),
    ("count", (r"(?:成员|单位|学校|校|县|人口?|校区)(?:总?数量?|个数)$|数量?$|所数|count", r"\((?:个|万|所)\)")),
    ("id", (r"(?:标识|识别)码|(?:学校|机构)(?:代码|编码)|^(?:id|urn|code)$",)),
    ("aliases", (r"别名|简称|曾用名|原名",)),
    ("programme", (r"^(?:项目|计划|工程)(?:名称)?$|programme",)),
    ("form", (r"(?:帮扶|合作|支援)?(?:形式|方式)$",)),
    ("region_code", (r"区划代?码|行政区划|(?:^la|district|region|area)_?\(?code\)?",)),
    ("school", (
        r"学校|校名|单位名称|^(?:小学|初中|高中|中学|幼儿园|园所|园)(?:名称?)?$",
        r"establishment_?name|school(?:_?name)?$|^name$",
    )),
    ("region", (
        r"^(?:所在|所属)?(?:[省市州区县]{1,3}|地区|区域|县市区|所在地|属地|辖区)(?:\(市\)|名称)?$",
        r"所在[区县市地]|(?:^la|district|region|area)_?\(?name\)?|^(?:county|district|region|authority)$",
    )),
)  # fmt: skip
"""A kind of column and patterns of its header: the first that fits is the likeliest."""
_HELPER = (
    (3, r"^(?:帮扶|支援|援助|对口支援|派出|输出|结对)(?:方|省份?|[市区县校]|城市|地区|学校|单位|高校|省市)?(?:名称)?$"),
    (3, r"支援方|援助方|帮扶方|托管(?:高校|方|学校)|领办|派出|输出|东部|苏南|helper|donor"),
    (2, r"高校|大学|university"),
)
_HELPED = (
    (4, r"受援|受帮扶|被帮扶|受助|被托管|受扶|接收|对口地区|helped|recipient"),
    (3, r"西部|中西部|东北|苏北|皖北|贫困|结对县|帮扶县|县中|薄弱"),
    (1, r"县"),
)
"""Who helps whom: weights of words. In 帮扶县中 and 帮扶方 the word 帮扶 alone tells no side."""
_REMARK = r"(?:[（(].*[）)])?$"
_SCHOOL = re.compile(
    r"(?:学|校|园|院|[附一二三四五六七八九十0-9]中|[一二三四五六七八九十附]小|校区|部|school|academy|college)"
    + _REMARK,
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:集团|联盟|共同体|学区|联合体|trust|federation)" + _REMARK, re.IGNORECASE)
_PLACE = re.compile(r"[省市区县旗州盟]" + _REMARK)
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?|年)?|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
)
_NUMBER = re.compile(r"约?\d[\d,]*(?:\.\d+)?\s*[人名所个%万]?")
_ADDRESS = re.compile(r"https?://\S+")
_OFFICE = re.compile(r"(?:局|厅|委员会|政府|公司|基金会)$")


_LOOKED_AT = 1_000
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Signs:
    """A column's header and what speaks for what: `says` is the kind that its header names, shares are of its cells."""

    header: str
    says: str | None
    helper: int
    helped: int
    filled: float
    school: float
    group: float
    place: float
    date: float
    number: float
    code: float
    address: float
    listed: float
    separator: str | None
    place_before: float
    first_filled: bool
    each_once: bool

    def looks_like(self) -> str | None:
        """What most of the cells are."""
        shares = {
            "address": self.address, "code": self.code, "date": self.date, "number": self.number,
            "group": self.group, "school": self.school, "place": self.place,
        }  # fmt: skip
        best = max(shares, key=lambda name: shares[name])
        return best if shares[best] >= 0.5 else None


def signs(header: str, cells: Sequence[str | None], places: Places | None) -> Signs:
    """Look at a column."""
    key = header_key(header)
    full = re.sub(r"\s", "", header).lower()
    filled = [cell[:_LOOKED_AT] for cell in cells if cell]
    lists = [split_list(cell, USUAL) for cell in filled]
    separator = "names" if any(len(items) > 1 for items in lists) else None
    for sign in (" ", "/"):
        if separator is None and any(_parted_by(sign, cell) for cell in filled):
            separator, lists = sign, [cell.split(sign) for cell in filled]
    items = [item for one in lists for item in one] or filled

    def share(holds: Callable[[str], object], of: Sequence[str] = items) -> float:
        return sum(bool(holds(one)) for one in of) / len(of) if of else 0.0

    def is_place(text: str) -> bool:
        return bool(places and places.knows(text)) or bool(_PLACE.search(text) and not _SCHOOL.search(text))

    return Signs(
        header=header,
        says=next((kind for kind, patterns in _WORDS if any(_holds(key, full, one) for one in patterns)), None),
        helper=max((weight for weight, words in _HELPER if re.search(words, key)), default=0),
        helped=max((weight for weight, words in _HELPED if re.search(words, key)), default=0),
        filled=len(filled) / len(cells) if cells else 0.0,
        school=share(lambda text: _SCHOOL.search(text) or _OFFICE.search(text)),
        group=share(_GROUP.search),
        place=share(is_place),
        date=share(_DATE.fullmatch, filled),
        number=share(_NUMBER.fullmatch, filled),
        code=share(china.statistical_code, filled),
        address=share(_ADDRESS.fullmatch, filled),
        listed=sum(len(one) > 1 for one in lists) / len(lists) if lists else 0.0,
        separator=separator,
        place_before=share(lambda text: places is not None and places.split_prefix(text), filled[:20]),
        first_filled=bool(cells and cells[0]),
        each_once=len(set(filled)) == len(filled),
    )


def _holds(key: str, full: str, pattern: str) -> bool:
    """Whether a header is so: as it is compared, without its unit, or as it stands."""
    return bool(re.search(pattern, key) or re.search(pattern, full))


def _parted_by(sign: str, cell: str) -> bool:
    parts = cell.split(sign)
    return len(parts) > 1 and all(_SCHOOL.search(part) or _OFFICE.search(part) for part in parts)
