from etl.sections import plain, sections, sentence

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


def test_a_text_without_either_is_one_article():
    assert [(one.start, one.end, one.title) for one in sections("## 标题\n正文。")] == [(0, 9, "标题")]
    assert [(one.start, one.end, one.title) for one in sections("")] == [(0, 0, "")]


def test_plain_text_keeps_every_character_in_its_place():
    assert plain("１５個：黨員、") == "15个:党员、"


def test_a_sentence_ends_where_its_line_does():
    text = "前句。今年办理45件，\n下行"
    start, end = sentence(text, 7)
    assert text[start:end] == "今年办理45件，"
