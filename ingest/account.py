"""Accounting for the files of a load: every row is loaded, rejected or skipped, and how each file was read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.origin import MergedRows, Recognised, Reject, Remark, Skip

QUOTED = re.compile("“[^”]*”")
FIRST = 10
"""Largest number of lines, or groups of lines, that are listed; the rest is counted."""


@dataclass(slots=True)
class Group:
    """Rows with the same finding: their number and the first ones."""

    times: int = 0
    first: list[Any] = field(default_factory=list[Any])

    def add(self, one: Any) -> None:
        """Add one row."""
        self.times += 1
        if len(self.first) < FIRST:
            self.first.append(one)


def rule_of(rule: str) -> str:
    """Return a rule without the texts of its row, so that rows that break the same rule are grouped.

    >>> rule_of("no node has the id “dmj”")
    'no node has the id “…”'
    """
    return QUOTED.sub("“…”", rule)


def grouped(rejects: Iterable[Reject]) -> dict[tuple[str, str], Group]:
    """Group rejected rows by field and rule, most frequent first; consequential rejects come last."""
    groups: defaultdict[tuple[str, str], Group] = defaultdict(Group)
    for reject in rejects:
        groups[reject.field, rule_of(reject.rule)].add(reject)
    return dict(sorted(groups.items(), key=lambda item: (item[1].first[0].follows, -item[1].times)))


@dataclass(slots=True)
class Account:
    """The fate of rows by file and line; a row is rejected if any of its records is."""

    recognised: list[Recognised] = field(default_factory=list["Recognised"])
    refused: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    skips: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    remarks: dict[str, dict[tuple[str, str, str], Group]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Group))
    )
    merged: dict[str, Group] = field(default_factory=lambda: defaultdict(Group))
    names_together: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list[str]))
    rows_together: Counter[str] = field(default_factory=Counter[str])

    @property
    def skipped(self) -> int:
        """Number of rows without data to load."""
        return sum(counter.total() for counter in self.skips.values())

    def skip(self, skip: Skip) -> None:
        """Count a skipped row by its reason."""
        self.skips[skip.file][skip.reason] += 1

    def refuse(self, file: str, line: int) -> None:
        """Count a rejected row, once."""
        self.refused[file].add(line)

    def remark(self, remark: Remark) -> None:
        """Count a row with a remark."""
        group = self.remarks[remark.file][remark.field, rule_of(remark.rule), remark.remedy]
        group.add({"line": remark.line, "rule": remark.rule})

    def join(self, merged: MergedRows) -> None:
        """Count rows that were merged into one record."""
        self.merged[merged.file].add(list(merged.lines[:FIRST]))
        self.rows_together[merged.file] += len(merged.lines)
        if len(self.names_together[merged.file]) < FIRST:
            self.names_together[merged.file].append(merged.name)

    def as_list(self) -> list[dict[str, Any]]:
        """Return how each file or sheet was read, with rows = loaded + rejected + skipped."""
        return [self._of(one) for one in self.recognised]

    def _of(self, one: Recognised) -> dict[str, Any]:
        why = dict(sorted(self.skips[one.file].items()))
        rejected, skipped = len(self.refused[one.file]), sum(why.values())
        merged = self.merged[one.file]
        counts = {
            "loaded": one.rows - rejected - skipped,
            "rejected": rejected,
            "skipped": skipped,
            "why": why,
            "together": {
                "rows": self.rows_together[one.file], "records": merged.times, "lines": merged.first,
                "names": self.names_together[one.file],
            },
            "remarks": [
                {"field": name, "rule": rule, "remedy": remedy, "times": group.times, "first": group.first}
                for (name, rule, remedy), group in self.remarks[one.file].items()
            ],
        }  # fmt: skip
        data = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(one).items()}
        return {**data, **counts}
