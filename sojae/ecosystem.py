"""The graph for notebooks and scripts: `sojae.open()` and what can be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from api.answers.communities import communities_answer
from api.answers.networks import network_of
from api.answers.records import search_answer
from api.answers.sectors import gaps_of
from api.answers.structure import structure_answer, years_answer
from api.answers.walks import neighbourhood_answer, paths_answer
from api.serving import View
from graph.evidence import Period
from graph.filters import Filter
from graph.measures import compute
from graph.measures.bridges import bridges as find_bridges
from graph.measures.gaps import Baseline, Method, gap_layer
from graph.search import Search
from graph.snapshot import Snapshot
from graph.vocabulary import Kind, Layer, Predicate, Undated
from sojae.settings import read_settings
from sojae.stores import store_from
from sojae.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network import Network
    from graph.store import Store


class Ecosystem:
    """Everything a store holds at one graph version, ready to be asked.

    Answers are the contract's JSON as Python values; tables have `.to_pandas()` and show themselves in notebooks.
    """

    def __init__(self, store: Store) -> None:
        snapshot = Snapshot(store)
        self.view = View(snapshot, Search(snapshot), store)

    @property
    def graph_version(self) -> str:
        """The content's name."""
        return self.view.snapshot.graph_version

    def network(
        self,
        layer: str = "direct",
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
    ) -> Network:
        """Give the network of a layer and period (`to_networkx()`, `to_igraph()`, arrays)."""
        return network_of(self.view, Layer(layer), Period(as_of, since, Undated(undated)))

    def measure(
        self, name: str, layer: str = "direct", as_of: str | None = None, **parameters: bool | float | str
    ) -> Table:
        """Compute a measure of the registry: a table of id, value and rank, best first."""
        found = compute(name, self.network(layer, as_of), **parameters)
        rows = [
            {"id": found.network.ids[node], "value": float(found.values[node]), "rank": rank}
            for node, rank in zip(found.order.tolist(), found.ranks.tolist(), strict=True)
        ]
        return Table(
            rows,
            {"name": name, "unit": found.measure.unit, "layer": layer, "graph_version": self.graph_version},
        )

    def gaps(
        self,
        layer: str = "direct",
        baseline: str = "outward",
        method: str = "live",
        as_of: str | None = None,
        since: str | None = None,
        samples: int | None = None,
        seed: int = 0,
    ) -> Table:
        """Find pairs of sectors with fewer ties than chance would give: a table, the surest first."""
        period = Period(as_of, since)
        found = gaps_of(
            self.view, gap_layer(layer), Baseline(baseline), Method(method), period, samples, seed
        )
        answer = found.as_dict()
        about = {name: value for name, value in answer.items() if name not in {"pairs", "sectors"}}
        return Table(found.rows(), about)

    def bridges(
        self, a: str, b: str, limit: int = 20, as_of: str | None = None, unrelated: bool = False
    ) -> Table:
        """Name pairs of organisations who could bridge two sectors; `about` has brokers and the hold-out figures."""
        period = Period(as_of)
        found = find_bridges(self.view.snapshot, a, b, limit=limit, period=period, unrelated=unrelated)
        answer = found.as_dict()
        return Table(answer["pairs"], {name: value for name, value in answer.items() if name != "pairs"})

    def search(self, text: str, kind: str | None = None, limit: int = 10) -> Table:
        """Find nodes by any of their names."""
        answer = decoded(search_answer(self.view, text, kind=Kind(kind) if kind else None, limit=limit))
        rows = [
            {**r["node"], "matched": r["matched"], "match": r["match"], "score": r["score"]}
            for r in answer["results"]
        ]
        return Table(rows, {"query": text, "total": answer["total"]})

    def neighbourhood(
        self,
        id: str,
        depth: int = 1,
        predicates: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        as_of: str | None = None,
        limit: int = 100,
    ) -> dict[str, Any]:
        """Give the nodes around a node and the relations that lead to them."""
        chosen = Filter(
            None if predicates is None else frozenset(map(Predicate, predicates)),
            None if kinds is None else frozenset(map(Kind, kinds)),
            period=Period(as_of),
        )
        return decoded(neighbourhood_answer(self.view, id, depth=depth, chosen=chosen, limit=limit))

    def paths(self, source: str, target: str, k: int = 3) -> dict[str, Any]:
        """Give the k shortest ways between two nodes with the evidence on every step."""
        return decoded(paths_answer(self.view, source, target, k=k))

    def communities(
        self,
        layer: str = "direct",
        resolution: float = 1.0,
        seed: int = 0,
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
    ) -> dict[str, Any]:
        """Give the groups of a network, what each has more of than chance would give, and how stable they are."""
        period = Period(as_of, since, Undated(undated))
        return decoded(communities_answer(self.view, Layer(layer), period, resolution=resolution, seed=seed))

    def structure(
        self,
        layer: str = "direct",
        as_of: str | None = None,
        since: str | None = None,
        undated: str = "keep",
        seed: int = 0,
        quick: bool = False,
    ) -> dict[str, Any]:
        """Give the figures of a network as a whole; `quick` leaves out robustness and rich club."""
        period = Period(as_of, since, Undated(undated))
        return decoded(structure_answer(self.view, Layer(layer), period, seed=seed, quick=quick))

    def structure_by_year(
        self,
        layer: str = "direct",
        first: int | None = None,
        last: int | None = None,
        since: str | None = None,
        undated: str = "keep",
        seed: int = 0,
    ) -> Table:
        """Give the quick figures on the last day of each year: a table, a row a year."""
        answer = decoded(
            years_answer(
                self.view,
                Layer(layer),
                since=since,
                undated=Undated(undated),
                first=first,
                last=last,
                seed=seed,
            )
        )
        return Table(answer["years"], {name: value for name, value in answer.items() if name != "years"})

    def _repr_html_(self) -> str:
        counts = "".join(
            f"<tr><th>{kind}</th><td>{n:,}</td></tr>" for kind, n in self.view.snapshot.counts.items()
        )
        return f"<table><caption>Sojae, graph version {self.graph_version}</caption>{counts}</table>"


def decoded(body: bytes) -> dict[str, Any]:
    """Read an answer of the API as Python values."""
    answer: dict[str, Any] = orjson.loads(body)
    return answer


def open(store: str | None = None) -> Ecosystem:
    """Open the graph of a store.

    Args:
        store: its address; None takes the one of the settings (default: the SQLite file in the user's data folder).

    Raises:
        StoreError: the store cannot be read.
    """
    return Ecosystem(store_from(read_settings(), store))
