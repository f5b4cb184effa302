"""China's register of divisions: the only place that knows of codes of six digits.

Codes: two digits for the province, two for the prefecture, two for the county; zeros stand for "all of it". The
statistical offices append three digits for the township and three for the village. Districts that the register lacks
have `x-<code of what holds them>-<name>`."""

from __future__ import annotations

import re

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
