"""`POST /resolve`: which nodes are meant by names with some facts beside them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from fastapi import Body as JsonBody
from pydantic import AfterValidator, Field, model_validator
from starlette.responses import Response

from api.answers.resolve import resolve_answer
from api.deps import LIMITS, WITH_BODY, Current, described, json_bytes
from api.schemas.resolve import ResolveAnswer
from api.words import DATE, Words, a_date, one_of
from graph.schema import nearest
from graph.vocabulary import SECTORS, Kind
from ingest.resolution.lookup import FIELDS, KINDS, NAMES, NUMBERS, node_kind, organisation_from
from ingest.resolution.organisations import OrganisationRecord

router = APIRouter(tags=["resolve"])
ASKED_EXAMPLE = {
    "records": [{"record_id": "1", "name_ko": "(재)다이텍연구원"}, {"record_id": "2", "name": "KATRI"}]
}
EXAMPLE = {
    "results": [
        {
            "record_id": "1",
            "entity_id": "dyetec",
            "decision": "merge",
            "score": 0.9651,
            "reason": "same name 다이텍연구원; rare name",
            "candidates": [
                {
                    "node": {"id": "dyetec", "kind": "organisation", "name_ko": "다이텍연구원"},
                    "matched": "다이텍연구원",
                    "match": "legal form apart",
                    "score": 0.9651,
                    "weak": None,
                    "agrees": [],
                    "contradicts": [],
                }
            ],
        }
    ],
    "counts": {"merge": 1, "review": 1, "new": 0},
    "not_compared": [],
    "graph_version": "f6c17a6332360c4e",
}
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
    def asked(self) -> tuple[OrganisationRecord, Kind | None, tuple[str, ...]]:
        """The same for the resolution: a body, the nodes that may be meant, and numbers that are none."""
        body, left = organisation_from("", {field: getattr(self, field) for field in FIELDS})
        return body, node_kind(self.kind), left


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
    body: Annotated[ResolveBody, JsonBody(openapi_examples={"two names": {"value": ASKED_EXAMPLE}})],
) -> Response:
    """Numbers of registers, then names (legal form and site apart) with facts: what they weigh together decides.

    `merge` only where the weight is enough and no second node fits about as well. Names alone never merge firms, nor does
    likeness without a telling fact; those stay `review`. Different numbers of one register are two bodies.
    """
    given = [(record.record_id, *record.asked) for record in body.records]
    left = {field for _, _, _, fields in given for field in fields}
    records = [(key, asked, kind) for key, asked, kind, _ in given]
    not_compared = [field for field in NUMBERS if field in left]
    return json_bytes(
        await asyncio.to_thread(resolve_answer, view, records, limit=body.limit, not_compared=not_compared)
    )
