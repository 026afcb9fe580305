from pathlib import Path

import pytest

from etl.curating.folders import data_folder, texts_folder


@pytest.mark.parametrize(
    ("data", "texts", "found", "of_here", "of_other"),
    [
        ("", "", "data", "data/texts", "other/texts"),
        ("/srv/data", "", "/srv/data", "/srv/data/texts", "other/texts"),
        ("/srv/data", "/srv/archive", "/srv/data", "/srv/archive", "/srv/archive"),
    ],
)
def test_the_texts_are_with_their_data_unless_another_folder_is_named(
    monkeypatch, data, texts, found, of_here, of_other
):
    monkeypatch.setenv("DATA_DIR", data)
    monkeypatch.setenv("TEXTS_DIR", texts)
    assert data_folder() == Path(found)
    assert [texts_folder(), texts_folder(Path("other"))] == [Path(of_here), Path(of_other)]
