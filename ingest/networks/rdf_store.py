"""A store of triples in memory for reading: one index by subject, where rdflib has three, and a limit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rdflib import RDF, RDFS
from rdflib.plugins.stores.memory import Memory, SimpleMemory

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MOST_TRIPLES = 400_000
"""A dry run of 100,000 organisations with four triples each took 292 MB and 37 s of processor time; of a million triples 574 MB and 98 s."""
BY_OBJECT = frozenset({RDF.type, RDFS.subClassOf})
"""Properties whose subjects are looked up by their object."""


class TooMany(Exception):
    """The file has more triples than fit."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class OneIndex(SimpleMemory):
    """A limited number of triples, by subject; equal terms are one object, which takes a third of the memory."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.terms: dict[Any, Any] = {}
        self.of: defaultdict[Any, list[Any]] = defaultdict(list)
        self.to: defaultdict[Any, list[Any]] = defaultdict(list)

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Add a triple.

        Raises:
            TooMany: there are too many.
        """
        self.count += 1
        if self.count > MOST_TRIPLES:
            raise TooMany(MOST_TRIPLES)
        subject, property_, target = (self.terms.setdefault(term, term) for term in triple)
        self.of[subject] += (property_, target)
        if property_ in BY_OBJECT:
            self.to[property_, target].append(subject)

    def triples(
        self, triple_pattern: Any, context: Any = None
    ) -> Iterator[tuple[Any, Generator[Any, None, None]]]:
        """Yield the triples that fit a pattern, each once."""
        subject, property_, target = triple_pattern
        if subject is not None:
            subjects: Any = (subject,)
        elif property_ in BY_OBJECT and target is not None:
            subjects = dict.fromkeys(self.to.get((property_, target), ()))
        else:
            subjects = self.of
        for one in subjects:
            flat = self.of.get(one, ())
            for pair in dict.fromkeys(zip(flat[::2], flat[1::2], strict=True)):
                if property_ in {None, pair[0]} and target in {None, pair[1]}:
                    yield (one, *pair), (context for _ in ())

    def __len__(self, context: Any = None) -> int:
        """Return the number of triples."""
        return sum(1 for _ in self.triples((None, None, None)))


class CountedDataset(Memory):
    """A limited number of triples of JSON-LD, which may have several graphs."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Add a triple.

        Raises:
            TooMany: there are too many.
        """
        self.count += 1
        if self.count > MOST_TRIPLES // 2:  # it has three indexes, and its graphs become one
            raise TooMany(MOST_TRIPLES // 2)
        super().add(triple, context, quoted)
