"""Who is who, said again after each load: every organisation of every origin goes through the resolution, and what it says is kept.

The statements are a function of what the origins say and what persons decided, never of the order of loads; so a load that
is rolled back, or a verdict that is, takes its merges with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from graph.identifiers import IdentifierError, identify
from graph.legal_forms import without_legal_form
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.model import NODE_TYPES, Alias, Identifier, Organisation, SameAs
from graph.rows import from_row
from graph.vocabulary import Decider, EvidenceKind, IdentifierScheme, Identity, RecordType
from ingest.adapters import adapters
from ingest.runs import ended, new_run, that_follows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.loads.undo_log import Recording
    from graph.model import Record
    from graph.store import Load, Rows, Store
    from ingest.resolution import Body, Number

ORIGIN, CURATED = "identity", "daegu"
LISTS = "table-"
"""How the names of origins begin that are one list each."""
BATCH = 10_000
RULES = 4
"""Number of the rules and weights: with new ones everything is said again."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the resolution says now: pairs by decision, and how many statements are new, changed or gone.

    `graph_version` is None where nothing was to be said.
    """

    merge: int = 0
    review: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    graph_version: str | None = None

    def as_dict(self) -> dict[str, int]:
        """Return the counts."""
        return {name: getattr(self, name) for name in ("merge", "review", "new", "changed", "gone")}


def settle_identities(store: Store, *, now: datetime | None = None) -> Settled:
    """Let the resolution say of all organisations which are one, and keep what it says, if anything was written since it last did.

    Args:
        store: a prepared store without a load that was cut off.
        now: the moment.

    Raises:
        StoreError: the store cannot take it.
    """
    if (known := said_already(store)) is not None:
        return known
    run = new_run(ORIGIN, now or datetime.now(UTC))
    with recording(store, run, whole=True) as writer:
        settled, loads = settle_within(store, writer, run, written=False)
        if loads:
            writer.finish(*loads)
    return settled


def settle_within(store: Store, writer: Recording, run: Load, *, written: bool) -> tuple[Settled, list[Load]]:
    """Let the resolution speak in the transaction of a run, so that no reader sees the one without the other.

    Args:
        store: where the run writes.
        writer: the run at work.
        run: the run.
        written: whether the run has changed anything.

    Returns:
        What the resolution says, and the load that the writer must finish with the run, if there is anything to keep.
    """
    if not written and (known := said_already(store)) is not None:
        return known, []
    held = [cast("SameAs", record) for record in records_of(writer, RecordType.SAME_AS)]
    if not held and not any(":" in key for key in organisation_ids(writer)):
        return Settled(), []  # one origin that tells its organisations apart: nothing to compare
    from ingest.resolution import settle

    bodies = bodies_of(writer)
    said = sorted([*settle(bodies, held), *overruled(bodies, held)], key=lambda one: one.key)
    load = run if run.origin == ORIGIN else that_follows(run, ORIGIN)
    return keep(writer.under(load.id), load, said, held)


def keep(
    writer: Recording, load: Load, said: Sequence[SameAs], held: Sequence[SameAs]
) -> tuple[Settled, list[Load]]:
    """Keep what the rules say now, and remove what they do not say any more."""
    counted = Counter(statement.decision for statement in said)
    own = {record.key: record for record in held if record.by == Decider.RULES}
    upsert = Upsert(writer, ORIGIN, load.id, load.started[:10])
    for i in range(0, len(said), BATCH):
        upsert.add(RecordType.SAME_AS, [with_digest(one) for one in said[i : i + BATCH]])
    gone = writer.held(RecordType.SAME_AS, sorted(own.keys() - {one.key for one in said}))
    if gone:  # not closed: what follows from the records has no past of its own
        writer.remove(RecordType.SAME_AS, gone)
    done = Settled(
        counted[Identity.MERGE], counted[Identity.REVIEW], upsert.new[RecordType.SAME_AS],
        upsert.changed[RecordType.SAME_AS], len(gone), writer.graph_version,
    )  # fmt: skip
    report = {
        "rules": RULES,
        "merge": done.merge,
        "review": done.review,
        **report_of(upsert),
        "removed": {"same_as": len(gone)},
    }
    return done, [ended(load, report)]


def said_already(store: Store) -> Settled | None:
    """Return what the rules said last, if nothing was loaded since: they would say it again."""
    latest = next(iter(store.loads(1)), None)
    if latest is None or latest.origin != ORIGIN or latest.report.get("rules") != RULES:
        return None
    merge, review = (cast("int", latest.report[name]) for name in ("merge", "review"))
    return Settled(merge, review, graph_version=store.revision().graph_version)


def overruled(bodies: Sequence[Body], held: Sequence[SameAs]) -> Iterator[SameAs]:
    """Keep apart what a person merged and a number, told since, contradicts: organisations with different valid ones are two."""
    from ingest.resolution.clusters import Clusters

    place = {body.id: i for i, body in enumerate(bodies)}
    clusters = Clusters(bodies, ())
    for one in sorted(held, key=lambda one: one.key):
        if one.by == Decider.PERSON and one.decision == Identity.MERGE and {one.a, one.b} <= place.keys():
            a, b = place[one.a], place[one.b]
            obstacle = clusters.obstacle(a, b, same_origin=True)
            if obstacle is None:
                clusters.join(a, b)
            else:
                evidence = (f"{EvidenceKind.OTHER_IDENTIFIER}|{obstacle}",)
                yield SameAs(one.a, one.b, Decider.RULES, Identity.SPLIT, None, evidence, ())


def report_of(upsert: Upsert) -> dict[str, object]:
    """Count what an upsert did, as load reports do."""
    return {
        name: {str(record_type): getattr(upsert, name)[record_type] for record_type in RecordType}
        for name in ("new", "changed", "unchanged", "closed")
    }


def records_of(store: Rows, record_type: RecordType) -> Iterator[Record]:
    """Stream the open records of a type."""
    for batch in store.rows(record_type):
        for row in batch:
            yield from_row(record_type, row)


def organisation_ids(store: Rows) -> Iterator[str]:
    for batch in store.rows(RecordType.ORGANISATION):
        for row in batch:
            yield str(row[0])


def bodies_of(store: Rows) -> list[Body]:
    """Read every organisation as its origin tells of it, with its names, numbers and the names of its company."""
    from ingest.resolution import Body, Name

    own_ids: dict[str, bool] = {}
    names: dict[str, list[Name]] = defaultdict(list)
    numbers = numbers_of(store)
    for alias in cast("Iterator[Alias]", records_of(store, RecordType.ALIAS)):
        names[alias.node].append(Name(alias.name, alias.kind, alias.valid_from, alias.valid_until))
    company, tied = company_of(store)
    found: list[Body] = []
    for firm in cast("Iterator[Organisation]", records_of(store, RecordType.ORGANISATION)):
        origin, colon, _ = firm.id.partition(":")
        origin = origin if colon else CURATED
        if origin not in own_ids:
            own_ids[origin] = tells_apart(origin)
        english = None if firm.name_en_is_official else "romanisation"
        own = dict.fromkeys((Name(firm.name_ko), Name(firm.name_en, english)))
        found.append(
            Body(
                id=firm.id, origin=origin, own_ids=own_ids[origin], names=(*own, *names.get(firm.id, ())),
                kind=firm.organisation_kind, sector=firm.sector, products=firm.products, city=firm.city,
                district=firm.district, website=firm.website, founded=firm.founded, numbers=tuple(numbers.get(firm.id, ())),
                neighbours=frozenset(company.get(firm.id, ())), tied=frozenset(tied.get(firm.id, ())),
                listed=origin.startswith(LISTS),
            )
        )  # fmt: skip
    return found


def tells_apart(origin: str) -> bool:
    """Return whether two ids of an origin are two organisations: its adapter says so, whose name may be the beginning of the origin's.

    >>> tells_apart("graphml-5bf1936c"), tells_apart("table-members"), tells_apart("dart-company"), tells_apart("gone")
    (True, False, True, False)
    """
    known = adapters()
    names = [name for name in known if origin == name or origin.startswith(f"{name}-")]
    return bool(names) and known[max(names, key=len)].own_ids


def numbers_of(store: Rows) -> Mapping[str, list[Number]]:
    """Return the register numbers of each node, with whether they pass their check."""
    from ingest.resolution import Number as Registered

    found: dict[str, list[Number]] = defaultdict(list)
    for number in cast("Iterator[Identifier]", records_of(store, RecordType.IDENTIFIER)):
        try:
            checked = identify(IdentifierScheme(number.scheme), number.value)
        except IdentifierError:
            found[number.node].append(Registered(number.scheme, number.value, valid=False))
        else:
            found[number.node].append(Registered(number.scheme, checked.value, valid=checked.valid))
    return found


def company_of(store: Rows) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return for each node the comparable names of those it has relations with, since ids differ from origin to origin; and their ids
    where they are organisations.
    """
    called: dict[str, str] = {}
    organisations: set[str] = set()
    for record_type in NODE_TYPES:
        for batch in store.rows(record_type):
            called |= {str(row[0]): without_legal_form(str(row[1])) for row in batch}
            if record_type is RecordType.ORGANISATION:
                organisations.update(str(row[0]) for row in batch)
    found: dict[str, set[str]] = defaultdict(set)
    tied: dict[str, set[str]] = defaultdict(set)
    for batch in store.rows(RecordType.RELATION):
        for row in batch:
            subject, other = str(row[1]), str(row[3])
            found[subject].add(called.get(other, other))
            found[other].add(called.get(subject, subject))
            if subject in organisations and other in organisations:
                tied[subject].add(other)
                tied[other].add(subject)
    return found, tied
