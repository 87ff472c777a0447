"""Latin names that only sound alike, and spellings of one Korean word; and network files with such nodes."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

TWO = (
    ("KIST", "GIST"), ("KIMS", "GIMS"), ("Plant B", "Plant F"), ("Ford", "Port"), ("GE", "KE"), ("LG", "RG"), ("Posco", "Bosco"),
    ("Fine Steel", "Pine Steel"), ("Zeta Chemical", "Jeta Chemical"), ("Plant C", "Plant G"),
)  # fmt: skip
"""Pairs of names of two organisations each."""
ONE = (
    ("KYUNGPOOK National University", "Gyeongbuk National University"), ("Kijeon College", "Gijeon College"),
    ("Kumoh Precision Steel", "Geumo Precision Steel"),
)  # fmt: skip
"""Pairs of spellings of one name."""
NETWORKS = {
    "institutes": ("Hub", "KIST", "GIST", "Nano"),
    "plants": ("Hub", "Plant B", "Plant F", "Plant C", "Plant G"),
    "twice": ("Hub", "Alpha Metal", "Alpha Metal"),
}
"""Labels of the nodes of each network; the first is tied to every other one."""
FORMATS = ("graphml", "gexf", "vosviewer")


def write_network(folder: Path, network: str, form: str) -> Path:
    """Write a network as a file of a format: a hub and its neighbours.

    Returns:
        the file; it has as many nodes as labels and one tie fewer.
    """
    labels = NETWORKS[network]
    path = folder / f"{network}.{ {'vosviewer': 'json'}.get(form, form) }"
    if form == "vosviewer":
        items = [
            {"id": number, "label": label, "x": number, "y": 0, "cluster": 1}
            for number, label in enumerate(labels, 1)
        ]
        links = [{"source_id": 1, "target_id": number, "strength": 1} for number in range(2, len(labels) + 1)]
        path.write_text(json.dumps({"network": {"items": items, "links": links}}), encoding="utf-8")
        return path
    graph = nx.Graph()
    for number, label in enumerate(labels, 1):
        graph.add_node(f"n{number}", label=label)
        if number > 1:
            graph.add_edge("n1", f"n{number}")
    (nx.write_graphml if form == "graphml" else nx.write_gexf)(graph, path)
    return path
