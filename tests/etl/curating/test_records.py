from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from etl.curating.records import Date, Figure, Id, Line, LineRange, Lines, Number, Words


class Kinds(BaseModel):
    id: Id = "a"
    words: Words = "a"
    date: Date = "2023"
    number: Number = Decimal(1)
    line: Line = 1
    lines: LineRange = Lines(1, 2)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("id", "hexi-district", "hexi-district"),
        ("id", "12345-hotline", "12345-hotline"),
        ("id", "a" * 64, "a" * 64),
        ("words", "‘29’", "‘29’"),
        ("words", "1200 余\n\n人次", "1200 余\n\n人次"),
        ("date", "2023", "2023"),
        ("date", "2023-11", "2023-11"),
        ("date", "2024-02-29", "2024-02-29"),
        ("number", "0", Decimal(0)),
        ("number", "-12.5", Decimal("-12.5")),
        ("number", "999999999999999.999999", Decimal("999999999999999.999999")),
        ("line", "377", 377),
        ("line", "9999999", 9999999),
        ("lines", "321-421", Lines(321, 421)),
        ("lines", "7-7", Lines(7, 7)),
    ],
)
def test_text_is_read_as_what_the_record_says(kind, text, value):
    assert getattr(Kinds.model_validate({kind: text}), kind) == value


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("id", ["", "Hexi", "hexi_district", "-hexi", "河西", "a" * 65, "a\n", "ａ"]),
        ("words", ["", " ", " 5个", "5个\n", "\u30005个", ["5个"], {"zh": "5个"}]),
        (
            "date",
            ["", "23", "2023-1", "2023-13", "2023-02-29", "2023-11-31", "2023/11", "20231115", "２０２３", "0000"],
        ),
        ("number", ["", "1,000", "1e3", "01", ".5", "5.", "+5", "NaN", "Infinity", "１", "1000000000000000", "3.2万"]),
        ("line", ["", "0", "-1", "07", "1.0", "１３", "10000000", "13-14", ["13"]]),
        ("lines", ["", "5", "69-5", "0-5", "5—69", "5 - 69", "5-69-70", "5-"]),
    ],
)
def test_other_text_is_refused(kind, texts):
    accepted = []
    for text in texts:
        try:
            accepted.append(Kinds.model_validate({kind: text}))
        except ValidationError:
            continue
    assert accepted == []


def test_a_figure_leaves_out_what_its_article_says():
    figure = Figure.model_validate({"printed": "5個工作日", "qualifier": "至少", "indicator": "duty-days"})
    assert figure.model_dump(exclude_none=True) == {
        "printed": "5個工作日",
        "qualifier": "至少",
        "indicator": "duty-days",
        "status": "reported",
    }


def test_a_record_does_not_change_after_reading():
    figure = Figure.model_validate({"printed": "5個", "indicator": "teams"})
    with pytest.raises(ValidationError, match="frozen"):
        figure.printed = "6個"
