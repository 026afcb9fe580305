from xml.etree import ElementTree as Xml

from pages.parts.charting import coverage
from pages.parts.taking.map_picture import svg
from pages.parts.taking.pictures import Caption
from tests.etl.made import tables

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(["Who reported when"], ["Unit: North"], ["Shiji, release 4f2a.", "http://x.example/?a=1&v=4f2a"])


def drawn(made, lang="en"):
    shown = coverage.by_unit(made["figures"], made, lang, lambda *_: "")
    return Xml.fromstring(svg(shown, CAPTION, "Source: an issue"))  # noqa: S314 (made here)


def texts(root) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_a_map_holds_names_years_counts_and_its_caption():
    made = tables(figures=[{"year": 2023}, {"year": 2023, "line": 7}, {"unit": "south", "year": 2025}])
    root = drawn(made)
    assert (root.attrib["width"], root.attrib["viewBox"]) == ("800", f"0 0 800 {root.attrib['height']}")
    assert root.findtext("{*}title") == "Who reported when"
    assert texts(root) == [
        *("Who reported when", "Unit: North", "Unit", "All", "2023", "2024", "2025", "Government agencies"),
        *("North", "2", "2", "South", "1", "1"),
        *("The number of figures stands in the cell; the darker, the more.",),
        "Not mentioned in the issues on record; that is neither zero nor “did nothing”.",
        *("Source: an issue", "Shiji, release 4f2a.", "http://x.example/?a=1&v=4f2a"),
    ]
    hatched = [box for box in root.iter(f"{SVG}rect") if box.get("fill") == "url(#none)"]
    assert len(hatched) == 4 + 1  # and the one that explains it


def test_figures_of_no_single_year_are_explained():
    assert "其他：跨年、截至某日或未注明时间的数字。" in texts(drawn(tables(figures=[{"year": None}]), "zh"))


def test_hostile_names_are_only_text_and_what_xml_cannot_hold_is_left_out():
    names = ["</text><script>alert(1)</script>", "a&b", "\x00!", "长" * 80]
    made = tables(
        figures=[{"unit": f"u{n}"} for n in range(len(names))],
        units=[{"unit": f"u{n}", "name_zh": name} for n, name in enumerate(names)],
    )
    root = drawn(made, "zh")
    assert [one for one in root.iter() if one.tag.endswith("script")] == []
    shown = "".join(texts(root))
    assert "</text><script>alert(1)</script>" in shown
    assert "a&b" in shown
    assert "\ufffd!" in shown
    assert shown.count("长") == 80


def test_many_years_make_it_wider_and_none_is_left_out():
    root = drawn(tables(figures=[{"year": 1949}, {"year": 2025}]))
    assert int(root.attrib["width"]) > 77 * 30
    assert {"'49", "'25"} <= set(texts(root))
    right = max(float(box.get("x", 0)) + float(box.get("width")) for box in root.iter(f"{SVG}rect") if box.get("x"))
    assert right + 40 <= int(root.attrib["width"])
