"""The account of the files of one load: every row of theirs is loaded, rejected or skipped, and how each file was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.adapters import Recognised, Skip


@dataclass(slots=True)
class Account:
    """What became of rows, by file and line; a row counts as rejected if any record made of it was."""

    recognised: list[Recognised] = field(default_factory=list["Recognised"])
    refused: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    skips: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def skipped(self) -> int:
        """Rows that say nothing to be loaded."""
        return sum(counter.total() for counter in self.skips.values())

    def skip(self, skip: Skip) -> None:
        """Count a row that says nothing, by its reason."""
        self.skips[skip.file][skip.reason] += 1

    def refuse(self, file: str, line: int) -> None:
        """Count a row of which something was rejected, once."""
        self.refused[file].add(line)

    def as_list(self) -> list[dict[str, Any]]:
        """Give what was recognised of each file or sheet, with rows = loaded + rejected + skipped."""
        return [self._of(one) for one in self.recognised]

    def _of(self, one: Recognised) -> dict[str, Any]:
        why = dict(sorted(self.skips[one.file].items()))
        rejected, skipped = len(self.refused[one.file]), sum(why.values())
        counts = {
            "loaded": one.rows - rejected - skipped,
            "rejected": rejected,
            "skipped": skipped,
            "why": why,
        }
        said = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(one).items()}
        return {**said, **counts}
