import pytest

from etl.problems import Place
from etl.texts.text_html import text


def shown(html):
    return text(f"<body>{html}</body>", Place("a.html")).splitlines()


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<h1>标题</h1><p>受理<b>657</b>件</p>尾", ["标题", "受理657件", "尾"]),
        ("甲<br>乙", ["甲", "乙"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("受\n  理 657\n 件", ["受理 657 件"]),  # a line of the file is no line of the page
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("&lt;3件&nbsp;&times;&#65;", ["<3件\xa0×A"]),
        ("<script>1</script><style>2</style><nav>3</nav><template>4</template><!-- 5 -->6", ["6"]),
        ('<p hidden>1</p><p style="display: none">2<b>3</b></p>4', ["4"]),
        ("<ruby>津<rp>(</rp><rt>jin</rt><rp>)</rp></ruby>", ["津"]),
    ],
)
def test_what_a_reader_sees_is_what_is_read(html, lines):
    assert shown(html) == lines


def test_tables_are_read_row_by_row():
    assert shown("<table><tr><th>事项<th>件数<tr><td><p>受理<td>657<tr><td><td>5</table>后") == [
        *("事项 | 件数", "受理 | 657", "5", "后")
    ]


def test_a_cell_that_is_a_page_is_read_as_one():
    page = "<table><tr><td>栏目</td><td><h1>题</h1><p>甲</p><p>乙</p><p>丙</p></td></tr></table>"
    assert shown(page) == ["栏目", "题", "甲", "乙", "丙"]


def test_raised_digits_never_make_a_number_longer():
    assert shown("45<sup>1</sup>件，3×10<sup>4</sup>m<sup>2</sup>，CO<sub>2</sub>") == ["45¹件，3×10⁴m²，CO₂"]


def test_what_the_page_says_of_its_coding_does_not_matter_once_it_is_text():
    assert text('<?xml version="1.0" encoding="gbk"?><meta charset="gbk"><p>津城', Place("a.html")) == "津城\n"


def test_a_text_without_tags_is_no_page():
    problem = text("3 < 5\n甲", Place("a.html"))
    assert (problem.rule, problem.way_out) == ("text-kind", "name it .txt")


def test_a_page_of_more_elements_than_readers_need_is_refused():
    assert text("<br>" * 200_001, Place("a.html")).rule == "too-large"


@pytest.mark.parametrize("deep", ["<div>" * 300, "<p>" + "<b>" * 5000, "<table><tr><td>" * 2000])
def test_of_a_page_that_is_too_deep_nothing_is_read_rather_than_a_part(deep):
    assert text(f"<p>甲</p>{deep}657件", Place("a.html")).rule == "text-damaged"
