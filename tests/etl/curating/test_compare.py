import pytest

from etl.curating.compare import Compared, Read, compare, second_reading, tally
from tests.etl.folder import load

HEAD = "text,line,printed,value,lower,upper,unit,period,status,remark\n"


def read(line, printed, number, unit="court", period="2025", status="reported"):
    return Read("made.txt", line, printed, number, number, number, unit, period, status)


def found(tmp_path, *rows):
    return [str(one).split("\t") for one in compare(load(tmp_path), rows)]


ALIKE = [read(3, "657件", "657"), read(4, "591件", "591"), read(4, "90.0%", "90")]


def test_two_readings_that_agree_in_everything(tmp_path):
    assert found(tmp_path, *ALIKE) == [
        ["agreed", "made.txt:3", "657件", ""],
        ["agreed", "made.txt:4", "591件", ""],
        ["agreed", "made.txt:4", "90.0%", ""],
    ]


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (read(3, "657件", "675"), "value 657/657/657 | 675/675/675"),
        (read(3, "657件", "657", unit="city"), "unit court | city"),
        (read(3, "657件", "657", period="unstated"), "period 2025 | unstated"),
        (read(3, "657件", "657", status="target"), "status reported | target"),
        (read(3, "657件", "657", "city", "2024"), "unit court | city; period 2025 | 2024"),
        (read(3, "受理657件", "657"), ""),
        (read(3, "657 件", "657.0"), ""),
    ],
)
def test_what_two_readings_differ_in(tmp_path, other, differs):
    assert found(tmp_path, other, *ALIKE[1:])[0] == [
        "differing" if differs else "agreed",
        "made.txt:3",
        "657件",
        differs,
    ]


def test_what_only_one_reading_has(tmp_path):
    compared = compare(load(tmp_path), [ALIKE[0], read(3, "三件", "3"), ALIKE[1]])
    assert [(one.finding, one.line, one.printed) for one in compared] == [
        ("agreed", 3, "657件"),
        ("only there", 3, "三件"),
        ("agreed", 4, "591件"),
        ("only here", 4, "90.0%"),
    ]
    assert tally(compared) == {"agreed": 2, "differing": 0, "only here": 1, "only there": 1}


def test_a_text_that_nobody_read_again_is_left_out(tmp_path):
    assert compare(load(tmp_path), []) == []
    other = Read("other.txt", 1, "3件", "3", "3", "3", "court", "2025", "reported")
    assert compare(load(tmp_path), [other]) == [Compared("only there", "other.txt", 1, "3件")]


def test_a_fraction_has_no_last_digit(tmp_path):
    rows = [Read("made.txt", 3, "657件", "657.0000001", "657", "657", "court", "2025", "reported"), *ALIKE[1:]]
    assert found(tmp_path, *rows)[0][0] == "agreed"


def test_a_second_reading_is_a_csv_file(tmp_path):
    file = tmp_path / "reading.csv"
    file.write_text(HEAD + "made.txt,3,657件,657,657,657,court,2025,reported,\n", encoding="utf-8-sig")
    assert second_reading(file) == [read(3, "657件", "657")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("text,line\n", ":1: expected the columns text, line, printed, .*, found none called printed"),
        (HEAD + "made.txt,三,657件,,,,,,,\n", ":2: expected a line number, found 三"),
        ("", ":1: expected the columns"),
    ],
)
def test_a_bad_second_reading_is_told_with_its_place(tmp_path, content, said):
    (tmp_path / "reading.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        second_reading(tmp_path / "reading.csv")
