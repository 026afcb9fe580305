"""One YAML file -> its data, every scalar as text, and the place of each key and value."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from etl.problems import DataRejected, Place, Problem
from etl.yaml_text import signs

Data: TypeAlias = "dict[str, Data] | list[Data] | str"
Steps: TypeAlias = tuple[str | int, ...]
Event: TypeAlias = Any  # PyYAML's stubs hide what its events always carry

MOST_BYTES = 1_000_000
MOST_DEEP = 12
MOST_VALUES = 100_000
MOST_PROBLEMS = 200

_SYNTAX = {  # what PyYAML says, in the words of either of its two parsers -> rule, expected, way out
    "simple key": ("syntax", "`: ` after a key", "write `key: value`, or quote the text"),
    "mapping values are not allowed": ("syntax", "one `: ` a line", "check the indentation, or quote the value"),
    "',' or '}'": ("syntax", "`,` or `}`", "close the `{`, or quote the value before it"),
    "',' or ']'": ("syntax", "`,` or `]`", "close the `[`, or quote the value before it"),
    "cannot start any token": ("syntax", "a value that begins with another sign", "quote the value"),
    "unexpected ':'": ("syntax", "a space after `:`", "write `key: value`"),
    "node content": ("syntax", "a value", "write the value, or close the bracket"),
    "escape": ("syntax", "a known escape", "write the character itself, or use single quotes: '...'"),
    "quoted scalar": ("syntax", "a closing quotation mark", "close the quotation mark"),
    "document start": ("several-documents", "one document a file", "delete the `...`"),
    "tag": ("tag", "values without tags", "delete the tag, or quote the value"),
    "sequence entries": ("syntax", "an item on its own line", "start a new line before the `-`, or quote the text"),
    "anchor": ("anchor", "values without names", "delete the anchor, or quote the value"),
    "alias": ("alias", "values written out", "write the value, or quote it"),
    "block": ("syntax", "an entry indented like the ones before it", "check the indentation and the quotation marks"),
    "": ("syntax", "YAML", "check this line and the one before it"),
}


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """Events without libyaml; slower, and it wants plain text with `?` quoted inside braces."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def scan_plain(self) -> yaml.ScalarToken:
        """Refuse `{a:}` as libyaml does."""
        token = super().scan_plain()
        if self.flow_level and self.peek() == ":" and self.peek(1) in {*",[]{}?"}:
            raise yaml.scanner.ScannerError(None, None, "found unexpected ':'", self.get_mark())
        return token


try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:
    Parser = PureParser  # type: ignore[misc, assignment]


@dataclass(frozen=True)
class Source:
    """A YAML file that was read: its text without byte order mark, its data, and where everything stands."""

    name: str
    text: str
    data: dict[str, Data]
    values: Mapping[Steps, tuple[int, int]] = field(repr=False)
    keys: Mapping[Steps, tuple[int, int]] = field(repr=False)

    def place(self, path: Steps) -> Place:
        """Where the value at `path` begins, or its nearest ancestor that exists."""
        while path not in self.values:
            path = path[:-1]
        return Place(self.name, *self.values[path])

    def key_place(self, path: Steps) -> Place:
        """Where the key at the end of `path` begins (an item's own place in a list), or its nearest ancestor's."""
        while path not in self.values:
            path = path[:-1]
        return Place(self.name, *self.keys.get(path, self.values[path]))


def read(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """Read a regular file of at most 1 MB as `parse` does; its places are in the file `name`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        found = "a symbolic link" if os.path.islink(path) else str(getattr(error, "strerror", None) or error)
        return None, [Problem(Place(name), "not-a-file", "a regular file that can be read", found)]
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            found = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
            return None, [Problem(Place(name), "not-a-file", "a regular file", found)]
        content = b"" if status.st_size > MOST_BYTES else os.read(descriptor, MOST_BYTES + 1)
    finally:
        os.close(descriptor)
    size = max(status.st_size, len(content))  # some files of the system have a size of 0 and content
    if size > MOST_BYTES:
        most = f"at most {MOST_BYTES:,} bytes"
        return None, [Problem(Place(name), "too-large", most, f"{size:,} bytes", "split the file")]
    source, problems = kept(content, name)
    return source, [*problems]


def parse(content: bytes, name: str) -> tuple[Source | None, list[Problem]]:
    """Read YAML from bytes. There is no Source where the structure could not be followed to its end."""
    text = signs.decode(content, name)
    if isinstance(text, Problem):
        return None, [text]
    problems = list(islice(signs.look(text, name), MOST_PROBLEMS))
    if {"conflict", "directive"} & {problem.rule for problem in problems}:
        return None, problems
    reader = _Reader(name, signs.blank_refused(text))
    data = None
    try:
        data = reader.document()
    except DataRejected as rejected:
        reader.problems += rejected.problems
    except yaml.MarkedYAMLError as error:
        broken = reader.syntax(error)
        # What breaks at a refused sign, or on the line after it, breaks because of it.
        if not any(0 <= broken[0].place.line - other.place.line <= 1 for other in problems):
            reader.problems += broken
    problems = sorted({*problems, *reader.problems})
    if len(problems) >= MOST_PROBLEMS:
        last = problems[MOST_PROBLEMS - 1].place
        problems[MOST_PROBLEMS:] = [Problem(last, "too-many-problems", f"fewer than {MOST_PROBLEMS}", "more of them")]
    return (None if data is None else Source(name, text, data, reader.values, reader.keys)), problems


kept = lru_cache(maxsize=256)(parse)  # a folder is read again and again while few of its files change


class _Reader:
    """Builds data from events; what ends the reading is raised, the rest is collected in `problems`."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.events: Iterator[Event] = yaml.parse(text, Loader=Parser)  # type: ignore[arg-type]
        self.problems: list[Problem] = []
        self.values: dict[Steps, tuple[int, int]] = {}
        self.keys: dict[Steps, tuple[int, int]] = {}
        self.count = 0

    def document(self) -> dict[str, Data]:
        """The only document of the file, a mapping."""
        next(self.events)
        event: Event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent) or _is_empty(event := next(self.events)):
            raise self.stop(0, "empty-file", "a mapping", "an empty file", "write `key: value`, or delete the file")
        data = self.value(event, ())
        if not isinstance(data, dict):
            if self.problems and isinstance(data, str):
                raise DataRejected(())
            index, found = event.start_mark.index, "text" if isinstance(data, str) else "a list"
            raise self.stop(index, "top-level", "a mapping at the top level", found, "write `key: value`")
        next(self.events)
        after: Event = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            index = after.start_mark.index
            raise self.stop(index, "several-documents", "one document a file", "a second one", "delete the `---`")
        return data

    def value(self, event: Event, path: Steps) -> Data:
        """The value that begins with this event."""
        self.refuse(event, len(path))
        self.values[path] = _position(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Steps) -> list[Data]:
        """The items up to the end of the list."""
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            if _is_empty(event):
                self.note(event.start_mark.index, "empty-value", "an item", "nothing", "leave the item out")
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Steps) -> dict[str, Data]:
        """The keys and values up to the end of the mapping."""
        data: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.refuse(event, len(path))
            key = self.key(event)
            here = (*path, key)
            if key in data:
                lines = f"{signs.shown(key)} at line {self.keys[here][0]} and again at line {_position(event)[0]}"
                self.note(event.start_mark.index, "duplicate-key", "each key once", lines, "delete or rename one")
            self.keys[here] = _position(event)
            value = next(self.events)
            if _is_empty(value):
                self.empty(event, value)
            data[key] = self.value(value, here)
        return data

    def key(self, event: Event) -> str:
        """A key, which is text."""
        index = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            raise self.stop(index, "key-not-text", "text as a key", "a list or a mapping", "write `key: value`")
        if event.value == "<<" and _is_plain(event):
            raise self.stop(index, "merge-key", "values written out", "the merge key `<<`", "write the values here")
        return self.scalar(event)

    def empty(self, key: Event, value: Event) -> None:
        """A key without a value; often a colon that YAML does not see as one."""
        start, end = key.start_mark.index, key.end_mark.index
        piece = self.text[start:end]
        if _is_plain(key) and "：" in piece:
            self.problems += signs.look_alikes(self.text, self.name, start, end)
        elif _is_plain(key) and ":" in piece:
            self.note(start + piece.index(":"), "syntax", "a space after `:`", signs.shown(piece), "write `key: value`")
        elif signs.lost_comment(self.text, value.end_mark.index) is None:
            way_out = "leave the key out, or quote the value before it if this belongs to it"
            self.note(start, "empty-value", "a value after the key", "nothing", way_out)

    def scalar(self, event: Event) -> str:
        """One key or value as text, with a look at how it is written."""
        start, end = event.start_mark.index, event.end_mark.index
        value = str(event.value)
        if _is_plain(event):
            before = min(event.start_mark.column, 100)  # no further: a line may be a megabyte long
            own_line = not self.text[start - before : start].strip(" -")
            self.problems += signs.plain_text(self.text, self.name, start, end, own_line=own_line)
        elif event.style == '"' and (sign := signs.first_refused(value.replace("\t", " "))):
            self.note(start, "character", "visible characters", f"an escape for {sign}", "delete the escape")
        return value

    def refuse(self, event: Event, depth: int) -> None:
        """End the reading at what this YAML does without, and at its limits."""
        if len(self.problems) >= MOST_PROBLEMS:
            raise DataRejected(())
        self.count += 1
        index = event.start_mark.index
        for mark in ("anchor", "tag"):
            if name := getattr(event, mark, None):
                rule = "alias" if isinstance(event, yaml.AliasEvent) else mark
                raise self.stop(index, rule, "values written out", f"the {rule} {signs.shown(name)}", "write the value")
        if depth >= MOST_DEEP and not isinstance(event, yaml.ScalarEvent):
            raise self.stop(index, "too-deep", f"at most {MOST_DEEP} levels", "one more", "flatten the structure")
        if self.count > MOST_VALUES:
            raise self.stop(index, "too-many-values", f"at most {MOST_VALUES:,} values", "more", "split the file")

    def syntax(self, error: yaml.MarkedYAMLError) -> list[Problem]:
        """Why YAML cannot follow the text; look-alike signs just before are the likely cause."""
        mark, opened, says = error.problem_mark, error.context_mark, f"{error.context} {error.problem}"
        assert mark  # scanner and parser always mark the problem
        index = min(mark.index, len(self.text.rstrip()))
        start = opened.index if opened and "simple key" in says else self.text.rfind("\n", 0, index)
        first = self.text.rfind("\n", 0, max(0, start)) + 1
        last = self.text.find("\n", index)
        alike = list(signs.look_alikes(self.text, self.name, first, last if last >= 0 else len(self.text)))
        if alike and ("simple key" in says or "mapping values" in says):
            return alike
        if "escape" in says and self.text[index - 1 : index] == "\\":
            index -= 1
        rule, expected, way_out = next(words for sign, words in _SYNTAX.items() if sign in says)
        if opened and opened.line < mark.line:
            way_out += f"; it began at line {opened.line + 1}"
        found = self.text[index : index + 20].partition("\n")[0].strip()
        return [self.problem(index, rule, expected, f"`{found}`" if found else "the end of the text", way_out)]

    def problem(self, index: int, rule: str, expected: str, found: str, way_out: str) -> Problem:
        """A problem at the character at `index`."""
        return Problem(signs.place_at(self.text, self.name, index), rule, expected, found, way_out)

    def note(self, index: int, rule: str, expected: str, found: str, way_out: str) -> None:
        """Collect a problem and read on."""
        self.problems.append(self.problem(index, rule, expected, found, way_out))

    def stop(self, index: int, rule: str, expected: str, found: str, way_out: str) -> DataRejected:
        """A problem that ends the reading of this file."""
        return DataRejected([self.problem(index, rule, expected, found, way_out)])


def _position(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _is_plain(event: Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _is_empty(event: Event) -> bool:
    return _is_plain(event) and event.start_mark.index == event.end_mark.index
