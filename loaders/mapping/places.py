"""Places in cells: what lies in what, and the place that a list doesn't repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.identity import Entity, Unresolved
from loaders.places import Places

_NO_PLACE = re.compile(
    r"(?:学|校|园|院|校区|[附高初一二三四五六七八九十0-9]中|小|部|中心|集团|联盟|共同体|学区|局|厅|委|委员会|公司|基金会|协会)(?:[（(].*[)）])?$"
)
"""How names of schools, groups and offices end."""
_PART = re.compile(r"^(?P<above>.{2,}?(?:省|自治区|市|州|盟|地区))(?P<place>.{2,}(?:市|县|区|旗|州|盟))$")
_TOP = re.compile(r"(?:省|自治区)$")
_SHORT = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_COMMON = re.compile(
    r"^(?:第?[一二三四五六七八九十0-9]+[中小高]|第|高级|实验|民族|职业|中心|附属|初级|中学|小学|幼儿园|学校)"
)
"""How names begin that are none without their place."""


_LONGEST = 100
"""Characters of a place at most."""


def is_place(text: str, places: Places | None) -> bool:
    """Tell whether a text, of a column that may name either, is a place rather than a school or office."""
    return len(text) <= _LONGEST and (bool(places and places.knows(text)) or not _NO_PLACE.search(text))


def put_within(text: str, within: str, places: Places | None) -> str:
    """The path of a place that lies in another; a school gets it behind an `@`."""
    if not is_place(text, places):
        return text if "@" in text else f"{text}@{within}"
    top = within.partition("/")[0]
    short = _SHORT.sub("", top)
    says_it = (
        text == within
        or text.startswith((f"{top}/", f"{short}/"))
        or len(text.removeprefix(top)) in range(2, len(text))
    )
    says_it = says_it or (len(short) >= 2 and text.startswith(short) and len(text) >= len(short) + 3)
    return text if says_it or text.isdecimal() or ":" in text else f"{within}/{text}"


def inherited(items: Iterable[str], within: str | None, places: Places | None) -> Iterator[str]:
    """Items of a list of places, each as a path: one that names no place above has that of the item before.

    阿坝州壤塘县、若尔盖县 → 阿坝州/壤塘县, 阿坝州/若尔盖县; but 河北省张家口市、内蒙古自治区 are two."""
    above: str | None = None
    for item in items:
        if item.isdecimal():
            yield item
            continue
        if not is_place(item, places):
            yield put_within(item, within, places) if within else item
            continue
        if parts := _parts(item, places):
            above, path = parts[0], "/".join(parts)
        elif above and _lies_in(item, above, within, places):
            path = f"{above}/{item}"
        else:
            above, path = None, item
        yield put_within(path, within, places) if within else path


def _parts(item: str, places: Places | None) -> tuple[str, str] | None:
    """A place and what lies in it, where the text is both."""
    if "/" in item:
        above, _, place = item.rpartition("/")
        return above, place
    if places is None:
        found = _PART.match(item)
        return (found["above"], found["place"]) if found else None
    if _found(item, places):
        return None
    cuts = ((item[:cut], item[cut:]) for cut in range(len(item) - 2, 1, -1))
    return next((cut for cut in cuts if places.knows(cut[0]) and _found("/".join(cut), places)), None)


def _lies_in(item: str, above: str, within: str | None, places: Places | None) -> bool:
    if places is None:
        return not _TOP.search(item)
    return any(
        _found(path, places) for path in (f"{within}/{above}/{item}" if within else "", f"{above}/{item}") if path
    )


def _found(text: str, places: Places) -> Entity | None:
    try:
        return places.find(text)
    except Unresolved:
        return None


def named_with_place(text: str, places: Places) -> str:
    """A name with the place before it behind an `@`: 音德尔第一中学@152223. A name that is common keeps its place."""
    found = places.split_prefix(text) if len(text) <= _LONGEST else None
    if found is None or not found[1]:
        return text
    place, name = found
    return f"{place.name}{name}@{place.id}" if _COMMON.match(name) else f"{name}@{place.id}"
