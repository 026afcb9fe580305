import pytest

from etl.curating import checks, curated
from etl.drafting.draft import draft
from etl.scanning.lessons import learn
from etl.scanning.scan import scan
from tests.etl.folder import load, write

NEW = """河东法院这一年

河东法院受理案件。河东法院办结案件。
2026年，河东法院受理645件，结案率91.5%；建成2个诉讼服务站点，选树示范12。
"""
SHA256 = "0" * 64


@pytest.fixture
def files(tmp_path):
    lessons = learn(load(tmp_path), tmp_path / "texts")
    return draft(NEW, scan(NEW, lessons), "new.txt", SHA256, "2026-12")


def test_what_stands_in_no_article_is_the_issue_s(tmp_path):
    text = "某某学院\n2026年3月1日\n\n法院这一年\n来源:示例日报\n\n河东法院受理45件。\n"
    files = draft(text, scan(text, learn(load(tmp_path))), "new.txt", SHA256)
    assert files["issue.yaml"].endswith(
        "paragraphs:\n  - line: 2\n    not_figures:\n      - {printed: 2026年3月1日, why: date}\n"
    )
    assert [line for line in files["article-01.yaml"].split("\n") if line.startswith("lines")] == ["lines: 4-7"]


def test_a_draft_is_written_as_by_hand_with_a_todo_for_every_decision(files):
    assert files["issue.yaml"] == (
        "# yaml-language-server: $schema=../../schemas/issue.json\n"
        "title: 河东法院这一年  # TODO as printed; kind, publisher, number, issn where the text says them\n"
        "published: 2026-12\n"
        "text: new.txt\n"
        f"sha256: '{SHA256}'\n"
    )
    assert files["article-01.yaml"] == (
        "# yaml-language-server: $schema=../../schemas/article.json\n"
        "# TODO rename this file before publishing: its name is an id and stays\n"
        "title: 河东法院这一年  # TODO as printed; authors and pages, too\n"
        "lines: 1-4\n"
        "unit: court  # TODO sentence: 河东法院\n"
        "period: 2026  # TODO sentence: 2026年\n"
        "paragraphs:\n"
        "  - line: 4\n"
        "    figures:\n"
        "      - {printed: 645件, indicator: cases}  # TODO detail (河东法院受理)\n"
        "      - {printed: 91.5%, indicator: rate}  # TODO detail (结案率)\n"
        "      - {printed: 2个, indicator: TODO, measure: team}"
        "  # TODO detail (诉讼服务站点); indicator (models? measure word); measure\n"
        "    not_figures:\n"
        "      - {printed: 2026年, why: date}\n"
        "      - {printed: '12', why: TODO}  # TODO left over: a figure, or why not\n"
    )


def test_the_check_refuses_it_until_what_is_not_sure_is_decided(files, tmp_path):
    placed = {f"issues/new-2026/{name}": content for name, content in files.items()}
    problems = checks.check(curated.load(write(tmp_path, placed)))
    assert [(problem.rule, problem.place.line, problem.found) for problem in problems] == [
        ("wrong-form", line, "TODO") for line in (12, 15)
    ]
    values = {"why: TODO": "why: other", "indicator: TODO": "indicator: models"}
    decided = placed
    for todo, value in values.items():
        decided = {name: content.replace(todo, value) for name, content in decided.items()}
    assert checks.check(curated.load(write(tmp_path, decided))) == []


def test_figures_that_the_text_says_belong_together_are_told_at_the_one_it_is_about(tmp_path):
    text = "河东法院这一年\n\n河东法院受理案件900件，其中调解400件、判决500件，平均用时从42天缩短至17天。\n"
    written = draft(text, scan(text, learn(load(tmp_path), tmp_path / "texts")), "new.txt", SHA256)["article-01.yaml"]
    told = {
        line.split("printed: ")[1][:4].rstrip(","): line.split("# TODO ")[1]
        for line in written.split("\n")
        if "{printed: " in line
    }
    assert told["900件"].endswith("; checks: total of 400件, 500件 (其中)")
    assert told["400件"].endswith("; part_of 900件 (其中)")
    assert told["17天"].endswith("; checks: less than 42天 (从)")
    assert "checks" not in told["42天"]
