"""Long work says how far it is: a loop gives its items to a watch, which hands them on and may show a bar."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Hands the items on, one by one."""

    def __call__(self, items: Collection[Item], /) -> Iterable[Item]:
        """The same items, in their order."""
        ...


def unwatched(items: Collection[Item]) -> Iterable[Item]:
    """The items as they are."""
    return items
