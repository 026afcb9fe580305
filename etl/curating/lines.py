"""Rules about lines of the archived text: each is in one article at most, and every entry stands on its own."""

from collections.abc import Iterator
from itertools import pairwise

from etl.curating.curated import Curated, CuratedFigure
from etl.problems import Problem


def line_outside_article(curated: Curated) -> Iterator[Problem]:
    """A paragraph's line lies within its article's lines, and an issue's own paragraphs outside of them all."""
    for paragraph in curated.paragraphs:
        place = paragraph.node.place("line")
        if paragraph.article is None:
            for article in _articles_at(curated, paragraph.issue, paragraph.line):
                found = f"{paragraph.line}, which is in {article}"
                yield Problem(place, "line-outside-article", "a line outside all articles", found, "move it there")
        elif paragraph.article in curated.articles and paragraph.line:
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
    furthest: dict[str, tuple[int, str]] = {}  # of an issue: the last line yet, and whose
    for lines, id in sorted((filed.record.lines, id) for id, filed in curated.articles.items()):
        issue = id.split("/")[0]
        end, other = furthest.get(issue, (0, ""))
        if lines.start <= end:
            place, found = curated.articles[id].root.place("lines"), f"{lines.start}-{lines.end}"
            yield Problem(place, "overlapping-articles", f"lines after {end}, where {other} ends", found)
        furthest[issue] = max((end, other), (lines.end, id))


def figure_order(curated: Curated) -> Iterator[Problem]:
    """The numbers of the figures of a line rise, so that an id names one figure."""
    for before, after in pairwise(curated.figures):
        if (before.article, before.line) == (after.article, after.line) and _number(after) <= _number(before):
            expected, way_out = f"a number above {_number(before)}", "leave nth out, or give each a number of its own"
            yield Problem(after.node.place("nth"), "figure-order", expected, str(_number(after)), way_out)


def _number(figure: CuratedFigure) -> int:
    return int(figure.id.rsplit("/", 1)[1])


def paragraph_order(curated: Curated) -> Iterator[Problem]:
    """Paragraphs stand in printed order, one entry a line."""
    for before, after in pairwise(curated.paragraphs):
        same = (before.issue, before.article) == (after.issue, after.article)
        if same and 0 < after.line <= before.line:
            expected, way_out = f"a line after {before.line}", "order as in print; one entry a line"
            yield Problem(after.node.place("line"), "paragraph-order", expected, str(after.line), way_out)
