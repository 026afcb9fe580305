"""The real data: complete, in both languages, and held against the texts it was read from."""

import re
from dataclasses import replace

import pytest

from etl import curated, evidence
from etl.build import build
from etl.checks import check
from tests.conftest import ROOT

COUNTS = {  # of every issue: figures, not-figures, numerals in print
    "tianjin-agencies-2025": (34, 9, 43),
    "tianjin-review-2021": (12, 7, 26),
}
BILINGUAL = {"units": ["name"], "themes": ["name"], "measures": ["name"], "indicators": ["name", "about"]}
BILINGUAL |= {"figures": ["detail", "note"], "issues": ["note"]}


@pytest.fixture(scope="module")
def loaded():
    return curated.load(ROOT / "data")


@pytest.fixture(scope="module")
def tables(loaded):
    return build(loaded)


def test_nothing_is_wrong_with_the_data(loaded):
    assert list(map(str, check(loaded))) == []


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
def text_and_claims(request, loaded, texts_dir):
    record = loaded.issues[request.param].record
    text = evidence.archived(texts_dir, record.text, record.sha256)
    assert isinstance(text, str)
    return text, evidence.claims(loaded, request.param)


def test_a_figure_left_out_leaves_exactly_its_numerals_unaccounted(text_and_claims):
    text, claims = text_and_claims
    for left_out in claims:
        ledger = evidence.account(text, [claim for claim in claims if claim is not left_out])
        assert ledger.missing == ()
        assert [(left.line, left.numeral) for left in ledger.unaccounted] == [
            (left_out.line, numeral) for numeral in evidence.NUMERAL.findall(left_out.printed)
        ]


def test_a_digit_changed_is_a_figure_that_is_not_printed(text_and_claims):
    text, claims = text_and_claims
    for nth, claim in enumerate(claims):
        for at in (digit.start() for digit in re.finditer("[0-9]", claim.printed)):
            other = str((int(claim.printed[at]) + 1) % 10)
            changed = replace(claim, printed=claim.printed[:at] + other + claim.printed[at + 1 :])
            ledger = evidence.account(text, [*claims[:nth], changed, *claims[nth + 1 :]])
            assert ledger.missing == (changed,)
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
