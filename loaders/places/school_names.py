"""Places within the names of schools: 鸣凰中心幼儿园 and 常州市武进区鸣凰中心幼儿园 are one in 武进区."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.values import name_key
from graph.values.short_places import Spelling
from loaders.identity import Entity, Unresolved

if TYPE_CHECKING:
    from loaders.places.places import PathStart, Places

_KINDS = {"幼儿园", "小学", "中学", "学校", "高中", "初中", "高级中学", "中心小学", "职业学校"}
"""What is left of these names tells no school."""
_CLASSES = "省市区县旗州盟"
_NUMBERED = re.compile("第?[一二三四五六七八九十]+(?:完全|高级|初级)?(?:中|高)")
_ONE_OF_ITS_KIND = re.compile("(?:高级|完全|民族|初级|职业|中等职业)*(?:中学|高中|技术学校|学校)")


class SchoolNames:
    """Places before the names of schools."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def less_places(self, name: str, region: str | None) -> set[str]:
        """A school's name without the names of the places that hold it, in each way to leave them out."""
        if region is None or self._places.get(region) is None:
            return set()
        key, positions = _aligned(name)
        ends = [0]
        for holder in reversed([region, *self._places.codes_above(region)]):
            for start in list(ends):
                called = [len(one) for one in self._places.keys_of(holder) if key.startswith(one, start)]
                if called:
                    ends.append(start + max(called))
        return {
            name[positions[end] :]
            for end in ends[1:]
            if len(key) - end > 1 and key[end] not in _CLASSES and key[end:] not in _KINDS
        }

    def split_prefix(self, text: str) -> tuple[Entity, str] | None:
        """The place before a school's name, read as far down as it goes, and the name.

        A place that stands without 县, 市 or 旗 before the name belongs to it, too: 乌兰察布市丰镇第一中学 is
        丰镇第一中学 in 丰镇市, but 南京市雨花台小学 need not lie in 雨花台区."""
        key, positions = _aligned(text)
        paths = [path for path in self._places.prefixes(None, key) if path.end < len(key) and self._tells(path, key)]
        if not paths:
            return None
        end, spelling = max((path.end, -path.spelling) for path in paths)
        best = [path for path in paths if (path.end, -path.spelling) == (end, spelling)]
        found = {id_: path.spelling for path in best for id_ in path.ids}
        cut = best[0].start if best[0].spelling == Spelling.BARE else end
        try:
            return self._places.pick(key[best[0].start : end], found, best[0].above), text[positions[cut] :]
        except Unresolved:
            return None

    def _tells(self, path: PathStart, key: str) -> bool:
        """Whether the last name of a path is surely the place that the school lies in."""
        if path.spelling < Spelling.BARE:
            return True
        regions = [region for id_ in path.ids if (region := self._places.get(id_))]
        if len(regions) != 1 or regions[0].level != "county" or regions[0].name.endswith("区"):
            return False
        rest = key[path.end :]
        return bool(_NUMBERED.match(rest) or (path.start and _ONE_OF_ITS_KIND.fullmatch(rest)))


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """The key of a text, and for each of its letters, and its end, where it stands in the text."""
    key = name_key(text)
    if len(key) == len(text):
        return key, range(len(text) + 1)
    letters = [name_key(letter) for letter in text]
    positions = [position for position, letter in enumerate(letters) for _ in letter]
    return "".join(letters), [*positions, len(text)]
