import pytest

from etl.scanning.lessons import learn
from etl.scanning.what import detail, measure, what
from tests.etl.folder import FILES, REPORT, load


@pytest.mark.parametrize(
    ("before", "printed", "word", "first", "because"),
    [
        ("法院受理", "45件", "件", "cases", "like made-2025/3/1: 受理"),
        ("总金额", "45元", "元", "money", "words: 金额"),
        ("评出", "45名", "名", "people", "measure word"),
    ],
)
def test_the_measure_word_allows_and_the_words_around_speak(tmp_path, before, printed, word, first, because):
    lessons = learn(load(tmp_path), tmp_path / "texts")
    proposals = what(before + printed, (len(before), len(before + printed)), word, "reported", lessons)
    assert (proposals[0].value, proposals[0].because) == (first, because)


def test_a_measure_word_that_nobody_knows_leaves_all_open(tmp_path):
    proposals = what("受理45桩", (2, 5), "桩", "reported", learn(load(tmp_path)))
    assert [len(proposals), proposals[0].value] == [3, "cases"]
    assert sum(proposal.confidence for proposal in proposals) <= 1


@pytest.mark.parametrize(
    ("before", "printed", "word", "least", "most"),
    [("评出", "45名", "名", 0, 0.1), ("法院立案受理", "45件", "件", 0.5, 0.9)],
)
def test_words_make_sure_and_a_measure_word_that_allows_one_indicator_does_not(
    tmp_path, before, printed, word, least, most
):
    lessons = learn(load(tmp_path), tmp_path / "texts")
    proposals = what(before + printed, (len(before), len(before + printed)), word, "reported", lessons)
    assert least <= proposals[0].confidence <= most


def test_a_verb_speaks_for_what_another_verb_said_before(tmp_path):
    lessons = learn(load(tmp_path, {REPORT: FILES[REPORT].replace("zh: 受理", "zh: 化解")}), tmp_path / "texts")
    [solved], [held] = (what(f"{verb}45件", (2, 5), "件", "reported", lessons) for verb in ("调解", "举办"))
    assert (solved.because, held.because) == ("words: ~解决", "measure word")
    assert solved.confidence > held.confidence


def test_what_only_ever_was_background_is_less_likely_a_report(tmp_path):
    quoted = FILES[REPORT].replace("indicator: cases,", "indicator: cases, status: background,")
    lessons = learn(load(tmp_path, {REPORT: quoted}))
    report, background = (what("受理45件", (2, 5), "件", status, lessons)[0] for status in ("reported", "background"))
    assert (report.value, background.value) == ("cases", "cases")
    assert report.confidence < background.confidence


MODELS = FILES[REPORT].replace(
    "      - {printed: 591件,", "      - {printed: 3个, indicator: models, measure: window}\n      - {printed: 591件,"
)
NAMED = FILES["measures.yaml"].replace("team: {name: {zh: 个,", "team: {name: {zh: 个团队,")


@pytest.mark.parametrize(
    ("files", "after", "value", "because"),
    [
        ({}, "，", "team", ""),
        ({REPORT: MODELS}, "，", "window", "meant before: 1"),
        ({REPORT: MODELS, "measures.yaml": NAMED}, "团队", "team", "words: 团队"),
    ],
)
def test_of_several_measures_that_a_word_may_mean_one_is_proposed(tmp_path, files, after, value, because):
    proposal = measure(f"2个{after}", 2, "个", "models", learn(load(tmp_path, files)))
    assert (proposal.value, proposal.because) == (value, because)


def test_where_a_word_means_one_measure_none_is_proposed(tmp_path):
    assert measure("2件", 2, "件", "cases", learn(load(tmp_path))) is None


@pytest.mark.parametrize(
    ("before", "printed", "after", "value", "because"),
    [
        ("去年，法院审结案件", "45件", "。", "法院审结案件", "print"),
        ("共培训干部", "45名", "，", "培训干部", "print"),
        ("共建项目", "45个", "，", "共建项目", "print"),
        ("打造", "45个", "诉讼服务站点，", "诉讼服务站点", "print"),
        ("全院人员参加调解共", "45个", "，", "全院人员参加调解", "print"),
        ("法院当场立案受理", "45件", "，", "当场立案受理", "like made-2025/3/1"),
        ("", "45件", "", None, None),
        ("走访21件、", "45件", "，", None, None),  # what the number before was measured in
        ("受理21件纠纷、", "45件", "咨询，", "咨询", "print"),  # beyond a pause, of the number before
        ("办结率增至", "45件", "。", "办结率", "print"),
        ("", "45件", "的事项和在办的，", "事项和在办", "print"),
        ("“双节”期间接待", "45件", "，", "“双节”期间接待", "print"),
        ("法院”窗口办理", "45件", "，", "窗口办理", "print"),  # half a pair
        ("推进基层党组织和机关的服务窗口建设材料", "45件", "。", "服务窗口建设材料", "print"),  # where a word begins
        ("", "45件", "区级领导干部信访案卷围绕问题整理", "区级领导干部信访案卷", "print"),
    ],
)
def test_a_detail_is_an_earlier_one_or_the_words_of_print(tmp_path, before, printed, after, value, because):
    report = FILES[REPORT].replace("{zh: 受理, en: Accepted}", "{zh: 当场立案受理, en: Accepted}")
    lessons = learn(load(tmp_path, {REPORT: report}))
    proposal = detail(before + printed + after, len(before), len(before + printed), "cases", lessons)
    assert (proposal and proposal.value, proposal and proposal.because) == (value, because)
