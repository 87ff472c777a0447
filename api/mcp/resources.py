"""Resources: what the data are, the closed sets, and single records by address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson
from mcp_types import Resource, ResourceTemplate

from api.mcp.asking import MOST_BYTES, kind_of_record
from api.mcp.schemas import MOST_ROWS
from api.mcp.tools import TOOLS
from graph.vocabulary import SECTORS, Kind, Layer, OrganisationKind, Predicate, ProgrammeKind
from queries.errors import NotFound, near_to
from queries.records import counts_of
from queries.registry import questions
from viz.page import bilingual

if TYPE_CHECKING:
    from queries.view import View

JSON = "application/json"
SCHEME = "sojae://"
RESOURCES = [
    Resource(
        uri=f"{SCHEME}about", name="about", title="About the data", mime_type=JSON,
        description="Counts, licence, graph version, limits of answers, and how to read them",
    ),
    Resource(
        uri=f"{SCHEME}vocabulary", name="vocabulary", title="Vocabulary", mime_type=JSON,
        description="Kinds, sectors, predicates and layers in Korean and English",
    ),
]  # fmt: skip
TEMPLATES = [
    ResourceTemplate(
        uri_template=f"{SCHEME}{name}/{{id}}", name=name, title=title, mime_type=JSON,
        description=f"One {name} in full, with its sources",
    )
    for name, title in (("node", "Node"), ("relation", "Relation"), ("source", "Source"))
]  # fmt: skip
CAVEATS = [
    "A tie that is missing in the data may still exist: the data are what public sources state.",
    "Every relation cites its sources; a relation without an end still holds; one without a date is kept unless undated=drop.",
    "“Not enough data” and “cannot be estimated” are results, not errors.",
]


def contents(view: View, uri: str) -> bytes:
    """Return a resource.

    Raises:
        NotFound: there is no such resource, or no record with the id.
    """
    kind, _, key = uri.removeprefix(SCHEME).partition("/")
    if uri == f"{SCHEME}about":
        return orjson.dumps(about(view))
    if uri == f"{SCHEME}vocabulary":
        return orjson.dumps(vocabulary())
    if not uri.startswith(SCHEME) or kind not in {"node", "relation", "source"} or not key:
        known = [one.uri for one in RESOURCES] + [one.uri_template for one in TEMPLATES]
        raise NotFound("resource", uri[:100], near_to(uri, known), parameter="uri", known=known)
    key = unquote(key)
    question = questions()[kind_of_record(view, key) if kind == "node" else kind]
    return question.encoded(view, key, parameters=question.read({}))


def about(view: View) -> dict[str, Any]:
    """Describe the data."""
    return {
        "name": "Sojae (소재)",
        "subject": "who works with whom in the materials industries of a region",
        "graph_version": view.snapshot.graph_version,
        "counts": counts_of(view.snapshot),
        "data_licence": view.snapshot.data_licence,
        "caveats": CAVEATS,
        "limits": {"bytes_of_an_answer": MOST_BYTES, "rows": MOST_ROWS},
        "tools": list(TOOLS),
    }


def vocabulary() -> dict[str, Any]:
    """List the closed sets."""
    return {
        "kinds": bilingual(Kind),
        "organisation_kinds": bilingual(OrganisationKind),
        "programme_kinds": bilingual(ProgrammeKind),
        "predicates": bilingual(Predicate),
        "layers": bilingual(Layer),
        "sectors": {
            one.id: {"ko": one.name_ko, "en": one.name_en, "counted": one.counted} for one in SECTORS.values()
        },
    }
