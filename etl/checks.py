"""Rules across files, each a small generator of problems; its name is the id in brackets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from etl.arithmetic import outcome
from etl.curated import Curated, CuratedFigure
from etl.problems import Problem, did_you_mean
from etl.readings import measure_of
from etl.shape import Node

Rule = Callable[[Curated], Iterator[Problem]]


def check(curated: Curated) -> list[Problem]:
    """Every problem of the curated data, those met while loading included, in order of their places."""
    return sorted({*curated.problems, *(problem for rule in RULES for problem in rule(curated))})


def unknown_unit(curated: Curated) -> Iterator[Problem]:
    """A unit must be in units.yaml: `unit: hexi-distrct` fails."""
    nodes = [(filed.root.at("unit"), filed.record.unit) for filed in curated.articles.values()]
    nodes += [(figure.node.at("unit"), figure.record.unit) for figure in curated.figures]
    units = curated.units
    if units.root is not None:
        nodes += [(units.root.at(id, "parent"), unit.parent) for id, unit in units.records.items()]
    yield from _unknown("unknown-unit", "a unit of units.yaml", nodes, units.known)


def unknown_indicator(curated: Curated) -> Iterator[Problem]:
    """An indicator must be in indicators.yaml."""
    nodes = [(figure.node.at("indicator"), figure.record.indicator) for figure in curated.figures]
    yield from _unknown("unknown-indicator", "an indicator of indicators.yaml", nodes, curated.indicators.known)


def unknown_theme(curated: Curated) -> Iterator[Problem]:
    """An indicator's theme must be in themes.yaml."""
    root = curated.indicators.root
    records = curated.indicators.records if root is not None else {}
    nodes = [(root.at(id, "theme"), indicator.theme) for id, indicator in records.items() if root is not None]
    yield from _unknown("unknown-theme", "a theme of themes.yaml", nodes, curated.themes.known)


def unknown_measure(curated: Curated) -> Iterator[Problem]:
    """A measure must be in measures.yaml, for an indicator and for a figure."""
    root = curated.indicators.root
    nodes = [(figure.node.at("measure"), figure.record.measure) for figure in curated.figures]
    if root is not None:
        for id, indicator in curated.indicators.records.items():
            nodes += [(root.at(id, "measures", nth), measure) for nth, measure in enumerate(indicator.measures)]
    yield from _unknown("unknown-measure", "a measure of measures.yaml", nodes, curated.measures.known)


def _unknown(
    rule: str, expected: str, nodes: Iterable[tuple[Node, str | None]], known: Iterable[str]
) -> Iterator[Problem]:
    for node, name in nodes:
        if name is not None and name not in known:
            yield Problem(node.place(), rule, expected, name, did_you_mean(name, known))


def bad_measure(curated: Curated) -> Iterator[Problem]:
    """The measure word must belong to one measure that the indicator allows: 279人 for branches named fails."""
    for figure in curated.figures:
        measure = measure_of(curated, figure)
        if isinstance(measure, Problem):
            yield measure


def missing_unit(curated: Curated) -> Iterator[Problem]:
    """A figure has a unit, its own or its article's."""
    for figure in curated.figures:
        if figure.unit is None:
            yield Problem(
                figure.node.place(), "missing-unit", "a unit here or for the article", "none", "write unit: ..."
            )


def missing_period(curated: Curated) -> Iterator[Problem]:
    """A figure has a period, its own or its article's; `unstated` is one."""
    for figure in curated.figures:
        said = figure.node.at("period").data() or _article_says(curated, figure, "period")
        if said is None:
            way_out = "write period: 2023, or period: unstated where the text does not say"
            yield Problem(figure.node.place(), "missing-period", "a period here or for the article", "none", way_out)


def _article_says(curated: Curated, figure: CuratedFigure, key: str) -> object:
    filed = curated.articles.get(figure.article)
    return filed.root.at(key).data() if filed else None


def needless_reading(curated: Curated) -> Iterator[Problem]:
    """value, lower and upper are for print that cannot be read: nobody types a value twice."""
    for figure in curated.figures:
        for key in ("value", "lower", "upper"):
            if getattr(figure.record, key) is not None and figure.quantity is not None:
                found = f"{key} beside a printed form that reads by itself"
                yield Problem(figure.node.place(key), "needless-reading", "printed alone", found, f"leave {key} out")


def unknown_key(curated: Curated) -> Iterator[Problem]:
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
        elif key != "note":
            yield node.at(key), value


def _keys(curated: Curated) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for figure in curated.figures:
        if figure.record.key is not None:
            keys[figure.article].append(figure.record.key)
    return keys


def duplicate_key(curated: Curated) -> Iterator[Problem]:
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
    parents = {id: unit.parent for id, unit in curated.units.records.items()}
    for id in parents:
        trail = [id]
        while (above := parents.get(trail[-1])) is not None and above not in trail:
            trail.append(above)
        if above == id and curated.units.root is not None:
            found = " > ".join([*trail, id])
            place = curated.units.root.place(id, "parent")
            yield Problem(place, "unit-cycle", "parents that lead upwards", found, "mend one parent")


def same_name(curated: Curated) -> Iterator[Problem]:
    """A name or alias means one unit."""
    seen: dict[str, str] = {}
    for id, unit in curated.units.records.items():
        for name in dict.fromkeys([unit.name.zh, unit.name.en, *unit.aliases]):
            other = seen.setdefault(name, id)
            if other != id and curated.units.root is not None:
                found = f"{name}, which {other} has too"
                yield Problem(
                    curated.units.root.place(id), "same-name", "names of its own", found, "make them one unit"
                )


def missing_issue(curated: Curated) -> Iterator[Problem]:
    """Articles stand in the folder of an issue that has its issue.yaml."""
    for filed, issue in {
        article.split("/")[0]: (filed, article.split("/")[0]) for article, filed in curated.articles.items()
    }.values():
        if issue not in curated.issues:
            yield Problem(filed.root.place(), "missing-issue", f"issues/{issue}/issue.yaml", "none that can be read")


def line_outside_article(curated: Curated) -> Iterator[Problem]:
    """A paragraph's line lies within its article's lines, and an issue's own paragraphs outside of them all."""
    for paragraph in curated.paragraphs:
        place = paragraph.node.place("line")
        if paragraph.article is None:
            for article in _articles_at(curated, paragraph.issue, paragraph.line):
                found = f"{paragraph.line}, which is in {article}"
                yield Problem(place, "line-outside-article", "a line outside all articles", found, "move it there")
        elif paragraph.article in curated.articles:
            start, end = curated.articles[paragraph.article].record.lines
            if not start <= paragraph.line <= end:
                yield Problem(place, "line-outside-article", f"a line from {start} to {end}", str(paragraph.line))


def _articles_at(curated: Curated, issue: str, line: int) -> list[str]:
    return [
        article
        for article, filed in curated.articles.items()
        if article.startswith(f"{issue}/") and filed.record.lines.start <= line <= filed.record.lines.end
    ]


def overlapping_articles(curated: Curated) -> Iterator[Problem]:
    """A line belongs to one article at most."""
    spans = sorted((id.split("/")[0], filed.record.lines, id) for id, filed in curated.articles.items())
    for (issue, first, other), (same, second, id) in pairwise(spans):
        if issue == same and second.start <= first.end:
            place, found = curated.articles[id].root.place("lines"), f"{second.start}-{second.end}"
            expected = f"lines after {first.end}, where {other} ends"
            yield Problem(place, "overlapping-articles", expected, found)


def paragraph_order(curated: Curated) -> Iterator[Problem]:
    """Paragraphs stand in printed order, one entry a line."""
    for before, after in pairwise(curated.paragraphs):
        same = (before.issue, before.article) == (after.issue, after.article)
        if same and 0 < after.line <= before.line:
            expected, way_out = f"a line after {before.line}", "order as in print; one entry a line"
            yield Problem(after.node.place("line"), "paragraph-order", expected, str(after.line), way_out)


def contradiction(curated: Curated) -> Iterator[Problem]:
    """Print should agree with its own arithmetic; where it does not, that is a warning, and the print stands."""
    for check in curated.checks:
        result = outcome(curated, check)
        if result is not None and not result.holds:
            found, way_out = result.result.record.printed, "look at the text again; if print says so, leave it"
            yield Problem(check.node.place(), "contradiction", str(result.computed), found, way_out, "warning")


RULES: tuple[Rule, ...] = (
    unknown_unit,
    unknown_indicator,
    unknown_theme,
    unknown_measure,
    bad_measure,
    missing_unit,
    missing_period,
    needless_reading,
    unknown_key,
    duplicate_key,
    duplicate_figure,
    unit_cycle,
    same_name,
    missing_issue,
    line_outside_article,
    overlapping_articles,
    paragraph_order,
    contradiction,
)
