"""Schools made up over real counties, some of them twice under another name, and some under names that only look so."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import polars as pl
from opencc import OpenCC

from graph.settings import PROJECT_ROOT

_NUMERALS = "一二三四五六七八九十"
_WORDS = re.findall(
    "..",
    "城关东风西河南山北塘太平永安新民红旗和平龙泉石桥白云青山高桥双河大湾小溪马店柳林杨庄李家王坪张村赵集周镇吴营郑湾沙河金沙育才"
    "明德启明文昌凤凰朝阳光明团结胜利前进建设解放人民友谊兴华振兴文华博雅崇文尚德翠湖云溪碧波锦绣春晖桃源梅岭竹溪松涛荷塘清泉玉泉"
    "灵山天台九龙三江五里六合七星八里双桥万福千山百花",
)
_PLACES = ("镇", "乡", "街道", "村", "路", "庄", "沟", "湾", "岭", "坪")
_KINDS = (
    *("小学", "中心小学", "希望小学", "实验小学", "附属小学", "幼儿园", "中心幼儿园", "实验学校", "九年一贯制学校"),
    *("中学", "初级中学", "高级中学", "附属中学", "职业高级中学"),
)
_RADICALS = str.maketrans("小青山石马高龙金门", "⼩⻘⼭⽯⻢⾼⻰⾦⻔")
_traditional = OpenCC("s2t")
ROW = tuple[str, str, str]
"""Id, name and region."""


def regions() -> pl.DataFrame:
    """The shipped regions, as `find_matches` takes them."""
    table = pl.read_csv(PROJECT_ROOT / "data/regions/regions.csv", infer_schema=False)
    return table.select("id", "name", "parent", aliases=pl.lit([], pl.List(pl.String())))


def made_up(schools: int, twins: int, seed: int = 1) -> tuple[pl.DataFrame, set[tuple[str, str]]]:
    """Schools of one dataset, `twins` of them and as many that only look like one in another; and the true pairs."""
    chance = random.Random(seed)
    table = regions()
    called = dict(table.select("id", "name").iter_rows())
    above = dict(table.select("id", "parent").iter_rows())
    counties = [id_ for id_ in called if not id_.endswith("00")]
    rows: list[ROW] = []
    taken: set[tuple[str, str]] = set()
    while len(rows) < schools:
        county = chance.choice(counties)
        name = _name(chance, called[county], called.get(above[county] or "", ""))
        if (name, county) not in taken:
            taken.add((name, county))
            rows.append((f"a{len(rows):06}", name, county))
    others: list[ROW] = []
    true: set[tuple[str, str]] = set()
    for id_, name, county in chance.sample(rows, len(rows)):
        other = _rewritten(chance, name)
        if other != name and (other, county) not in taken and len(true) < twins:
            taken.add((other, county))
            others.append((f"b{id_}", other, county))
            true.add((id_, f"b{id_}"))
        elif len(others) < 2 * twins and ((miss := _missed(chance, name)), county) not in taken:
            taken.add((miss, county))
            others.append((f"c{id_}", miss, county))
        if len(others) >= 2 * twins:
            break
    together = [(*row, "register") for row in rows] + [(*row, "report") for row in others]
    frame = pl.DataFrame(together, schema=["id", "name", "region", "dataset"], orient="row")
    return frame.select(
        "id", "name", "region", label=pl.lit("School"), aliases=pl.lit([], pl.List(pl.String())),
        datasets=pl.concat_list("dataset"), whole="id",
    ), true  # fmt: skip


def _name(chance: random.Random, county: str, city: str) -> str:
    """A name as registers have them: with places before it or without, numbered, of a town or a village, of a part."""
    before = chance.choice(["", "", county, county, city + county, city])
    kind = chance.choice(_KINDS)
    if chance.random() < 0.25:
        return (
            f"{before}第{chance.choice(_NUMERALS)}{chance.choice(['小学', '中学', '幼儿园', '高级中学', '实验小学'])}"
        )
    word = chance.choice(_WORDS) + (chance.choice(_WORDS) if chance.random() < 0.3 else "")
    town = chance.choice(_PLACES) if chance.random() < 0.4 else ""
    name = f"{before}{word}{town}{kind}"
    part = chance.random()
    return f"{name}（{chance.choice(['东校区', '西校区', '新校区', '分校'])}）" if part < 0.04 else name


def _rewritten(chance: random.Random, name: str) -> str:
    """The name as another list may write it."""
    return chance.choice(_REWRITING)(name)


def _missed(chance: random.Random, name: str) -> str:
    """A name that looks like it and is another school's."""
    if "（" in name:
        return name.replace("东", "北").replace("西校", "南校").replace("分校", "第二分校").replace("新校", "老校")
    return chance.choice([f"{name}分校", f"{name}（南校区）", f"{name}城北分校", f"{name}东校区"])


def _short(name: str) -> str:
    short = re.sub(f"第([{_NUMERALS}])(中学|小学)", lambda match: match[1] + match[2][0], name)
    short = short.replace("附属小学", "附小").replace("附属中学", "附中").replace("高级中学", "高中")
    return short.replace("实验小学", "实小").replace("幼儿园", "幼") if short == name else short


_REWRITING: tuple[Callable[[str], str], ...] = (
    _short,
    _short,
    lambda name: re.sub(f"第([{_NUMERALS}])", lambda match: f"第{_NUMERALS.index(match[1]) + 1}", name),
    lambda name: re.sub(
        f"第([{_NUMERALS}])", lambda match: "第" + chr(ord("０") + _NUMERALS.index(match[1]) + 1)
        if match[1] != "十" else "第１０", name),
    lambda name: name.translate(_RADICALS),
    lambda name: _traditional.convert(name),
    lambda name: " ".join(re.findall("..?.?", name)),
    lambda name: re.sub("^.{2,}?[市县旗](?=.{4})", "", name),
)  # fmt: skip
