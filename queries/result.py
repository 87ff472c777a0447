"""What results share: one declaration gives the JSON, the OpenAPI schema and the notebook display."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr, WithJsonSchema

from graph.encoding import encoded
from queries import tables

if TYPE_CHECKING:
    import pandas as pd

    from queries.tables import Names

Named = Literal["node", "sector"]
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
"""A number that keeps its form in JSON: 1 stays 1."""


class Shape(BaseModel):
    """A part of an answer. Members without a value are left out of the JSON; new members may be added."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    ids: ClassVar[Mapping[str, Named]] = {}
    """Members that are ids of nodes or sectors: tables show the names beside them."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the API as plain values."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    def __getitem__(self, member: str) -> Any:
        """Return a member by its name in the JSON."""
        for name, field in type(self).model_fields.items():
            if member in {name, field.alias}:
                return getattr(self, name)
        return (self.__pydantic_extra__ or {})[member]


class Result(Shape):  # noqa: PLW1641 (an answer holds lists and has no hash)
    """An answer. If it has a table, its rows can be counted, iterated and turned into a pandas table."""

    table: ClassVar[str] = ""
    """The member with the rows."""
    _names: Names | None = PrivateAttr(default=None)

    def encoded(self) -> bytes:
        """Return the JSON of the API."""
        return encoded(self.to_dict())

    def known_by(self, names: Names) -> None:
        """Set the function that finds names, for tables."""
        self._names = names

    def __getstate__(self) -> dict[Any, Any]:
        """Return what is pickled: the answer, and the names of its rows instead of the whole graph that has them."""
        state = super().__getstate__()
        if self._names is None:
            return state
        private: dict[str, Any] = {**(state["__pydantic_private__"] or {})}
        return {
            **state,
            "__pydantic_private__": {**private, "_names": tables.KnownNames(self.rows, self._names)},
        }

    @property
    def rows(self) -> list[Any]:
        """The rows of the table, best first; empty if the answer has no table."""
        return list(getattr(self, self.table)) if self.table else []

    @property
    def rows_in_all(self) -> int | None:
        """How many rows there are, of which the answer may hold a part; None where it always holds all."""
        total = getattr(self, "total", None)
        return total if isinstance(total, int) else None

    @property
    def about(self) -> dict[str, Any]:
        """Everything except the rows: parameters, totals and graph version."""
        return {name: value for name, value in self.to_dict().items() if name != self.table}

    def __eq__(self, other: object) -> bool:
        """Return whether two answers are the same; how they find names does not count."""
        if not isinstance(other, Result) or type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__ and self.__pydantic_extra__ == other.__pydantic_extra__

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(self.rows)

    def __getitem__(self, member: str | int) -> Any:
        """Return a row by position, or a member by name."""
        return self.rows[member] if isinstance(member, int) else super().__getitem__(member)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas table: names beside ids, closed sets as categories, dates as text; `attrs` is `about`.

        Warns:
            UserWarning: the answer holds only some of the rows; another `limit` or `cursor` gives the others.
        """
        total, paged = self.rows_in_all, hasattr(self, "next")
        if total is not None and total > len(self.rows) and getattr(self, "next", "") is not None:
            more = "give limit= for more, or cursor= to go on" if paged else "give limit= for more"
            warnings.warn(f"{len(self.rows):,} of {total:,} rows: {more}", UserWarning, stacklevel=2)
        return tables.frame(self.rows, self._names, self.about)

    def caption(self) -> str:
        """Return a short description of the content."""
        return f"{len(self.rows):,} rows" if self.table else ""

    def __repr__(self) -> str:
        caption = self.caption()
        return f"<{type(self).__name__}: {caption}>" if caption else f"<{type(self).__name__}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return tables.html(self.rows, self._names, repr(self)[1:-1])
