import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.build import build
from etl.evidence import Account, Claim, Ledger, Span, Unaccounted, account, archived, claims, prove, published_claims
from etl.problems import DataRejected, Place, Problem
from tests.etl.folder import FILES, ISSUE, REPORT, SHA256, TEXT, load


def held(text, *listed):
    """Where each claim (line, printed, qualifier) stands as line:start-end, or nothing; and what nobody claims."""
    made = [Claim(str(n), *claim) for n, claim in enumerate(listed)]
    ledger = account(text, made)
    found = {id: " ".join(f"{at.line}:{at.start}-{at.end}" for at in spans) for id, spans in ledger.spans.items()}
    assert {claim.id for claim in ledger.missing} == {claim.id for claim in made} - set(found)
    return [found.get(claim.id, "") for claim in made], [
        f"{left.line}:{left.column} {left.numeral}" for left in ledger.unaccounted
    ]


@pytest.mark.parametrize(
    ("text", "listed", "found", "left"),
    [
        ("共5个。", [(1, "5个")], ["1:1-3"], []),
        ("共5个。", [], [], ["1:2 5"]),
        ("共5个。", [(1, "5个"), (1, "5个")], ["1:1-3", ""], []),
        ("5个和5个", [(1, "5个"), (1, "5个")], ["1:0-2", "1:3-5"], []),
        ("5个工作日和5个", [(1, "5个"), (1, "5个工作日")], ["1:6-8", "1:0-5"], []),
        ("15个和5个", [(1, "5个")], ["1:4-6"], ["1:1 15"]),
        ("15个", [(1, "5个")], [""], ["1:1 15"]),
        ("5件", [(1, "5个")], [""], ["1:1 5"]),
        ("3.25万", [(1, "25万"), (1, "3.25万")], ["", "1:0-5"], []),
        ("1,025件", [(1, "025件"), (1, "1,025件")], ["", "1:0-6"], []),
        ("5个\n6个", [(1, "6个"), (2, "5个")], ["", ""], ["1:1 5", "2:1 6"]),
        ("5个\n6个", [(3, "6个"), (0, "5个")], ["", ""], ["1:1 5", "2:1 6"]),
        ("约1200 余\n\n人次", [(1, "1200余人次")], ["1:1-7 3:0-2"], []),
        ("约1200余人次", [(1, "1200 余\n人次")], ["1:1-8"], []),
        ("约12\n00人", [(1, "1200人")], ["1:1-3 2:0-3"], []),
        ("约1200\n\n\n\n\n\n人次", [(1, "1200人次")], [""], ["1:2 1200"]),
        ("甲\n\n5个", [(1, "5个")], [""], ["3:1 5"]),
        ("甲\n\n5个", [(2, "5个")], [""], ["3:1 5"]),
        ("甲\n\n5个", [(3, "5个")], ["3:0-2"], []),
        ("５个", [(1, "５个"), (1, "5个")], ["1:0-2", ""], []),
        ("１，０００件", [(1, "０００件"), (1, "１，０００件")], ["", "1:0-6"], []),
        ("列第1，150个", [(1, "第1"), (1, "150个")], ["1:1-3", "1:4-8"], []),
        ("列第1,15个", [(1, "第1"), (1, "15个")], ["1:1-3", "1:4-7"], []),
        ("至532。其中279,", [(1, "532"), (1, "279")], ["1:1-4", "1:7-10"], []),
        ("2021.06.16印", [(1, "06"), (1, "2021.06.16")], ["", "1:0-10"], []),
        ("十余家", [(1, "十余家")], ["1:0-3"], []),
        ("数十余家和十余家", [(1, "十余家"), (1, "数十余家")], ["1:5-8", "1:0-4"], []),
        ("至少去一周5个", [(1, "5个", "至少")], ["1:5-7"], []),
        ("至\n少去5个", [(2, "5个", "至少")], [""], ["2:3 5"]),
        ("最多去一周5个", [(1, "5个", "至少")], [""], ["1:6 5"]),
        ("", [(1, "5个")], [""], []),
    ],
)  # fmt: skip
def test_a_claim_has_characters_of_its_own(text, listed, found, left):
    assert held(text, *listed) == (found, left)


def test_a_claim_of_nothing_stands_nowhere():
    assert held("5个", (1, "   ")) == ([""], ["1:1 5"])


def test_what_nobody_claims_is_shown_with_what_stands_around_it():
    text = "第一行\n    一二三四五六七八九十甲乙丙丁1,234.5件，戊己庚辛壬癸子丑寅卯辰\n"
    assert account(text, []).unaccounted == (
        Unaccounted(2, 19, "1,234.5", "三四五六七八九十甲乙丙丁1,234.5件，戊己庚辛壬癸子丑寅卯"),
    )
    assert account("  ２次\r\n", []).unaccounted == (Unaccounted(1, 3, "２", "２次"),)


NUMERALS = ["5", "15", "2025", "1,234", "3.2", "０", "１２", "９８．６"]
PIECES = st.tuples(
    st.sampled_from(["", "", "超", "第"]),
    st.sampled_from(NUMERALS),
    st.sampled_from(["", " ", "\n", "\n\n \n"]),
    st.sampled_from(["", "个", "个工作日", "万余件"]),
    st.sampled_from(["和", "。甲", "\n", " 与\n\n"]),
    st.booleans(),
)


@given(st.lists(PIECES, max_size=12))
def test_every_numeral_is_accounted_for_once_and_nothing_twice(pieces):
    text, made, unclaimed = "", [], []
    for before, numeral, gap, measure, after, claimed in pieces:
        line = text.count("\n") + 1
        if claimed:
            made.append(Claim(str(len(made)), line, before + numeral + measure))
        else:
            unclaimed.append(numeral)
        text += before + numeral + gap + measure + after
    ledger = account(text, made)
    assert (ledger.numerals, ledger.missing) == (len(pieces), ())
    assert sorted(left.numeral for left in ledger.unaccounted) == sorted(unclaimed)
    taken = [(at.line, column) for spans in ledger.spans.values() for at in spans for column in range(at.start, at.end)]
    signs = [text.split("\n")[line - 1][column] for line, column in taken]
    assert len(taken) == len(set(taken))
    assert sorted("".join(signs).replace(" ", "")) == sorted("".join(claim.printed for claim in made))


def test_the_small_folder_is_proved(tmp_path):
    loaded = load(tmp_path)
    accounts, problems = prove(loaded, tmp_path / "texts")
    assert problems == []
    assert accounts == [
        Account(
            "made-2025",
            figures=3,
            not_figures=1,
            ledger=Ledger(
                numerals=4,
                spans={
                    "made-2025/3/not-1": (Span(3, 0, 5),),
                    "made-2025/3/1": (Span(3, 8, 12),),
                    "made-2025/4/1": (Span(4, 2, 6),),
                    "made-2025/4/2": (Span(4, 10, 15),),
                },
                missing=(),
                unaccounted=(),
                within={"made-2025/3/not-1": 1, "made-2025/3/1": 1, "made-2025/4/1": 1, "made-2025/4/2": 1},
            ),
        )
    ]


def test_numerals_add_up_by_what_they_stand_in():
    made = [
        Claim(*one) for one in (("date", 1, "2023-11-15"), ("ten", 1, "十余家"), ("five", 1, "5个"), ("no", 1, "8个"))
    ]
    ledger = account("2023-11-15有十余家和5个，另7个", made)
    assert (ledger.numerals, len(ledger.unaccounted)) == (5, 1)
    assert ledger.within == {"date": 3, "ten": 0, "five": 1}


def test_what_is_not_printed_is_told_at_its_place(tmp_path):
    wrong = FILES[REPORT].replace("591件", "592件").replace("90.0%", "90.0%, qualifier: 约").replace("2025年", "591件")
    accounts, problems = prove(load(tmp_path, {REPORT: wrong}), tmp_path / "texts")
    assert [(f"{one.place.line}:{one.place.column}", one.rule, one.expected, one.found) for one in problems] == [
        ("10:19", "not-printed", "591件 on line 3 of the text, as often as it is listed", "591件 on line 4"),
        ("13:19", "not-printed", "592件 on line 4 of the text, as often as it is listed", "it nowhere"),
        ("14:19", "not-printed", "约 and 90.0% on line 4 of the text, as often as it is listed", "90.0% on line 4"),
    ]
    assert [left.numeral for left in accounts[0].ledger.unaccounted] == ["2025", "591", "90.0"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "[text-missing] expected the archived text made.txt, found none in {texts}; "
               "put it there, or name the folder by --texts or TEXTS_DIR"),
        (TEXT.encode() + b" ", f"[text-changed] expected a text with sha256 {SHA256}, "
                               f"found {hashlib.sha256(TEXT.encode() + b' ').hexdigest()}; "
                               "read the figures again from this text"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_the_one_that_was_read_proves_nothing(tmp_path, content, said):
    loaded, texts = load(tmp_path), tmp_path / "texts"
    texts.joinpath("made.txt").unlink() if content is None else texts.joinpath("made.txt").write_bytes(content)
    accounts, problems = prove(loaded, texts)
    assert accounts == []
    assert list(map(str, problems)) == [f"data/{ISSUE}:3:7: error {said.format(texts=texts)}"]


def test_a_text_in_another_encoding_is_told(tmp_path):
    content = "甲2025".encode("gb18030")
    (tmp_path / "a.txt").write_bytes(content)
    assert archived(tmp_path, "a.txt", hashlib.sha256(content).hexdigest(), Place("data/a.yaml", 3, 7)) == Problem(
        Place("data/a.yaml", 3, 7),
        "text-encoding",
        "a text in UTF-8",
        "byte 1 that is none",
        "save it as UTF-8 and write its new sha256",
    )


def test_data_that_cannot_be_read_whole_proves_nothing(tmp_path):
    loaded = load(tmp_path, {ISSUE: FILES[ISSUE].replace("title", "titel")})
    with pytest.raises(DataRejected) as rejected:
        prove(loaded, tmp_path / "texts")
    assert [problem.rule for problem in rejected.value.problems] == ["missing-key", "unknown-key"]


def test_the_published_tables_claim_the_same(tmp_path):
    loaded = load(tmp_path, {REPORT: FILES[REPORT].replace("591件", "591件, qualifier: 超")})
    curated, published = claims(loaded, "made-2025"), published_claims(build(loaded), "made-2025")
    assert [(one.id, one.line, one.printed, one.qualifier) for one in published] == [
        ("made-2025/3/1", 3, "657件", None),
        ("made-2025/4/1", 4, "591件", "超"),
        ("made-2025/4/2", 4, "90.0%", None),
        ("made-2025/3/not-1", 3, "2025年", None),
    ]
    assert [(one.id, one.line, one.printed, one.qualifier) for one in curated] == [
        (one.id, one.line, one.printed, one.qualifier) for one in published
    ]
    assert account(TEXT, published).missing[0].id == account(TEXT, curated).missing[0].id == "made-2025/4/1"
    assert published_claims(build(loaded), "made-2024") == []
