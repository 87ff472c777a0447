"""The `rdf` origin: linked data as Turtle, N-Triples, RDF/XML or JSON-LD, of which declared classes are taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.extras import needs
from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.network_options import OPTIONS as OF_NETWORKS
from ingest.networks.network_options import origin_of
from ingest.origin import Option
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read

OPTIONS: Mapping[str, Option] = {
    **{name: option for name, option in OF_NETWORKS.items() if name != "items"},
    "organisation": Option(
        "classes of organisations, separated by commas: schema:Organization or a whole IRI"
    ),
    "programme": Option("classes of programmes"),
    "technology": Option("classes of technologies"),
    "properties": Option("predicates of properties: schema:memberOf=PARTICIPATES_IN,ex:supplies=SUPPLIES"),
}


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given files."""
    return given(paths, "rdf", "linked data as Turtle, N-Triples, RDF/XML or JSON-LD")


@adapter(
    "rdf", about="linked data (Turtle, N-Triples, RDF/XML, JSON-LD)", files=files, options=OPTIONS, named=partial(origin_of, "rdf"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read things of the declared classes, and what stands between them."""
    needs("rdflib", extra="rdf", purpose="RDF")
    from ingest.networks.rdf import items

    return network_rows("rdf", "RDF", files, options, partial(items, options=options))
