"""Errors of questions: a tree under `SojaeError`, each with its faults; `str()` returns the sentence.

No sentence names a route or a command: API and command line add pointers of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from graph.errors import SojaeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEW = 20
"""Number of values of a closed set that are listed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a question.

    Attributes:
        parameter: the parameter at fault.
        rule: the rule that is broken.
        remedy: what to do about it.
        near: similar names that exist.
        implied: whether the rule implies the remedy, so that the sentence leaves it out.
    """

    parameter: str
    rule: str
    remedy: str = ""
    near: tuple[str, ...] = ()
    implied: bool = False

    def renamed(self, names: Mapping[str, str]) -> Fault:
        """Return the fault of a parameter that a door calls by another name."""
        if self.parameter not in names:
            return self
        name = names[self.parameter]
        remedy = f"give {name}" if self.remedy == f"give {self.parameter}" else self.remedy
        return replace(self, parameter=name, remedy=remedy)

    @property
    def sentence(self) -> str:
        """The fault in one or two sentences."""
        remedy = "" if self.implied else ended(capital(self.remedy))
        return f"{self.parameter}: {ended(self.rule)} {remedy}".strip()


class QueryError(SojaeError):
    """A question that cannot be answered.

    Attributes:
        faults: the faults in it; empty if the question itself has none.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Invalid(QueryError, ValueError):
    """A parameter is unknown or has an invalid value."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].sentence, faults)

    def in_words_of(self, names: Mapping[str, str]) -> Invalid:
        """Return the error with the names that one door gives its parameters."""
        return Invalid([one.renamed(names) for one in self.faults])


class NotFound(QueryError, LookupError):
    """Nothing has this id or name.

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
    """The answer exceeds the bounds of this server; a job or the command line has higher ones."""

    def __init__(self, message: str, parameter: str | None = None, rule: str = "", remedy: str = "") -> None:
        super().__init__(message, [Fault(parameter, rule, remedy)] if parameter else ())


class TooManySamples(TooLarge):
    """More samples than allowed."""


class TooManyTies(TooLarge):
    """More ties than allowed."""


class Expired(QueryError):
    """The content that a cursor belongs to is no longer kept."""

    def __init__(self, rule: str, remedy: str, parameter: str = "cursor") -> None:
        super().__init__(f"{ended(capital(rule))} {ended(capital(remedy))}", [Fault(parameter, rule, remedy)])


class ExpiredVersion(Expired):
    """It is no longer known what moved since a graph version."""


class Unavailable(QueryError):
    """The service is temporarily unavailable."""


def refuse(parameter: str, rule: str, remedy: str = "", near: Sequence[str] = ()) -> NoReturn:
    """Raise Invalid for one parameter."""
    raise Invalid([Fault(parameter, rule, remedy or did_you_mean(near), tuple(near))])


def not_allowed(parameter: str, wrong: str, allowed: Iterable[str], what: str = "value") -> Fault:
    """Describe a value outside a closed set, with similar values or, if there are few, all of them."""
    known = list(allowed)
    near = near_to(wrong, known)
    return Fault(
        parameter, f"unknown {what} “{wrong[:60]}”", did_you_mean(near) or one_of(known), tuple(near)
    )


def rule_of(what: str, wrong: str) -> str:
    """Say that an id or name is unknown.

    >>> rule_of("measure", "betweeness")
    'Unknown measure “betweeness”.'
    """
    if what in {"measure", "sector", "question"}:
        return f"Unknown {what} “{wrong[:120]}”."
    return f"No {what} has the id “{wrong[:120]}”."


def near_to(word: str, known: Sequence[str]) -> list[str]:
    """Return the known name that a word is in another case, or up to three that resemble it."""
    same = [name for name in known if name.casefold() == word.casefold()]
    return (
        same
        or get_close_matches(word.casefold(), known, n=3, cutoff=0.6)
        or get_close_matches(word, known, n=3, cutoff=0.6)
    )


def did_you_mean(near: Sequence[str]) -> str:
    """Suggest similar names; an empty text without any."""
    return f"Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else ""


def one_of(known: Sequence[str]) -> str:
    """List the values of a closed set, or the first ones if there are many."""
    return (
        f"use one of {', '.join(known[:FEW])}{', …' if len(known) > FEW else ''}" if known else "leave it out"
    )


def ended(text: str) -> str:
    """End a sentence with a full stop."""
    return text if not text or text[-1] in ".?!…" else f"{text}."


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
