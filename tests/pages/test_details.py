"""Details at hand for a number: from the print beside it, and from what was said before."""

import pytest

from etl.drafting.drafts import Draft, Entry
from pages.curation import details


def draft(text, *printed, **fields):
    entries = [Entry(1, text.index(one), 1, text.index(one) + len(one), one, **fields) for one in printed]
    return Draft("made", text, "made.txt", entries=tuple(entries))


@pytest.mark.parametrize(
    ("text", "printed", "found"),
    [
        ("全区3万名在职职工，5万个车间参加。", "3万名", "在职职工"),
        ("全区3万名在职职工，5万个车间参加。", "5万个", "车间"),
        ("举办工人大讲堂7期,培训90人。", "7期", "举办工人大讲堂"),
        ("资料原来有42项，优化后为17项。", "42项", "资料原来"),
        ("新建了12个，", "12个", "新建"),
        ("共9个。", "9个", ""),
        ("从各处选派了15名‘新人’到任。", "15名", ""),
        ("在全区每一个街道和乡镇都认真办好了的那些事共9个。", "9个", ""),
    ],
)
def test_the_words_beside_a_number_are_a_detail_where_they_are_few(text, printed, found):
    made = draft(text, printed)
    assert details.beside(made, made.entries[0]) == found


def test_earlier_details_of_the_same_indicator_follow_those_of_this_draft_first():
    made = draft("受理3件，办结4件。", "3件", "4件", state="figure", indicator="cases", detail_zh="受理案件")
    assert details.likely(made, 1, "visits", []) == ["办结"]
    assert details.likely(made, 1, "cases", ["调解", "办结案件"]) == [
        "办结",
        "受理案件",
        "办结案件",
    ]
