"""Evaluation of entity resolution against a gold table: pairwise, B³, and confusions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision, recall and their harmonic mean, 0 to 1; None where undefined."""

    precision: float | None
    recall: float | None
    f1: float | None

    def as_dict(self) -> dict[str, float | None]:
        """Return it as plain values, rounded to four digits."""
        figures = (("precision", self.precision), ("recall", self.recall), ("f1", self.f1))
        return {name: None if value is None else round(value, 4) for name, value in figures}


def quality(right: float, found: float, wanted: float) -> Quality:
    """Return precision (right / found), recall (right / wanted) and F1.

    >>> quality(8, 10, 16)
    Quality(precision=0.8, recall=0.5, f1=0.6153846153846154)
    """
    return Quality(
        right / found if found else None,
        right / wanted if wanted else None,
        2 * right / (found + wanted) if found + wanted else None,
    )


@dataclass(frozen=True, slots=True)
class Confusion:
    """One wrongly resolved record; None: none of the known organisations."""

    record: str
    resolved: str | None
    truth: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one run over the records in the gold table.

    Attributes:
        records: number of records evaluated.
        pairs: of records and organisations (or of records and records, within one file).
        b_cubed: averaged over records.
        confused: all wrongly resolved records.
    """

    records: int
    pairs: Quality
    b_cubed: Quality
    confused: list[Confusion]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "records": self.records,
            "pairs": self.pairs.as_dict(),
            "b_cubed": self.b_cubed.as_dict(),
            "confused": [
                {"record_id": c.record, "said": c.resolved, "truth": c.truth} for c in self.confused
            ],
        }


def judge_links(resolved: Mapping[str, str | None], truth: Mapping[str, str | None]) -> Evaluation:
    """Evaluate records linked to known organisations; None means none of them (new, or needs review).

    >>> found = judge_links({"1": "a", "2": None, "3": "b"}, {"1": "a", "2": "b", "3": None})
    >>> found.pairs.precision, found.pairs.recall, [c.record for c in found.confused]
    (0.5, 0.5, ['2', '3'])
    """
    both = sorted(resolved.keys() & truth.keys())
    linked = [r for r in both if resolved[r] is not None]
    right = sum(resolved[r] == truth[r] for r in linked)
    wanted = sum(truth[r] is not None for r in both)
    confused = [Confusion(r, resolved[r], truth[r]) for r in both if resolved[r] != truth[r]]
    groups = {r: alone_or(resolved[r], r) for r in both}
    truths = {r: alone_or(truth[r], r) for r in both}
    return Evaluation(len(both), quality(right, len(linked), wanted), b_cubed(groups, truths), confused)


def judge_groups(resolved: Mapping[str, str], truth: Mapping[str, str]) -> Evaluation:
    """Evaluate records grouped among themselves.

    >>> judge_groups({"1": "a", "2": "a", "3": "b"}, {"1": "x", "2": "x", "3": "x"}).pairs
    Quality(precision=1.0, recall=0.3333333333333333, f1=0.5)
    """
    both = sorted(resolved.keys() & truth.keys())
    counts = (
        paired(Counter((resolved[r], truth[r]) for r in both)),
        paired(Counter(resolved[r] for r in both)),
        paired(Counter(truth[r] for r in both)),
    )
    mates: dict[str, set[str]] = {}
    true_mates: dict[str, set[str]] = {}
    for record in both:
        mates.setdefault(resolved[record], set()).add(record)
        true_mates.setdefault(truth[record], set()).add(record)
    confused = [
        Confusion(r, resolved[r], truth[r]) for r in both if mates[resolved[r]] != true_mates[truth[r]]
    ]
    return Evaluation(len(both), quality(*counts), b_cubed(resolved, truth), confused)


def paired(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def alone_or(organisation: str | None, record: str) -> str:
    return f"organisation {organisation}" if organisation is not None else f"record {record}"


def b_cubed(resolved: Mapping[str, str], truth: Mapping[str, str]) -> Quality:
    """Return B³: precision and recall of groups averaged over records (Bagga & Baldwin 1998).

    >>> b_cubed({"1": "a", "2": "a", "3": "b"}, {"1": "x", "2": "x", "3": "x"}).precision
    1.0
    """
    both = sorted(resolved.keys() & truth.keys())
    if not both:
        return Quality(None, None, None)
    groups = Counter(resolved[r] for r in both)
    truths = Counter(truth[r] for r in both)
    shared = Counter((resolved[r], truth[r]) for r in both)
    precision = sum(shared[resolved[r], truth[r]] / groups[resolved[r]] for r in both) / len(both)
    recall = sum(shared[resolved[r], truth[r]] / truths[truth[r]] for r in both) / len(both)
    return Quality(precision, recall, 2 * precision * recall / (precision + recall))
