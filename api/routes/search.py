"""`GET /search`: nodes by any of their names, as one types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.records import search_answer
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.records import SearchResults
from api.words import Words
from graph.vocabulary import Kind

router = APIRouter(tags=["search"])
EXAMPLE = {
    "query": "ㄷㄱㅌㅋ",
    "results": [
        {
            "node": {"id": "daegu-technopark", "kind": "organisation", "name_ko": "대구테크노파크", "name_en": "Daegu Technopark"},
            "matched": "대구테크노파크",
            "match": "choseong",
            "score": 0.8571,
        }
    ],
    "total": 8,
}  # fmt: skip


class SearchWords(Words):
    """Parameters of a search."""

    q: str = Field(
        min_length=1, max_length=200, description="any name, in Korean or English: beginning, 초성, alias"
    )
    kind: Kind | None = Field(default=None, description="only nodes of this kind")
    limit: int = Field(default=10, ge=1, le=LIMITS["search_results"], description="hits to give")


@router.get("/search", responses=described(SearchResults, EXAMPLE), summary="Find nodes by name, as you type")
async def search(view: Current, words: Annotated[SearchWords, Query()]) -> Response:
    """Korean and English, beginnings, 초성 (ㄷㄱㅌㅋ), aliases and former names, small typos; says which name matched."""
    return json_bytes(search_answer(view, words.q, kind=words.kind, limit=words.limit))
