"""Tables for notebooks: rows that turn into pandas and show themselves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

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
        import pandas as pd

        table = pd.DataFrame([dict(row) for row in self.rows])
        table.attrs.update(self.about)
        return table

    def _repr_html_(self) -> str:
        columns = list(self.rows[0]) if self.rows else []
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(row[column]))}</td>" for column in columns) + "</tr>"
            for row in self.rows[:SHOWN]
        )
        about = ", ".join(f"{name}: {value}" for name, value in self.about.items())
        more = f" … {len(self.rows) - SHOWN} more" if len(self.rows) > SHOWN else ""
        return f"<table><caption>{escape(about)}{more}</caption><tr>{head}</tr>{body}</table>"
