import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.curating.records import ID, Bilingual, Indicator, Unit
from etl.scanning.similar import indicators, proposed_id, units


def unit(zh, en, *aliases):
    return Unit(name=Bilingual(zh=zh, en=en), kind="agency", aliases=list(aliases))


UNITS = {
    "education": unit("市教育委员会", "Education Commission", "市教委"),
    "water": unit("市水务局", "Water Bureau"),
    "tax": unit("天津市稅務局", "Tax Bureau"),
    "tax-hexi": unit("天津市河西区税务局", "Hexi Tax Bureau"),
    "urban": unit("市城市管理委员会", "Urban Management Commission"),
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市教委", ["education"]),
        ("天津市教育委", ["education", "tax"]),
        ("市城管委", ["urban"]),
        ("河西税务局", ["tax-hexi", "tax"]),
        ("税务局", ["tax", "tax-hexi", "water"]),
        ("Bureau of Water", ["water"]),
        ("市体育局", []),
        (" ", []),
    ],
)
def test_units_that_are_called_alike_come_first(name, expected):
    assert [one.id for one in units(name, UNITS)] == expected


def test_a_name_in_another_script_or_width_is_the_same():
    assert units("天津市税务局", UNITS)[0] == ("tax", "天津市稅務局", 1.0)


def test_the_name_that_is_alike_is_told():
    assert units("教委", UNITS)[0].name == "市教委"


def test_indicators_are_compared_by_name():
    made = {
        id: Indicator(name={"zh": zh, "en": en}, theme="t", about={"zh": "a", "en": "a"}, measures=["m"], kind="flow")
        for id, zh, en in (("trained", "培训人次", "People trained"), ("cases", "受理案件", "Cases"))
    }
    assert [one.id for one in indicators("干部培训人数", made)] == ["trained"]


def test_no_more_are_told_than_asked_for():
    same = {f"u{n}": unit("市水务局", "Water") for n in range(9)}
    assert [one.id for one in units("市水务局", same, most=3)] == ["u0", "u1", "u2"]


@pytest.mark.parametrize(
    ("name", "taken", "id"),
    [
        ("Hexi District", (), "hexi-district"),
        ("Bureau of the People's Courts, No. 2", (), "bureau-peoples-courts-no-2"),
        ("Café Épée", (), "cafe-epee"),
        ("Hexi District", ("hexi-district", "hexi-district-2"), "hexi-district-3"),
        ("河西区", (), ""),
    ],
)
def test_an_id_is_proposed_from_the_english_name(name, taken, id):
    assert proposed_id(name, taken) == id


@given(st.text(max_size=200), st.sets(st.from_regex(ID, fullmatch=True), max_size=3))
def test_a_proposed_id_is_one_and_free(name, taken):
    for again in (taken, {*taken, proposed_id(name, taken)}):
        made = proposed_id(name, again)
        assert made == "" or (re.fullmatch(ID, made) and made not in again)
