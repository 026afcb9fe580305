"""What is worked out from the tables of a release is kept with them, and forgotten with them."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

MOST_THINGS = 16  # things whose answers are kept: releases and previews, or single tables of them, the latest asked of

Thing = TypeVar("Thing")
P = ParamSpec("P")
T = TypeVar("T")
Question = Callable[Concatenate[Thing, P], T]
Answers = dict[tuple[Hashable, ...], Any]

_kept: OrderedDict[int, tuple[object, dict[Callable[..., Any], Answers]]] = OrderedDict()
_lock = Lock()
_NONE_YET = object()


def kept(most: int) -> Callable[[Question[Thing, P, T]], Question[Thing, P, T]]:
    """A function of tables, or of one of them, that works out an answer once and gives the same one again.

    The tables must be the very same; the positional arguments after them say what is asked. Keyword arguments are what
    the answer is made with: they must follow from the others, for nobody compares them. Of each function the `most`
    latest answers are kept. Answers are shared: not to be changed.
    """

    def decorate(function: Question[Thing, P, T]) -> Question[Thing, P, T]:
        @wraps(function)
        def answered(thing: Thing, /, *asked: P.args, **made_with: P.kwargs) -> T:
            answers = _answers(thing, function)
            answer = answers.get(asked, _NONE_YET)
            if answer is _NONE_YET:
                answer = function(thing, *asked, **made_with)
                with _lock:
                    answers[asked] = answer
                    while len(answers) > most:
                        del answers[next(iter(answers))]
            return cast("T", answer)

        return answered

    return decorate


def stays() -> None:
    """What there is now lives about as long as the process: the collector of garbage need not walk it at every run."""
    gc.collect()
    gc.freeze()


def _answers(thing: object, function: Callable[..., Any]) -> Answers:
    """What a function has answered about a thing, which stays as long as its answers: no other gets its id."""
    with _lock:
        if id(thing) not in _kept:
            _kept[id(thing)] = thing, {}
        _kept.move_to_end(id(thing))
        while len(_kept) > MOST_THINGS:
            _kept.popitem(last=False)
        return _kept[id(thing)][1].setdefault(function, {})
