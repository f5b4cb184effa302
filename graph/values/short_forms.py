"""Short forms of names in use: which a search finds beside the long ones, and which a core makes alike."""

from __future__ import annotations

import re
from itertools import product

NUMERALS = "〇零一二三四五六七八九十百0-9"
SHORTER = (
    ("职业高级中学", "职高"),
    ("实验小学", "实小"),
    ("实验中学", "实中"),
    ("实验幼儿园", "实幼"),
    ("高级中学", "高中"),
    ("初级中学", "初中"),
    ("完全中学", "完中"),
    ("完全小学", "完小"),
    ("中学", "中"),
    ("小学", "小"),
    ("幼儿园", "幼"),
    ("附属", "附"),
    ("职业高中", "职高"),
    ("教育集团", "集团"),
    ("师范大学", "师大"),
    ("师范学院", "师院"),
    ("师范专科学校", "师专"),
    ("特殊教育学校", "特校"),
    ("九年一贯制", "九年制"),
    ("中心校", "中心学校"),
)
"""Long forms with the short ones in use, in the order in which a core replaces them."""
_LONG = {short: long for long, short in SHORTER if len(short) > 1 and short != "中心学校"}
_LONG |= {"附小": "附属小学", "附中": "附属中学", "附幼": "附属幼儿园"}
_FORMS = {form: (long, short) for short, long in _LONG.items() for form in (long, short)}
_UNIT = re.compile(
    f"第?(?P<number>[{NUMERALS}]+)(?P<kind>[中小]学|中(?![学心])|小(?!学))|"
    + "|".join(sorted(_FORMS, key=len, reverse=True))
)
_MOST = 16


def also_written(key: str) -> list[str]:
    """A key of a name, or of a part of one, and the keys that it has with usual short or long forms in it.

    新都一中 is 新都第一中学, too, and 三中附小 is 第三中学附属小学."""
    parts: list[tuple[str, ...]] = []
    end = 0
    for unit in _UNIT.finditer(key):
        parts.append((key[end : unit.start()],))
        end = unit.end()
        if unit["number"]:
            kind = unit["kind"][0]
            forms = (f"第{unit['number']}{kind}学", f"{unit['number']}{kind}")
        else:
            forms = _FORMS[unit[0]]
        parts.append((unit[0], *(form for form in forms if form != unit[0])))
    parts.append((key[end:],))
    found = ["".join(chosen) for chosen, _ in zip(product(*parts), range(_MOST), strict=False)]
    return list(dict.fromkeys(found))
