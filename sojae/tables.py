"""Tables for notebooks: rows that turn into pandas and show themselves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from graph.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

SHOWN = 20


class Table:
    """Rows of one answer, with what they were computed from in `about`."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> None:
        self.rows, self.about = rows, about

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __getitem__(self, place: int) -> Mapping[str, Any]:
        return self.rows[place]

    def to_pandas(self) -> pd.DataFrame:
        """Give a pandas table; `attrs` says what it was computed from."""
        needs("pandas", extra="notebook", purpose="to_pandas()")
        import pandas as pd

        table = pd.DataFrame([dict(row) for row in self.rows])
        table.attrs.update(self.about)
        return table

    @property
    def columns(self) -> list[str]:
        """Every column that a row has, in the order in which they are met: rows of several kinds differ."""
        return list(dict.fromkeys(column for row in self.rows for column in row))

    def _repr_html_(self) -> str:
        columns = self.columns
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{shown(row.get(column))}</td>" for column in columns) + "</tr>"
            for row in self.rows[:SHOWN]
        )
        about = ", ".join(f"{name}: {value}" for name, value in self.about.items())
        more = f" … {len(self.rows) - SHOWN} more" if len(self.rows) > SHOWN else ""
        return f"<table><caption>{escape(about)}{more}</caption><tr>{head}</tr>{body}</table>"


def shown(value: object) -> str:
    """Write a cell; what is not there, or not known, is left empty."""
    return "" if value is None else escape(str(value))
