"""Detection of network formats by the start of a file, to name the right origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.vocabulary import RecordType
from ingest.origin import OriginError
from ingest.reading.forms import Form, NoTable
from ingest.reading.tags import Begin, tags
from ingest.row_reading import labelled_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.reading import Part

HEAD = 1 << 14
FOREIGN = "JSON-LD of another tool"
OWN = '"sojae'
"""Marker in the context of Sojae's JSON-LD."""
ROOTS = {"graphml": "GraphML", "gexf": "GEXF", "svg": "a picture (SVG)", "kml": "KML", "osm": "a map (OSM)", "RDF": "RDF/XML",
         "xgmml": "XGMML", "graph": "XGMML", "DynamicNetwork": "DyNetML", "MetaMatrix": "DyNetML"}  # fmt: skip
"""Root elements of network files in XML, and of files mistaken for them."""
BEGINNINGS = (
    (re.compile(r"(?:\s*(?:#[^\n]*|creator\s[^\n]*|version\s[^\n]*|comment\s[^\n]*)\n)*\s*graph\s*\[", re.IGNORECASE), "GML", "gml"),
    (re.compile(r"\s*(?:%[^\n]*\n\s*)*\*(?:vertices|network|arcs|edges|partition|vector)\b", re.IGNORECASE), "Pajek", "pajek"),
    (re.compile(r"\s*dl\b[\s,]+(?:n|nr|nc|nm|format)\s*=", re.IGNORECASE), "UCINET DL", "dl"),
    (re.compile(r"\s*(?:strict\s+)?(?:di)?graph\b[^\[\n]*\{", re.IGNORECASE), "DOT (Graphviz)", None),
    (re.compile(r"\s*(?:nodedef\s*>|edgedef\s*>)", re.IGNORECASE), "GDF", None),
    (re.compile(r"(?:\s*#[^\n]*\n)*\s*@?(?:prefix\s+[\w.-]*:|base)\s*<", re.IGNORECASE), "RDF (Turtle)", "rdf"),
    (re.compile(r"(?:\s*#[^\n]*\n)*\s*(?:<(?:https?://|urn:)[^>\s]*>|_:\w+)\s+(?:<|a\s)", re.IGNORECASE), "RDF (N-Triples)", "rdf"),
)  # fmt: skip
KEYS = (
    ("CXVersion", "CX2", "cx2"),
    ("numberVerification", "CX", "cx2"),
    ("metaData", "CX", "cx2"),
    ("@context", "JSON-LD", "jsonld"),
    ("@id", FOREIGN, "rdf"),
    ("@graph", FOREIGN, "rdf"),
    ("format_version", "Cytoscape JSON", "cyjs"),
    ("elements", "Cytoscape JSON", "cyjs"),
    ("network", "VOSviewer JSON", "vosviewer"),
    ("nodes", "node-link JSON", "nodelink"),
    ("links", "node-link JSON", "nodelink"),
)
NDJSON = re.compile(rf'"type"\s*:\s*"(?:about|{"|".join(RecordType)})"')
"""The type of a record in a line of our own export."""
KUMU = re.compile(
    r'"connections"\s*:\s*\[|"elements"\s*:\s*\[\s*\{\s*"(?!data"|group"|position"|classes"|style"|selected")'
)
"""The beginning of the elements of Kumu, which have no `data` as those of Cytoscape."""
GEO = re.compile(
    r'"type"\s*:\s*"(?:FeatureCollection|GeometryCollection|Topology|Feature"(?=[^}]*"(?:geometry|properties)"))'
)
"""The type of GeoJSON and TopoJSON."""
CYTOSCAPE = re.compile(
    r'(?:^\s*|"(?:nodes|edges)"\s*:\s*)\[\s*\{\s*(?:"\w+"\s*:\s*(?:"[^"]*"|\{[^{}]*\}|[^\s"{}\[\],]+)\s*,\s*)*+'
    r'"data"\s*:\s*\{(?:[^{}]*,)?\s*"(?:id|source)"\s*:'
)
"""The beginning of nodes or edges of Cytoscape, whose ids and ends are in their `data`; those of graphology are beside it."""
READERS = {"GraphML": "graphml", "GEXF": "gexf", "RDF/XML": "rdf"}
"""Origins that read a format; each is an adapter (a test checks this)."""


def network_parts(files: Sequence[Path], wanted: str) -> Iterator[Part]:
    """Yield each file of a network; a file without text is refused.

    Raises:
        OriginError: it is not valid.
    """
    try:
        yield from labelled_parts(files)
    except NoTable as error:
        what = error.what.removeprefix("this is ")
        raise OriginError(f"{error.label}: {what}, not {wanted}: export it as {wanted}") from error


def check_root(part: Part, wanted: str, tool: str) -> None:
    """Refuse a file of another format, and name the origin that reads it.

    Raises:
        OriginError: the file has another format.
    """
    if part.form is not Form.XML or root_of(part) != tool:
        raise of_another_sort(part.label, wanted, *sort_of(part))


def root_of(part: Part) -> str:
    """Return the name of the root element."""
    return next((tag.tag for tag in tags(part) if isinstance(tag, Begin)), "")


def sort_of(part: Part) -> tuple[str, str | None]:
    """Return the format of a file, and the origin that reads it."""
    if part.form is Form.XML:
        root = root_of(part)
        found = ROOTS.get(root, f"unknown XML (its root is <{root[:40]}>)")
        return found, READERS.get(found)
    with part.path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8-sig", "replace")
    if part.form is Form.JSON:
        if GEO.search(head):
            return "GeoJSON (a map, not a list)", None
        if KUMU.search(head):
            return "Kumu JSON", "kumu"
        if (bare := CYTOSCAPE.search(head)) and '"id"' not in bare[0].partition('"data"')[0]:
            return "Cytoscape JSON", "cyjs"
        for key, name, reader in KEYS:
            if f'"{key}"' in head:
                return (name, reader) if key != "@context" or OWN in head else (FOREIGN, "rdf")
        return ("NDJSON", "ndjson") if NDJSON.search(head) else ("JSON", "table")
    if part.form is Form.DELIMITED:
        for begin, name, origin in BEGINNINGS:
            if begin.match(head):
                return name, origin
        return "a table (delimited text)", "table"
    return str(part.form).upper() if part.form in {Form.XLSX, Form.XLS, Form.ODS} else str(part.form), "table"


def of_another_sort(label: str, wanted: str, found: str, origin: str | None) -> OriginError:
    """Return the error for a file of another format, with the command that reads it."""
    remedy = f"export it as {wanted}" if origin is None else f"load it with `sojae load {origin}`"
    return OriginError(f"{label}: this is {found}, not {wanted}: {remedy}")
