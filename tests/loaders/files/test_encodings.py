from __future__ import annotations

import pytest

from graph.errors import InputUnreadable
from loaders.files.encodings import to_utf8

TEXT = "name,region\n昆明一中,530102\n"
LONG = "名称,地区\n" + "".join(f"云南省昆明市第{number}小学,五华区\n" for number in range(20))


@pytest.mark.parametrize("marks", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_utf8_is_read_without_its_marks_and_without_a_note(marks: bytes) -> None:
    assert to_utf8(marks + TEXT.encode(), "schools.csv") == (TEXT.encode(), ())


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        (LONG, "gb18030", "read as GB18030"),
        (TEXT, "utf-16", "read as UTF-16"),
        (TEXT, "utf-16-le", "read as UTF-16 without a mark"),
        (TEXT, "utf-16-be", "read as UTF-16 without a mark"),
        (TEXT, "utf-32", "read as UTF-32"),
        ("校名,地區\n" * 9, "big5", "read as Big5"),
    ],
)
def test_other_encodings_are_told_and_named(text: str, encoding: str, note: str) -> None:
    assert to_utf8(text.encode(encoding), "schools.csv") == (text.encode(), (note,))


@pytest.mark.parametrize(
    ("text", "encoding", "title"),
    [
        ("St Mary’s,e1\nKing’s,e2\nCollège,e3\n", "cp1252", "Windows-1252"),
        ("name\ncafé\n", "latin-1", "Windows-1252"),
        ("name\nLiége\n", "cp1252", "Windows-1252"),
        ("name,fee\nÉcole Ñandú – 1,£5\n", "cp1252", "Windows-1252"),
        ("培正中學\n", "big5", "Big5"),
        ("北京,上海\n", "big5hkscs", "Big5"),
        ("一小,五华区,小学\n", "gb18030", "GB18030"),
        ("一中\n", "gb18030", "GB18030"),
        ("A区,男\n", "gb18030", "GB18030"),
        ("name\n國民小學\n", "gb18030", "GB18030"),
        ("name,town\nGreen School,中国\n", "gb18030", "GB18030"),
        ("name\nÅlesund ungdomsskole\n", "cp1252", "Windows-1252"),
        ("средняя школа города Москвы\n", "cp1251", "cp1251"),
        ("小学校,東京都千代田区立\n", "cp932", "cp932"),
        ("subject,metric\n一小,schools\n", "gb18030", "GB18030"),
        ("name,stages\nGreen School,小学\n", "gb18030", "GB18030"),
        ("name\n茅山小学\n", "gb18030", "GB18030"),
        ("group,school,role\ng1,s1,牵头\n", "gb18030", "GB18030"),
        ("subject,value\ns1,约1200\n", "gb18030", "GB18030"),
        ("school,role\n二小,牵头\n", "gb18030", "GB18030"),
        ("subject,metric\n计划,schools\n", "gb18030", "GB18030"),
        ("學校\n", "big5", "Big5"),
        ("name\n香港\n", "big5", "Big5"),
    ],
)
def test_a_short_text_is_a_guess_with_an_example(text: str, encoding: str, title: str) -> None:
    data, (note,) = to_utf8(text.encode(encoding), "schools.csv")
    assert data == text.encode()
    assert note.startswith(f"read as {title}, a guess")
    example = next(cell for cell in text.replace("\n", ",").split(",") if not cell.isascii())
    assert note.endswith(example)


@pytest.mark.parametrize(
    "text", ["name\nСУ\n", "name\nCol·legi Verd\n", "name\nŮ\n", "name\nшкола ʵ\n", "name\nÉcole\n"]
)
def test_letters_of_two_bytes_in_utf8_stay_what_they_are(text: str) -> None:
    assert to_utf8(text.encode(), "schools.csv") == (text.encode(), ())


def test_characters_late_in_a_long_file_tell_its_encoding() -> None:
    text = "name,id\n" + "Green School,1\n" * 100_000 + "St Mary’s,2\n"
    assert to_utf8(text.encode("cp1252"), "schools.csv")[0] == text.encode()


@pytest.mark.parametrize("text", [TEXT, "校名\n一\n", "name,id\n鄂伦春自治旗第一小学,1\n"])
def test_a_character_that_is_cut_anywhere_in_a_tiny_file_is_refused(text: str) -> None:
    data = text.encode()
    for at in (at for at, byte in enumerate(data) if byte > 0x7F):
        with pytest.raises(InputUnreadable, match=rf"line {data[:at].count(10) + 1}: neither UTF-8"):
            to_utf8(data[:at] + data[at + 1 :], "schools.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"name\nx\ny\0\n", "line 3: a NUL byte"),
        (b"name\n\xff\xff\n", "line 2: neither UTF-8 nor GB18030"),
        (b"\xff\xfea\0\n\0\0\xd8\n\0", "line 2: not the UTF-16"),
        (LONG.encode()[:-12] + b"\n", "line 21: neither UTF-8 nor GB18030"),
        ("name\n一中校\n".encode()[:-2] + b"\n", "line 2: neither UTF-8 nor GB18030"),
        (LONG.encode("gb18030") + b"\xff,\n", "line 22: neither UTF-8 nor GB18030"),
        (LONG.encode("gb18030") + "\ue123".encode("gb18030"), "line 22: neither UTF-8 nor GB18030"),
    ],
    ids=["nul", "no text", "broken UTF-16", "cut UTF-8", "cut UTF-8, tiny", "broken GB18030", "private use"],
)
def test_what_no_encoding_reads_is_refused_with_its_line(data: bytes, words: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        to_utf8(data, "schools.csv")
    assert f"schools.csv, {words}" in error.value.message
    assert "UTF-8" in error.value.next_step
