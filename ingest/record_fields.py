"""The fields that a mapping may fill for each record type, and the closed sets of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.vocabulary import (
    SECTORS,
    WHERE,
    AliasKind,
    IdentifierScheme,
    OrganisationKind,
    Predicate,
    ProgrammeKind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOTH = ("name_ko", "name_en")
NUMBERS = tuple(str(s) for s in IdentifierScheme if s is not IdentifierScheme.KSIC and s not in WHERE)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        "id", *BOTH, "organisation_kind", "sector", "ksic", "industry", "products", "products_ko", "city", "district", "address", "founded", "website",
        "aliases", *NUMBERS,
    ),
    "technology": ("id", *BOTH, "field", "detail", "detail_ko"),
    "programme": ("id", *BOTH, "programme_kind", "start", "end", "budget_krw", "members_told", "detail", "detail_ko"),
    "relation": (
        "subject", "subject_number", "subject_name", "subject_place", "predicate", "object", "object_number", "object_name",
        "object_place", "subject_space", "object_space", "start", "end", "detail", "detail_ko", "weight",
    ),
    "alias": ("node", "number", "node_name", "node_place", "name", "kind", "valid_from", "valid_until"),
    "identifier": ("node", "number", "node_name", "node_place", "scheme", "value", "valid_from", "valid_until"),
}  # fmt: skip
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "organisation": (BOTH,),
    "technology": (BOTH, ("field",)),
    "programme": (BOTH, ("programme_kind",)),
    "relation": (
        ("subject", "subject_number", "subject_name"),
        ("predicate",),
        ("object", "object_number", "object_name"),
    ),
    "alias": (("node", "number", "node_name"), ("name",)),
    "identifier": (("node", "number", "node_name"), ("scheme",), ("value",)),
}
CLOSED: Mapping[str, Sequence[str]] = {
    "organisation_kind": [str(member) for member in OrganisationKind],
    "programme_kind": [str(member) for member in ProgrammeKind],
    "predicate": [str(member) for member in Predicate],
    "kind": [str(member) for member in AliasKind],
    "scheme": [str(member) for member in IdentifierScheme],
    "sector": list(SECTORS),
    "field": list(SECTORS),
}
"""Fields with a closed set of values: a wrong constant is one fault of the mapping, not one per row."""
WITH_ATTRIBUTES = frozenset({"organisation", "technology", "programme", "relation"})
"""Record types that keep own columns."""
NAMED = frozenset({"organisation", "technology", "programme"})
"""Record types that the relations of a row may refer to."""
NAMING = {
    "organisation": "name_ko",
    "technology": "name_ko",
    "programme": "name_ko",
    "relation": "object_name",
}
"""The field whose cell may list several, separated by `split`."""
ENDS = ("subject", "object")
