"""Why a question cannot be answered: one tree under `SojaeError`, each error with its faults; `str()` is the sentence.

No sentence names a route or a command: a door that knows where its reader can look something up adds that by `pointer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from graph.errors import SojaeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW = 20
"""Values of a closed set that are named."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a question.

    Attributes:
        parameter: where it is wrong.
        rule: what holds, or is broken.
        remedy: what to do about it.
        near: names that may be meant.
        told: whether the rule tells the remedy as well, so that a sentence needs it not.
    """

    parameter: str
    rule: str
    remedy: str = ""
    near: tuple[str, ...] = ()
    told: bool = False

    @property
    def sentence(self) -> str:
        """The fault in a sentence, or two."""
        remedy = "" if self.told else ended(capital(self.remedy))
        return f"{self.parameter}: {ended(self.rule)} {remedy}".strip()


class QueryError(SojaeError):
    """A question that cannot be answered.

    Attributes:
        faults: what is wrong with it; empty where nothing is wrong with the question itself.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Invalid(QueryError, ValueError):
    """A parameter is unknown, or has a value that it cannot have."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].sentence, faults)


class NotFound(QueryError, LookupError):
    """Nothing has the id or name that is asked for.

    Attributes:
        what: `node`, `organisation`, `relation`, `measure`, `sector` …
    """

    def __init__(
        self,
        what: str,
        wrong: str,
        near: Sequence[str] = (),
        *,
        parameter: str = "id",
        known: Sequence[str] = (),
    ) -> None:
        rule = rule_of(what, wrong)
        meant = did_you_mean(near) or (ended(capital(one_of(known))) if known else "")
        super().__init__(f"{rule} {meant}".strip(), [Fault(parameter, rule, meant, tuple(near))])
        self.what = what


class TooLarge(QueryError):
    """The answer would take more than the one who answers allows; a job, or one's own machine, has other bounds."""

    def __init__(self, message: str, parameter: str | None = None, rule: str = "", remedy: str = "") -> None:
        super().__init__(message, [Fault(parameter, rule, remedy)] if parameter else ())


class TooManySamples(TooLarge):
    """More samples than may be drawn."""


class TooManyTies(TooLarge):
    """More ties than may be computed on."""


class Expired(QueryError):
    """A cursor belongs to content that has changed since."""


class Unavailable(QueryError):
    """What would answer is not there at the moment."""


def refuse(parameter: str, rule: str, remedy: str = "", near: Sequence[str] = ()) -> NoReturn:
    """Refuse one parameter."""
    raise Invalid([Fault(parameter, rule, remedy or did_you_mean(near), tuple(near))])


def not_allowed(parameter: str, wrong: str, allowed: Iterable[str], what: str = "value") -> Fault:
    """Describe a value that is not of a closed set: near ones are named, or all where they are few."""
    known = list(allowed)
    near = near_to(wrong, known)
    return Fault(
        parameter, f"unknown {what} “{wrong[:60]}”", did_you_mean(near) or one_of(known), tuple(near)
    )


def rule_of(what: str, wrong: str) -> str:
    """Say that nothing has an id or a name.

    >>> rule_of("measure", "betweeness")
    'Unknown measure “betweeness”.'
    """
    if what in {"measure", "sector"}:
        return f"Unknown {what} “{wrong[:120]}”."
    return f"No {what} has the id “{wrong[:120]}”."


def near_to(word: str, known: Sequence[str]) -> list[str]:
    """Give up to three known words that a word may be meant for."""
    return get_close_matches(word.casefold(), known, n=3, cutoff=0.6) or get_close_matches(
        word, known, n=3, cutoff=0.6
    )


def did_you_mean(near: Sequence[str]) -> str:
    """Ask whether near names are meant; nothing without any."""
    return f"Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else ""


def one_of(known: Sequence[str]) -> str:
    """Name the values of a closed set, the first of them where they are many."""
    return (
        f"use one of {', '.join(known[:FEW])}{', …' if len(known) > FEW else ''}" if known else "leave it out"
    )


def ended(text: str) -> str:
    """End a sentence."""
    return text if not text or text[-1] in ".?!…" else f"{text}."


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
