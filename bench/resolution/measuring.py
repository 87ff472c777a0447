"""What is measured of a resolution of one table: right and wrong pairs, questions, and equal names without a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from bench.made.homonyms import mixed, shared_names, stress
from bench.made.lists import HOMONYMS, Lists, lists
from bench.made.register import register
from graph.legal_forms import without_legal_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Row = Mapping[str, str]
    Resolve = Callable[[Sequence[Row]], "Answer"]

FILES = 15
"""Small files of each size; one of them alone is a matter of chance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a way of resolving says of the rows of a table.

    Attributes:
        groups: record → its group.
        questions: pairs of records that need review.
        told: records of which it says that another one has their name, though they are neither merged nor asked about.
    """

    groups: Mapping[str, str]
    questions: frozenset[frozenset[str]] = frozenset()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs of records of one organisation: wanted, found, and found wrongly; None where nothing is wanted or found."""

    records: int
    wanted: int
    found: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """Share of the found pairs that are right."""
        return (self.found - self.wrong) / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the wanted pairs that are found."""
        return (self.found - self.wrong) / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        both = self.found + self.wanted
        return 2 * (self.found - self.wrong) / both if both else None


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one run.

    Attributes:
        pairs: all pairs of rows.
        across: pairs of rows of two lists.
        questions, silent, silent_one: pairs asked about; pairs of rows with equal names that are neither merged, nor asked about, nor
            told of; and how many of these are one organisation.
        joined: pairs of homonyms that were mixed in and joined with each other.
        wrong_pairs: the wrong ones, for a reader.
    """

    pairs: Figures
    across: Figures
    questions: int
    silent: int
    silent_one: int
    joined: int = 0
    wrong_pairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def asked(self) -> float:
        """Questions per row."""
        return self.questions / self.pairs.records


def own_name(row: Row) -> str:
    """Return the name of a row by which plain ways compare: the Korean one, or else the English one."""
    return row.get("name_ko") or row.get("name") or row.get("name_en") or ""


def list_of(record: str) -> str:
    """Return the list of a record, the start of its id; empty without one."""
    return record.rpartition("/")[0]


def measured(made: Lists, answer: Answer, *, strangers: Iterable[str] = ()) -> Measured:
    """Judge an answer.

    Args:
        made: the rows and the truth.
        answer: what was said of the rows.
        strangers: records mixed in, of which pairs among themselves are counted apart.
    """
    if answer.groups.keys() != made.truth.keys():
        raise ValueError("the answer is about other records than the table: one group a record is wanted")
    found, wanted = pairs_of(answer.groups), pairs_of(made.truth)
    wrong = sorted(found - wanted)
    silent = silent_pairs(made.rows, answer)
    apart = set(strangers)
    return Measured(
        Figures(len(made.rows), len(wanted), len(found), len(wrong)),
        Figures(len(made.rows), *(sum(map(of_two_lists, some)) for some in (wanted, found, wrong))),
        len(answer.questions),
        len(silent),
        len(silent & wanted),
        sum(one in apart and other in apart for one, other in wrong),
        wrong,
    )


def of_two_lists(pair: tuple[str, str]) -> bool:
    return list_of(pair[0]) != list_of(pair[1])


def pairs_of(groups: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return all pairs of records of one group."""
    members: dict[str, list[str]] = defaultdict(list)
    for record in sorted(groups):
        members[groups[record]].append(record)
    return {pair for records in members.values() for pair in combinations(records, 2)}


def silent_pairs(rows: Sequence[Row], answer: Answer) -> set[tuple[str, str]]:
    """Return pairs of rows with equal names (but for legal forms) in two groups, neither of which is asked about or told of that name."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        bearers[without_legal_form(own_name(row))].append(row["record_id"])
    asked: dict[str, set[str]] = defaultdict(set)
    for one, other in map(sorted, answer.questions):
        asked[answer.groups[one]].add(answer.groups[other])
        asked[answer.groups[other]].add(answer.groups[one])
    silent: set[tuple[str, str]] = set()
    for records in bearers.values():
        groups = {answer.groups[record] for record in records}
        spoken = {
            record
            for record in records
            if record in answer.told or asked[answer.groups[record]] & groups - {answer.groups[record]}
        }
        quiet = (pair for pair in combinations(sorted(records), 2) if spoken.isdisjoint(pair))
        silent |= {(a, b) for a, b in quiet if answer.groups[a] != answer.groups[b]}
    return silent


def measure_lists(seed: int, resolve: Resolve, *, homonyms: float = HOMONYMS) -> Measured:
    """Measure a resolution of the made lists of a seed; `homonyms` is the share of organisations with the name of another."""
    made = lists(seed, homonyms=homonyms)
    return measured(made, resolve(made.rows))


def measure_homonyms(seed: int, variant: str, resolve: Resolve, *, names: int = 1_200) -> Measured:
    """Measure a resolution of firms that share names: every pair found is wrong."""
    made = shared_names(seed, variant, names=names)
    return measured(made, resolve(made.rows))


def measure_small_files(variant: str, resolve: Resolve, *, names: int) -> int:
    """Count the wrong pairs in 15 files with few homonyms each."""
    return sum(measure_homonyms(100 + n, variant, resolve, names=names).pairs.wrong for n in range(FILES))


def measure_stress(
    resolve: Resolve, *, rows: int = 837, seed: int | None = None, districts: bool = False
) -> Measured:
    """Measure a resolution of the stress set, alone or mixed into the lists of a seed.

    Args:
        resolve: the resolution.
        rows: number of rows of the stress set.
        seed: lists to mix it into; None: alone.
        districts: whether some tell a district, in which they then agree by chance.
    """
    if seed is None:
        made = stress(rows=rows, districts=districts)
        return measured(made, resolve(made.rows), strangers=made.truth)
    own = lists(seed)
    more = stress(rows=rows, seed=seed, like=own, districts=districts)
    both = mixed(own, more)
    return measured(both, resolve(both.rows), strangers=more.truth)


def measure_register(resolve: Resolve, *, seed: int = 1) -> Measured:
    """Measure a resolution of the transcribed register."""
    made = register(seed)
    return measured(made, resolve(made.rows))


def groups_found(truth: Mapping[str, str], groups: Mapping[str, str]) -> tuple[int, int]:
    """Count the organisations with several records that are found whole, and how many there are."""
    members: dict[str, set[str]] = defaultdict(set)
    for record, organisation in truth.items():
        members[organisation].add(record)
    several = [records for records in members.values() if len(records) > 1]
    sizes = Counter(groups.values())
    whole = sum(
        len(found := {groups[record] for record in records}) == 1 and sizes[found.pop()] == len(records)
        for records in several
    )
    return whole, len(several)
