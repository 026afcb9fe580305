import pytest

from etl.printed.period import Period
from etl.problems import Problem
from etl.scanning.sections import Section, plain
from etl.scanning.when import default, published, status, typed, when
from etl.scanning.whose import Proposal

UNSTATED = Proposal("unstated", 0.4, "")


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("今年以来，办理", "2023-01/2023-11"),
        ("今年1月至9月，办理", "2023-01/2023-09"),
        ("今年 4-6 月，办理", "2023-04/2023-06"),
        ("前三季度办理", "2023-01/2023-09"),
        ("2022年上半年办理", "2022-01/2022-06"),
        ("去年下半年，2022年下半年办理", "2022-07/2022-12"),
        ("今年一季度，办理", "2023-01/2023-03"),
        ("2022年第4季度办理", "2022-10/2022-12"),
        ("近三年来累计办理", "2020-11/2023-11"),
        ("截至目前，已办理", "as-of 2023-11"),
        ("截至8月底，办理", "as-of 2023-08"),
        ("截至2021年6月16日，办理", "as-of 2021-06-16"),
        ("2021年7月至今，办理", "2021-07/2023-11"),
        ("从2012年到2021年，办理", "2012/2021"),
        ("2022年，办理", "2022"),
        ("2022年5月，办理", "2022-05"),
        ("去年办理", "2022"),
        ("党的十八大以来，办理", "2012-11/2023-11"),
        ("2022年受理，今年以来办理", "2023-01/2023-11"),  # the last before the number
        ("今年办理，比去年同期多", "2023-01/2023-11"),  # a comparison is of the year itself
        ("2021年，法院办理，较2020年多", "2021"),
        ("办理", "unstated"),
    ],
)
def test_a_number_holds_for_the_period_said_before_it(said, period):
    text = plain(said + "45件")
    assert when(text, len(said), UNSTATED, "2023-11").value == period


def test_what_needs_a_date_of_publication_is_unstated_without_one():
    assert when("今年以来办理45件", 6, UNSTATED, None) == UNSTATED


def test_an_earlier_sentence_of_the_paragraph_counts_less():
    proposal = when("2022年,法院改革。办理45件", 12, UNSTATED, None)
    assert (proposal.value, proposal.confidence, proposal.because) == ("2022", 0.3, "paragraph: 2022年")


@pytest.mark.parametrize(
    ("said", "period", "sure"),
    [
        ("2022年,法院提出改革。持续推动", "2023", 0.4),
        ("2022年启动改革，至今推动", "2023", 0.4),
        ("2022年，法院持续推动", "2022", 0.8),  # of that very year
        ("2022年,法院提出改革。推动", "2022", 0.3),
    ],
)
def test_what_was_begun_in_a_year_and_goes_on_is_of_the_article_s_period(said, period, sure):
    text = plain(said + "45件")
    proposal = when(text, len(said), Proposal("2023", 0.7, "article: 2023年"), "2023-11")
    assert (proposal.value, proposal.confidence) == (period, sure)


def test_an_article_begins_with_its_period():
    text = (
        "一年实绩\n2025年,在各方支持下,河东法院深入学习,扎实工作,努力让人民群众在每一个案件中感受到公平正义,成效明显。"
    )
    assert default(text, Section(0, len(text), "一年实绩"), None).value == "2025"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年第11期", "2023-11"),
        ("发稿时间:2024-03-04", "2024-03-04"),
        ("2024-03-19 09:33\n发稿时间:2024-03-04", "2024-03-04"),
        ("2021年06月16日10:01", "2021-06-16"),
        ("一年", None),
    ],
)
def test_a_text_says_when_it_was_published(text, date):
    assert published(text) == date


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("力争培育企业", "target"),
        ("每月至少联系", "rule"),
        ("全国新增就业", "background"),
        ("共培训", "reported"),
        ("实施学习计划，共培训", "reported"),
    ],
)
def test_a_target_a_rule_and_background_say_so(before, expected):
    assert status(plain(before + "45个"), len(before), False).value == expected
    assert status("共培训45个", 3, True).value == "background"


def test_the_date_of_a_masthead_is_not_the_period_of_an_article():
    text = "示例日报 2024年12月20日 第5版\n\n法院受理45件。"
    assert default(text, Section(0, len(text), "示例日报 2024年12月20日 第5版"), "2024-12-20").value == "unstated"
    assert default("2023年实绩\n45件", Section(0, 11, "2023年实绩"), "2024-12-20").value == "2023"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2025", "2025"),
        ("2023-01/2023-10", "2023-01/2023-10"),
        ("未注明", "unstated"),
        ("时间未注明", "unstated"),
        (" 不详 ", "unstated"),
        ("未说明", "unstated"),
        ("Unstated", "unstated"),
        ("not stated", "unstated"),
        ("Period not stated", "unstated"),
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("2023年11月", "2023-11"),
        ("２０２３年１１月５日", "2023-11-05"),
        ("2023.11", "2023-11"),
        ("2023/11/5", "2023-11-05"),
        ("截至2023年11月", "as-of 2023-11"),
        ("截至 2023年11月5日", "as-of 2023-11-05"),
        ("截至2023年底", "as-of 2023"),
        ("As of 2023-11", "as-of 2023-11"),
        ("截至2023-11", "as-of 2023-11"),
        ("2023年1-11月", "2023-01/2023-11"),
        ("2023年1–11月", "2023-01/2023-11"),
        ("2023 年 1 月 至 11 月", "2023-01/2023-11"),
        ("2023年1月—2023年11月", "2023-01/2023-11"),
        ("2023.1-2023.11", "2023-01/2023-11"),
        ("2023年至2024年2月", "2023/2024-02"),
        ("2023-2024年", "2023/2024"),
        ("2023年上半年", "2023-01/2023-06"),
    ],
)
def test_a_period_is_typed_in_many_ways(words, period):
    found = typed(words)
    assert isinstance(found, Period)
    assert found.text == period


@pytest.mark.parametrize(
    "words",
    [
        *("11月", "1-11月", "今年", "去年", "截至目前", "2021年以来", "2023年底", "2023年13月", "2024年至2023年"),
        *("2023年1-11", "2023年2-1月", "2023-01/10", "最近", "", "9" * 10**5),
    ],
)
def test_what_is_typed_and_not_clear_is_no_period(words):
    assert isinstance(typed(words), Problem)
