"""Lists in one cell: 一小、二小和三小等8所, 1.甲校 2.乙校, 皋兰、甘谷、临潭三县."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

USUAL = "、，,;；\n\r\t"
"""What parts a list where the mapping names no separators. `/` does so only where it is named."""
_DIGIT = "0-9０-９〇零一二两三四五六七八九十百"
_CLASSIFIERS = "所|个|家|间|名|位|单位"
_UNITS = "县|市|区|旗|州|盟|省|校|园|地"
_COUNT_ONLY = re.compile(
    rf"(?:学校|成员校?|成员单位|单位)?(?:共计?|合计|约|等)?[{_DIGIT}]+余?(?:{_CLASSIFIERS})?(?:学校|中学|小学|幼儿园|单位|成员校?|校区?)?"
)
_AND_OTHERS = re.compile(
    rf"等(?:[{_DIGIT}]+余?(?:{_CLASSIFIERS})?|多(?:{_CLASSIFIERS}))?(?:学校|中学|小学|幼儿园|单位|校)?$"
)
_COUNTED_UNITS = re.compile(
    rf"(?P<number>[0-9０-９二两三四五六七八九十]+)个?(?P<units>(?:{_UNITS})(?:（[^）]*）|\([^)]*\))?)$"
)
_NUMBERS = re.compile(
    rf"(?:^|(?<=[\s{USUAL}。]))(?:第?[0-9０-９]{{1,3}}[.．、)）](?![0-9０-９])|[一二三四五六七八九十]{{1,3}}、)|[（(][{_DIGIT}]{{1,3}}[)）]"
    r"|[\u2460-\u249b\u2776-\u277f]"
)
"""Numbering before an item; circled numbers count wherever they stand."""
_AND = re.compile("[和及与]|以及")
_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "《": "》", "“": "”"}
_WHOLE = re.compile(
    rf"(?:.{{2,}}(?:学|校|园|院|中|小|集团|联盟|共同体|部|中心|局|委员会)|第?[{_DIGIT}]+[中小]|.+(?:县|市|区|旗|州|盟|省))"
    r"(?:（[^）]*）|\([^)]*\))?$"
)
"""How names of schools, groups, offices and places end."""
_BOUND = re.compile(
    "和(?:平|谐|美|睦|悦|顺|兴|信|家|园|润|义|合|风|煦|乐|雅|济|丰|庄|欣|源|苑|光|敬|靖|声|畅|田|龙|县|静|硕|政|林|布克|盛|贵|泰|祥|安|易|府|桥|村)"
    "|及(?:第|时|人)|与(?:时|众)"
)
"""和, 及 and 与 that begin a word of a name."""
_LONGEST = 200
"""Characters of a name at most: what is longer is no list of names, and is left as it is."""
_HANZI = dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


def split_list(text: str, separators: str = USUAL, knows: Callable[[str], bool] | None = None) -> list[str]:
    """The items of a list. `knows` tells whether a text is the name of a place, so that none is torn apart.

    Separators within brackets don't part; a count (8所) is no item, 等8所 and numbering go, and 和 parts the last two
    only where both sides are whole names."""
    return list(_split(text, separators, knows))


@lru_cache(maxsize=20_000)
def _split(text: str, separators: str, knows: Callable[[str], bool] | None) -> tuple[str, ...]:
    numbered = _NUMBERS.sub("\x1f", text.strip())
    pieces = _outside_brackets(numbered, set(separators) | {"\x1f"})
    items: list[str] = []
    for piece in pieces:
        item = piece.strip(" \u3000。.:：")
        item = item if len(item) > _LONGEST else _AND_OTHERS.sub("", item).strip()
        if item:
            items += _without_and(item, knows)
    items = _counted(items, knows)
    return tuple(item for item in items if item and not (len(item) <= _LONGEST and _COUNT_ONLY.fullmatch(item)))


def _outside_brackets(text: str, separators: set[str]) -> list[str]:
    pieces, start = [], 0
    closing: list[str] = []
    last = {sign: text.rfind(sign) for sign in _PAIRS.values()}
    for place, sign in enumerate(text):
        if sign in _PAIRS and last[_PAIRS[sign]] > place:
            closing.append(_PAIRS[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
        elif sign in separators and not closing:
            pieces.append(text[start:place])
            start = place + 1
    return [*pieces, text[start:]]


def _without_and(item: str, knows: Callable[[str], bool] | None) -> list[str]:
    """The two sides of 和, 及 or 与, where both are whole names and no name is torn apart."""
    if len(item) > _LONGEST:
        return [item]
    for found in _AND.finditer(item):
        left, right = item[: found.start()].strip(), item[found.end() :].strip()
        if not left or not right or _open_bracket(left):
            continue
        if not (_is_whole(left, knows) and _is_whole(right, knows)):
            continue
        if _BOUND.match(item, found.start()) and not (knows and knows(left) and knows(right)):
            continue
        if knows and _within_a_place(item, found.start(), found.end(), knows):
            continue
        return [left, *_without_and(right, knows)]
    return [item]


def _is_whole(name: str, knows: Callable[[str], bool] | None) -> bool:
    return bool(_WHOLE.match(name)) or bool(knows and knows(name))


def _within_a_place(item: str, start: int, end: int, knows: Callable[[str], bool]) -> bool:
    """Whether the sign belongs to the name of a place, as in 呼和浩特市 and 和平区."""
    for left in range(max(0, start - 4), start + 1):
        for right in range(end + 1, min(len(item), end + 6) + 1):
            if right - left > 2 and knows(item[left:right]):
                return True
    return False


def _open_bracket(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items())


def _counted(items: list[str], knows: Callable[[str], bool] | None) -> list[str]:
    """皋兰 甘谷 临潭三县 → 皋兰县 甘谷县 临潭县, where the number is that of the items."""
    if not items or len(items[-1]) > _LONGEST:
        return items
    if not (found := _COUNTED_UNITS.search(items[-1])) or found.start() == 0:
        return items
    if knows and knows(items[-1]):
        return items
    number = _HANZI.get(found["number"]) or (int(found["number"]) if found["number"].isdecimal() else 0)
    if number < 2 or number > len(items):
        return items
    unit = found["units"]
    counted = [*items[-number:-1], items[-1][: found.start()]]
    full = [name if name.endswith(unit) or len(unit) > 1 or unit in "校园地" else f"{name}{unit}" for name in counted]
    return [*items[:-number], *full]
