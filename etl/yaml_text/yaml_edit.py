"""Curated YAML as text: written as by hand, or edited so that whatever says the same already stays as it stands."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

import yaml

from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_source import Data

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Text that may stand without quotes if it reads back: what begins a word, and no sign that YAML reads as its own.
_BARE = re.compile(
    r"(?=[^\W_]|[“‘《〈「（【(])"
    r"(?:[^\s,\[\]{}#&*!|>'\"@`:?\\%]|(?<=[0-9]):(?=[0-9])|(?<=[A-Za-z])'|(?<=\S)%|(?<=\S) (?=\S))*"
)
_BARE_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LONG = ("about", "note")  # keys whose words get lines of their own


@dataclass(frozen=True)
class _Edit:
    """Characters from `start` up to `end` of a text, and what is written in their place."""

    start: int
    end: int
    text: str


def written(data: Mapping[str, Data]) -> str:
    """The lines of a mapping of text, lists and mappings, as the curated files are written."""
    return "".join(f"{line}\n" for line in _block(data, 0))


def edited(text: str, data: Mapping[str, Data]) -> str:
    """The text changed to say `data`: comments, order, quotes and layout of what says so already stay.

    The text is YAML that `yaml_source` has read; items of lists are the same where their `line` or `printed` is.
    """
    root = yaml.compose(text, Loader=_Loader)
    if _data(root) == data:
        return text
    page = text if text.endswith("\n") else f"{text}\n"
    line_end = "\r\n" if "\r\n" in page else "\n"
    pieces, at = [], 0
    for edit in sorted(_mapping(page, root, data, 0), key=lambda edit: (edit.start, edit.end)):
        pieces += [page[at : edit.start], edit.text.replace("\n", line_end)]
        at = edit.end
    return "".join([*pieces, page[at:]])


@lru_cache(maxsize=10_000)
def scalar(text: str, in_braces: bool = True) -> str:
    """Text as a YAML scalar: bare where every reader takes it for the same text, else in quotes."""
    if _BARE.fullmatch(text if in_braces else text.replace(", ", " ")) and _reads_back(text, in_braces):
        return text
    if "'" not in text and text.isprintable() and not _LETTER.search(text):
        return f"'{text}'"
    quoted = json.dumps(text, ensure_ascii=False)
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", quoted)


def _reads_back(text: str, in_braces: bool) -> bool:
    if _HALF_PAIR.search(text):
        return False
    written = f"{{b: {text}}}" if in_braces else f"\n  b: {text}"
    source, problems = yaml_source.parse(f"a: {written}\n".encode(), "")
    return source is not None and not problems and source.data == {"a": {"b": text}}


def flow(data: Data, in_braces: bool = True) -> str:
    """A value as it stands on one line; `in_braces` where it stands in another one."""
    if isinstance(data, dict):
        return f"{{{', '.join(f'{scalar(key)}: {_said(key, value)}' for key, value in data.items())}}}"
    return f"[{', '.join(map(flow, data))}]" if isinstance(data, list) else scalar(data, in_braces)


def _said(key: str, value: Data, in_braces: bool = True) -> str:
    """The value of a key as it stands on one line; what is printed is text, be it a bare number."""
    if key == "printed" and isinstance(value, str) and _BARE_NUMBER.fullmatch(value):
        return f"'{value}'"
    return flow(value, in_braces)


def _flow_again(page: str, node: Any, data: Data) -> str:
    """A value on one line, its parts that stay written as they are."""
    if _data(node) == data and _stands_in_line(node):
        return page[node.start_mark.index : node.end_mark.index]
    if not isinstance(node, yaml.MappingNode) or not isinstance(data, dict):
        return flow(data)
    old = {key.value: value for key, value in node.value}
    pairs = (
        (key, _flow_again(page, old[key], value) if key in old else _said(key, value)) for key, value in data.items()
    )
    return f"{{{', '.join(f'{scalar(key)}: {value}' for key, value in pairs)}}}"


def _block(data: Mapping[str, Data], depth: int) -> Iterator[str]:
    """The lines of a mapping `depth` levels down, without indentation of their own."""
    for key, value in data.items():
        yield from _pair(key, value, depth)


def _pair(key: str, value: Data, depth: int) -> Iterator[str]:
    if _in_line(key, value, depth):
        yield f"{scalar(key)}: {_said(key, value, in_braces=False)}"
        return
    yield f"{scalar(key)}:"
    if isinstance(value, dict):
        yield from (f"  {line}" for line in _block(value, depth + 1))
    elif isinstance(value, list):
        yield from (f"  {line}" for item in value for line in _item(item))


def _item(data: Data) -> Iterator[str]:
    """The lines of one item of a list: in braces, unless it holds lists of its own or a note."""
    if not isinstance(data, dict) or (data and "note" not in data and all(map(_is_short, data.values()))):
        yield f"- {flow(data)}"
        return
    for nth, line in enumerate(_block(data, 2)):
        yield f"{'  ' if nth else '- '}{line}"


def _in_line(key: str, value: Data, depth: int) -> bool:
    """Whether a value stands behind its key; at the top a mapping does not, and longer words never do."""
    if isinstance(value, dict):
        longer = key in _LONG[: 1 if depth == 2 else 2]
        return not value or (depth > 0 and not longer and all(isinstance(inner, str) for inner in value.values()))
    return isinstance(value, str) or all(isinstance(item, str) for item in value)


def _is_short(data: Data) -> bool:
    inner = data.values() if isinstance(data, dict) else data
    return all(isinstance(one, str) for one in inner)


def _mapping(page: str, node: Any, data: Mapping[str, Data], depth: int) -> Iterator[_Edit]:
    """Edits that make a mapping in lines say `data`: pairs changed, taken out, and added behind the one before."""
    pairs = {key.value: (key, value) for key, value in node.value}
    margin = " " * node.start_mark.column
    after = _line_start(page, node.start_mark.index)
    for key in data.keys() | pairs.keys() if not data else [*data, *(key for key in pairs if key not in data)]:
        if key not in data:
            yield _Edit(_line_start(page, pairs[key][0].start_mark.index), _line_end(page, _end(pairs[key][1])), "")
        elif key not in pairs:
            yield _Edit(after, after, "".join(f"{margin}{line}\n" for line in _pair(key, data[key], depth)))
        else:
            yield from _value(page, *pairs[key], data[key], depth)
            after = _line_end(page, _end(pairs[key][1]))


def _value(page: str, key: Any, node: Any, data: Data, depth: int) -> Iterator[_Edit]:
    """Edits that make the value behind a key say `data`."""
    if _data(node) == data:
        return
    if _stands_in_line(node) and _in_line(key.value, data, depth):
        text = flow(data, in_braces=False) if isinstance(data, str) else _flow_again(page, node, data)
        yield _Edit(node.start_mark.index, node.end_mark.index, text)
    elif isinstance(node, yaml.MappingNode) and isinstance(data, dict) and not _stands_in_line(node) and data:
        yield from _mapping(page, node, data, depth + 1)
    elif isinstance(node, yaml.SequenceNode) and isinstance(data, list) and not _stands_in_line(node) and data:
        yield from _sequence(page, key, node, data)
    else:
        margin, lines = " " * key.start_mark.column, list(_pair(key.value, data, depth))
        text = "\n".join([lines[0], *(f"{margin}{line}" for line in lines[1:])])
        yield _Edit(key.start_mark.index, _end(node), text)


def _sequence(page: str, key: Any, node: Any, data: Sequence[Data]) -> Iterator[_Edit]:
    """Edits that make a list in lines say `data`; items that only changed are changed where they stand."""
    margin = " " * node.start_mark.column
    old = [_data(item) for item in node.value]
    matched = SequenceMatcher(None, [_same(item) for item in old], [_same(item) for item in data], autojunk=False)
    for _, i, i_end, j, j_end in matched.get_opcodes():
        kin = i_end - i == j_end - j and all(map(_kin, old[i:i_end], data[j:j_end]))
        for item, wanted in zip(node.value[i:i_end], data[j:j_end], strict=True) if kin else ():
            yield from _changed_item(page, item, wanted)
        for item in () if kin else node.value[i:i_end]:
            yield _Edit(_line_start(page, item.start_mark.index), _line_end(page, _end(item)), "")
        added = "" if kin else "".join(f"{margin}{line}\n" for item in data[j:j_end] for line in _item(item))
        if added:
            after = _line_end(page, _end(node.value[i - 1]) if i else key.end_mark.index)
            yield _Edit(after, after, added)


def _changed_item(page: str, node: Any, data: Data) -> Iterator[_Edit]:
    if _data(node) == data:
        return
    first = node.value[0][0].value if isinstance(node, yaml.MappingNode) and node.value else None
    in_lines = isinstance(node, yaml.MappingNode) and not node.flow_style
    if in_lines and isinstance(data, dict) and first == next(iter(data), None):
        yield from _mapping(page, node, data, 2)
        return
    lines = list(_item(data))
    if len(lines) == 1 and _stands_in_line(node):
        yield _Edit(node.start_mark.index, node.end_mark.index, _flow_again(page, node, data))
        return
    margin = " " * (node.start_mark.column - 2)
    text = "\n".join([lines[0][2:], *(f"{margin}{line}" for line in lines[1:])])
    yield _Edit(node.start_mark.index, _end(node), text)


def _same(data: Data) -> str:
    """What makes two items of a list the same one."""
    if not isinstance(data, dict):
        return str(data)
    return str(data.get("line") or data.get("printed") or data)


def _kin(old: Data, new: Data) -> bool:
    """Whether an item is what another became, its comment included: the same one, or of print with other limits."""
    if not isinstance(old, dict) or not isinstance(new, dict) or "line" in old or "line" in new:
        return _same(old) == _same(new)
    if "printed" in old and "printed" in new:
        return str(old["printed"]) in str(new["printed"]) or str(new["printed"]) in str(old["printed"])
    return any(old.get(key) == value for key, value in new.items())


def _data(node: Any) -> Data:
    """What a node says."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(value) for key, value in node.value}
    return [_data(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else str(node.value)


def _stands_in_line(node: Any) -> bool:
    """Whether a value is in quotes, bare or in brackets: then its end is where it ends."""
    return node.style not in ("|", ">") if isinstance(node, yaml.ScalarNode) else bool(node.flow_style)


def _end(node: Any) -> int:
    """Where the last character of a node ends; that of a mapping or list in lines is that of its last value."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _end(node.value[-1])
    end: int = node.end_mark.index
    return end if _stands_in_line(node) else end - 1


def _line_start(page: str, index: int) -> int:
    return page.rfind("\n", 0, index) + 1


def _line_end(page: str, index: int) -> int:
    """Where the next line begins."""
    found = page.find("\n", index)
    return len(page) if found < 0 else found + 1
