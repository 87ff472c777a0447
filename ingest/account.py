"""The account of the files of one load: every row of theirs is loaded, rejected or skipped, and how each file was read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.origin import Recognised, Reject, Remark, Skip, Together

QUOTED = re.compile("“[^”]*”")
FIRST = 10
"""Lines, or groups of lines, that are named; the rest is counted."""


@dataclass(slots=True)
class Group:
    """Rows of which one thing is reported: how many, and the first of them."""

    times: int = 0
    first: list[Any] = field(default_factory=list[Any])

    def add(self, one: Any) -> None:
        """Count one more."""
        self.times += 1
        if len(self.first) < FIRST:
            self.first.append(one)


def rule_of(rule: str) -> str:
    """Return a rule without the texts of one row, so that rows which break the same one stand together.

    >>> rule_of("no node has the id “dmj”")
    'no node has the id “…”'
    """
    return QUOTED.sub("“…”", rule)


def grouped(rejects: Iterable[Reject]) -> dict[tuple[str, str], Group]:
    """Put rejected rows together by field and rule, the most frequent first; those that follow from others come last."""
    groups: defaultdict[tuple[str, str], Group] = defaultdict(Group)
    for reject in rejects:
        groups[reject.field, rule_of(reject.rule)].add(reject)
    return dict(sorted(groups.items(), key=lambda item: (item[1].first[0].follows, -item[1].times)))


@dataclass(slots=True)
class Account:
    """What became of rows, by file and line; a row counts as rejected if any record made of it was."""

    recognised: list[Recognised] = field(default_factory=list["Recognised"])
    refused: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    skips: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    remarks: dict[str, dict[tuple[str, str, str], Group]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Group))
    )
    together: dict[str, Group] = field(default_factory=lambda: defaultdict(Group))
    names_together: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list[str]))
    rows_together: Counter[str] = field(default_factory=Counter[str])

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

    def remark(self, remark: Remark) -> None:
        """Count a row of which something is reported."""
        group = self.remarks[remark.file][remark.field, rule_of(remark.rule), remark.remedy]
        group.add({"line": remark.line, "rule": remark.rule})

    def join(self, together: Together) -> None:
        """Count rows that say one record."""
        self.together[together.file].add(list(together.lines[:FIRST]))
        self.rows_together[together.file] += len(together.lines)
        if len(self.names_together[together.file]) < FIRST:
            self.names_together[together.file].append(together.name)

    def as_list(self) -> list[dict[str, Any]]:
        """Return what was recognised of each file or sheet, with rows = loaded + rejected + skipped."""
        return [self._of(one) for one in self.recognised]

    def _of(self, one: Recognised) -> dict[str, Any]:
        why = dict(sorted(self.skips[one.file].items()))
        rejected, skipped = len(self.refused[one.file]), sum(why.values())
        together = self.together[one.file]
        counts = {
            "loaded": one.rows - rejected - skipped,
            "rejected": rejected,
            "skipped": skipped,
            "why": why,
            "together": {
                "rows": self.rows_together[one.file], "records": together.times, "lines": together.first,
                "names": self.names_together[one.file],
            },
            "remarks": [
                {"field": name, "rule": rule, "remedy": remedy, "times": group.times, "first": group.first}
                for (name, rule, remedy), group in self.remarks[one.file].items()
            ],
        }  # fmt: skip
        said = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(one).items()}
        return {**said, **counts}
