import pytest

from etl.query import Choice
from pages.parts import choice
from tests.etl.made import tables

MADE = tables(
    figures=[{"year": 2023}, {"unit": "south", "year": 2025}],
    units=[
        {"unit": "city", "name_zh": "市", "name_en": "City", "kind": "city"},
        {"unit": "north", "name_zh": "北区", "name_en": "North District", "parent": "city"},
        {"unit": "south", "name_zh": "南区", "name_en": "South District", "parent": "city"},
        {"unit": "street", "name_zh": "北街", "name_en": "North Street", "parent": "north"},
    ],
)


def read(page: str = "figures", language: str = "en", **address: list[str]) -> choice.Said:
    return choice.read(address, page, MADE, language)


def test_a_whole_address_is_a_choice():
    said = read(
        unit=["north", "south"],
        only=["1"],
        year=["2023", "2025"],
        theme=["justice"],
        indicator=["cases-resolved"],
        issue=["made-2025"],
        status=["target"],
        text=["  案件 "],
        lang=["zh"],
    )
    assert said.choice() == Choice(
        units=("north", "south"),
        years=(2023, 2025),
        theme="justice",
        indicator="cases-resolved",
        issue="made-2025",
        status="target",
        text="案件",
        only=True,
    )
    assert said.notices == ()


def test_an_empty_address_leaves_everything_open():
    assert read().choice() == Choice()
    assert read(text=[""]).notices == ()


def test_what_is_given_twice_counts_once():
    assert read(unit=["north", "north"]) == choice.Said({"unit": ("north",)})


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        (
            {"unit": ["nroth"]},
            "网址里的单位“nroth”在当前发布版本中没有，未按它筛选。最接近的是“北区（north）”。",
            "The address asks for the unit “nroth”, which this release does not have; it is left out. "
            "The nearest is “North District (north)”.",
        ),
        (
            {"unit": ["nor"]},
            "网址里的单位“nor”在当前发布版本中没有，未按它筛选。最接近的是“北区（north）”。",
            "The address asks for the unit “nor”, which this release does not have; it is left out. "
            "The nearest is “North District (north)”.",
        ),
        (
            {"unit": ["no"]},
            "网址里的单位“no”在当前发布版本中没有，未按它筛选。最接近的是“北区（north）”。",
            "The address asks for the unit “no”, which this release does not have; it is left out. "
            "The nearest is “North District (north)”.",
        ),
        (
            {"unit": ["zzz"]},
            "网址里的单位“zzz”在当前发布版本中没有，未按它筛选。",
            "The address asks for the unit “zzz”, which this release does not have; it is left out.",
        ),
        (
            {"year": ["1800"]},
            "网址里的年份“1800”没有数字，未按它筛选。最接近的是“2023”。",
            "The address asks for the year “1800”, of which there are no figures; it is left out. "
            "The nearest is “2023”.",
        ),
        (
            {"status": ["targte"]},
            "网址里的性质“targte”没有这一种，未按它筛选。最接近的是“目标（target）”。",
            "The address asks for the status “targte”, which there is not; it is left out. The nearest is “target”.",
        ),
        (
            {"hue": ["red"]},
            "网址里的参数“hue”本页用不到，未采用。",
            "The address has a parameter “hue”, which this page does not use; it is left out.",
        ),
        (
            {"unti": ["north"]},
            "网址里的参数“unti”本页用不到，未采用。最接近的是“unit”。",
            "The address has a parameter “unti”, which this page does not use; it is left out. The nearest is “unit”.",
        ),
        (
            {"status": ["target", "rule"]},
            "网址里有多个性质，只用第一个：“目标”（target）。",
            "The address gives the status more than once; the first holds: “target” (target).",
        ),
        (
            {"text": ["长" * 61]},
            f"搜索文字“{'长' * 40}…”太长，只用前 60 个字符。",
            f"The search text “{'长' * 40}…” is too long; its first 60 characters are used.",
        ),
    ],
)
def test_what_does_not_hold_is_told(address, zh, en):
    assert read(language="zh", **address).notices == (zh,)
    assert read(language="en", **address).notices == (en,)


@pytest.mark.parametrize(
    ("page", "parameter"), [(page, name) for page, own in choice.OWN.items() for name in (*choice.FRAME, *own)]
)
def test_every_parameter_of_every_page_tells_of_an_unknown_value(page, parameter):
    given = ["x" * 99] if parameter == "text" else ["<b>no such</b>"]
    said = read(page, **{parameter: given})
    assert len(said.notices) == 1
    assert given[0][:14] in said.notices[0]
    assert said.values.get(parameter, ()) == (("x" * 60,) if parameter == "text" else ())


@pytest.mark.parametrize("year", ["２０２５", "2025.0", " 2025", "0x7e9", "", "二〇二五"])
def test_a_year_is_four_plain_digits(year):
    said = read(year=[year])
    assert said.values == {}
    assert len(said.notices) == 1


def test_a_parameter_of_another_page_is_told():
    assert read("overview", issue=["made-2025"]).notices == (
        "The address has a parameter “issue”, which this page does not use; it is left out.",
    )


def test_an_indicator_prevails_over_a_theme_that_it_does_not_belong_to():
    made = tables(
        figures=[{}, {"indicator": "people-trained", "theme": "learning"}],
        indicators=[{"indicator": "people-trained", "theme": "learning", "name_en": "People trained"}],
    )
    given = {"theme": ["justice"], "indicator": ["people-trained"]}
    assert choice.read(given, "figures", made, "en") == choice.Said(
        {"indicator": ("people-trained",)},
        (
            "The address asks for the theme “Justice”, which the indicator “People trained” does not belong to; "
            "the indicator holds.",
        ),
    )
    agreed = {"theme": ("learning",), "indicator": ("people-trained",)}
    assert choice.read(agreed, "figures", made, "en") == choice.Said(agreed)


def test_the_release_a_link_was_made_from_is_kept_aside():
    said = read(v=["0123456789ab"], unit=["north"])
    assert said.one("v") == "0123456789ab"
    assert choice.link(said) == {"unit": ["north"]}


def test_many_mistakes_are_summed_up():
    notices = read(unit=[f"no{n}" for n in range(20)]).notices
    assert len(notices) == choice.MOST_NOTICES + 1
    assert notices[-1] == "The address has 14 more mistakes like these."


def test_the_nearest_is_looked_for_only_where_it_is_told(monkeypatch):
    looked_for = []
    monkeypatch.setattr(choice, "_nearest", lambda value, known: looked_for.append(value))
    read(unit=[f"no{n}" for n in range(4000)])
    assert looked_for == ["no0", "no1", "no2", "no3", "no4", "no5"]


def test_a_value_that_holds_survives_one_that_does_not():
    said = read(unit=["north", "gone"], year=["2025"])
    assert said.values == {"unit": ("north",), "year": ("2025",)}
    assert len(said.notices) == 1


def test_links_carry_the_frame_and_what_is_their_own():
    said = read(unit=["north"], year=["2025"], text=["x"], lang=["zh"])
    assert choice.link(said, figure="a/1/1", issue=None) == {
        "lang": ["zh"],
        "unit": ["north"],
        "year": ["2025"],
        "figure": ["a/1/1"],
    }


def test_a_theme_of_the_view_takes_the_place_of_an_indicator_and_the_other_way_round():
    assert choice.link(read(indicator=["cases-resolved"]), theme="justice") == {"theme": ["justice"]}
    assert choice.link(read(theme=["justice"]), indicator="cases-resolved") == {"indicator": ["cases-resolved"]}
    assert choice.link(read(theme=["justice"]), issue="made-2025") == {"theme": ["justice"], "issue": ["made-2025"]}


@pytest.mark.parametrize(
    ("address", "locale", "language"),
    [
        ({}, "zh-CN", "zh"),
        ({}, "zh", "zh"),
        ({}, "zh-TW", "zh"),
        ({}, "en-US", "en"),
        ({}, "fr", "en"),
        ({}, None, "en"),
        ({"lang": ["en"]}, "zh-CN", "en"),
        ({"lang": ["zh"]}, "en", "zh"),
        ({"lang": ["fr"]}, "zh-CN", "zh"),
    ],
)
def test_language_is_asked_for_or_that_of_the_browser(address, locale, language):
    assert choice.language_of(address, locale) == language


def test_units_follow_those_they_belong_to_and_are_named_with_them_below_the_city():
    assert choice.names("unit", MADE, "zh") == {
        "city": "市",
        "north": "北区",
        "street": "北区 › 北街",
        "south": "南区",
    }


def test_units_of_one_name_are_told_apart():
    made = tables(units=[{"unit": "a", "name_en": "Court"}, {"unit": "b", "name_en": "Court"}])
    assert choice.names("unit", made, "en") == {"a": "Court [a]", "b": "Court [b]"}


def test_units_are_named_in_line_with_those_above_them():
    own = {"city": "津城", "court": "法院", "window": "窗口", "lost": "某处"}
    parents = {"court": "city", "window": "court", "lost": "nowhere"}
    named = {"city": "津城", "court": "法院", "window": "法院 › 窗口", "lost": "某处"}
    assert choice.under(own, parents, {"city"}, "zh") == named


def test_a_unit_below_itself_is_named_once():
    assert choice.under({"a": "甲", "b": "乙"}, {"a": "b", "b": "a"}, (), "zh") == {"a": "乙 › 甲", "b": "甲 › 乙"}
