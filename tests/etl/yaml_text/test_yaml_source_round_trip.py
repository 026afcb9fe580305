"""What is printed as YAML by the rules reads back the same, each value standing where its place says."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.yaml_text.yaml_source import Data, parse

Written = list[tuple[tuple[str | int, ...], str]]
PLAIN = re.compile(r"[a-z]{3}x[a-z]*( [a-z]+)?|[1-9][0-9]{0,5}(\.[0-9]?[1-9])?[万余件%]*|[一-龥“”]{1,8}")
KEYS = st.from_regex(r"[a-z]{6}(-[a-z]{3})?|20[0-9]{2}|[一-龥]{1,3}", fullmatch=True)
ANY = st.text(alphabet="aZ09 :#,{}[]'\"`!@&*|>-?%\\~=.<_/\n：＃　“”（）一河西年😀é", max_size=12)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        st.from_regex(PLAIN, fullmatch=True) | ANY,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    ),
    min_size=1,
    max_size=4,
)


def scalar(value: str, path: tuple[str | int, ...], chance: random.Random, written: Written) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    forms = [f'"{escaped}"']
    if "\n" not in value:
        forms.append("'" + value.replace("'", "''") + "'")
    if PLAIN.fullmatch(value):
        forms.append(value)
    written.append((path, chance.choice(forms)))
    return written[-1][1]


def flow(value: Data, path: tuple[str | int, ...], chance: random.Random, written: Written) -> str:
    if isinstance(value, str):
        return scalar(value, path, chance, written)
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, (*path, i), chance, written) for i, item in enumerate(value)) + "]"
    return "{" + ", ".join(f"{key}: {flow(item, (*path, key), chance, written)}" for key, item in value.items()) + "}"


def block(value: Data, path: tuple[str | int, ...], chance: random.Random, written: Written) -> str:
    """What follows `key:` or `-` in block style, or in flow style by chance."""
    pad = "\n" + "  " * len(path)
    if isinstance(value, str) and all(value.split("\n")) and chance.random() < 0.5:
        written.append((path, "|2-"))
        return " |2-" + "".join(pad + line for line in value.split("\n"))
    if isinstance(value, str) or not value or chance.random() < 0.4:
        return " " + flow(value, path, chance, written)
    if isinstance(value, list):
        return "".join(f"{pad}-{block(item, (*path, i), chance, written)}" for i, item in enumerate(value))
    return "".join(f"{pad}{key}:{block(item, (*path, key), chance, written)}" for key, item in value.items())


@settings(max_examples=200, deadline=None)
@given(TREES, st.randoms(use_true_random=False))
def test_printed_data_reads_back_with_its_places(tree: dict[str, Data], chance: random.Random) -> None:
    written: Written = []
    text = block(tree, (), chance, written).lstrip() + "\n"
    source, problems = parse(text.encode(), "a.yaml")
    assert problems == []
    assert source is not None
    assert source.data == tree
    lines = text.split("\n")
    for path, form in written:
        place, key_place = source.place(path), source.key_place(path)
        assert lines[place.line - 1][place.column - 1 :].startswith(form)
        key = form if isinstance(path[-1], int) else f"{path[-1]}:"
        assert lines[key_place.line - 1][key_place.column - 1 :].startswith(key)
