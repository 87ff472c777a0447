"""Resolve: match records (names and facts) to nodes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from graph.vocabulary import SECTORS, Identity, Kind, OrganisationKind
from queries.limits import LIMITS
from queries.parameters import DATE, Parameters, a_date, allowed_or_raise, one_of
from queries.records import DMI, Node, node_of
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.snapshot import Snapshot
    from ingest.resolution.fitting import Fit
    from ingest.resolution.index import Candidate, Matches, Scorer, Verdict
    from ingest.resolution.organisations import OrganisationRecord

    RecordQuery = tuple[str | None, OrganisationRecord, Kind | None]

KINDS = [*map(str, Kind), *map(str, OrganisationKind)]
DECISIONS = (str(Identity.MERGE), str(Identity.REVIEW), "new")
FACTS = {
    "kind": "organisation_kind",
    "sector": "sector",
    "website": "website",
    "founded": "founded",
    "products": "products",
}
Text = Annotated[str | None, Field(default=None, max_length=300)]


def a_kind(value: str | None) -> str | None:
    """Accept a kind of node or of organisation."""
    if value:
        allowed_or_raise(value, KINDS)
    return value or None


def a_sector(value: str | None) -> str | None:
    """Accept a sector."""
    if value:
        allowed_or_raise(value, list(SECTORS))
    return value or None


class RecordToResolve(Parameters):
    """One row of a table; an empty cell means no value."""

    record_id: Text = None
    name_ko: Text = None
    name_en: Text = None
    name: Text = None
    kind: Annotated[
        Text,
        AfterValidator(a_kind),
        Field(
            description="a kind of node (organisation …) or of organisation (company …)",
            json_schema_extra=one_of(["", *KINDS]),
        ),
    ] = None
    sector: Annotated[Text, AfterValidator(a_sector), Field(json_schema_extra=one_of(["", *SECTORS]))] = None
    city: Text = None
    district: Text = None
    website: Text = None
    founded: Annotated[
        Text,
        AfterValidator(lambda value: a_date(value or None)),
        Field(json_schema_extra={"type": "string", "pattern": f"^$|{DATE}"}),
    ] = None
    products: Text = None
    brn: Text = None
    crn: Text = None
    corp_code: Text = None
    ror: Text = None

    @model_validator(mode="after")
    def named(self) -> RecordToResolve:
        """Refuse a record without a name."""
        if not any((name or "").strip() for name in (self.name_ko, self.name_en, self.name)):
            raise ValueError("a record needs a name | add name_ko, name_en or name")
        return self

    @property
    def organisation(self) -> tuple[OrganisationRecord, Kind | None, tuple[str, ...]]:
        """The record as an organisation, its kind of node, and its invalid numbers."""
        from ingest.resolution.lookup import FIELDS, node_kind, organisation_from

        record, invalid = organisation_from("", {field: getattr(self, field) for field in FIELDS})
        return record, node_kind(self.kind), invalid


class ResolveParameters(Parameters):
    """Records to match, and the number of candidates for each."""

    records: list[RecordToResolve] = Field(
        min_length=1, max_length=LIMITS["records_to_resolve"], description="records to match"
    )
    limit: int = Field(
        default=5, ge=1, le=LIMITS["candidates"], description="largest number of candidates per record"
    )


class ResolveCandidate(Shape):
    """A candidate node; `weak` says why it is not merged although it is likely; null if only the weight is too low."""

    node: Node
    matched: str
    match: Literal[
        "identifier", "exact", "alias", "former name", "legal form apart", "romanised", "alike", "facts"
    ]
    score: float
    weak: str | None
    weak_ko: str | None
    agrees: list[str]
    contradicts: list[str]


class Resolved(Shape):
    """The decision on a record; `entity_id` only for merge. `reason` is in English, `reason_ko` in Korean."""

    ids: ClassVar = {"entity_id": "node"}
    record_id: str | None
    entity_id: str | None
    decision: Literal["merge", "review", "new"]
    score: float | None
    reason: str
    reason_ko: str
    candidates: list[ResolveCandidate]


class ResolveBand(Shape):
    """The prior of one band of names, as log2; `raised`: whether the facts have raised it, from enough pairs."""

    prior: float
    pairs: int
    raised: bool


class ResolveFit(Shape):
    """What the facts of the set say of equal names.

    `records`: records on both sides; `first`: the first guess of the prior, as log2; `middle`: the prior of all bands together; `bands`:
    that of each band with equal names and comparable facts; `u`: how often facts agree by chance.
    """

    records: int
    first: float
    middle: float
    bands: dict[str, ResolveBand]
    u: dict[str, dict[str, float]]


class ResolveAnswer(Result):
    """Decisions in the order of the records; `not_compared` lists invalid numbers that were ignored."""

    table: ClassVar[str] = "results"
    results: list[Resolved]
    counts: dict[str, int]
    not_compared: list[str]
    fit: ResolveFit | None = None
    graph_version: str

    def caption(self) -> str:
        """Return the number of records for each decision."""
        return ", ".join(f"{count:,} {decision}" for decision, count in self.counts.items())


EXAMPLE = ResolveAnswer(
    results=[
        Resolved(
            record_id="1", entity_id="dmi", decision="merge", score=0.9651, reason="same name 대구기계부품연구원; rare name",
            reason_ko="이름 일치: 대구기계부품연구원; 드문 이름",
            candidates=[
                ResolveCandidate(
                    node=DMI, matched="대구기계부품연구원", match="legal form apart", score=0.9651, weak=None, weak_ko=None, agrees=[],
                    contradicts=[],
                )
            ],
        )
    ],
    counts={"merge": 1, "review": 1, "new": 0},
    not_compared=[],
    fit=ResolveFit(
        records=991, first=-13.28, middle=-13.3, bands={"rare": ResolveBand(prior=-13.3, pairs=1, raised=False)},
        u={"sector": {"far": 0.7713, "near": 0.1496, "same": 0.0791}},
    ),
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "resolve",
    topic="resolve",
    path="resolve",
    parameters=ResolveParameters,
    positional=("records",),
    example=EXAMPLE,
)
def resolve(view: View, parameters: ResolveParameters) -> ResolveAnswer:
    """Match records to nodes, up to 1,000 at once.

    Compares registration numbers, then names (without legal form and site) and facts; their total weight decides.

    `merge` needs enough weight and no second node that fits about as well. A name alone never merges companies, nor does a
    similar name without a distinctive fact; these need `review`. Different numbers of one register are two organisations.
    """
    from ingest.resolution.lookup import NUMBERS

    given = [(record.record_id, *record.organisation) for record in parameters.records]
    invalid = {field for _, _, _, fields in given for field in fields}
    records = [(key, organisation, kind) for key, organisation, kind, _ in given]
    matches = matches_of(view.snapshot, records)
    results = [
        resolved(view.snapshot, key, verdict, parameters.limit)
        for (key, _, _), verdict in zip(records, matches.verdicts, strict=True)
    ]
    counted = Counter(str(result.decision) for result in results)
    return ResolveAnswer(
        results=results,
        counts={decision: counted[decision] for decision in DECISIONS},
        not_compared=[field for field in NUMBERS if field in invalid],
        fit=fit_of(matches.fit),
        graph_version=view.snapshot.graph_version,
    )


def fit_of(fit: Fit) -> ResolveFit:
    """Describe the priors of a set and how often its facts agree by chance."""
    told = fit.as_dict()
    return ResolveFit.model_validate({name: told[name] for name in ResolveFit.model_fields})


def matches_of(snapshot: Snapshot, records: Sequence[RecordQuery], scorer: Scorer | None = None) -> Matches:
    """Match records to nodes of the kinds that each may be."""
    import numpy as np

    from graph.snapshot import KINDS as CODES
    from ingest.resolution.lookup import index_of

    index = index_of(snapshot)
    codes = [None if kind is None else CODES.index(kind) for _, _, kind in records]
    kinds = np.asarray(snapshot.kinds)

    def fits(record: int, node: int) -> bool:
        code = codes[record]
        return code is None or bool(kinds[node] == code)

    return index.match([organisation for _, organisation, _ in records], fits=fits, scorer=scorer)


def resolved(snapshot: Snapshot, key: str | None, verdict: Verdict, limit: int) -> Resolved:
    """Describe the decision on a record."""
    first = verdict.candidates[0] if verdict.candidates else None
    merged = first if verdict.decision == Identity.MERGE else None
    decision: Any = str(verdict.decision)
    return Resolved(
        record_id=key,
        entity_id=snapshot.ids[merged.organisation] if merged else None,
        decision=decision,
        score=round(first.score, 4) if first else None,
        reason=verdict.reason.en,
        reason_ko=verdict.reason.ko,
        candidates=[candidate_of(snapshot, candidate) for candidate in verdict.candidates[:limit]],
    )


def candidate_of(snapshot: Snapshot, candidate: Candidate) -> ResolveCandidate:
    """Describe one candidate."""
    from ingest.resolution.comparison_levels import PlaceLevel
    from ingest.resolution.evidence import weakness

    levels = candidate.levels
    place = "district" if levels["place"] == PlaceLevel.DISTRICT else "city"
    enough = candidate.enough or candidate.numbers
    weak = None if enough else weakness(levels, candidate.evidence)
    compared = [(name, levels[fact]) for fact, name in FACTS.items()] + [(place, levels["place"])]
    return ResolveCandidate(
        node=node_of(snapshot, candidate.organisation),
        matched=candidate.names[1].label
        if candidate.names
        else str(snapshot.rows[candidate.organisation][1]),
        match=match_of(candidate),
        score=round(candidate.score, 4),
        weak=weak and weak.en,
        weak_ko=weak and weak.ko,
        agrees=[
            *(scheme for scheme, _ in candidate.numbers),
            *(name for name, level in compared if level > 0),
        ],
        contradicts=[name for name, level in compared if level == 0 and name != "products"],
    )


def match_of(candidate: Candidate) -> Any:
    """Return how a candidate was found."""
    from graph.names import comparable
    from ingest.resolution.comparison_levels import NameLevel

    if candidate.numbers:
        return "identifier"
    if candidate.names is None:
        return "facts"
    given, known, level = candidate.names
    matches = {
        NameLevel.FORMER: "former name",
        NameLevel.FORM: "legal form apart",
        NameLevel.SPOKEN: "romanised",
        NameLevel.NEAR: "alike",
        NameLevel.ALIKE: "alike",
        NameLevel.OTHER: "facts",
    }
    if level in matches:
        return matches[level]
    if comparable(given.label) == comparable(known.label):
        return "alias" if known.alias else "exact"
    same = given.text == known.text and given.script == known.script and not given.label.isascii()
    return "legal form apart" if same else "romanised"
