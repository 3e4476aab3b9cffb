"""The causes of one problem as a tree: who hangs from whom, how deep, and in which order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause where it stands: «1.3.2» is the second cause of the third cause of the first."""

    cause: Any
    number: str
    depth: int
    place: int
    of: int
    children: tuple["Branch", ...]

    def walk(self) -> Iterator["Branch"]:
        """Itself and all below it, each before its own causes."""
        yield self
        for child in self.children:
            yield from child.walk()


class Grove:
    """`causes` are all those of a problem, in the order of their places."""

    def __init__(self, causes: Iterable[Any]) -> None:
        self.by_pk = {each.pk: each for each in causes}
        self.below: dict[Any, list[Any]] = defaultdict(list)
        for each in self.by_pk.values():
            self.below[each.parent_id].append(each)

    def __len__(self) -> int:
        return len(self.by_pk)

    def branches(self, under: Any = None, number: str = "", depth: int = 1) -> tuple[Branch, ...]:
        """Those that explain one cause, or the problem; each with its own below it."""
        siblings = self.below.get(under, [])
        return tuple(
            self._branch(each, f"{number}{place}", depth, place, len(siblings))
            for place, each in enumerate(siblings, 1)
        )

    def _branch(self, cause: Any, number: str, depth: int, place: int, of: int) -> Branch:
        children = self.branches(cause.pk, f"{number}.", depth + 1)
        return Branch(cause, number, depth, place, of, children)

    def depth(self, pk: Any) -> int:
        """How many causes lead to it, itself included; 0 for the problem."""
        return 0 if pk is None else 1 + self.depth(self.by_pk[pk].parent_id)

    def height(self, pk: Any) -> int:
        """How many deep it goes, itself included."""
        return 1 + max((self.height(each.pk) for each in self.below.get(pk, [])), default=0)

    def is_within(self, pk: Any, top: Any) -> bool:
        """Whether one hangs from another, however far, or is itself."""
        while pk is not None:
            if pk == top:
                return True
            pk = self.by_pk[pk].parent_id
        return False
