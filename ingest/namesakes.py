"""Bodies that a list names without a number and without a place: a name alone never makes two rows one body."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from ingest.bodies import is_placed, made_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Namesakes:
    """Makes ids of names; rows of one name that nothing tells apart but what else they say stay apart.

    A name that stands once has an id of its name alone, so that it stays the same when its row is mended.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.names: dict[str, str] = {}

    def id_of(
        self,
        name: str,
        place: tuple[str | None, str | None],
        content: Iterable[str],
        *,
        kind: str = "",
        numbers: Sequence[str] = (),
    ) -> str:
        """Make the id of a body.

        Args:
            name: as it is written.
            place: its city and district.
            content: all that its row says.
            kind: what kind of body its row says it is.
            numbers: those of registers.
        """
        id_ = made_id(self.origin, name, *place, *numbers, *([kind] if kind else []))
        if any(numbers) or is_placed(*place):
            return id_
        own = blake2b("\0".join(content).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        self.names[f"{id_}-{own}"] = id_
        return f"{id_}-{own}"

    def settled(self) -> Mapping[str, str]:
        """Give the shorter id of each body that is the only one of its name."""
        by_name: dict[str, list[str]] = {}
        for own, id_ in self.names.items():
            by_name.setdefault(id_, []).append(own)
        return {owns[0]: id_ for id_, owns in by_name.items() if len(owns) == 1}
