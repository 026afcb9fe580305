"""Why a number is proposed as it is, in the reader's words."""

from types import SimpleNamespace
from typing import get_args

import pytest

from etl.scanning.grounds import GroundKind
from pages.curation.because import evidence
from pages.parts.text import LANGUAGES, say, words


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        ("sentence: 河东法院", "“河东法院” in the same sentence"),
        ("not in units.yaml: 某局", "“某局” is no unit yet"),
        ("like made-2025/3/1", "like “made-2025/3/1”, recorded before"),
        ("measure word", "its measure word fits"),
        ("力争", "“力争”"),
    ],
)
def test_a_ground_is_told_in_the_reader_s_words(ground, told):
    work = SimpleNamespace(say=lambda key, **values: say("en", key, **values))
    assert evidence(work, ground) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_ground_has_words(language):
    assert {kind for kind in get_args(GroundKind) if f"curation.because.{kind}" not in words(language)} == set()
