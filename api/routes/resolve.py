"""`POST /resolve`: which nodes are meant by names with some facts beside them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import AfterValidator, Field, model_validator
from starlette.responses import Response

from api.answers.resolve import resolve_answer
from api.deps import LIMITS, WITH_BODY, Current, described, json_bytes
from api.schemas.resolve import ResolveAnswer
from api.words import DATE, Words, a_date, one_of
from graph.resolving import FACTS, Asked
from graph.schema import nearest
from graph.vocabulary import SECTORS, Kind, OrganisationKind

router = APIRouter(tags=["resolve"])
ASKED_EXAMPLE = {
    "records": [{"record_id": "1", "name_ko": "(재)다이텍연구원"}, {"record_id": "2", "name": "KATRI"}]
}
EXAMPLE = {
    "results": [
        {
            "record_id": "1",
            "entity_id": "dyetec",
            "decision": "match",
            "score": 0.96,
            "reason": "legal form apart: “다이텍연구원”",
            "candidates": [
                {
                    "node": {"id": "dyetec", "kind": "organisation", "name_ko": "다이텍연구원"},
                    "matched": "다이텍연구원",
                    "match": "legal form apart",
                    "score": 0.96,
                    "weak": None,
                    "agrees": [],
                    "contradicts": [],
                }
            ],
        }
    ],
    "counts": {"match": 1, "ambiguous": 1, "new": 0},
    "not_compared": [],
    "graph_version": "f6c17a6332360c4e",
}
NAMES = ("name_ko", "name_en", "name")
UNCOMPARED = ("products", "brn", "crn", "corp_code", "ror")
KINDS = [*map(str, Kind), *map(str, OrganisationKind)]
Text = Annotated[str | None, Field(default=None, max_length=300)]


def a_kind(value: str | None) -> str | None:
    """Let a kind of node, or of organisation, pass."""
    if value and value not in KINDS:
        raise ValueError(f"“{value}” is not allowed | {nearest(value, KINDS)}")
    return value or None


def a_sector(value: str | None) -> str | None:
    """Let a sector pass."""
    if value and value not in SECTORS:
        raise ValueError(f"“{value}” is not allowed | {nearest(value, SECTORS)}")
    return value or None


class RecordToResolve(Words):
    """One row of somebody's table; an empty cell is the same as none."""

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
        """Refuse a record without any name."""
        if not any(name.strip() for name in self.names):
            raise ValueError("a record needs a name | give name_ko, name_en or name")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name given."""
        return tuple(name for field in NAMES if (name := getattr(self, field)))

    @property
    def asked(self) -> Asked:
        """The same for the graph."""
        facts = {fact: value for fact in FACTS if (value := getattr(self, fact, None))}
        kind = Kind(self.kind) if self.kind in set(Kind) else Kind.ORGANISATION if self.kind else None
        if self.kind and self.kind not in set(Kind):
            facts["organisation_kind"] = self.kind
        return Asked(self.names, kind, facts)


class ResolveBody(Words):
    """Body of a call."""

    records: list[RecordToResolve] = Field(
        min_length=1, max_length=LIMITS["records_to_resolve"], description="records to find"
    )
    limit: int = Field(
        default=5, ge=1, le=LIMITS["candidates"], description="candidates to give for each record"
    )


@router.post(
    "/resolve",
    responses=described(ResolveAnswer, EXAMPLE, *WITH_BODY),
    summary="Which nodes are meant by names, for up to 1,000 records",
)
async def resolve(
    view: Current,
    body: Annotated[ResolveBody, Body(openapi_examples={"two names": {"value": ASKED_EXAMPLE}})],
) -> Response:
    """Exact names, aliases and former names, legal forms apart, names alike in a few letters; facts speak for or against.

    `match` only where the name and the facts leave no second choice: two that fit about equally well, abbreviations,
    romanised names without a telling fact (website, year of founding) and any contradiction stay `ambiguous`.
    """
    given = [(record.record_id, record.asked) for record in body.records]
    sent = [name for name in UNCOMPARED if any(getattr(record, name) for record in body.records)]
    return json_bytes(
        await asyncio.to_thread(resolve_answer, view, given, limit=body.limit, not_compared=sent)
    )
