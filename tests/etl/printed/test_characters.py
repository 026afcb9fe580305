from etl.printed.characters import PAIRS, SIMPLIFIED, squeezed


def test_traditional_becomes_simplified_and_the_rest_stays():
    assert (
        "黨的十八大以來天津市加強機關黨建工作綜述".translate(SIMPLIFIED) == "党的十八大以来天津市加强机关党建工作综述"
    )
    assert "党 Party 3.2万".translate(SIMPLIFIED) == "党 Party 3.2万"


def test_each_character_is_mapped_once_and_at_once():
    traditional, simplified = PAIRS[::2], PAIRS[1::2]
    assert len(traditional) == len(simplified) == len(set(traditional))
    assert not set(traditional) & set(simplified)


def test_what_is_squeezed_has_no_blanks_of_any_width_and_no_line_breaks():
    assert squeezed(" 1200\u3000余\n\n人次\t") == "1200余人次"
