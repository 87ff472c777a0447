"""What a reading process is asked for, and what it answers: JSON lines."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Order:
    """The files of a workspace and how to read them.

    Attributes:
        task: `read` (into a store), `propose` (how to read), `propose_given` (with what a person gives, in `options`), or `preview`
            (the first rows; nothing is kept).
        folder: the folder of the workspace.
        files: names of its files, in `folder`.
        origin: name of the origin; None lets the program recognise it.
        mapping: text of a mapping for `table`; None lets the program propose one.
        options: options of the origin.
        store_name: name of the file of the store that is made.
        rows: rows that a preview reads.
    """

    task: str
    folder: str
    files: tuple[str, ...]
    origin: str | None = None
    mapping: str | None = None
    options: dict[str, str] = field(default_factory=dict[str, str])
    store_name: str = "store-0.sqlite"
    rows: int = 1000

    @property
    def store(self) -> Path:
        """The file of its store, which is made."""
        return Path(self.folder) / self.store_name

    @property
    def paths(self) -> list[Path]:
        """The files."""
        return [Path(self.folder) / name for name in self.files]

    def as_dict(self) -> dict[str, Any]:
        """Return the order as JSON."""
        return asdict(self)


def order_of(data: dict[str, Any]) -> Order:
    """Read an order."""
    given: dict[str, Any] = {**data, "files": tuple(data["files"])}
    return Order(**given)
