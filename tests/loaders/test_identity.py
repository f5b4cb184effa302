from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders import identity
from loaders.identity import Entity, Register, Unresolved
from tests.loaders.folders import some_regions

SCHOOL = ("School",)
ANY = ("School", "EducationGroup", "Region")


@pytest.fixture
def register() -> Register:
    """Schools in two counties of Kunming and in two regions called 朝阳区."""
    register = Register()
    for entity in some_regions().entities:
        register.add(entity)
    for entity in (
        Entity("School", "s1", "第一中学", ("一中",), "530102"),
        Entity("School", "s2", "第一中学", (), "530124"),
        Entity("School", "s3", "第二中学", ("二中", "第三中学"), "530102"),
        Entity("School", "s4", "第三中学", (), "530124"),
        Entity("School", "s5", "实验@学校", (), "110105"),
        Entity("School", "s6", "A/B学校", (), "220104"),
        Entity("School", "s7", "无处小学"),
        Entity("EducationGroup", "g1", "第四中学", (), "530102"),
        Entity("School", "s8", "第四中学", (), "530124"),
    ):
        register.add(entity)
    return register


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
            register.resolve(reference, labels, context)
    else:
        assert register.resolve(reference, labels, context).id == id_


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
        ("昆明市/云南省", None),
        ("北京市/富民县", None),
        ("530199", None),
        ("/", None),
    ],
)
def test_regions_by_code_name_and_path(register: Register, reference: str, id_: str | None) -> None:
    if id_ is None:
        with pytest.raises(Unresolved, match="is unknown"):
            register.region(reference)
    else:
        assert register.region(reference).id == id_


def test_an_ambiguous_name_comes_with_its_candidates_and_a_way_out(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        register.region("朝阳区")
    assert error.value.reason == "is ambiguous: 2 have this name; give its code or its path"
    assert error.value.candidates == ("110105 朝阳区", "220104 朝阳区")
    with pytest.raises(Unresolved) as error:
        register.resolve("第一中学", SCHOOL)
    assert "add @region or give an id" in error.value.reason
    assert error.value.candidates == ("s1 第一中学", "s2 第一中学")


def test_an_ambiguous_place_is_blamed_on_the_place(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        register.resolve("实验小学@朝阳区", SCHOOL)
    assert error.value.reason.startswith("names a place, '朝阳区', that is ambiguous")
    assert error.value.candidates == ("110105 朝阳区", "220104 朝阳区")


def test_an_unknown_name_comes_with_look_alikes_of_the_right_kind(register: Register) -> None:
    with pytest.raises(Unresolved) as error:
        register.resolve("第二中学校", SCHOOL)
    assert error.value.candidates[0] == "s3 第二中学"
    assert not any("g1" in candidate for candidate in error.value.candidates)


def test_a_second_entity_with_the_same_id_only_adds_its_names(register: Register) -> None:
    known = register.add(Entity("School", "s3", "二中新名", ("新二中",), "530102"))
    assert known.name == "第二中学"
    for name in ("第二中学", "二中新名", "新二中", "二中"):
        assert register.resolve(name, SCHOOL).id == "s3"


def test_a_place_that_a_second_row_adds_is_known(register: Register) -> None:
    register.add(Entity("School", "s7", "无处小学", (), "530102"))
    assert register.resolve("无处小学@五华区", SCHOOL).id == "s7"


def test_a_common_name_s_index_knows_bearers_that_came_later(register: Register) -> None:
    for number in range(50):
        register.add(Entity("School", f"c{number}", "中心小学", (), "530102"))
    with pytest.raises(Unresolved):
        register.resolve("中心小学@富民县", SCHOOL)
    register.add(Entity("School", "late", "中心小学", (), "530124"))
    assert register.resolve("中心小学@富民县", SCHOOL).id == "late"


class _Counting(Register):
    """Counts how often it climbs from an entity to its regions."""

    climbs = 0

    def codes_above(self, entity: Entity) -> Iterator[str]:
        _Counting.climbs += 1
        return Register.codes_above(self, entity)


def test_ten_thousand_bearers_of_one_name_cost_no_more_than_a_few() -> None:
    """Were each look-up to walk all bearers, these would take 10 million steps; an index takes one for each bearer."""
    register = _Counting()
    codes = [str(code) for code in range(530100, 531100)]
    for code in codes:
        register.add(Entity("Region", code, f"县{code}"))
    for number in range(10_000):
        register.add(Entity("School", f"s{number}", "中心小学", (), codes[number % 1000]))
    for code in codes:
        with pytest.raises(Unresolved, match="10 have this name"):
            register.resolve(f"中心小学@{code}", SCHOOL)
    assert _Counting.climbs == 10_000


def test_look_alikes_are_given_up_once_a_load_has_searched_enough(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "_LOOK_ALIKES", 20)
    candidates = []
    for _ in range(5):
        with pytest.raises(Unresolved) as error:
            register.resolve("第二中学校", SCHOOL)
        candidates.append(bool(error.value.candidates))
    assert candidates == [True, True, False, False, False]
