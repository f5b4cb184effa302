"""China's register of divisions: the only place that knows of codes of six digits, and how its names are cut short.

Codes: two digits for the province, two for the prefecture, two for the county; zeros stand for "all of it". The
statistical offices append three digits for the township and three for the village. Districts that the register lacks
have `x-<code of what holds them>-<name>`."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from graph.values import name_key

_CODE = re.compile(r"[1-9]\d{5}")
_FUNCTIONAL = re.compile(r"x-([1-9]\d{5})-[a-z0-9-]+")
_STATISTICAL = re.compile(r"([1-9]\d{5})(\d{3}|\d{6})?(?:\.0+)?")
HEADINGS = frozenset(
    {
        "市辖区",
        "县",
        "市",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "省直辖县级行政单位",
        "自治区直辖县级行政单位",
    }
    | {"省直辖行政单位", "直辖县级行政区划", "直辖县级", "省直辖县", "省直管县", "直辖县", "省直辖", "自治区直辖"}
)
"""What stands between a province and its counties in statistical tables, and is no region."""

_ROOT = re.compile("^(?:中华人民共和国|中国)(?=.)")
_AUTONOMOUS = re.compile("(.+)自治([区州县旗])")
_PEOPLES = re.compile(
    "(?:各族|蒙古族?|维吾尔族?|哈萨克族?|柯尔克孜族?|锡伯族?|塔吉克族?|布依族|朝鲜族|土家族|哈尼族|傈僳族|拉祜族|东乡族|纳西族|景颇族"
    "|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|普米族|鄂温克族|保安族|裕固族|独龙族|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒]族)+$"
)
_CLASSES = ("特别行政区", "地区", "林区", "特区", "新区", "省", "市", "区", "县", "旗", "盟")
_WING = re.compile("(.).+([左右])翼(.*)")
_ALSO = {"内蒙古自治区": "内蒙"}


class Spelling(IntEnum):
    """How a name is written, the surest first."""

    NAME = 0
    ALIAS = 1
    SHORT = 2
    """Short with the word for what it is: 积石山县 for 积石山保安族东乡族撒拉族自治县."""
    BARE = 3
    """Without that word: 云南, 昆明, 富民."""


def is_code(text: str) -> bool:
    """Tell whether the text is a code of six digits."""
    return _CODE.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Tell whether the text is an id of a region of China: a code, or that of a district that the register lacks."""
    return is_code(text) or _FUNCTIONAL.fullmatch(text) is not None


def codes_above(id_: str) -> list[str]:
    """Codes that may stand above a region of China, nearest first; none for other ids."""
    if match := _FUNCTIONAL.fullmatch(id_):
        return [match[1]]
    above = [id_[:4] + "00", id_[:2] + "0000"] if is_code(id_) else []
    return [code for code in above if code != id_]


def is_district(id_: str, name: str) -> bool:
    """Tell whether a region of China is an urban district, whose name others may have, too."""
    return is_code(id_) and name.endswith("区")


def level_of(id_: str) -> str | None:
    """The level that a code tells; None for other ids."""
    if not is_code(id_):
        return None
    return "province" if id_.endswith("0000") else "prefecture" if id_.endswith("00") else "county"


def without_root(key: str) -> str:
    """A path without 中国 before it."""
    return _ROOT.sub("", key)


def statistical_code(key: str) -> tuple[str, str] | None:
    """The code of six digits and what goes on below it (`""`, three or six digits), of a code as people write it."""
    match = _STATISTICAL.fullmatch(key)
    return (match[1], match[2] or "") if match else None


def heading_of(code: str) -> str | None:
    """Code of the region under which a code is only a heading (市辖区, 县, 省直辖…); None if it may be a region."""
    if code.endswith("00") and code[2:4] in ("01", "02", "90"):
        return code[:2] + "0000"
    return code[:4] + "00" if code.endswith("01") else None


@cache
def short_spellings(name: str) -> dict[str, Spelling]:
    """Keys of the short forms of a division's name. Which of them tell it, depends on who else has them."""
    found: dict[str, Spelling] = {}
    autonomous = _AUTONOMOUS.fullmatch(name)
    if autonomous:
        stem = _without_peoples(autonomous[1])
        found[name_key(stem + ("省" if autonomous[2] == "区" else autonomous[2]))] = Spelling.SHORT
    else:
        class_ = next((class_ for class_ in _CLASSES if name.endswith(class_)), "")
        stem = name.removesuffix(class_) if class_ else ""
    if wing := _WING.fullmatch(stem + autonomous[2] if autonomous else name):
        found[name_key("".join(wing.groups()))] = Spelling.SHORT
    if name in _ALSO:
        found[name_key(_ALSO[name])] = Spelling.BARE
    if len(stem) > 1:
        found.setdefault(name_key(stem), Spelling.BARE)
    return found


def _without_peoples(stem: str) -> str:
    """积石山 of 积石山保安族东乡族撒拉族, 东乡 of 东乡族."""
    place = _PEOPLES.sub("", stem)
    return place if len(place) > 1 else stem.removesuffix("族")
