"""Rules across files, each a small generator of problems; its name is the id in brackets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from etl.curating.amounts import amount, measure_of
from etl.curating.arithmetic import interval, outcome
from etl.curating.curated import Curated, CuratedFigure, Registry
from etl.curating.lines import figure_order, line_outside_article, overlapping_articles, paragraph_order
from etl.curating.shape import Node
from etl.problems import Problem, did_you_mean

Rule = Callable[[Curated], Iterator[Problem]]
Name = TypeVar("Name")


def check(curated: Curated) -> list[Problem]:
    """Every problem of the curated data, those met while loading included, in order of their places."""
    return sorted({*curated.problems, *(problem for rule in RULES for problem in rule(curated))})


def unknown_unit(curated: Curated) -> Iterator[Problem]:
    """A unit must be in units.yaml: `unit: hexi-distrct` fails."""
    units = curated.units
    nodes = [(filed.root.at("unit"), filed.record.unit) for filed in curated.articles.values()]
    nodes += [(figure.node.at("unit"), figure.record.unit) for figure in curated.figures]
    nodes += [(units.at(id, "parent"), unit.parent) for id, unit in units.records.items()]
    yield from _unknown("unknown-unit", "a unit of units.yaml", nodes, units)


def unknown_indicator(curated: Curated) -> Iterator[Problem]:
    """An indicator must be in indicators.yaml."""
    nodes = [(figure.node.at("indicator"), figure.record.indicator) for figure in curated.figures]
    yield from _unknown("unknown-indicator", "an indicator of indicators.yaml", nodes, curated.indicators)


def unknown_theme(curated: Curated) -> Iterator[Problem]:
    """An indicator's theme must be in themes.yaml."""
    indicators = curated.indicators
    nodes = [(indicators.at(id, "theme"), indicator.theme) for id, indicator in indicators.records.items()]
    yield from _unknown("unknown-theme", "a theme of themes.yaml", nodes, curated.themes)


def unknown_measure(curated: Curated) -> Iterator[Problem]:
    """A measure must be in measures.yaml, for an indicator and for a figure."""
    indicators = curated.indicators
    nodes = [(figure.node.at("measure"), figure.record.measure) for figure in curated.figures]
    for id, indicator in indicators.records.items():
        nodes += [(indicators.at(id, "measures", nth), name) for nth, name in enumerate(indicator.measures)]
    yield from _unknown("unknown-measure", "a measure of measures.yaml", nodes, curated.measures)


def _unknown(
    rule: str, expected: str, nodes: Iterable[tuple[Node, str | None]], registry: Registry[Any]
) -> Iterator[Problem]:
    """Names that the registry does not have; none where it cannot be read, which is a problem of its own."""
    for node, name in nodes:
        if name is not None and registry.root is not None and name not in registry.known:
            yield Problem(node.place(), rule, expected, name, did_you_mean(name, registry.known))


def bad_measure(curated: Curated) -> Iterator[Problem]:
    """The measure word must belong to one measure that the indicator allows: 279人 for branches named fails."""
    for figure in curated.figures:
        measure = measure_of(curated, figure)
        if isinstance(measure, Problem):
            yield measure


def missing_unit(curated: Curated) -> Iterator[Problem]:
    """A figure has a unit, its own or its article's."""
    return _unsaid(curated, "unit", "write unit: ...")


def missing_period(curated: Curated) -> Iterator[Problem]:
    """A figure has a period, its own or its article's; `unstated` is one."""
    return _unsaid(curated, "period", "write period: 2023, or period: unstated where the text does not say")


def _unsaid(curated: Curated, key: str, way_out: str) -> Iterator[Problem]:
    """Figures without the key, in files without it; what stands there may be wrong, which is a problem of its own."""
    for figure in curated.figures:
        if figure.node.at(key).data() is None and Node(figure.node.source).at(key).data() is None:
            expected = f"a {key} here or for the article"
            yield Problem(figure.node.place(), f"missing-{key}", expected, "none", way_out)


def needless_reading(curated: Curated) -> Iterator[Problem]:
    """value, lower and upper are for print that cannot be read: nobody types a value twice."""
    for figure in curated.figures:
        for key in ("value", "lower", "upper"):
            if getattr(figure.record, key) is not None and figure.quantity is not None:
                found = f"{key} beside a printed form that reads by itself"
                yield Problem(figure.node.place(key), "needless-reading", "printed alone", found, f"leave {key} out")


def contrary_reading(curated: Curated) -> Iterator[Problem]:
    """By hand there is either value, or lower and upper in this order."""
    for figure in curated.figures:
        value, lower, upper = figure.record.value, figure.record.lower, figure.record.upper
        if value is not None and (lower, upper) != (None, None):
            place, found, way_out = figure.node.place("value"), "value beside lower or upper", "leave one out"
        elif lower is not None and upper is not None and lower > upper:
            place, found, way_out = figure.node.place("lower"), f"lower {lower} above upper {upper}", "swap them"
        else:
            continue
        yield Problem(place, "contrary-reading", "value alone, or lower up to upper", found, way_out)


def unknown_figure_key(curated: Curated) -> Iterator[Problem]:
    """`part_of` and `checks` name figures of the same article by their `key`."""
    keys = _keys(curated)
    nodes = [(figure.article, figure.node.at("part_of"), figure.record.part_of) for figure in curated.figures]
    nodes += [(check.article, node, name) for check in curated.checks for node, name in _names(check.node)]
    for article, node, name in nodes:
        if name is not None and name not in keys[article]:
            expected, way_out = "the key of a figure of this article", did_you_mean(name, keys[article])
            yield Problem(node.place(), "unknown-figure-key", expected, name, way_out)


def _names(node: Node) -> Iterator[tuple[Node, str]]:
    for key, value in node.data().items():
        if isinstance(value, list):
            yield from ((node.at(key, nth), name) for nth, name in enumerate(value))
        elif key not in ("note", "over"):
            yield node.at(key), value


def _keys(curated: Curated) -> dict[str, list[str]]:
    """The keys of an article's figures, those figures included that are out of shape."""
    keys: dict[str, list[str]] = defaultdict(list)
    for paragraph in curated.paragraphs:
        found = [figure.at("key").data() for figure in paragraph.node.at("figures").items()]
        keys[paragraph.article or ""] += [key for key in found if isinstance(key, str)]
    return keys


def named_twice(curated: Curated) -> Iterator[Problem]:
    """A check names a figure once: nothing is counted twice."""
    for check in curated.checks:
        names = [name for _, name in _names(check.node)]
        for nth, (node, name) in enumerate(_names(check.node)):
            if name in names[:nth]:
                yield Problem(node.place(), "named-twice", "a figure not named before", name, "name each once")


def duplicate_figure_key(curated: Curated) -> Iterator[Problem]:
    """A `key` names one figure of its article."""
    seen: dict[tuple[str, str], CuratedFigure] = {}
    for figure in curated.figures:
        if figure.record.key is None:
            continue
        first = seen.setdefault((figure.article, figure.record.key), figure)
        if first is not figure:
            found = f"{figure.record.key}, which also names the figure at {first.node.place()}"
            yield Problem(figure.node.place("key"), "duplicate-figure-key", "a key of its own", found, "rename one")


def duplicate_figure(curated: Curated) -> Iterator[Problem]:
    """Within an issue, two figures differ in more than their number; a second mention is `repeated`."""
    seen: dict[tuple[object, ...], CuratedFigure] = {}
    for figure in curated.figures:
        record = figure.record
        told_apart = (
            figure.issue,
            figure.unit,
            record.indicator,
            record.detail,
            figure.period,
            record.status,
            record.measure,
        )
        first = seen.setdefault((*told_apart, figure.quantity and figure.quantity.measure_word), figure)
        if first is not figure:
            found = f"{record.printed}, told apart from the figure at {first.node.place()} by nothing"
            way_out = "give each a detail, or list the second mention under not_figures as repeated"
            yield Problem(figure.node.place(), "duplicate-figure", "a figure that says something new", found, way_out)


def unit_cycle(curated: Curated) -> Iterator[Problem]:
    """Parents lead upwards: a unit is not below itself."""
    for trail in _cycles({id: unit.parent for id, unit in curated.units.records.items() if unit.parent}):
        place, found = curated.units.at(trail[0], "parent").place(), " > ".join(trail)
        yield Problem(place, "unit-cycle", "parents that lead upwards", found, "mend one parent")


def part_cycle(curated: Curated) -> Iterator[Problem]:
    """`part_of` leads from part to whole: a figure is not a part of itself."""
    keyed = {(figure.article, figure.record.key): figure for figure in curated.figures if figure.record.key}
    wholes = {(of, key): (of, part.record.part_of) for (of, key), part in keyed.items() if part.record.part_of}
    for trail in _cycles(wholes):
        place, found = keyed[trail[0]].node.place("part_of"), " > ".join(str(key) for _, key in trail)
        yield Problem(place, "part-cycle", "a whole that is no part of it", found, "mend one part_of")


def _cycles(above: Mapping[Name, Name]) -> Iterator[list[Name]]:
    """Of every name that leads back to itself, the way round."""
    for name in above:
        trail = [name]
        while (upper := above.get(trail[-1])) is not None and upper not in trail:
            trail.append(upper)
        if upper == name:
            yield [*trail, name]


def same_name(curated: Curated) -> Iterator[Problem]:
    """A name or alias means one unit."""
    seen: dict[str, str] = {}
    for id, unit in curated.units.records.items():
        for name in dict.fromkeys([unit.name.zh, unit.name.en, *unit.aliases]):
            other = seen.setdefault(name, id)
            if other != id:
                place, found = curated.units.at(id).place(), f"{name}, which {other} has too"
                yield Problem(place, "same-name", "names of its own", found, "make them one unit")


def unknown_issue(curated: Curated) -> Iterator[Problem]:
    """A second reading is of an issue that is there."""
    known = {below.split("/")[1] for below in curated.files if below.startswith("issues/")}
    for issue in curated.readings.records:
        if issue not in known:
            place = curated.readings.at(issue).place()
            yield Problem(place, "unknown-issue", "the folder of an issue", issue, did_you_mean(issue, known))


def contradiction(curated: Curated) -> Iterator[Problem]:
    """Print should agree with its own arithmetic; where it does not, that is a warning, and the print stands."""
    for check in curated.checks:
        result = outcome(curated, check)
        if result is not None and not result.holds:
            found, way_out = result.result.record.printed, "look at the text again; if print says so, leave it"
            yield Problem(check.node.place(), "contradiction", str(result.computed), found, way_out, "warning")


def part_above_whole(curated: Curated) -> Iterator[Problem]:
    """A part is not more than the whole it is `part_of`; where print says so, that is a warning."""
    keyed = {(figure.article, figure.record.key): figure for figure in curated.figures if figure.record.key}
    for figure in curated.figures:
        whole = keyed.get((figure.article, figure.record.part_of)) if figure.record.part_of else None
        part, most = interval(figure), interval(whole) if whole else None
        if whole is None or part is None or most is None or part.lower is None or most.upper is None:
            continue
        if part.lower > most.upper and measure_of(curated, figure) == measure_of(curated, whole):
            expected, found = f"a part of {whole.record.printed}", figure.record.printed
            way_out = "look at the text again; if print says so, leave it"
            yield Problem(figure.node.place("part_of"), "part-above-whole", expected, found, way_out, "warning")


def shared_rank(curated: Curated) -> Iterator[Problem]:
    """Two bodies do not hold the same rank in the same ranking; where print says so, that is a warning."""
    seen: dict[tuple[object, ...], CuratedFigure] = {}
    for figure in curated.figures:
        read, record = amount(figure), figure.record
        if read is None or not read.measure_word.startswith("第") or record.detail is None:
            continue
        first = seen.setdefault((record.indicator, record.detail, read.value), figure)
        if first.unit != figure.unit:
            found = f"{record.printed}, which {first.unit} holds at {first.node.place()}"
            way_out = "look at both again; if print says so, leave it and say so in a note"
            yield Problem(figure.node.place(), "shared-rank", "a rank of its own", found, way_out, "warning")


RULES: tuple[Rule, ...] = (
    unknown_unit,
    unknown_indicator,
    unknown_theme,
    unknown_measure,
    bad_measure,
    missing_unit,
    missing_period,
    needless_reading,
    contrary_reading,
    unknown_figure_key,
    named_twice,
    duplicate_figure_key,
    duplicate_figure,
    unit_cycle,
    part_cycle,
    same_name,
    line_outside_article,
    overlapping_articles,
    paragraph_order,
    figure_order,
    unknown_issue,
    contradiction,
    part_above_whole,
    shared_rank,
)
