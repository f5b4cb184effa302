"""Which encoding a text file is in: told by what its characters would be, not only by whether it can be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from graph.errors import InputUnreadable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LINES = 4000
"""Lines with other than ASCII characters that are looked at; more would tell no more."""
_SAMPLE, _SAMPLE_ELSEWHERE = 1 << 20, 1 << 15
"""Bytes of these lines that are judged, by us and by the detector."""
_PLAUSIBLE = 0.75
_SURELY_FAMILIAR = 0.5
_SURELY_COMMON = 0.9
_CERTAIN = 12
"""So many Chinese characters that all read well are no chance."""

_LINE_WITH_HIGH = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LONGER_THAN_TWO = re.compile(rb"[\xe0-\xff]")
_WELL_FORMED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_IN_LATIN_WORD = re.compile(r"(?<![^\x00-\x7f])(?:(?<=[a-z])[^\x00-\x7f]|[^\x00-\x7f](?=[a-z]))(?![^\x00-\x7f])")
_HARDLY_WRITTEN = re.compile(
    "[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01dd-\u0217\u021c-\u0258\u025a-\u0385\u03cf-\u03ff\u0460-\u0489\u04bb\u0530\u053c"
    "\u0557-\u0560\u0588-\u0590\u05eb-\u05ff]"
)
"""Letters of two bytes in UTF-8 that no living language has among its own, and what 一 and 约 are in GB18030 (һ, Լ)."""
_CELL = re.compile(r"[^,;|\t\r\n\"]*[^\x00-\x7f][^,;|\t\r\n\"]*")
_FAMILIAR = frozenset(
    "学校小中大高初一二三四五六七八九十第县市区省镇乡村州旗街道路东西南北京上海天津重庆云广川江河湖山安福建新龙阳平教育集团实验"
    "附属分园幼儿名称地来源出处编号人数生师民族女男年月日国立公私正培明文华學縣區鎮鄉東廣雲龍陽團實驗屬園兒稱來數師國華"
)
"""Characters that lists of schools and places are full of, in both scripts."""
_SIGNS_OF_PRINT = frozenset("’‘“”–—…°·«»©®™§½¼¾²\xa0")
_CURRENCIES = frozenset("£€")
_ELSEWHERE = ["cp1250", "cp1251", "cp1253", "cp1254", "cp932", "cp949", "koi8_r", "mac_roman"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a sample: what share of it makes sense, how much of it is familiar, and how much there is.

    `kinds` is how many different familiar characters there are."""

    codec: str
    title: str
    sense: float
    familiar: float
    characters: int
    kinds: int = 0


def to_utf8(data: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """A text file as UTF-8 without marks, and notes on what was assumed where it was in another encoding.

    Raises InputUnreadable, naming the line, where no encoding gives readable text.
    """
    for mark, codec, title in _MARKS:
        if data.startswith(mark):
            return _wide(data[len(mark) :], codec, title, name)
    while data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    if (nul := data.find(b"\0")) >= 0:
        for codec in ("utf-16-le", "utf-16-be"):
            if _reads_as_wide(data, codec):
                return _wide(data, codec, "UTF-16 without a mark", name)
        raise InputUnreadable(f"{name}, line {_line(data, nul)}: a NUL byte; this is no text")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other_than_utf8(data, name, error)
    if (reading := _utf8_by_chance(data)) is None:
        return data, ()
    text = data.decode(reading.codec)
    return text.encode(), (_note(text, reading, "since as UTF-8 it would hold letters that are hardly ever written"),)


def _utf8_by_chance(data: bytes) -> _Reading | None:
    """The reading of a file in GB18030 whose few characters, such as 一小 or 牵头, happen to be well-formed UTF-8."""
    if data.isascii() or _LONGER_THAN_TWO.search(data):
        return None
    sample = _sample(data)
    reading = _chinese(sample, "gb18030", "GB18030")
    odd = len(_HARDLY_WRITTEN.findall(sample.decode("utf-8", errors="ignore")))
    return reading if reading.sense > _SURELY_COMMON and odd > reading.characters / 3 - 0.1 else None


def _sample(data: bytes) -> bytes:
    """The first lines that hold other than ASCII characters."""
    return b"\n".join(islice((match[0] for match in _LINE_WITH_HIGH.finditer(data)), _LINES))[:_SAMPLE]


def _wide(data: bytes, codec: str, title: str, name: str) -> tuple[bytes, tuple[str, ...]]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, errors="replace").count("\n") + 1
        raise InputUnreadable(f"{name}, line {line}: not the {title} that it begins as") from error
    return text.lstrip("\ufeff").encode(), (f"read as {title}",)


def _reads_as_wide(data: bytes, codec: str) -> bool:
    """Tell whether text of two bytes a character makes sense: what it holds is ASCII or usual Chinese characters."""
    try:
        text = data[: 1 << 16].decode(codec)
    except UnicodeDecodeError as error:
        if error.start < min(len(data), 1 << 16) - 2:
            return False
        text = data[: error.start].decode(codec)
    usual = sum(character in "\t\r\n" or " " <= character < "\x7f" or _is_common(character) for character in text)
    return "\0" not in text and usual > 0.9 * len(text)


def _other_than_utf8(data: bytes, name: str, problem: UnicodeDecodeError) -> tuple[bytes, tuple[str, ...]]:
    sample = _sample(data)
    readings: list[_Reading] = []
    simplified = _chinese(sample, "gb18030", "GB18030")
    # 一小 and 小学 in GB18030 happen to be well-formed UTF-8, of letters that nobody would write there.
    if simplified.familiar > _SURELY_FAMILIAR or not _is_damaged_utf8(sample):
        readings = [simplified, _chinese(sample, "big5hkscs", "Big5"), _latin(sample)]
        readings.sort(key=_likelihood, reverse=True)
        if readings[0].sense < _PLAUSIBLE:
            readings = _elsewhere(sample)
    for reading in readings:
        if reading.sense < _PLAUSIBLE:
            break
        try:
            text = data.decode(reading.codec)
        except UnicodeDecodeError as error:
            problem = error
            continue
        if (private := _PRIVATE.search(text)) is None:
            return text.encode(), (_note(text, reading, "since it is no UTF-8"),)
        problem = UnicodeDecodeError(reading.codec, data, len(text[: private.start()].encode(reading.codec)), 1, "")
    reason = "neither UTF-8 nor GB18030, and in no other encoding that gives readable text"
    raise InputUnreadable(f"{name}, line {_line(data, problem.start)}: {reason}")


def _likelihood(reading: _Reading) -> tuple[float, float]:
    """By sense, then by familiar characters. One alone speaks for no Big5: 计划 in GB18030 would be 數赫."""
    speaks = reading.codec != "big5hkscs" or reading.kinds > 1
    return round(reading.sense, 1), reading.familiar if speaks else 0


def _is_damaged_utf8(sample: bytes) -> bool:
    """Tell whether most of it is UTF-8, so that a part of it was cut or overwritten."""
    high = sum(map(len, _HIGH.findall(sample)))
    well_formed = [len(sequence) for sequence in _WELL_FORMED.findall(sample)]
    long = sum(length for length in well_formed if length > 2)
    odd = len(_HARDLY_WRITTEN.findall(sample.decode("utf-8", errors="ignore")))
    return long > 0.5 * high or sum(well_formed) - 2 * odd > 0.7 * high


def _chinese(sample: bytes, codec: str, title: str) -> _Reading:
    """How much of a sample is common Chinese characters. One alone beside a small Latin letter is none."""
    text = sample.decode(codec, errors="replace")
    characters = "".join(_NOT_ASCII.findall(text))
    common = sum(map(_is_common, characters)) - len(_IN_LATIN_WORD.findall(text))
    familiar = sum(character in _FAMILIAR for character in characters)
    count = max(len(characters), 1)
    return _Reading(codec, title, common / count, familiar / count, count, len(_FAMILIAR.intersection(characters)))


@lru_cache(maxsize=30_000)
def _is_common(character: str) -> bool:
    """Tell whether it is of the first level of GB 2312 or Big5, or a mark of print: what nearly all text is made of."""
    if "\uff00" <= character <= "\uff5e" or "\u3000" <= character <= "\u301e" or character in _SIGNS_OF_PRINT:
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    simplified, traditional = character.encode("gb2312", "ignore")[:1], character.encode("big5", "ignore")[:1]
    return b"\xb0" <= simplified <= b"\xd7" or b"\xa4" <= traditional <= b"\xc6"


def _latin(sample: bytes) -> _Reading:
    """How much of a sample is letters with accents within words, and marks of print."""
    text = f" {sample.decode('cp1252', errors='replace')} "
    good = count = 0
    for match in _NOT_ASCII.finditer(text):
        run, beside = match[0], text[match.start() - 1] + text[match.end()]
        count += len(run)
        in_word = len(run) <= 2 and any(letter.isascii() and letter.isalpha() for letter in beside)
        good += sum(character in _SIGNS_OF_PRINT or (in_word and character.isalpha()) for character in run)
        good += sum(character in _CURRENCIES for character in run) if not in_word else 0
    return _Reading("cp1252", "Windows-1252", good / max(count, 1), 0.0, count)


def _elsewhere(sample: bytes) -> list[_Reading]:
    """What a detector says of text that is neither Chinese nor of western Europe, where there is enough of it."""
    from charset_normalizer import from_bytes

    high = sum(map(len, _HIGH.findall(sample)))
    best = from_bytes(sample[:_SAMPLE_ELSEWHERE], cp_isolation=_ELSEWHERE).best() if high >= _CERTAIN else None
    return [] if best is None else [_Reading(best.encoding, best.encoding, 1 - best.chaos, 0.0, high)]


def _note(text: str, reading: _Reading, because: str) -> str:
    if reading.codec in ("gb18030", "big5hkscs") and reading.characters >= _CERTAIN and reading.sense > _SURELY_COMMON:
        return f"read as {reading.title}"
    example = _CELL.search(text)
    shown = example[0].strip()[:40] if example is not None else ""
    return f"read as {reading.title}, a guess, {because}: it holds, for example, {shown}"


def _line(data: bytes, position: int) -> int:
    return data[:position].count(b"\n") + 1
