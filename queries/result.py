"""What every result shares: one declaration gives its JSON, its shape in the OpenAPI document, and how a notebook shows it."""

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
"""A number that is written as it is: 1 stays 1."""


class Shape(BaseModel):
    """A part of an answer. Members that were not given are left out of its JSON; shapes may grow by further members."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    ids: ClassVar[Mapping[str, Named]] = {}
    """Members that name something which has a name in Korean and English: tables set these beside them."""

    def to_dict(self) -> dict[str, Any]:
        """Give the shape of the contract as plain values."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    def __getitem__(self, member: str) -> Any:
        """Give a member by its name in the JSON."""
        for name, field in type(self).model_fields.items():
            if member in {name, field.alias}:
                return getattr(self, name)
        return (self.__pydantic_extra__ or {})[member]


class Result(Shape):
    """An answer. Where it is a table, its rows can be counted, walked through and made a pandas table of."""

    table: ClassVar[str] = ""
    """The member that holds its rows."""
    _names: Names | None = PrivateAttr(default=None)

    def encoded(self) -> bytes:
        """Give the JSON of the contract."""
        return encoded(self.to_dict())

    def known_by(self, names: Names) -> None:
        """Learn how nodes are called, for tables."""
        self._names = names

    @property
    def rows(self) -> list[Any]:
        """The rows of the table, best first; none where the answer is no table."""
        return list(getattr(self, self.table)) if self.table else []

    @property
    def rows_in_all(self) -> int | None:
        """How many rows there are, of which the answer may hold a part; None where it always holds all."""
        total = getattr(self, "total", None)
        return total if isinstance(total, int) else None

    @property
    def about(self) -> dict[str, Any]:
        """Everything but the rows: what was asked, and of which content."""
        return {name: value for name, value in self.to_dict().items() if name != self.table}

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(self.rows)

    def __getitem__(self, member: str | int) -> Any:
        """Give a row by its place, or a member by its name."""
        return self.rows[member] if isinstance(member, int) else super().__getitem__(member)

    def to_pandas(self) -> pd.DataFrame:
        """Give a pandas table: names beside ids, closed sets as categories, dates as text; `attrs` is `about`.

        Warns:
            UserWarning: the answer holds only some of the rows; another `limit` or `cursor` gives the others.
        """
        total, paged = self.rows_in_all, hasattr(self, "next")
        if total is not None and total > len(self.rows) and getattr(self, "next", "") is not None:
            more = "give limit= for more, or cursor= to go on" if paged else "give limit= for more"
            warnings.warn(f"{len(self.rows):,} of {total:,} rows: {more}", UserWarning, stacklevel=2)
        return tables.frame(self.rows, self._names, self.about)

    def told(self) -> str:
        """Say in a few words what the answer holds."""
        return f"{len(self.rows):,} rows" if self.table else ""

    def __repr__(self) -> str:
        told = self.told()
        return f"<{type(self).__name__}: {told}>" if told else f"<{type(self).__name__}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return tables.html(self.rows, self._names, repr(self)[1:-1])
