import csv
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.printed.quantity import LONGEST, Quantity, match, read
from etl.problems import Place, Problem
from tests.etl.printing import BACK, QUALIFIERS, bounds, printed_quantities, says

TABLE = Path(__file__).with_name("printed_forms.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
PLACE = Place("a.yaml", 7, 11)
some = settings(max_examples=300)


def number(text: str) -> Decimal | None:
    """A cell of the table: empty, 3.5 or 2/3."""
    part, _, total = text.partition("/")
    return Decimal(part) / Decimal(total or 1) if text else None


def name(row: dict[str, str]) -> str:
    return f"{row['text']}:{row['line']} {row['printed']}"


# --- what the five documents print -----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_printed_form_reads_as_a_chinese_reader_understands_it(row):
    found = read(row["printed"], PLACE)
    if row["comparator"] == "unreadable":
        assert isinstance(found, Problem)
        assert found.place == PLACE.shifted(int(row["value"]) - 1)
        return
    bounds = (number(row[bound]) for bound in ("value", "lower", "upper"))
    assert says(found) == (row["comparator"], *bounds, row["measure_word"])


def test_every_printed_form_is_on_that_line_of_the_archived_text(texts_dir):
    texts = {path.name[:3]: path.read_text(encoding="utf-8").split("\n") for path in texts_dir.glob("*.txt")}
    absent = [name(row) for row in ROWS if not is_printed(texts[row["text"]], int(row["line"]), row["printed"])]
    assert absent == []


def is_printed(lines: list[str], line: int, printed: str) -> bool:
    """Whether it begins on that line, blanks and a page break (the next two lines) aside."""
    here, more = ("".join("".join(part).split()) for part in (lines[line - 1 : line], lines[line : line + 2]))
    return 0 <= (here + more).find("".join(printed.split())) < len(here)


# --- how it may be set --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "comparator", "value"),
    [
        ("257.97 万公顷", "=", "2579700"),
        ("257.97\u3000万\u00a0公顷", "=", "2579700"),
        ("6 万多人", ">", "60000"),
        ("近 3 亿 人次", "<", "300000000"),
        ("1200 余\n\n人次", ">", "1200"),
        ("8\n\n家", "=", "8"),
        (" 700 多 万 亩 以上 ", ">", "7000000"),
    ],
)
def test_blanks_and_page_breaks_may_stand_between_the_parts(printed, comparator, value):
    assert says(read(printed))[:2] == (comparator, Decimal(value))


# --- what is not read -------------------------------------------------------------------------------------------------

NEITHER_MORE_NOR_LESS = "one quantity and nothing else"


@pytest.mark.parametrize(
    ("printed", "column", "expected", "found"),
    [
        ("3.2万##", 5, NEITHER_MORE_NOR_LESS, "`3.2万` understood at 1-4, `##` not"),
        ("4类19项", 3, NEITHER_MORE_NOR_LESS, "`4类` understood at 1-2, `19项` not"),
        ("4类十九项", 3, NEITHER_MORE_NOR_LESS, "`4类` understood at 1-2, `十九项` not"),
        ("12,34", 3, NEITHER_MORE_NOR_LESS, "`12` understood at 1-2, `,34` not"),
        ("1,2345", 6, NEITHER_MORE_NOR_LESS, "`1,234` understood at 1-5, `5` not"),
        ("1.", 2, NEITHER_MORE_NOR_LESS, "`1` understood at 1-1, `.` not"),
        ("1.2.3", 4, NEITHER_MORE_NOR_LESS, "`1.2` understood at 1-3, `.3` not"),
        ("012", 2, NEITHER_MORE_NOR_LESS, "`0` understood at 1-1, `12` not"),
        ("12 34", 3, NEITHER_MORE_NOR_LESS, "`12` understood at 1-2, ` 34` not"),
        ("三万五", 3, NEITHER_MORE_NOR_LESS, "`三万` understood at 1-2, `五` not"),
        ("八成五", 3, NEITHER_MORE_NOR_LESS, "`八成` understood at 1-2, `五` not"),
        ("50岁以上人员", 6, NEITHER_MORE_NOR_LESS, "`50岁以上` understood at 1-5, `人员` not"),
        ("24小时内办结", 6, NEITHER_MORE_NOR_LESS, "`24小时内` understood at 1-5, `办结` not"),
        ("2万元至3万件", 4, NEITHER_MORE_NOR_LESS, "`2万元` understood at 1-3, `至3万件` not"),
        ("5个党支部和党总支部们", 10, NEITHER_MORE_NOR_LESS, "`5个党支部和党总支` understood at 1-9, `部们` not"),
        ("5 项\n\n!", 4, NEITHER_MORE_NOR_LESS, "`5 项` understood at 1-3, `⏎⏎!` not"),
        (".5", 1, "a number", "`.5` not"),
        ("节约9小时", 1, "a number", "`节约9小时` not"),
        ("约##", 2, "a number", "`约` understood at 1-1, `##` not"),
        ("共计约", 4, "a number", "`共计约` understood at 1-3, then nothing"),
        ("", 1, "a number", "then nothing"),
        ("若干", 1, "a number", "`若干` not"),
        ("数以万计", 1, "a number", "`数以万计` not"),
        ("١٢", 1, "a number", "`١٢` not"),
        ("近100多", 2, "one qualifier, or two that agree", "`近100多`"),
        ("约200余人", 2, "one qualifier, or two that agree", "`约200余人`"),
        ("超数千人", 2, "no qualifier with a range, a rank or a vague number", "`超数千人`"),
        ("约20至30户", 2, "no qualifier with a range, a rank or a vague number", "`约20至30户`"),
        ("近3年", 2, "将近 for nearly, since 近 may mean the last", "`近3年`"),
        ("2023年", 1, "a quantity, not a date", "`2023年`"),
        ("二〇二三年", 1, "a quantity, not a date", "`二〇二三年`"),
        ("2012-2021年", 1, "a quantity, not a date", "`2012-2021年`"),
        ("5月", 1, "a quantity, not a date", "`5月`"),
        ("12月", 1, "a quantity, not a date", "`12月`"),
        ("12月份", 1, "a quantity, not a date", "`12月份`"),
        ("上5人", 1, "a number", "`上5人` not"),
        ("百分之八十人", 1, "no measure word after 百分之", "`百分之八十人`"),
        ("三至五年半", 1, "半 only after a number and its measure word", "`三至五年半`"),
        ("30至20户", 1, "numerals that fit together, of at most 15 digits", "`30至20户`"),
        ("3万5亿元", 1, "numerals that fit together, of at most 15 digits", "`3万5亿元`"),
        ("5/3", 1, "numerals that fit together, of at most 15 digits", "`5/3`"),
        ("5至5户", 1, "numerals that fit together, of at most 15 digits", "`5至5户`"),
        ("3/3", 1, "numerals that fit together, of at most 15 digits", "`3/3`"),
        ("第0名", 1, "numerals that fit together, of at most 15 digits", "`第0名`"),
        ("1/0", 1, "numerals that fit together, of at most 15 digits", "`1/0`"),
        ("第1.5名", 1, "numerals that fit together, of at most 15 digits", "`第1.5名`"),
        ("1234567890123456", 1, "numerals that fit together, of at most 15 digits", "`1234567890123456`"),
        ("9" * 61, 1, f"at most {LONGEST} characters", "61 characters"),
    ],
)
def test_a_text_that_is_not_one_quantity_says_how_far_it_was_understood(printed, column, expected, found):
    way_out = "copy the number with its qualifier and measure word only, or give value, lower or upper by hand"
    place = Place("a.yaml", 7, 10 + column)
    assert read(printed, PLACE) == Problem(place, "unreadable-quantity", expected, found, way_out)


# --- any quantity in any print ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "comparator"), QUALIFIERS)
def test_every_qualifier_reads(form, comparator):
    assert says(read(form.format("100人"))) == (comparator, 100, *bounds(comparator, Decimal(100)), "人")


@some
@given(printed_quantities())
def test_whatever_is_printed_reads_back_the_same(case):
    printed, comparator, value, measure, numeral = case
    found = read(printed)
    assert says(found) == (comparator, value, *bounds(comparator, value), measure)
    assert isinstance(found, Quantity)
    assert printed[found.number_start : found.number_end] == numeral
    assert printed[found.measure_start : found.measure_end].translate(BACK) == measure


@some
@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["至", "到", "-", "—", "——", "～", "~", "–", " 至 "]))
def test_every_range_reads_back(low, more, dash):
    assert says(read(f"{low}{dash}{low + more}户")) == ("range", None, low, low + more, "户")


PIECES = [
    *"0123456789０９.,，％‰/-~ \n\u3000#零〇一二两三四五十百千万萬亿点半几数余多来近超约上第个人次元年月",
    "以上",
    "分之",
]


@some
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_any_text_is_read_or_a_problem_and_the_offsets_stay_inside(text):
    found = read(text, PLACE)
    if isinstance(found, Problem):
        assert found.rule == "unreadable-quantity"
        assert 0 <= found.place.column - PLACE.column <= len(text)
        return
    assert text.startswith(found.printed)
    assert 0 <= found.number_start < found.number_end <= len(text)
    measure = text[found.measure_start : found.measure_end].translate(BACK)
    assert found.measure_word.endswith(measure) or measure in ("百分之", "千分之")


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, "1," * 10**5, "一" * 10**6, "万" * 10**6, " " * 10**6, "超" * 59, "千" * 60, "三" * 60, "9/" * 30],
)
def test_absurd_text_is_refused_at_once(text):
    started = time.perf_counter()
    assert isinstance(read(text), Problem)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("printed", "numeral", "measure"),
    [
        ("超3.2 万余件", "3.2 万", "件"),
        ("700 多万亩以上", "700 多万", "亩"),
        ("第２名", "２", "名"),
        ("百分之八十以上", "八十", "百分之"),
        ("2万元至3万元", "2万元至3万", "元"),
        ("3个多月", "3", "月"),
        ("1154", "1154", ""),
    ],
)
def test_a_quantity_knows_where_its_number_and_measure_word_stand(printed, numeral, measure):
    found = read(printed)
    assert isinstance(found, Quantity)
    assert printed[found.number_start : found.number_end] == numeral
    assert printed[found.measure_start : found.measure_end] == measure


def test_a_value_is_written_without_the_zeros_of_its_scale():
    assert str(read("3.2万件")).count("Decimal('32000')") == 3


def test_match_finds_a_quantity_inside_running_text():
    text = "服务群众3.2万余件，培训670余人次"
    first, second = match(text, 4), match(text, 13)
    assert says(first) == (">", Decimal(32000), Decimal(32000), None, "件")
    assert isinstance(first, Quantity)
    assert (first.printed, text[first.number_start : first.number_end]) == ("3.2万余件", "3.2万")
    assert says(second) == (">", Decimal(670), Decimal(670), None, "人次")


def test_an_equal_print_is_an_equal_quantity():
    assert read("532个") == read("532个")
    assert read("532個") == replace(read("532个"), printed="532個")
    assert read("僅十來個鐘頭") == replace(read("仅十来个钟头"), printed="僅十來個鐘頭")
