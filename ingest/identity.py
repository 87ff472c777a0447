"""Entity resolution after each load: the organisations of all origins are matched, and the same-as records are stored.

The result is a function of the origins' records and of persons' decisions, never of the order of loads; so rolling back a
load or a decision undoes its merges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, cast

from graph.dates import earliest, latest
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
    from ingest.resolution import Number, OrganisationRecord

ORIGIN, CURATED = "identity", "daegu"
LISTS = "table-"
"""Prefixes of origins of which each is one list."""
BATCH = 10_000
RULES = 7
"""Version of rules and weights: a new one recomputes everything."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The result of the resolution: pairs by decision, and the numbers of new, changed and removed same-as records.

    `graph_version` is None if nothing had to be computed.
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
    """Run the resolution and store its result, if anything was written since the last run.

    Args:
        store: a prepared store without an unfinished load.
        now: the time of the run.

    Raises:
        StoreError: the store cannot be written.
    """
    if (known := last_result(store)) is not None:
        return known
    run = new_run(ORIGIN, now or datetime.now(UTC))
    with recording(store, run, whole=True) as writer:
        settled, loads = settle_within(store, writer, run, written=False)
        if loads:
            writer.finish(*loads)
    return settled


def settle_within(
    store: Store,
    writer: Recording,
    run: Load,
    *,
    written: bool,
    organisations: Sequence[OrganisationRecord] | None = None,
) -> tuple[Settled, list[Load]]:
    """Run the resolution in the transaction of a run, so that readers see both at once.

    Args:
        store: the store.
        writer: the writer of the run.
        run: the run.
        written: whether the run has changed anything.
        organisations: the organisations, if they have been read and the run has changed none.

    Returns:
        The result of the resolution, and the load to finish together with the run, if there is anything to store.
    """
    if not written and (known := last_result(store)) is not None:
        return known, []
    held = [cast("SameAs", record) for record in records_of(writer, RecordType.SAME_AS)]
    if not held and not any(":" in key for key in organisation_ids(writer)):
        return Settled(), []  # one origin without duplicates: nothing to compare
    from ingest.resolution.compared import compared_once
    from ingest.resolution.settling import settlement

    organisations = read_organisations(writer) if organisations is None else organisations
    found = settlement(organisations, held, compared_once(organisations))
    statements = sorted([*found.statements, *overruled(organisations, held)], key=lambda one: one.key)
    load = run if run.origin == ORIGIN else that_follows(run, ORIGIN)
    report = {
        "priors": [fit.as_dict() for fit in found.compared.fits if fit.pairs],
        "namesakes": len(found.namesakes),
    }
    return keep(writer.under(load.id), load, statements, held, report)


def keep(
    writer: Recording,
    load: Load,
    statements: Sequence[SameAs],
    held: Sequence[SameAs],
    further: Mapping[str, object],
) -> tuple[Settled, list[Load]]:
    """Store the current same-as records and remove outdated ones; further results of the resolution are in the report."""
    counted = Counter(statement.decision for statement in statements)
    own = {record.key: record for record in held if record.by == Decider.RULES}
    upsert = Upsert(writer, ORIGIN, load.id, load.started[:10])
    for i in range(0, len(statements), BATCH):
        upsert.add(RecordType.SAME_AS, [with_digest(one) for one in statements[i : i + BATCH]])
    gone = writer.held(RecordType.SAME_AS, sorted(own.keys() - {one.key for one in statements}))
    if gone:  # removed, not closed: derived records have no history
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
        **further,
    }
    return done, [ended(load, report)]


def last_result(store: Store) -> Settled | None:
    """Return the last result if nothing was loaded since, as it would be the same."""
    latest = next(iter(store.loads(1)), None)
    if latest is None or latest.origin != ORIGIN or latest.report.get("rules") != RULES:
        return None
    merge, review = (cast("int", latest.report[name]) for name in ("merge", "review"))
    return Settled(merge, review, graph_version=store.revision().graph_version)


def overruled(organisations: Sequence[OrganisationRecord], held: Sequence[SameAs]) -> Iterator[SameAs]:
    """Overrule a person's merge of organisations that since have different valid register numbers."""
    from ingest.resolution.clusters import Clusters

    merges = [one for one in held if one.by == Decider.PERSON and one.decision == Identity.MERGE]
    named = {end for one in merges for end in (one.a, one.b)}
    concerned = [organisation for organisation in organisations if organisation.id in named]
    place = {organisation.id: i for i, organisation in enumerate(concerned)}
    clusters = Clusters(concerned, ())
    for one in sorted(merges, key=lambda one: one.key):
        if {one.a, one.b} <= place.keys():
            a, b = place[one.a], place[one.b]
            obstacle = clusters.obstacle(a, b, same_origin=True)
            if obstacle is None:
                clusters.join(a, b)
            else:
                evidence = (f"{EvidenceKind.OTHER_IDENTIFIER}|{obstacle}",)
                yield SameAs(one.a, one.b, Decider.RULES, Identity.SPLIT, None, evidence, ())


def report_of(upsert: Upsert) -> dict[str, object]:
    """Return the counts of an upsert as in load reports."""
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


def read_organisations(store: Rows) -> list[OrganisationRecord]:
    """Read every organisation as recorded by its origin, with its names, numbers and neighbours."""
    from ingest.resolution import Name, OrganisationRecord

    own_ids: dict[str, bool] = {}
    names: dict[str, list[Name]] = defaultdict(list)
    numbers = numbers_of(store)
    for alias in cast("Iterator[Alias]", records_of(store, RecordType.ALIAS)):
        names[alias.node].append(Name(alias.name, alias.kind, alias.valid_from, alias.valid_until))
    company, tied = company_of(store)
    first, last = dates_of(store)
    found: list[OrganisationRecord] = []
    for firm in cast("Iterator[Organisation]", records_of(store, RecordType.ORGANISATION)):
        origin, colon, _ = firm.id.partition(":")
        origin = origin if colon else CURATED
        if origin not in own_ids:
            own_ids[origin] = tells_apart(origin)
        english = None if firm.name_en_is_official else "romanisation"
        own = dict.fromkeys((Name(firm.name_ko), Name(firm.name_en, english)))
        found.append(
            OrganisationRecord(
                id=firm.id, origin=origin, own_ids=own_ids[origin], names=(*own, *names.get(firm.id, ())),
                kind=firm.organisation_kind, sector=firm.sector, products=firm.products, city=firm.city,
                district=firm.district, website=firm.website, founded=firm.founded, numbers=tuple(numbers.get(firm.id, ())),
                neighbours=frozenset(company.get(firm.id, ())), tied=frozenset(tied.get(firm.id, ())),
                listed=origin.startswith(LISTS), first=first.get(firm.id), last=last.get(firm.id),
            )
        )  # fmt: skip
    return found


def dates_of(store: Rows) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the first and the last date of the relations of each node."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for batch in store.rows(RecordType.RELATION):
        for row in batch:
            dates = [str(date) for date in row[4:6] if date]
            for node in (str(row[1]), str(row[3])) if dates else ():
                first[node] = min((*dates, first.get(node, dates[0])), key=earliest)
                last[node] = max((*dates, last.get(node, dates[0])), key=latest)
    return first, last


def tells_apart(origin: str) -> bool:
    """Return whether two ids of an origin are always two organisations, as its adapter declares.

    >>> tells_apart("graphml-5bf1936c"), tells_apart("table-members"), tells_apart("dart-company"), tells_apart("gone")
    (True, False, True, False)
    """
    known = adapters()
    names = [name for name in known if origin == name or origin.startswith(f"{name}-")]
    return bool(names) and known[max(names, key=len)].own_ids


def numbers_of(store: Rows) -> Mapping[str, list[Number]]:
    """Return the register numbers of each node, and whether they are valid."""
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
    """Return the comparable names of each node's neighbours, since ids differ between origins, and the ids of neighbouring
    organisations.
    """
    names: dict[str, str] = {}
    organisations: set[str] = set()
    for record_type in NODE_TYPES:
        for batch in store.rows(record_type):
            names |= {str(row[0]): str(row[1]) for row in batch}
            if record_type is RecordType.ORGANISATION:
                organisations.update(str(row[0]) for row in batch)

    @cache
    def called(node: str) -> str:
        return without_legal_form(names[node]) if node in names else node

    found: dict[str, set[str]] = defaultdict(set)
    tied: dict[str, set[str]] = defaultdict(set)
    for batch in store.rows(RecordType.RELATION):
        for row in batch:
            subject, other = str(row[1]), str(row[3])
            found[subject].add(called(other))
            found[other].add(called(subject))
            if subject in organisations and other in organisations:
                tied[subject].add(other)
                tied[other].add(subject)
    return found, tied
