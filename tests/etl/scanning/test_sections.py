import time

import pytest

from etl.scanning.sections import LONG, headline, paragraph_start, plain, sections, sentence

MAGAZINE = """目录
04 法院这一年
08 海关这一年


法院这一年 司法为民

文 / 本刊记者 李梅

法院受理案件657件。

(河东法院 供稿)

海关这一年

海关验放货物12批。
"""


def test_articles_begin_where_the_contents_a_by_line_or_a_credit_say():
    found = sections(plain(MAGAZINE))
    lines = [(MAGAZINE.count("\n", 0, section.start) + 1, section.title) for section in found]
    assert lines == [(1, "目录"), (6, "法院这一年 司法为民"), (14, "海关这一年")]
    assert [found[0].end, found[-1].end] == [found[1].start, len(MAGAZINE)]


@pytest.mark.parametrize(
    ("contents", "lines"),
    [
        ("04 法院这一年 司法为民", [1, 5]),  # an entry shares its first word with the title
        ("04 法院这一年成绩单很好看", [1, 7]),  # or eight characters of it
        ("04 法院这", [1]),  # too short to say which
        ("04 法院这一年\n06 法院这一年成绩单很好看", [1, 6, 8]),
    ],
)
def test_an_entry_of_the_contents_names_the_first_line_that_begins_like_it(contents, lines):
    text = f"目录\n{contents}\n\n\n # 法院这一年的事\n\n法院这一年成绩单\n法院这一年成绩单很长\n"
    assert [text.count("\n", 0, one.start) + 1 for one in sections(text)] == lines


def test_contents_without_end_cost_no_more_than_their_lines():
    entries = (f"{chr(0x4E00 + nth // 90)}{chr(0x4E00 + nth % 90)}这一年记" for nth in range(20_000))
    text, started = "\n".join(f"04 {entry}" for entry in entries), time.process_time()
    assert len(sections(text + "\n正文。" * 20_000)) == 1
    assert time.process_time() - started < 3


WEB = """某某学院
首页  党建专题
您的位置: 首页>正文
法院这一年
2024-03-19 09:33
法院这一年
发稿时间:2024-03-04      来源: 示例日报

法院受理案件657件。这一年成效明显。(记者 李梅)

关闭窗口
"""


def test_an_article_of_a_web_page_stands_between_its_title_and_who_wrote_it():
    found = [(WEB.count("\n", 0, one.start) + 1, one.title) for one in sections(plain(WEB))]
    assert found == [(1, "某某学院"), (6, "法院这一年"), (11, "关闭窗口")]
    signed = sections(plain("法院这一年\n受理657件。(记者 李梅)\n(责编:赵四、王五)\n"))
    assert [one.title for one in signed] == ["法院这一年"]


def test_a_text_without_either_is_one_article():
    assert [(one.start, one.end, one.title) for one in sections("## 标题\n正文。")] == [(0, 9, "标题")]
    assert [(one.start, one.end, one.title) for one in sections("")] == [(0, 0, "")]


def test_plain_text_keeps_every_character_in_its_place():
    assert plain("１５個：黨員、") == "15个:党员、"


def test_a_sentence_ends_where_its_line_does():
    text = "前句。今年办理45件，\n下行"
    start, end = sentence(text, 7)
    assert text[start:end] == "今年办理45件，"


def test_what_stands_around_a_number_costs_no_more_in_a_line_without_end():
    text, started = "其中1件、" * 200_000, time.process_time()
    for place in range(0, len(text), 100):
        assert sentence(text, place) == (max(0, place - LONG), min(len(text), place + LONG))
        assert paragraph_start(text, place) <= place
        assert not headline(text, place)
    assert time.process_time() - started < 3
