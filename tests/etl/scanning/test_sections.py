import time

from etl.scanning.candidates import headline
from etl.scanning.sections import LONG, paragraph_start, plain, sections, sentence

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
