"""The one normal form of a name: two spellings of a name have the same key, whoever typed or printed them.

Loading, `find` and the search compare keys, never names. A key is for comparing, not for showing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺"
    "⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西"
    "⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of U+2E80-2EFF, each with the character that it is (Unicode's Equivalent_Unified_Ideograph). They come
out of PDFs; NFKC does those of U+2F00-2FDF only."""
INVISIBLE = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that no reader sees, as the inside of a class of a regular expression."""
BLANKS = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
IGNORED = rf"[{INVISIBLE}{BLANKS}·•・‧∙⋅“”„\"'‘’`´《》]"
"""What a key is without."""
DASHES = "[‐-―−─━～~-]+"
_SIGNS = {
    **dict.fromkeys("[{〔【「『〈〖⟨", "("),
    **dict.fromkeys("]}〕】」』〉〗⟩", ")"),
    **dict.fromkeys("○◯", "〇"),
    "ς": "σ",
    "ß": "ss",
    "、": ",",
    "。": ".",
}
_DIGITS = "零一二三四五六七八九"
_LONGEST_NUMERAL = 5


@cache
def simplified_characters() -> dict[str, str]:
    """Each traditional character with its simplified one, taken by itself."""
    characters = [chr(code) for span in ((0x3400, 0xA000), (0x20000, 0x323B0)) for code in range(*span)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {one: other for one, other in zip(characters, simple, strict=True) if one != other}


@cache
def key_characters() -> dict[str, str]:
    """Characters that stand as another in a key: radicals, traditional letters, brackets and signs."""
    simple = simplified_characters()
    radicals = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    return {**simple, **{radical: simple.get(one, one) for radical, one in radicals.items()}, **_SIGNS}


@cache
def ordinals() -> dict[str, str]:
    """`第12`, `第一〇一` and the like as `第十二`, `第一百零一`; the longest first, to 999."""
    found: dict[str, str] = {}
    for number in range(1, 1000):
        numeral = _numeral(number)
        spellings = {str(number), f"0{number}", f"00{number}", numeral.replace("零", "〇")}
        if number >= 100:
            by_digit = "".join(_DIGITS[int(digit)] for digit in str(number))
            spellings |= {by_digit, by_digit.replace("零", "〇"), numeral.replace("百一十", "百十")}
        elif number < 20:
            spellings |= {numeral.replace("十", "一十")}
        fitting = (text for text in spellings if text != numeral and len(text) <= _LONGEST_NUMERAL)
        found |= {f"第{text}": f"第{numeral}" for text in fitting}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """Bring spellings of one name to one form.

    Width, radicals, traditional letters, brackets, dashes, dots, quotes, blanks, invisible characters, case, and
    numbers after 第 make no difference."""
    text = unicodedata.normalize("NFKC", name).lower().translate(_translation())
    text = _DASHES.sub("-", _IGNORED.sub("", text))
    return _ORDINAL.sub(_as_numeral, text) if "第" in text else text


def simplified(text: str) -> str:
    """The text in simplified letters, each taken by itself."""
    return text.translate(_simple())


_IGNORED = re.compile(IGNORED + "+")
_DASHES = re.compile(DASHES)
_ORDINAL = re.compile(f"第[0-9{_DIGITS}〇十百]{{1,{_LONGEST_NUMERAL}}}")


@cache
def _translation() -> dict[int, str]:
    return str.maketrans(key_characters())


@cache
def _simple() -> dict[int, str]:
    return str.maketrans(simplified_characters())


def _as_numeral(match: re.Match[str]) -> str:
    """The longest number of the match by its numeral, and the rest as it is."""
    text = match[0]
    known = ordinals()
    longest = next((end for end in range(len(text), 1, -1) if text[:end] in known), 0)
    return known[text[:longest]] + text[longest:] if longest else text


def _numeral(number: int) -> str:
    """A number under 1,000 as it is read: 12 is 十二, 101 is 一百零一."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if number < 20 else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
