"""How names of China's divisions are cut short: 禄劝彝族苗族自治县 is 禄劝县 and 禄劝."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from graph.values.name_key import name_key

_AUTONOMOUS = re.compile("(.+)自治([区州县旗])")
PEOPLES = (
    "(?:各族|蒙古族?|维吾尔族?|哈萨克族?|柯尔克孜族?|锡伯族?|塔吉克族?|布依族|朝鲜族|土家族|哈尼族|傈僳族|拉祜族|东乡族|纳西族|景颇族"
    "|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|普米族|鄂温克族|保安族|裕固族|独龙族|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒]族)+"
)
"""Names of peoples in a row, as divisions have them."""
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
    place = re.sub(f"{PEOPLES}$", "", stem)
    return place if len(place) > 1 else stem.removesuffix("族")
