"""RDF files as a graph in memory, parsed by rdflib behind limits: Turtle, N-Triples, RDF/XML, JSON-LD."""

from __future__ import annotations

import codecs
import logging
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from rdflib import Dataset, Graph

from ingest.networks.rdf_store import CountedDataset, OneIndex, TooMany
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.networks.texts import MOST_TEXT, check_size, whole_json, whole_text
from ingest.origin import OriginError
from ingest.reading.forms import Form
from ingest.reading.tags import tags

if TYPE_CHECKING:
    from ingest.networks.items import About
    from ingest.reading import Part

FORM = "RDF"
OF_TURTLE = re.compile(r"^\s*@?(?:prefix|base)\b|[;,\[]\s*$", re.IGNORECASE | re.MULTILINE)
"""What Turtle has and N-Triples have not."""
SCHEMA_ORG = re.compile(r"https?://schema\.org/?(?:docs/jsonldcontext\.jsonld?)?")


def graph_of(part: Part, about: About) -> Graph:
    """Read a file; nothing that it names is fetched.

    Raises:
        OriginError: it is broken, of another format or too large, or needs an address to be fetched.
    """
    check_size(part, MOST_TEXT, "take out the classes that you need")
    form, text = text_of(part, about)
    graph = Dataset(CountedDataset(), default_union=True) if form == "json-ld" else Graph(store=OneIndex())
    logging.getLogger("rdflib.term").setLevel(
        logging.ERROR
    )  # it warns of each literal that is not of its type
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib uses what it has deprecated itself
            if isinstance(text, Path):
                with text.open("rb") as file:
                    graph.parse(file=file, format=form, publicID="urn:file:")
            else:
                graph.parse(data=text, format=form, publicID="urn:file:")
    except TooMany as error:
        raise OriginError(
            f"{part.label}: more than {error.most:,} triples would take more than half a minute: take out the classes that you"
            " need, for instance with a SPARQL CONSTRUCT query"
        ) from error
    except Exception as error:  # rdflib raises what its parsers raise
        raise OriginError(
            f"{part.label}: broken RDF ({reason(error)}): correct it, or fetch it again if it is cut off"
        ) from error
    graph = merged(graph) if isinstance(graph, Dataset) else graph
    about.notes.append(f"{form}: {len(graph):,} triples")
    return graph


def reason(error: Exception) -> str:
    """Return what is wrong and where, without the text around it, which may name a person."""
    if isinstance(error, IndexError):
        return "it ends in the middle of a statement"
    text = " ".join(str(error).split())
    return re.split(r" at \^|: ?['\"<]", text)[0][:120]


def merged(dataset: Dataset) -> Graph:
    """Return all graphs of a data set as one."""
    graph = Graph(store=OneIndex())
    for subject, property_, target, _ in dataset.quads():
        graph.add((subject, property_, target))
    for prefix, iri in dataset.namespaces():
        graph.bind(prefix, iri)
    return graph


def text_of(part: Part, about: About) -> tuple[str, str | bytes | Path]:
    """Return the format of a file as rdflib names it, and its text; the path of N-Triples in UTF-8, which are read line by line."""
    found, origin = sort_of(part)
    if origin != "rdf":
        raise of_another_sort(part.label, FORM, found, origin)
    if part.form is Form.XML:
        for _ in tags(part):  # refuses document types, entities and endless tags
            pass
        return "xml", part.path.read_bytes()
    if part.form is Form.JSON:
        return "json-ld", orjson.dumps(with_known_contexts(whole_json(part, FORM), part.label))
    text = whole_text(part, about)
    if "N-Triples" not in found or OF_TURTLE.search(text):
        return "turtle", text
    encoded = any(note.startswith("encoding: ") for note in about.notes) or is_marked(part.path)
    return "nt", text if encoded else part.path


def is_marked(path: Path) -> bool:
    """Return whether a file begins with a byte order mark."""
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def with_known_contexts(value: Any, label: str) -> Any:
    """Return JSON-LD with the context of schema.org in place of its address; other addresses are refused, since nothing is fetched."""
    if isinstance(value, list):
        return [with_known_contexts(one, label) for one in value]
    if not isinstance(value, dict):
        return value
    if "@import" in value:
        raise not_fetched(label, value["@import"])
    return {
        name: known_context(one, label) if name == "@context" else with_known_contexts(one, label)
        for name, one in value.items()
    }


def known_context(context: Any, label: str) -> Any:
    """Return a context that needs no address."""
    if isinstance(context, list):
        return [known_context(one, label) for one in context]
    if isinstance(context, str):
        if not SCHEMA_ORG.fullmatch(context):
            raise not_fetched(label, context)
        return {"@vocab": "http://schema.org/"}
    return with_known_contexts(context, label)


def not_fetched(label: str, address: Any) -> OriginError:
    return OriginError(
        f"{label}: its @context is the address {str(address)[:80]}, which is not fetched: write the context into the file, or"
        " save it as Turtle"
    )
