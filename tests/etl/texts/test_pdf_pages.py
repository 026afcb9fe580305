from hypothesis import given
from hypothesis import strategies as st

from etl.texts.pdf_pages import pages
from tests.etl.made_files import pdf

MADE = pdf(["受理657件", "结案591件"])


def test_every_page_gives_its_text():
    assert pages(MADE) == ["受理657件\n结案591件"]


@given(st.integers(0, len(MADE)), st.lists(st.tuples(st.integers(0, len(MADE) - 1), st.integers(0, 255)), max_size=8))
def test_a_damaged_file_gives_pages_or_is_told(end, flips):
    content = bytearray(MADE)
    for place, byte in flips:
        content[place] = byte
    found = pages(bytes(content[:end]))
    assert found in ("damaged", "password", "pages") or isinstance(found, list)
