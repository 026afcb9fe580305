import pytest

from etl import query
from etl.exporting.selection import BadParameter, address, file_name, parameters, read
from etl.query import Choice
from tests.etl.made import tables

UNITS = [f"unit-{n:02}" for n in range(30)]
MADE = tables(figures=[{"year": 2023}, *({"unit": unit} for unit in UNITS)])

EVERY = Choice(
    units=("north", "unit-01"),
    years=(2023, 2025),
    theme="justice",
    indicator="cases-resolved",
    measure="case",
    issue="made-2025",
    status="reported",
    text="案件 a&b=c",
    only=True,
)


@pytest.mark.parametrize("choice", [Choice(), EVERY, Choice(text="=1+1"), Choice(years=(2025,))])
def test_what_is_written_reads_back(choice):
    assert read(parameters(choice), MADE) == choice


def test_an_address_is_what_a_page_would_say():
    assert (
        address(Choice(units=("north",), years=(2023, 2025), text="案"))
        == "unit=north&year=2023&year=2025&text=%E6%A1%88"
    )
    assert address(Choice()) == ""


@pytest.mark.parametrize(
    ("given", "parameter", "message"),
    [
        ({"unit": ["nort"]}, "unit", "'nort' is not in this release; did you mean north?"),
        ({"unit": ["zzz"]}, "unit", "'zzz' is not in this release; /api/units lists them"),
        ({"year": ["1800"]}, "year", "'1800' is not in this release; there is 2023, 2025"),
        ({"year": ["２０２５"]}, "year", "'２０２５' is not in this release; there is 2023, 2025"),
        (
            {"status": [""]},
            "status",
            "'' is not in this release; there is reported, target, rule, background, not-background",
        ),
        ({"theme": ["justice", "justice"]}, "theme", "is given more than once"),
        ({"units": ["north"]}, "units", "there is no such parameter; did you mean unit?"),
        ({"text": ["长" * 61]}, "text", "is longer than 60 characters"),
        ({"only": ["yes"]}, "only", "'yes' is not in this release; there is 1"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_way_out(given, parameter, message):
    assert read(given, MADE) == [BadParameter(parameter, message)]


def test_all_that_does_not_hold_is_told_at_once():
    refused = read({"unit": ["x", "north"], "year": ["y"], "z": []}, MADE)
    assert isinstance(refused, list)
    assert [one.parameter for one in refused] == ["unit", "year", "z"]


def test_of_very_many_only_the_first_are_told():
    refused = read({"year": ["1900"], "unit": [f"nort{n}" for n in range(4000)]}, MADE)
    assert isinstance(refused, list)
    assert [one.message.partition("'")[2].partition("'")[0] for one in refused] == [
        "1900",
        *(f"nort{n}" for n in range(19)),
    ]


def test_a_measure_narrows_the_rows():
    made = tables(figures=[{"measure": "case"}, {"measure": "hour"}])
    assert query.rows(made, Choice(measure="hour"))["measure"].tolist() == ["hour"]


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        (Choice(), "shiji_figures_4f2a.csv"),
        (Choice(units=("north",), years=(2025,)), "shiji_figures_north_2025_4f2a.csv"),
        (Choice(text="../a b\\c:案件"), "shiji_figures_-a-b-c-案件_4f2a.csv"),
    ],
)
def test_a_file_is_named_after_choice_and_release(choice, name):
    assert file_name(choice, "4f2a", "csv") == name


def test_a_long_name_keeps_the_release():
    name = file_name(Choice(text="长" * 60, status="background", units=tuple(UNITS)), "4f2a", "xlsx")
    assert len(name.encode()) < 255
    assert name.endswith("_4f2a.xlsx")
