import pytest

from etl.scanning.sections import Section, plain
from etl.scanning.whose import about, mentions, whose

UNITS = {
    "津城": "city",
    "河东法院": "court",
    "津城海关": "customs",
    "税务局": "tax",
    "河东区": "east",
    "柳林街道": "lin",
}
PARENTS = {"city": None, "court": "city", "customs": "city", "tax": "city", "east": "city", "lin": "east"}


def article(text):
    return about(text, Section(0, len(text), ""), mentions(text, UNITS), PARENTS)


@pytest.mark.parametrize(
    ("text", "unit", "because"),
    [
        ("津城的法院。河东法院结案。河东法院调解。", "court", "article: 河东法院"),
        ("河东法院来访。河东法院来函。\n(津城海关 供稿)", "customs", "credit: 津城海关"),
        ("河西管理部受理。河西管理部办结。河西管理部回访。津城。", None, "not in units.yaml: 河西管理部"),
        ("河东法院来访。\n(津城海关党委 供稿)", "customs", "credit: 津城海关"),
        ("河东法院来访。\n(市水务局 供稿)", None, "not in units.yaml: 市水务局"),
        ("河东法院来访。\n(区委组织部 供稿)", "court", "article: 河东法院"),  # writes of others
        ("水务公司施工。河东法院来访。", "court", "article: 河东法院"),  # who a registry has counts double
        ("水务公司施工。水务公司抢修。水务公司回访。河东法院来访。", None, "not in units.yaml: 水务公司"),
        ("津城海关关于查验的通知\n河东法院来访。河东法院来函。", "customs", "article: 津城海关"),  # who issues it
        ("天气晴朗。", None, ""),
    ],
)
def test_an_article_is_about_who_signs_it_or_opens_its_clauses(text, unit, because):
    proposal = article(text)
    assert (proposal.value, proposal.because) == (unit, because)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("税务局走访企业45家", "tax"),
        ("税务局办税，津城海关验放45批", "customs"),  # two bodies in one sentence: the nearer
        ("深入税务局走访45次", "court"),  # an object, so the article's
        ("税务局办税。走访45次", "court"),  # another sentence
        ("津城海关缉私45起", "customs"),  # the longer name
        ("津城海事局巡航45次", None),  # another body, which is not known
        ("市水务局抢修45处", None),
        ("税务局辅导，水务公司申报45次", "tax"),  # who a registry has goes before who none has
        ("三、税务局：走访45次", "tax"),
        ("柳林街道办事处接访45次", "lin"),  # its office is the body itself
        ("河东区柳林街道办事处接访45次", "lin"),
        ("河东区柳林街道接访45次", "lin"),
        ("河东区税务局接访45次", None),  # that of a district is another
        ("河东区园林养护中心修剪45株", None),
        ("培训窗口办理45件", "court"),  # a counter is a part of somebody
    ],
)
def test_a_number_is_that_of_the_body_its_sentence_begins_with(text, unit):
    head = "河东法院一年实绩\n河东法院结案。河东法院调解。\n"
    whole = plain(head + text)
    assert whose(whole, whole.index("45"), mentions(whole, UNITS), article(head)).value == unit


def test_names_are_found_in_both_scripts():
    assert [mention.unit for mention in mentions(plain("稅務局與津城海關"), UNITS)] == ["tax", "customs"]
