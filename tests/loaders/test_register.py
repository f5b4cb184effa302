from __future__ import annotations

import polars as pl
import pytest

from loaders import register as register_module
from loaders.identity import Entity, Unresolved
from loaders.places import Places
from loaders.register import Register
from tests.loaders.folders import some_regions

SCHOOL = ("School",)
ANY = ("School", "EducationGroup", "Region")


@pytest.fixture
def register() -> Register:
    """Schools in two counties of Kunming and in two regions called 朝阳区."""
    register = Register()
    register.add(some_regions().entities)
    register.add([
        Entity("School", "s1", "第一中学", ("一中",), "530102"),
        Entity("School", "s2", "第一中学", (), "530124"),
        Entity("School", "s3", "第二中学", ("二中", "第三中学"), "530102"),
        Entity("School", "s4", "第三中学", (), "530124"),
        Entity("School", "s5", "实验@学校", (), "110105"),
        Entity("School", "s6", "A/B学校", (), "220104"),
        Entity("School", "s7", "无处小学"),
        Entity("EducationGroup", "g1", "第四中学", (), "530102"),
        Entity("School", "s8", "第四中学", (), "530124"),
    ])  # fmt: skip
    return register


def meant(register: Register, reference: str, labels: tuple[str, ...], context: str | None = None) -> str:
    """Id of what one reference means. Raises Unresolved."""
    contexts = pl.Series([context], dtype=pl.String())
    (row,) = register.resolve(pl.Series([reference]), contexts, labels).to_dicts()
    if row["id"] is None:
        raise Unresolved(row["reason"], row["candidates"])
    return str(row["id"])


@pytest.mark.parametrize(
    ("reference", "labels", "context", "id_"),
    [
        ("s1", SCHOOL, None, "s1"),
        ("第二中学", SCHOOL, None, "s3"),
        ("二中", SCHOOL, None, "s3"),
        ("第一中学@530102", SCHOOL, None, "s1"),
        ("第一中学@富民县", SCHOOL, None, "s2"),
        ("第一中学 @ 云南省/昆明市/富民县", SCHOOL, None, "s2"),
        ("一中@昆明市", SCHOOL, None, "s1"),
        ("第一中学", SCHOOL, "530124", "s2"),
        ("第二中学", SCHOOL, "530124", "s3"),
        ("第三中学", SCHOOL, None, "s4"),
        ("第三中学", SCHOOL, "530102", "s3"),
        ("实验@学校", SCHOOL, None, "s5"),
        ("实验@学校@朝阳区", SCHOOL, None, None),
        ("实验@学校@北京市/朝阳区", SCHOOL, None, "s5"),
        ("A/B学校", ANY, None, "s6"),
        ("第四中学", SCHOOL, None, "s8"),
        ("第四中学", ("EducationGroup",), None, "g1"),
        ("530124", ANY, None, "530124"),
        ("云南省/富民县", ANY, None, "530124"),
        ("富民县", ANY, None, "530124"),
        ("第一中学", SCHOOL, None, None),
        ("第四中学", ANY, None, None),
        ("第一中学@530100", SCHOOL, None, None),
        ("s1", ("EducationGroup",), None, None),
        ("530102", SCHOOL, None, None),
        ("无处小学@530102", SCHOOL, None, None),
        ("第九中学", SCHOOL, None, None),
        ("@530102", SCHOOL, None, None),
        ("999999", ANY, None, None),
    ],
)
def test_what_a_reference_means(
    register: Register, reference: str, labels: tuple[str, ...], context: str | None, id_: str | None
) -> None:
    if id_ is None:
        with pytest.raises(Unresolved):
            meant(register, reference, labels, context)
    else:
        assert meant(register, reference, labels, context) == id_


@pytest.mark.parametrize(
    ("reference", "id_"),
    [
        ("530124", "530124"),
        ("富民县", "530124"),
        ("云南省/昆明市/富民县", "530124"),
        ("云南省/富民县", "530124"),
        ("530000/富民县", "530124"),
        (" 云南省 / 昆明市 / 富民县 /", "530124"),
        ("吉林省/朝阳区", "220104"),
        ("吉林省/长春市/朝阳区", "220104"),
        ("昆明市/云南省", "530100"),
        ("北京市/富民县", None),
        ("530199", None),
        ("/", None),
    ],
)
def test_regions_by_code_name_and_path(register: Register, reference: str, id_: str | None) -> None:
    if id_ is None:
        with pytest.raises(Unresolved, match="is unknown"):
            register.places.find(reference)
    else:
        assert register.places.find(reference).id == id_


def test_an_ambiguous_name_comes_with_its_candidates_and_a_way_out(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        register.places.find("朝阳区")
    assert error.value.reason == "is ambiguous: 2 have this name; give its code or its path"
    assert error.value.candidates == ("110105 朝阳区", "220104 朝阳区")
    with pytest.raises(Unresolved) as error:
        meant(register, "第一中学", SCHOOL)
    assert "add @region or give an id" in error.value.reason
    assert error.value.candidates == ("s1 第一中学", "s2 第一中学")


def test_an_ambiguous_place_is_blamed_on_the_place(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        meant(register, "实验小学@朝阳区", SCHOOL)
    assert error.value.reason.startswith("names a place, '朝阳区', that is ambiguous")
    assert error.value.candidates == ("110105 朝阳区", "220104 朝阳区")


def test_an_unknown_name_comes_with_look_alikes_of_the_right_kind(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        meant(register, "第二中学校", SCHOOL)
    assert error.value.candidates[0] == "s3 第二中学"
    assert not any("g1" in candidate for candidate in error.value.candidates)


def test_a_second_entity_with_the_same_id_only_adds_its_names(register: Register) -> None:
    register.add([Entity("School", "s3", "二中新名", ("新二中",), "530102")])
    assert register.entities.filter(pl.col("id") == "s3")["name"].to_list() == ["第二中学"]
    for name in ("第二中学", "二中新名", "新二中", "二中"):
        assert meant(register, name, SCHOOL) == "s3"


def test_a_place_that_a_second_row_adds_is_known(register: Register) -> None:
    register.add([Entity("School", "s7", "无处小学", (), "530102")])
    assert meant(register, "无处小学@五华区", SCHOOL) == "s7"


def test_bearers_of_a_common_name_that_came_later_are_found(register: Register) -> None:
    register.add([Entity("School", f"c{number}", "中心小学", (), "530102") for number in range(50)])
    with pytest.raises(Unresolved):
        meant(register, "中心小学@富民县", SCHOOL)
    register.add([Entity("School", "late", "中心小学", (), "530124")])
    assert meant(register, "中心小学@富民县", SCHOOL) == "late"


def test_of_a_name_that_many_bear_all_are_counted_and_some_are_shown(register: Register) -> None:
    register.add([Entity("School", f"c{number:03}", "中心小学", (), "530102") for number in range(50)])
    with pytest.raises(Unresolved, match="is ambiguous: 50 have this name") as error:
        meant(register, "中心小学", SCHOOL)
    assert error.value.candidates == tuple(f"c{number:03} 中心小学" for number in range(10))


def test_each_of_many_references_gets_its_own_answer(register: Register) -> None:
    """Were each to be looked up among all bearers, this would take 10 million steps."""
    codes = [str(code) for code in range(531100, 532100)]
    register.add([Entity("Region", code, f"县{code}") for code in codes])
    register.add([Entity("School", f"m{number}", "中心小学", (), codes[number]) for number in range(1_000)])
    asked = pl.Series([f"中心小学@{code}" for code in codes])
    answers = register.resolve(asked, None, SCHOOL)
    assert answers["id"].to_list() == [f"m{number}" for number in range(1_000)]
    answers = register.resolve(pl.Series(["中心小学"] * 1_000), pl.Series(codes), SCHOOL)
    assert answers["id"].to_list() == [f"m{number}" for number in range(1_000)]


def test_what_is_told_of_a_place_that_is_unknown_holds_no_memory_of_the_search(register: Register) -> None:
    told = register.place("gb:nowhere")
    assert isinstance(told, Unresolved)
    assert told.__traceback__ is None


def test_look_alikes_are_given_up_once_a_load_has_searched_enough(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = register.names.filter((pl.col("label") == "School") & ~pl.col("alias"))["key"].n_unique()
    monkeypatch.setattr(register_module, "_LOOK_ALIKES", 2 * names)
    candidates = []
    for _ in range(4):
        with pytest.raises(Unresolved) as error:
            meant(register, "第二中学校", SCHOOL)
        candidates.append(bool(error.value.candidates))
    assert candidates == [True, True, False, False]


def test_what_a_person_decided_holds_for_references_too() -> None:
    decided = Register(Places(decisions={"朝阳区": "220104", "旧名": "富民县"}))
    decided.add([*some_regions().entities, Entity("School", "s1", "旧名", (), "530102")])
    assert meant(decided, "朝阳区", ANY) == "220104"
    assert meant(decided, "旧名", ANY) == "530124"
    assert meant(decided, "旧名", SCHOOL) == "s1"
