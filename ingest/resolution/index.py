"""Index of known organisations to match records against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import Identity
from ingest.resolution.bearers import Bearers, Namesakes, of_namesakes
from ingest.resolution.blocking import Blocks, keyed
from ingest.resolution.chance import Facts
from ingest.resolution.comparing import best_names_of, compare
from ingest.resolution.comparison_levels import weights
from ingest.resolution.evidence import evidence, of_numbers, weakness
from ingest.resolution.fitting import fitted
from ingest.resolution.hashing import hashed
from ingest.resolution.name_forms import Script
from ingest.resolution.organisations import STRONG, different
from ingest.resolution.profiles import Profiles
from ingest.resolution.reasons import Reason, in_words, joined
from ingest.resolution.rules import doubtful, may_merge
from ingest.resolution.scoring import Scored, weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.comparing import Best
    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.fitting import Fit
    from ingest.resolution.organisations import OrganisationRecord

    Numbers = npt.NDArray[np.int64]
    Scorer = Callable[["Profiles", "Index"], "Scored"]

UNLIKE = Reason("no similar organisation", "비슷한 기관 없음")
NOT_SURE = Reason("not sure", "확실하지 않음")
NEW = "new"
"""Decision on a record that is none of the known organisations."""
NAMELESS = Reason("no name", "이름 없음")
"""Reason for a review of a record without name and number."""
CERTAIN = 60.0
"""Match weight of an equal register number, in bits."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate match.

    Attributes:
        organisation: its position in the index.
        weight, score: match weight in bits, and the probability that follows from it.
        enough: whether the two may be merged.
        names: the best matching names and their level; None if none can be compared.
        numbers: shared register numbers, as scheme and value.
        levels: the level of each comparison.
        evidence: the evidence, as in `SameAs`.
    """

    organisation: int
    weight: float
    score: float
    enough: bool
    names: Best | None
    numbers: tuple[tuple[str, str], ...]
    levels: Mapping[str, int]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The result of matching records with known organisations.

    Attributes:
        verdicts: the decision on each record.
        profiles: the records as compared.
        scored: the compared pairs of record and organisation.
    """

    verdicts: list[Verdict]
    profiles: Profiles
    scored: Scored

    @property
    def fit(self) -> Fit:
        """The prior and weights between the records and the organisations."""
        return self.scored.fits[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one record (merge, review, new), the reason, and its candidates, best first."""

    decision: str
    reason: Reason
    candidates: list[Candidate]


class Index:
    """Known organisations, each a different one."""

    def __init__(self, organisations: Sequence[OrganisationRecord]) -> None:
        self.organisations = organisations
        self.profiles = Profiles(organisations)
        self.blocks = Blocks(self.profiles)
        self.facts = Facts(self.profiles, np.arange(len(organisations)))
        self.bearers = Bearers(self.profiles)
        self.strong = [organisation.strong for organisation in organisations]
        self.numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, key in numbers_of(self.strong):
            self.numbers[key].append(place)

    def resolve(self, asked: Sequence[OrganisationRecord], *, scorer: Scorer | None = None) -> list[Verdict]:
        """Match records with the known organisations: see `match`."""
        return self.match(asked, scorer=scorer).verdicts

    def match(
        self,
        asked: Sequence[OrganisationRecord],
        *,
        fits: Callable[[int, int], bool] | None = None,
        scorer: Scorer | None = None,
    ) -> Matches:
        """Match records with the known organisations.

        Args:
            asked: records with names, facts and numbers.
            fits: whether a record (first) may match an organisation (second); None: always.
            scorer: scores the pairs; None: in memory.
        """
        profiles = Profiles(asked, self.profiles.known)
        scored = (scorer or at_once)(profiles, self)
        found: list[list[Candidate]] = [[] for _ in asked]
        strong = [organisation.strong for organisation in asked]
        chance, enough = scored.chance, may_merge(scored, profiles, self.profiles)
        shared = self._shared(strong)
        kept = [
            k
            for k in np.flatnonzero(doubtful(scored, profiles, self.profiles)).tolist()
            if (pair := (int(scored.i[k]), int(scored.j[k]))) not in shared
            and not different(strong[pair[0]], self.strong[pair[1]])
            and (fits is None or fits(*pair))
        ]
        likely = scored.take(np.array(kept, np.int64))
        best = best_names_of(profiles, likely.i, self.profiles, likely.j)
        for place, (k, names) in enumerate(zip(kept, best, strict=True)):
            i, j = int(likely.i[place]), int(likely.j[place])
            levels = likely.at(place)
            why = evidence(levels, names, profiles.organisations[i], self.profiles.organisations[j])
            figures = (float(likely.weight[place]), float(chance[k]), bool(enough[k]))
            found[i].append(Candidate(j, *figures, names, (), levels, why))
        for i, candidate in self._by_number(profiles, shared, fits):
            found[i].append(candidate)
        verdicts = [
            decided(
                self._in_order(candidates),
                named=bool(asked[i].names),
                namesakes=None if candidates else self._namesakes(profiles, i, fits),
            )
            for i, candidates in enumerate(found)
        ]
        return Matches(verdicts, profiles, scored)

    def of_text(self, text: str) -> list[int]:
        """Return the organisations with a Korean name in comparable form."""
        profiles = self.profiles
        here = np.flatnonzero((profiles.text == hashed([text])[0]) & (profiles.script == Script.HANGUL))
        return sorted({int(place) for place in np.searchsorted(profiles.starts, here, "right") - 1})

    def _namesakes(
        self, profiles: Profiles, record: int, fits: Callable[[int, int], bool] | None
    ) -> Namesakes | None:
        """Return the organisations with a name of a record."""
        known = [j for j in self.bearers.of(profiles, record) if fits is None or fits(record, j)]
        return Namesakes(self.organisations[known[0]], len(known)) if known else None

    def _shared(
        self, strong: Sequence[Mapping[str, frozenset[str]]]
    ) -> dict[tuple[int, int], list[tuple[str, str]]]:
        """Return the register numbers shared with known organisations, by pair."""
        shared: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
        for i, key in numbers_of(strong):
            for j in self.numbers.get(key, ()):
                shared[i, j].append(key)
        return shared

    def _by_number(
        self,
        profiles: Profiles,
        shared: Mapping[tuple[int, int], Sequence[tuple[str, str]]],
        fits: Callable[[int, int], bool] | None,
    ) -> Iterator[tuple[int, Candidate]]:
        """Yield a candidate for each record and known organisation with a common register number."""
        pairs = [pair for pair in shared if fits is None or fits(*pair)]
        one, other = np.array(pairs, np.int64).reshape(-1, 2).T
        compared = compare(profiles, one, self.profiles, other)
        best = best_names_of(profiles, one, self.profiles, other)
        for place, ((i, j), names) in enumerate(zip(pairs, best, strict=True)):
            mine, theirs = profiles.organisations[i], self.profiles.organisations[j]
            levels = {name: int(level[place]) for name, level in compared.items()}
            keys = tuple(shared[i, j])
            differing = different(mine.strong, theirs.strong)
            why = (*of_numbers(keys, differing), *evidence(levels, names, mine, theirs))
            yield i, Candidate(j, CERTAIN, 1.0, differing is None, names, keys, levels, why)

    def _in_order(self, candidates: list[Candidate]) -> list[Candidate]:
        return sorted(
            candidates, key=lambda found: (-found.weight, self.organisations[found.organisation].id)
        )


def numbers_of(strong: Iterable[Mapping[str, frozenset[str]]]) -> Iterable[tuple[int, tuple[str, str]]]:
    """Yield the numbers of organisations one by one, stronger schemes first."""
    for place, numbers in enumerate(strong):
        for scheme in sorted(numbers, key=STRONG.index):
            for value in sorted(numbers[scheme]):
                yield place, (scheme, value)


def at_once(profiles: Profiles, index: Index) -> Scored:
    """Compare records with the known organisations that share a key with them."""
    i, j = index.blocks.beside(*keyed(profiles))
    levels = compare(profiles, i, index.profiles, j)
    return weighed(i, j, levels, fit_between(profiles, index, levels))


def fit_between(profiles: Profiles, index: Index, levels: Mapping[str, Levels]) -> Fit:
    """Fit the prior of records and known organisations from their compared pairs."""
    asked = Facts(profiles, np.arange(len(profiles)))
    return fitted(("asked", "known"), asked, index.facts, levels)


def decided(
    candidates: list[Candidate], *, named: bool = True, namesakes: Namesakes | None = None
) -> Verdict:
    """Decide on candidates, best first: equally good ones and nameless records need review."""
    if not candidates and not named:
        return Verdict(Identity.REVIEW, NAMELESS, [])
    if not candidates:
        return Verdict(NEW, UNLIKE if namesakes is None else of_namesakes(namesakes), [])
    first = candidates[0]
    why = in_words(first.evidence)
    rivals = [other for other in candidates[1:] if first.weight - other.weight < weights().margin]
    if rivals:
        rivalry = Reason(
            f"{1 + len(rivals)} organisations match about equally well; first",
            f"기관 {1 + len(rivals)}곳이 비슷하게 일치, 첫째",
        )
        return Verdict(Identity.REVIEW, joined((rivalry, why), ": "), candidates)
    if not first.enough:
        alone = first.score >= weights().merge and not first.numbers
        weak = weakness(first.levels, first.evidence) if alone else NOT_SURE
        return Verdict(Identity.REVIEW, joined((weak, why), ": "), candidates)
    return Verdict(Identity.MERGE, why, candidates)
