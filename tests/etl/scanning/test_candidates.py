from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.scanning.candidates import find, qualifier

WORDS = (
    "个",
    "名",
    "人",
    "人次",
    "件",
    "项",
    "家",
    "元",
    "%",
    "个工作日",
    "小时",
    "平方米",
    "次",
    "份",
    "第…名",
    "年",
    "期",
)


def told(text):
    return [(one.printed, one.why if one.kind == "not_figure" else one.kind) for one in find(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("评选45个典型案例", [("45个", "figure")]),  # the known measure word ends a greedy one
        ("培训近3.2万人次，合格率98.5%以上", [("近3.2万人次", "figure"), ("98.5%以上", "figure")]),
        ("覆盖20至30家企业", [("20至30家", "figure")]),  # two numerals, one quantity
        ("每年節約9.8萬小時", [("9.8萬小時", "figure")]),  # 約 belongs to 節約
        ("惠及1200 余\n\n人次", [("1200 余\n\n人次", "figure")]),  # a page break
        ("共有5个内设机构", [("5个", "figure")]),
        ("涉及3万居民", [("3万", "figure")]),
        ("获得第2名", [("第2名", "figure")]),
        ("受理案件 | 45\n", [("45", "left_over")]),  # a row of a table, not of the contents
        ("得分为 45 。", [("45", "left_over")]),  # nothing says what of
    ],
)
def test_arabic_numerals_are_figures_as_far_as_they_are_printed(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2023年11月5日已办", [("2023年11月5日", "date")]),
        ("今年1月至9月", [("1月至9月", "date")]),
        ("近3年来", [("近3年", "date")]),
        ("发稿时间:2024-03-04 来", [("2024-03-04", "bibliographic")]),
        ("某页\n2024-03-19 09:33 \n", [("2024-03-19 09:33", "bibliographic")]),
        ("2021年6月16日10:01  來源:某报", [("2021年6月16日10:01", "bibliographic")]),
        ("2019年6月入党", [("2019年6月", "biography")]),
        ("上世纪30年代", [("30年代", "date")]),
        ("12月1日起", [("12月1日", "date")]),
        ("电话022-12345678", [("022-12345678", "phone")]),
        ("拨打12345热线", [("12345", "phone")]),
        ("ISSN1234-5678", [("ISSN1234-5678", "bibliographic")]),
        ("邮政编码 300000", [("邮政编码 300000", "bibliographic")]),
        ("第24批医疗队", [("第24批", "ordinal")]),
        ("官司打了长达8年", [("长达8年", "date")]),
        ("已经连续7年监测", [("连续7年", "date")]),
        ("9个月召开会议", [("9个月", "date")]),
        ("两人30分钟后到场", [("30分钟后", "date")]),
        ("开了16年面馆", [("16年", "biography")]),
        ("市级20项民心工程之一", [("20项", "name")]),
        ("设有24小时自助机", [("24小时", "name")]),
        ("《晚报》2版", [("2版", "bibliographic")]),
        ("他4次被评为先进", [("4次", "biography")]),
        ("落实“稳增长15条”", [("15条", "name")]),
        ("建立“1+3+N”体系", [("1+3+N", "name")]),
        ("成立80周年", [("80周年", "name")]),
        ("12 走进窗口看服务\n", [("12", "page")]),
        ("- 3.分发选票;", [("- 3.", "list-number")]),
        ("终年50岁", [("终年50岁", "biography")]),
        ("李某今年67岁，", [("今年67岁", "biography")]),
        ("晚上7点半，上午 9时", [("晚上7点半", "date"), ("上午 9时", "date")]),
        ("入行29年，”78岁的老郭", [("入行29年", "biography"), ("78岁的", "biography")]),
        ("2023—2024供热季", [("2023—2024", "date")]),
        ("15路公交车", [("15路", "name")]),
        ("从事儿科工作31年，", [("从事儿科工作31年", "biography")]),
        ("经鉴定，这8个罐子", [("8个", "repeated")]),
    ],
)
def test_numerals_that_report_nothing_say_why(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办百余次，走访数千家，发放千余份", ["百余次", "数千家", "千余份"]),
        ("只用了不到两小时", ["不到两小时"]),
        ("化解上千件纠纷", ["上千件"]),
        ("其中近一半在农村", ["近一半"]),
        ("任期三年至五年", ["三年至五年"]),
        ("考评名列第一", ["第一"]),
        ("办结率百分之九十五", ["百分之九十五"]),
        ("九成以上当月办结，占比近七成", ["九成以上", "近七成"]),
        ("精简三分之一，四分之三以上的村", ["三分之一", "四分之三以上"]),
        ("一成不变，两成熟", []),
        ("做到两个维护，一批干部，一个个难题，第一书记，一带一路，十项行动，近三年，万家灯火", []),
        ("学习“十五项举措”", []),
    ],
)
def test_chinese_numerals_count_where_they_report(text, expected):
    assert [one.printed for one in find(text, WORDS)] == expected


def test_a_headline_repeats_the_sentence_below():
    text = "培训干部 63 名\n\n今年，全市共培训干部63名，效果良好。"
    assert told(text) == [("63 名", "repeated"), ("63名", "figure")]


DIGITS = "0123456789０１２３４５６７８９"
SIGNS = "年月日个名人次件第近约超至到-—~.．,，、。:：/%％万亿余多十百千一二半 \n\t#|()（）“”《》+Aa"
PHRASES = (
    "2025年",
    "1月至",
    "截至",
    "12345热线",
    "电话022-",
    "ISSN",
    "第3期",
    "人次",
    "以上",
    "分之",
    "周年",
    "8.9.10",
    "近3年",
)
PRINT = st.lists(st.sampled_from([*DIGITS, *DIGITS, *SIGNS, *PHRASES]), max_size=60).map("".join)


@given(PRINT)
@example("0+0.0")  # a rule that ends within a numeral
@example("3、2023年9月，45个点位、1+1、12:30、７５％；abc7 2,000元 约1，234件 第5 第6名\n88\n")
def test_every_digit_is_in_one_candidate_and_every_candidate_is_what_is_printed(text):
    found = find(text, WORDS)
    assert [text[one.start : one.end] for one in found] == [one.printed for one in found]
    held = Counter(place for one in found for place in range(one.start, one.end))
    assert [held[place] for place, sign in enumerate(text) if sign in DIGITS] == [1] * sum(map(text.count, DIGITS))
    assert set(held.values()) <= {1}


def test_a_numeral_is_never_cut():
    found = find("1+2.5，表18.12.2025，3至5", WORDS)
    assert [(one.printed, one.kind, one.quantity and one.quantity.printed) for one in found] == [
        ("1+2.5", "not_figure", None),
        ("18.12.2025", "left_over", None),
        ("3", "left_over", None),
        ("5", "left_over", "5"),
    ]


def test_a_qualifier_apart_from_its_number():
    assert qualifier("每周至少联系1次", 6) == "至少"
    assert qualifier("每周至少，1次", 5) is None
