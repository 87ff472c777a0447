"""`GET /explorer/vocabulary.json`: the closed sets for the explorer, in both languages."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter
from starlette.responses import Response

from api.deps import described
from api.routes.explorer import HEADERS
from api.schemas.vocabulary import Vocabulary
from graph.vocabulary import (
    AFFILIATION_PREDICATES,
    AFFILIATION_PROGRAMMES,
    DIRECT_PREDICATES,
    SECTORS,
    TECHNOLOGY_PREDICATES,
    AliasKind,
    Decider,
    EvidenceKind,
    IdentifierScheme,
    Kind,
    Layer,
    MatchComparison,
    MatchLevel,
    MatchRule,
    OrganisationKind,
    ProgrammeKind,
)
from queries.export import FORMATS
from viz.page import bilingual, vocabulary
from viz.palette import NO_SECTOR, PROGRAMME

router = APIRouter(tags=["about"])
EXAMPLE = {
    "kinds": {"organisation": {"ko": "기관·기업", "en": "organisation"}},
    "organisation_kinds": {},
    "programme_kinds": {},
    "alias_kinds": {},
    "identifier_schemes": {},
    "evidence_kinds": {},
    "match_rules": {"name and facts": {"ko": "이름과 정보가 일치", "en": "equal names and enough equal facts"}},
    "match_comparisons": {"place": {"ko": "소재지", "en": "place"}},
    "match_levels": {"place|district": {"ko": "같은 시군구", "en": "same district"}},
    "deciders": {},
    "predicates": {"SUPPLIES": {"ko": "납품", "en": "delivers goods to the object", "colour": "#0072B2", "group": 0}},
    "layers": {},
    "sectors": [{"id": "textiles", "ko": "섬유", "en": "Textiles", "colour": "#EE7788", "counted": True}],
    "colours": {"no_sector": "#A5B0B0", "programme": "#4E5A66"},
    "evidence": {"direct": ["SUPPLIES"], "affiliation": [], "affiliation_programmes": [], "technology": []},
    "formats": [],
}  # fmt: skip


@cache
def vocabulary_json() -> bytes:
    """Encode the closed sets in both languages, with colours and the predicates of each layer."""
    terms: dict[str, Any] = vocabulary()
    body = {
        "kinds": terms["kinds"],
        "organisation_kinds": bilingual(OrganisationKind),
        "programme_kinds": bilingual(ProgrammeKind),
        "alias_kinds": bilingual(AliasKind),
        "identifier_schemes": bilingual(IdentifierScheme),
        "evidence_kinds": bilingual(EvidenceKind),
        "match_rules": bilingual(MatchRule),
        "match_comparisons": bilingual(MatchComparison),
        "match_levels": bilingual(MatchLevel),
        "deciders": bilingual(Decider),
        "predicates": terms["predicates"],
        "layers": bilingual(Layer),
        "sectors": [
            {"id": s.id, "ko": s.name_ko, "en": s.name_en, "colour": s.colour, "counted": s.counted}
            for s in SECTORS.values()
        ],
        "colours": {"no_sector": NO_SECTOR, "programme": PROGRAMME},
        "evidence": {
            "direct": sorted(DIRECT_PREDICATES),
            "affiliation": sorted(AFFILIATION_PREDICATES),
            "affiliation_programmes": sorted(AFFILIATION_PROGRAMMES),
            "technology": sorted(TECHNOLOGY_PREDICATES),
        },
        "formats": [
            {"name": f.name, "extension": f.extension, "summary": f.summary, "summary_ko": f.summary_ko}
            for f in FORMATS.values()
        ],
        "kinds_of_nodes": [str(kind) for kind in Kind],
    }
    return orjson.dumps(body)


@router.get("/vocabulary.json", include_in_schema=False)
@router.get(
    "/explorer/vocabulary.json",
    responses=described(Vocabulary, EXAMPLE),
    summary="List the closed sets in Korean and English",
)
async def get_vocabulary() -> Response:
    """Kinds, sectors, predicates, layers and formats with their names and colours, as shown in the explorer."""
    return Response(vocabulary_json(), media_type="application/json", headers=HEADERS)
