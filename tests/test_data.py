"""The real data: complete, in both languages, and held against the texts it was read from."""

from dataclasses import replace
from pathlib import Path

import pytest

from etl import evidence
from etl.build import build
from etl.curating.checks import check

COUNTS = {  # of every issue: figures, not-figures, numerals in print
    "branch-life-2023-11": (312, 235, 590),
    "first-square-2025": (2, 5, 11),
    "organisation-work-2024": (23, 6, 36),
    "tianjin-agencies-2025": (34, 9, 43),
    "tianjin-review-2021": (12, 7, 26),
}
BILINGUAL = {"units": ["name"], "themes": ["name"], "measures": ["name"], "indicators": ["name", "about"]}
BILINGUAL |= {"figures": ["detail", "note"], "issues": ["note"]}


@pytest.fixture(scope="module")
def tables(loaded):
    return build(loaded)


def test_nothing_is_wrong_with_the_data_but_what_print_itself_says(loaded):
    told = [(problem.level, Path(problem.place.file).stem, problem.rule, problem.found) for problem in check(loaded)]
    rank = "第一名, which planning-window holds at data/issues/branch-life-2023-11/p21-planning-window.yaml:34:9"
    assert told == [
        ("warning", "p23-market-window", "shared-rank", rank),
        ("warning", "p36-heping-grassroots", "contradiction", "89.9%"),
    ]


def test_every_issue_is_counted(loaded):
    listed = {issue: [0, 0] for issue in loaded.issues}
    for nth, kind in enumerate((loaded.figures, loaded.not_figures)):
        for one in kind:
            listed[one.issue][nth] += 1
    assert listed == {issue: [figures, not_figures] for issue, (figures, not_figures, _) in COUNTS.items()}


def test_every_numeral_of_every_text_is_accounted_for(loaded, texts_dir):
    accounts, problems = evidence.prove(loaded, texts_dir)
    assert problems == []
    assert {one.issue: (one.figures, one.not_figures, one.ledger.numerals) for one in accounts} == COUNTS
    assert [left for one in accounts for left in one.ledger.unaccounted] == []


@pytest.fixture(params=COUNTS)
def pieces(request, loaded, texts_dir):
    """An issue's text and claims article by article, then those outside of all; other lines are blank."""
    record = loaded.issues[request.param].record
    lines = evidence.archived(texts_dir, record.text, record.sha256).split("\n")
    claims = evidence.claims(loaded, request.param)
    spans = [filed.record.lines for id, filed in loaded.articles.items() if id.startswith(f"{request.param}/")]
    inside = [range(start, end + 1) for start, end in spans]
    outside = sorted(set(range(1, len(lines) + 1)).difference(*inside))
    return [
        (
            "\n".join(lines[line - 1] if line in kept else "" for line in range(kept[0], kept[-1] + 1)),
            [replace(claim, line=claim.line - kept[0] + 1) for claim in claims if claim.line in kept],
        )
        for kept in [*inside, outside]
    ]


def test_a_figure_left_out_leaves_exactly_its_numerals_unaccounted(pieces):
    for text, claims in pieces:
        for left_out in claims:
            ledger = evidence.account(text, [claim for claim in claims if claim is not left_out])
            assert ledger.missing == ()
            assert [left.numeral for left in ledger.unaccounted] == evidence.NUMERAL.findall(left_out.printed)


def test_a_digit_changed_is_a_figure_that_is_not_printed(pieces):
    for text, claims in pieces:
        for nth, claim in enumerate(claims):
            digits = [at for at, sign in enumerate(claim.printed) if "0" <= sign <= "9"]
            if not digits:
                continue
            at = digits[nth % len(digits)]
            printed = claim.printed[:at] + str((int(claim.printed[at]) + 1) % 10) + claim.printed[at + 1 :]
            ledger = evidence.account(text, [*claims[:nth], replace(claim, printed=printed), *claims[nth + 1 :]])
            assert [missing.printed for missing in ledger.missing] == [printed]
            assert [left.numeral for left in ledger.unaccounted] == evidence.NUMERAL.findall(claim.printed)


@pytest.mark.parametrize(("table", "word"), [(table, word) for table, words in BILINGUAL.items() for word in words])
def test_words_are_in_both_languages(tables, table, word):
    rows = tables[table].set_index(tables[table].columns[0])[[f"{word}_zh", f"{word}_en"]].dropna(how="all")
    assert len(rows) > 0
    chinese, english = (rows[f"{word}_{lang}"].fillna("") for lang in ("zh", "en"))
    assert chinese[~chinese.str.contains(r"[\u4e00-\u9fff]") & ~chinese.isin({"%", "‰"})].to_dict() == {}
    east_asian = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
    assert english[~english.str.contains("[A-Za-z]") | english.str.contains(east_asian)].to_dict() == {}


@pytest.mark.parametrize(
    ("table", "key"), [("indicators", "indicator"), ("measures", "measure"), ("themes", "theme"), ("units", "unit")]
)
def test_nothing_is_declared_that_no_figure_uses(tables, table, key):
    used = set(tables["figures"][key])
    if table == "units":
        above = tables["units"].set_index("unit")["parent"].dropna().to_dict()
        used |= set(tables["articles"]["unit"].dropna())
        while wider := {above[unit] for unit in used if unit in above} - used:
            used |= wider
    assert [id for id in tables[table][key] if id not in used] == []
