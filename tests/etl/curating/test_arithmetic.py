from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.curating.arithmetic import Interval, interval, outcome
from etl.curating.records import Figure, Rate, Total
from etl.printed.quantity import read
from tests.etl.folder import REPORT, article, load


def worked_out(folder, check, *printed):
    """The outcome of a check over figures a, b, c, ... printed so."""
    figures = [
        f"{{printed: {text}, indicator: cases, key: {key}}}" for key, text in zip("abcdef", printed, strict=False)
    ]
    loaded = load(folder, {REPORT: article(*figures, checks=f"  - {{{check}}}\n")})
    assert loaded.problems == []
    found = outcome(loaded, loaded.checks[0])
    return f"{found.printed} {'holds' if found.holds else 'against'} {found.computed}"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (["827件", "249件", "223件", "355件"], "827 holds 827"),
        (["828件", "249件", "223件", "355件"], "828 against 827"),
        (["89亿元", "63亿元", "25亿元", "1亿元"], "8850000000..8950000000 holds 8750000000..9050000000"),
        (["91亿元", "63亿元", "25亿元", "1亿元"], "9050000000..9150000000 holds 8750000000..9050000000"),
        (["92亿元", "63亿元", "25亿元", "1亿元"], "9150000000..9250000000 against 8750000000..9050000000"),
        (["8.4万件", "5万件", "3.4万件"], "83500..84500 holds 78500..89500"),
        (["8.4万件", "5.1万件", "3.4万件"], "83500..84500 holds 84000..86000"),
        (["8.4万件", "50000件", "33999件"], "83500..84500 holds 83999"),
        (["8.4万件", "50000件", "33499件"], "83500..84500 against 83499"),
        (["100余件", "60件", "30件"], "100.. against 90"),
        (["100余件", "60件", "30余件"], "100.. holds 90.."),
        (["近100件", "60件", "50余件"], "..100 against 110.."),
        (["近100件", "60件", "近50件"], "..100 holds ..110"),
        (["约100件", "60件", "80件"], "50..150 holds 140"),
        (["约100件", "60件", "900件"], "50..150 against 960"),
        (["约89亿元", "约63亿元", "约25亿元", "约1亿元"], "8850000000..8950000000 holds 8750000000..9050000000"),
        (["100件", "60件", "30至50件"], "100 holds 90..110"),
        (["100件", "60件", "30至35件"], "100 against 90..95"),
        (["100.0%", "60.0%", "40.1%"], "99.95..100.05 holds 100..100.2"),
        (["１０件", "三件", "７件"], "10 holds 10"),
        (["'1,000件'", "400件", "600件"], "1000 holds 1000"),
    ],
)
def test_a_total_and_its_parts(tmp_path, printed, said):
    parts = ", ".join("bcdef"[: len(printed) - 1])
    assert worked_out(tmp_path, f"total: a, parts: [{parts}]", *printed) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (["90.0%", "591件", "657件"], "89.95..90.05 holds 89.9543"),
        (["89.9%", "591件", "657件"], "89.85..89.95 against 89.9543"),
        (["90%", "591件", "657件"], "89.5..90.5 holds 89.9543"),
        (["100%", "999件", "1000件"], "99.5..100.5 holds 99.9"),
        (["33.3%", "1万件", "3万件"], "33.25..33.35 holds 14.2857..60"),
        (["50%以上", "40件", "100件"], "50.. against 40"),
        (["50%以上", "40余件", "100件"], "50.. holds 40.."),
        (["近50%", "60件", "100余件"], "..50 holds ..60"),
        (["近50%", "60件", "近100件"], "..50 against 60.."),
        (["12.5%", "1件", "0件"], "12.45..12.55 holds .."),
    ],
)
def test_a_rate_its_part_and_its_whole(tmp_path, printed, said):
    assert worked_out(tmp_path, "rate: a, part: b, whole: c", *printed) == said


@pytest.mark.parametrize(
    ("over", "printed", "said"),
    [
        ("12", ["5件", "60件"], "4.5..5.5 holds 5"),
        ("12", ["5件", "65件"], "4.5..5.5 holds 5.4167"),
        ("12", ["5件", "67件"], "4.5..5.5 against 5.5833"),
        ("10", ["5余件", "60件"], "5.. holds 6"),
        ("10", ["近5件", "60件"], "..5 against 6"),
        ("10", ["0.5万件", "近5万件"], "4500..5500 holds ..5000"),
        ("2.5", ["40%", "100件"], "39.5..40.5 holds 40"),
    ],
)
def test_an_average_and_its_total(tmp_path, over, printed, said):
    assert worked_out(tmp_path, f"average: a, total: b, over: {over}", *printed) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (["5件", "7件"], "5 holds ..7"),
        (["7件", "5件"], "7 against ..5"),
        (["7余件", "5件"], "7.. against ..5"),
        (["7件", "5余件"], "7 holds .."),
        (["近7件", "5件"], "..7 holds ..5"),
    ],
)
def test_the_smaller_of_two(tmp_path, printed, said):
    assert worked_out(tmp_path, "less: a, than: b", *printed) == said


@pytest.mark.parametrize(
    ("printed", "spread"),
    [
        ("827件", "827"),
        ("13.90亿元", "1389500000..1390500000"),
        ("3.2万余件", "32000.."),
        ("700万件", "6995000..7005000"),
        ("700.0万件", "6999500..7000500"),
        ("1200件", "1200"),
        ("三百件", "300"),
        ("2/3", "0.6667"),
        ("3亿5000万件", "349995000..350005000"),
        ("3.2萬件", "31500..32500"),
        ("-5.2%", "-5.25..-5.15"),
        ("第2名", "2"),
        ("257.9 万件", "2578500..2579500"),
        ("５.２％", "5.15..5.25"),
        ("0件", "0"),
        ("0.0万件", "-500..500"),
        ("0%", "-0.5..0.5"),
    ],
)
def test_only_what_print_rounds_has_room(made, printed, spread):
    loaded, _ = made([printed], None)
    assert str(interval(loaded.figures[0])) == spread


def test_a_check_of_what_cannot_be_read_or_is_not_there_has_no_outcome(tmp_path):
    report = article("{printed: 若干件, indicator: cases, key: a}", "{printed: 3件, indicator: cases, key: b}")
    checks = "checks:\n  - {total: a, parts: [b, b]}\n  - {total: b, parts: [b, c]}\n"
    loaded = load(tmp_path, {REPORT: report + checks})
    assert [outcome(loaded, check) for check in loaded.checks] == [None, None]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((1, 2), (2, 3), True),
        ((1, 2), (3, 4), False),
        ((3, 4), (1, 2), False),
        ((None, 2), (3, None), False),
        ((None, 3), (3, None), True),
        ((None, None), (7, 7), True),
        ((1, 9), (4, 5), True),
    ],
)
def test_intervals_meet_where_some_number_is_in_both(one, other, meet):
    assert Interval(*one).meets(Interval(*other)) is Interval(*other).meets(Interval(*one)) is meet


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Figures printed so, by keys a, b, c, ..., and a check of them, as if they were loaded."""
    loaded = load(tmp_path_factory.mktemp("made"))

    def made(printed, record):
        figures = [
            replace(loaded.figures[0], record=Figure(printed=text, indicator="cases", key=key), quantity=read(text))
            for key, text in zip("abcdef", printed, strict=False)
        ]
        return replace(loaded, figures=figures), replace(loaded.checks[0], record=record)

    return made


def rounded(true, decimals):
    return true.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@st.composite
def printed_of(draw, true):
    """One of the ways to print a true number that do not lie."""
    less, more = draw(st.integers(0, true)), true + draw(st.integers(1, 10**6))
    ten_thousands = Decimal(true) / 10**4
    forms = [f"{true}件", f"{rounded(ten_thousands, 1)}万件", f"{rounded(ten_thousands, 0)}万件"]
    return draw(st.sampled_from([*forms, f"{less}件以上", f"近{more}件", f"{less}至{more}件", f"约{true}件"]))


@given(st.data(), st.lists(st.integers(0, 10**7), min_size=2, max_size=4))
def test_a_true_total_always_holds(made, data, trues):
    printed = [data.draw(printed_of(true)) for true in (sum(trues), *trues)]
    assert outcome(*made(printed, Total(total="a", parts=list("bcde"[: len(trues)])))).holds, printed


@given(st.data(), st.integers(0, 10**7), st.integers(1, 10**7), st.integers(0, 2))
def test_a_true_rate_always_holds(made, data, part, rest, decimals):
    share = rounded(Decimal(100 * part) / (part + rest), decimals)
    printed = [f"{share}%", data.draw(printed_of(part)), data.draw(printed_of(part + rest))]
    assert outcome(*made(printed, Rate(rate="a", part="b", whole="c"))).holds, printed
