"""The parameter that chooses the nodes of a picture or file by their ids."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from queries.limits import LIMITS
from queries.parameters import EMPTY, parts_of


def read_ids(value: object) -> object:
    """Read ids of nodes: comma-separated text, or several texts."""
    if value is None:
        return None
    chosen, most = frozenset(parts_of(value)), LIMITS["picture_ids"]
    if not chosen:
        raise ValueError(f"{EMPTY} | leave it out")
    if len(chosen) > most:
        raise ValueError(
            f"{len(chosen)} ids are more than the maximum of {most} | use several calls, or POST /networks"
        )
    return chosen


Ids = Annotated[
    frozenset[str] | None,
    BeforeValidator(read_ids),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "[^,]"},
                {
                    "type": "array",
                    "items": {"type": "string"},
                    "minItems": 1,
                    "maxItems": LIMITS["picture_ids"],
                },
                {"type": "null"},
            ]
        }
    ),
    Field(description="comma-separated ids: only these nodes, and the relations among them"),
]
