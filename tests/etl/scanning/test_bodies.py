import pytest

from etl.scanning.bodies import kind, longer, opening, outer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("清河市水务局走访企业", ["清河市水务局"]),
        ("市规划和自然资源局政务服务处办结", ["市规划和自然资源局政务服务处"]),  # 和 inside a name
        ("第三税务分局与第四税务分局联办", ["第三税务分局"]),  # 与 between two
        ("今年以来,杏林镇卫生院接诊", ["杏林镇卫生院"]),  # after a time
        ("南山区第二实验小学招生", ["南山区第二实验小学"]),
        ("清河供水集团有限公司抢修", ["清河供水集团有限公司"]),
        ("深入南山街道走访,街道回访", ["街道"]),  # an object is no subject
        ("古楼街道,该局,区纪委", ["古楼街道", "该局", "区纪委"]),
        ("全面打开局面,社区工作者", []),  # words that only look like ends of names
        ("服务城市发展,约谈学校", []),
    ],
)
def test_the_names_of_bodies_that_open_a_clause(text, names):
    assert [text[start:end] for start, end in opening(text)] == names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("街道", ("街道",)),
        ("该局", ("局",)),
        ("该校", ("校", "学")),  # 小学, 大学
        ("区纪委", ("区纪委",)),
        ("党支部", ("党支部",)),
        ("培训窗口", ("培训窗口",)),
        ("市水务局窗口", ()),
        ("古楼街道", ()),
        ("市水务局", ()),
    ],
)
def test_a_name_that_does_not_say_which_body_it_is(name, said):
    assert kind(name) == said


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("津城海事局巡航", "津城海事局"),
        ("津城的海事局", "津城"),
        ("津城党委和海事局", "津城"),  # an organ of its own
        ("津城东校区启用", "津城"),  # a part of it
    ],
)
def test_a_known_name_may_go_on(text, whole):
    assert text[: longer(text, 0, 2)] == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("和平区园林养护中心修剪", "和平区园林养护中心"),  # a letter that no other name begins with
        ("和平区绿化管护队", "和平区绿化管护队"),
        ("和平区居民走访社区", "和平区"),
        ("和平区和河东区学校", "和平区"),
    ],
)
def test_a_known_place_may_be_where_the_name_of_a_body_begins(text, whole):
    assert text[: longer(text, 0, 3)] == whole


def test_an_inner_organ_is_its_body():
    assert [outer(name) for name in ("河西管理部党支部", "市水务局窗口", "市水务局")] == [
        "河西管理部",
        "市水务局",
        "市水务局",
    ]
