"""From names to nodes: who may be meant by a name with some facts beside it, and whether that can be decided.

Two bodies that fit about equally well stay two: the answer is then `ambiguous`, never the better guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz import fuzz

from graph.legal_forms import without_legal_form
from graph.model import COLUMNS
from graph.names import comparable, jamo
from graph.places import is_place, same_place
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy.typing as npt

    from graph.snapshot import Snapshot

MATCH, REVIEW, MARGIN = 0.9, 0.7, 0.06
"""Score from which a candidate may be the one, from which it is worth a look, and by which it must lead the next."""
EXACT, ALIAS, BARE = 1.0, 0.98, 0.96
"""Score of an equal name, of an equal alias, and of one equal but for its legal form."""
TYPO = 0.95
"""What the share of equal letters counts for in a name that is only alike."""
SHORTEST, LONGEST = 6, 400
"""Letters (jamo) below which anything resembles anything, and letters of a name that are compared."""
LOOKED_AT = 40
"""Names alike that are compared letter by letter, for each name asked for."""
AGREES, CONTRADICTS = 0.02, 0.06
TELLING = frozenset({"website", "founded"})
"""Facts that tell bodies of like names apart; a city or sector has many bodies."""
SHORT, LONG = 6, 15
"""Latin letters up to which a name is taken for an abbreviation, and from which one that is alike can be enough."""
FACTS = ("organisation_kind", "sector", "city", "district", "website", "founded")
DIGITS = re.compile(r"\d+")


class Decision(StrEnum):
    """What becomes of a record."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a node; `alias` is its kind of alias, None for the node's own names."""

    node: int
    label: str
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One record to find: its names, the kind of node, and facts by field (see `FACTS`)."""

    names: tuple[str, ...]
    kind: Kind | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that may be meant: which of its names matched, how, how well (0 to 1), and which facts speak for or against.

    `weak` says why such a name alone is not enough; None if it is.
    """

    node: int
    matched: str
    match: str
    score: float
    weak: str | None
    agrees: tuple[str, ...]
    contradicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one record, why, and its candidates, best first."""

    decision: Decision
    reason: str
    candidates: list[Candidate]


def names_of(snapshot: Snapshot) -> Iterator[Name]:
    """Give every name of every node."""
    for node, row in enumerate(snapshot.rows):
        yield Name(node, row[1])
        if row[2] != row[1]:
            yield Name(node, row[2])
        for alias in snapshot.aliases.get(node, ()):
            yield Name(node, alias[1], alias[2])


class Resolver:
    """Names, ready to be recognised."""

    def __init__(self, snapshot: Snapshot, names: Iterable[Name] | None = None) -> None:
        self.snapshot = snapshot
        self.names = list(names_of(snapshot) if names is None else names)
        self.equal: dict[str, list[int]] = defaultdict(list)
        self.bare: dict[str, list[int]] = defaultdict(list)
        self.letters: list[str] = []
        for place, name in enumerate(self.names):
            bare = without_legal_form(name.label)
            self.equal[comparable(name.label)].append(place)
            self.bare[bare].append(place)
            self.letters.append(jamo(bare)[:LONGEST])

    @cached_property
    def _grams(self) -> tuple[dict[str, npt.NDArray[np.int32]], npt.NDArray[np.int64]]:
        """Give for each three letters in a row the names that have them, and for each name how many it has."""
        having: dict[str, list[int]] = defaultdict(list)
        counted = np.zeros(len(self.letters), np.int64)
        for place, text in enumerate(self.letters):
            own = grams(text)
            counted[place] = len(own)
            for gram in own:
                having[gram].append(place)
        return {gram: np.array(places, np.int32) for gram, places in having.items()}, counted

    def resolve(self, asked: Asked, *, limit: int = 5) -> Verdict:
        """Find who is meant.

        Args:
            asked: names and facts.
            limit: candidates to give.
        """
        best: dict[int, tuple[float, bool, int, str, str]] = {}
        for name in asked.names:
            for place, match, score in self._alike(name):
                known = self.names[place]
                if asked.kind is not None and self.snapshot.kind(known.node) is not asked.kind:
                    continue
                strength = (score, weakness(name, known, match) is None)
                if known.node not in best or best[known.node][:2] < strength:
                    best[known.node] = (*strength, place, match, name)
        found = [
            self._candidate(asked, name, self.names[place], match, score)
            for score, _, place, match, name in best.values()
        ]
        found.sort(key=lambda candidate: (-candidate.score, self.snapshot.ids[candidate.node]))
        found = [candidate for candidate in found if candidate.score >= REVIEW]
        decision, reason = decided(found)
        return Verdict(decision, reason, found[:limit])

    def _alike(self, name: str) -> Iterator[tuple[int, str, float]]:
        """Give names equal to one, equal but for the legal form, or alike."""
        equal, bare = comparable(name), without_legal_form(name)
        if not equal:
            return
        for place in self.equal.get(equal, ()):
            alias = self.names[place].alias
            yield place, "exact" if alias is None else "alias", EXACT if alias is None else ALIAS
        for place in self.bare.get(bare, ()):
            yield place, "legal form apart", BARE
        letters = jamo(bare)[:LONGEST]
        if len(letters) < SHORTEST:
            return
        digits = DIGITS.findall(bare)
        for place in self._near(letters):
            other = self.letters[place]
            if len(other) >= SHORTEST and DIGITS.findall(other) == digits:
                yield place, "alike", TYPO * fuzz.ratio(letters, other) / 100.0

    def _near(self, letters: str) -> list[int]:
        """Give the names that share most of their letters with one."""
        having, counted = self._grams
        own = grams(letters)
        shared = [having[gram] for gram in own if gram in having]
        if not shared:
            return []
        common = np.bincount(np.concatenate(shared), minlength=len(counted))
        places = np.flatnonzero(common)
        dice = 2.0 * common[places] / (len(own) + counted[places])
        if len(places) > LOOKED_AT:
            places = places[np.lexsort((places, -dice))[:LOOKED_AT]]
        return [int(place) for place in places]

    def _candidate(self, asked: Asked, name: str, known: Name, match: str, score: float) -> Candidate:
        agrees: list[str] = []
        contradicts: list[str] = []
        for field_name, told in asked.facts.items():
            value = fact(self.snapshot, known.node, field_name)
            same = None if value is None else agree(field_name, told, value)
            if same is not None:
                (agrees if same else contradicts).append(field_name)
        score += AGREES * len(agrees) - CONTRADICTS * len(contradicts)
        return Candidate(
            known.node,
            known.label,
            match,
            round(min(max(score, 0.0), 1.0), 4),
            weakness(name, known, match),
            tuple(agrees),
            tuple(contradicts),
        )


def weakness(asked: str, known: Name, match: str) -> str | None:
    """Say why two names that fit may yet be those of two bodies; None if they hardly can."""
    letters = comparable(asked)
    if not letters.isascii():
        return "in Korean one letter makes another name" if match == "alike" else None
    if len(letters) <= SHORT or known.alias == "abbreviation":
        return "abbreviations are shared by several bodies"
    if known.alias == "romanisation" or match == "legal form apart":
        return "several Korean names are written so in Latin letters"
    if match == "alike" and (len(letters) < LONG or first_word(asked) != first_word(known.label)):
        return "other names are as much alike"
    return None


def first_word(name: str) -> str:
    return comparable(name.strip().partition(" ")[0])


def decided(found: list[Candidate]) -> tuple[Decision, str]:
    """Decide about candidates, best first."""
    if not found:
        return Decision.NEW, "no name is alike"
    first = found[0]
    how = f"{first.match}: “{first.matched}”"
    how += f"; same {', '.join(first.agrees)}" if first.agrees else ""
    how += f"; other {', '.join(first.contradicts)}" if first.contradicts else ""
    rivals = [other for other in found[1:] if first.score - other.score < MARGIN]
    if first.match != "alike":
        rivals = [other for other in rivals if other.match != "alike"]
    if rivals:
        return Decision.AMBIGUOUS, f"{1 + len(rivals)} nodes fit about equally well; first {how}"
    if first.score < MATCH:
        return Decision.AMBIGUOUS, f"alike, and not enough to tell; {how}"
    told = TELLING.intersection(first.agrees)
    if first.contradicts and (not told or TELLING.intersection(first.contradicts)):
        return Decision.AMBIGUOUS, f"the name fits, the facts do not; {how}"
    if first.weak is not None and not told:
        return Decision.AMBIGUOUS, f"{first.weak}; {how}"
    return Decision.MATCH, how


def grams(letters: str) -> set[str]:
    """Give every three letters in a row, ends marked."""
    text = f"^{letters}$"
    return {text[i : i + 3] for i in range(len(text) - 2)}


def fact(snapshot: Snapshot, node: int, name: str) -> str | None:
    """Give what is known of a node."""
    if name == "sector":
        return snapshot.sectors[node]
    columns = COLUMNS[RecordType(snapshot.kind(node))]
    if name not in columns:
        return None
    value = snapshot.rows[node][columns.index(name)]
    return None if value is None else str(value)


def agree(name: str, told: str, known: str) -> bool | None:
    """Tell whether two values of a fact are the same; None if they cannot be compared."""
    if name == "founded":
        return told[:4] == known[:4] if told[:4].isdigit() else None
    if name == "website":
        return host(told) == host(known)
    one, other = comparable(told), comparable(known)
    if name in {"city", "district"} and one != other and (is_place(told) or is_place(known)):
        return same_place(told, known)
    if one.isascii() != other.isascii():
        return None  # one in Korean, one in English, and no place of the table: nothing follows
    return one == other


def host(address: str) -> str:
    """Give the host of a web address, without www."""
    text = address if "//" in address else f"//{address}"
    try:
        return (urlsplit(text).hostname or "").removeprefix("www.")
    except ValueError:
        return address
