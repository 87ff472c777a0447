"""Bodies for tests, in one line each."""

from __future__ import annotations

from graph.model import SameAs
from ingest.resolution import Name, Number, OrganisationRecord, settle


def body(key, *names, origin="list", numbers=(), **facts):
    """Make a body; a name is a text, or a text with its kind of alias; a number is a scheme with its value."""
    named = tuple(Name(name) if isinstance(name, str) else Name(*name) for name in names)
    facts = {"kind": "company", **facts}
    return OrganisationRecord(
        key, origin, named, numbers=tuple(Number(*number) for number in numbers), **facts
    )


def decisions(bodies, verdicts=()):
    """Settle: pair of ids → decision."""
    return {(same.a, same.b): same.decision for same in settle(bodies, verdicts)}


def verdict(a, b, decision):
    return SameAs(*sorted((a, b)), "person", decision, None, (), ())
