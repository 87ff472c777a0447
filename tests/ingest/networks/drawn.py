"""Small networks as tools write them, and how they are loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.adapters.loads import loaded, of_type

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from ingest.session import LoadReport

SAID = {
    "title": "그림",
    "publisher": "대구테크노파크",
    "url": "https://example.org/net",
    "items": "organisation",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LABEL = '<key id="l" for="node" attr.name="label" attr.type="string"/>'


def graphml(inside: str, keys: str = LABEL) -> str:
    """A GraphML file with keys and what stands in its graph."""
    names = 'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"'
    return f'{HEAD}<graphml {names}>{keys}<graph edgedefault="undirected">{inside}</graph></graphml>'


def node(own: str, label: str = "", data: str = "") -> str:
    """A node of GraphML."""
    named = f'<data key="l">{label}</data>' if label else ""
    return f'<node id="{own}">{named}{data}</node>'


def gexf(inside: str, graph: str = 'defaultedgetype="undirected"') -> str:
    """A GEXF file with two nodes, a and b, and what else stands in its graph."""
    nodes = '<nodes><node id="a" label="가나소재"/><node id="b" label="다라"/></nodes>'
    return (
        f'{HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph {graph}>{nodes}{inside}</graph></gexf>'
    )


def edges(*inside: str) -> str:
    """Edges of GEXF between a and b, each with further attributes and children."""
    return "<edges>" + "".join(f'<edge source="a" target="b" {one}' for one in inside) + "</edges>"


def load_text(folder: Path, origin: str, text: str, **options: str) -> tuple[LoadReport, set[Record]]:
    """Load a network that is given as text; an empty option is left out."""
    path = folder / f"in.{origin}"
    path.write_text(text, encoding="utf-8")
    return loaded(origin, path, **{name: value for name, value in {**SAID, **options}.items() if value})


def names(records: set[Record]) -> list[str]:
    """Names of organisations, sorted."""
    return sorted(record.name_ko for record in of_type(records, "organisation"))


def ties(records: set[Record]) -> list[tuple[str, str | None, str | None]]:
    """Predicate, start and end of relations, sorted."""
    return sorted((tie.predicate, tie.start, tie.end) for tie in of_type(records, "relation"))


def weights(records: set[Record]) -> list[float]:
    """Weights of relations, sorted."""
    return sorted(tie.weight for tie in of_type(records, "relation"))
