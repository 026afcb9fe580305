"""What a number counts: the indicators that its measure word allows and the words around it speak for, and more."""

import re
from collections import defaultdict
from math import log

from etl.scanning import grounds
from etl.scanning.candidates import GENERAL
from etl.scanning.deeds import deeds
from etl.scanning.lessons import PAIR, STOP, Lessons, near, pairs
from etl.scanning.whose import Proposal

MOST = 3  # indicators proposed
ALIKE = 3  # pairs of letters from which a detail that is wholly there is the same again
ENOUGH = 4  # letters behind a number that say what it counts
MOST_BEFORE, MOST_AFTER = 10, 12  # letters before and behind it beyond which they are cut, where a word begins
CLAUSE = 40  # characters around it in which they stand
_TURN = "以及|围绕|依托|[在对向将把以按]"  # words that another part of the clause begins with
_SMALL_FIRST = re.compile("^(?:[的和与及在对向将被把为便就等]|以及|地区的|其中)+")
_SMALL_LAST = re.compile("(?:达到?|增至|[降减][至到]|缩短到|提高到|首次|[在了与和及的等是为有至到共约])+$")
_LETTERS = re.compile("[㐀-鿿A-Za-z“”]+")
_CLAUSE = re.compile(
    "(?:(?:今年|全年|已|共|累计)+(?![建享产青])|)([㐀-鿿A-Za-z“”]*?)(?:(?:共|共计|累计|总计|合计|已|均)?(?:达到?了?|为|有|计)?)[^㐀-鿿A-Za-z“”]*$"
)
FADE = 14  # characters after which a word counts half
HABIT = 0.1  # weight of how often a measure word stood under an indicator, against the words around
OTHER = 1.25  # what it scores that none of these is meant; the best compete with that and each other, by squares
ALONE = 0.5  # how much of what one word alone speaks for the best is held against it: a word is no evidence


def what(text: str, at: tuple[int, int], measure_word: str, status: str, lessons: Lessons) -> list[Proposal]:
    """The likeliest indicators of the number at these characters of a plain text, the likeliest first.

    `status` is what the number seems to be said as, a report or a rule.
    """
    around = _around(text, *at)
    measures = lessons.measures.get(measure_word, frozenset())
    scores = {
        indicator: lessons.fitting[indicator, status]
        * (sum(_spoken(around, indicator, lessons)) + HABIT * log(1 + lessons.used.get((measure_word, indicator), 0)))
        for indicator, allowed in lessons.allowed.items()
        if not measures or allowed & measures
    }
    best = sorted(scores, key=lambda indicator: -scores[indicator])[: MOST + 1]
    alone = max([0.0, *(weight for id in best[:1] for weight in _spoken(around, id, lessons))])
    every = OTHER**2 + ALONE * alone**2 + sum(scores[rival] ** 2 for rival in best)
    return [
        Proposal(indicator, round(scores[indicator] ** 2 / every, 2), _because(indicator, around, lessons))
        for indicator in best[:MOST]
    ]


def _spoken(around: dict[str, float], indicator: str, lessons: Lessons) -> list[float]:
    """How much each word around a number speaks for an indicator."""
    weights = lessons.weights[indicator]
    return [weight * weights[word] for word, weight in around.items() if word in weights]


def _around(text: str, start: int, end: int) -> dict[str, float]:
    """Pairs of letters around a number, and what verbs there say, each weighing less the further away it is."""
    before, after = near(text, start, end)
    weights: dict[str, float] = defaultdict(float)
    apart = [(found[1], len(before) - 2 - found.start()) for found in PAIR.finditer(before)]
    apart += [(deed, len(before) - last) for deed, _, last in deeds(before)]
    apart += [(found[1], found.start()) for found in PAIR.finditer(after)]
    apart += [(deed, first) for deed, first, _ in deeds(after)]
    for word, distance in apart:
        weights[word] = max(weights[word], 1 / (1 + distance / FADE))
    return weights


def _because(indicator: str, around: dict[str, float], lessons: Lessons) -> str:
    """The earlier figure whose detail shares most words, else the words that speak for the indicator."""
    shared = [(sum(pair in around for pair in pairs(detail)), id, detail) for id, detail in lessons.details[indicator]]
    most, id, detail = max(shared, default=(0, "", ""))
    if most:
        return grounds.written("like", detail, id)
    weights = lessons.weights[indicator]
    words = sorted((pair for pair in around if pair in weights), key=lambda pair: -weights[pair] * around[pair])
    return grounds.written("words", " ".join(words[:MOST])) if words else grounds.written("measure")


def measure(text: str, end: int, measure_word: str, indicator: str, lessons: Lessons) -> Proposal | None:
    """Which measure is meant where the measure word may say several that the indicator allows; else None."""
    fitting = sorted(lessons.allowed.get(indicator, frozenset()) & lessons.measures.get(measure_word, frozenset()))
    if len(fitting) < 2:
        return None
    after = near(text, end, end)[1]
    named = next(
        (one for one in fitting if len(lessons.called[one]) > 1 and after.startswith(lessons.called[one])), None
    )
    if named:
        return Proposal(named, 0.8, grounds.written("words", lessons.called[named]))
    times = {one: lessons.meant.get((measure_word, indicator, one), 0) for one in fitting}
    most = max(fitting, key=lambda one: times[one])
    share = times[most] / (1 + sum(times.values()))
    ground = grounds.written("meant", str(times[most])) if times[most] else ""
    return Proposal(most, round(0.3 + 0.5 * share, 2), ground)


def detail(text: str, start: int, end: int, indicator: str, lessons: Lessons) -> Proposal | None:
    """What exactly is counted: as an earlier figure put it that reads alike, else the words of print next to it."""
    around = _around(text, start, end)
    alike = [
        (sum(pair in around for pair in said) / len(said), id, detail)
        for id, detail in lessons.details.get(indicator, ())
        if len(said := set(pairs(detail))) >= ALIKE
    ]
    share, id, earlier = max(alike, default=(0.0, "", ""))
    if share == 1:
        return Proposal(earlier, 0.6, grounds.written("like", like=id))
    words = _printed(text, start, end, lessons)
    return Proposal(words, 0.3, "print") if len(words) > 1 else None


def _printed(text: str, start: int, end: int, lessons: Lessons) -> str:
    """The words of print that say what is counted: those behind a number, with those before it where they are few."""
    following = _LETTERS.match(text, end, end + CLAUSE)
    after = _trimmed(_ended(following[0] if following else ""))
    before = STOP.split(text[max(0, start - CLAUSE) : start])[-1]
    done = _CLAUSE.search(before)
    if len(after) >= ENOUGH or not done or (len(after) > 1 and before.rstrip().endswith(("、", ",", ";"))):
        return after
    words = done[1]
    if before[: done.start(1)].rstrip()[-1:].isdigit():  # what the number before was measured in
        known = sorted({*lessons.measures, *GENERAL}, key=len, reverse=True)
        words = words.lstrip("万亿余多")
        words = words.removeprefix(next((word for word in known if words.startswith(word)), ""))
    return _trimmed(_begun(words)) + after


def _begun(words: str) -> str:
    """The last of many words, from where one begins."""
    if len(words) <= MOST_BEFORE:
        return words
    starts = sorted(
        [found.end() for found in re.finditer(f"{_TURN}|[的等]", words)] + [first for _, first, _ in deeds(words)]
    )
    last = next((start for start in starts if ENOUGH <= len(words) - start <= MOST_BEFORE), 0)
    return words[last:] if last or len(words) <= 2 * MOST_BEFORE else words[-MOST_BEFORE:]


def _ended(words: str) -> str:
    """The first of many words, to where another begins."""
    if len(words) <= MOST_AFTER:
        return words
    ends = sorted([found.start() for found in re.finditer(_TURN, words)] + [first for _, first, _ in deeds(words)])
    return words[: next((end for end in ends if end >= ENOUGH), 2 * MOST_AFTER)]


def _trimmed(words: str) -> str:
    """Words without half a pair of quotation marks, and without the small ones at either end."""
    closing, opening = words.find("”"), words.rfind("“")
    if closing >= 0 and "“" not in words[:closing]:
        words = words[closing + 1 :]
    elif opening >= 0 and "”" not in words[opening:]:
        words = words[:opening]
    return _SMALL_LAST.sub("", _SMALL_FIRST.sub("", words))
