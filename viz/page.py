"""The stand-alone page: one HTML file that shows a scene with pyvis, without external resources."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from graph.extras import needs
from graph.model import COLUMNS
from graph.place_names import place_name
from graph.vocabulary import Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType
from viz.palette import GROUP_COLOURS, PREDICATE_COLOURS, PREDICATE_GROUPS, SHAPES, rim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.snapshot import Snapshot
    from graph.vocabulary import Term
    from viz.scene_model import Scene, SceneNode

TEMPLATES = Path(__file__).resolve().parent / "templates"
LANGUAGES = ("ko", "en")
# a square or diamond of the same half-width looks larger, or smaller, than a dot
HALF_WIDTH = {"dot": 1.0, "square": 0.8, "diamond": 1.15}
MANY_TIES = 6_000  # beyond, ties are not drawn while one drags or zooms
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1, "borderWidthSelected": 1, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "width": 1},
}


def page(scene: Scene, snapshot: Snapshot, *, language: str = "ko") -> str:
    """Write a scene as one HTML file that works offline.

    Args:
        scene: the scene to draw.
        snapshot: the graph, for names, dates and sources.
        language: initial language of the page, `ko` or `en`; it can be switched there.

    Raises:
        ValueError: the language is unknown.
    """
    if language not in LANGUAGES:
        raise ValueError(f"Unknown language “{language}”: use ko or en")
    needs("pyvis", extra="page", purpose="The stand-alone page")
    from jinja2 import Environment, FileSystemLoader, select_autoescape
    from pyvis.network import Network

    net = Network(height="100%", width="100%", cdn_resources="in_line")
    # assigned, not added one by one: add_node and add_edge look for doubles each time, which is quadratic
    net.nodes = [pyvis_node(node) for node in scene.nodes]
    net.edges = [
        {"id": number, "from": tie.source, "to": tie.target} for number, tie in enumerate(scene.ties)
    ]
    many = len(scene.ties) > MANY_TIES
    interaction = {**OPTIONS["interaction"], "hideEdgesOnDrag": many, "hideEdgesOnZoom": many}
    net.options = {**OPTIONS, "interaction": interaction}
    net.set_template_dir(str(TEMPLATES), "page.html")
    net.templateEnv = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape())
    net.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    given: dict[str, Any] = net.templateEnv.globals
    given |= {"asset": asset, "language": language, "data": page_data(scene, snapshot)}
    html: str = net.generate_html()
    return html


@cache
def asset(name: str) -> str:
    """Read a script or style that goes into the page as it stands: ours, or vis-network as pyvis ships it."""
    from markupsafe import Markup

    if name == "vis-network":
        import pyvis

        path = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    else:
        path = TEMPLATES / name
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704  # files of ours, not what users wrote


def pyvis_node(node: SceneNode) -> dict[str, Any]:
    """Give a node as vis-network reads it."""
    shape = SHAPES[Kind(node.kind)]
    return {
        "id": node.id,
        "x": node.x,
        "y": node.y,
        "size": round(node.size * HALF_WIDTH[shape], 1),
        "shape": shape,
        "color": {"background": node.colour, "border": rim_of(node.colour)},
    }


rim_of = cache(rim)


def page_data(scene: Scene, snapshot: Snapshot) -> dict[str, Any]:
    """Return the data for the texts of the page: nodes, relations behind each tie, sources, vocabulary."""
    drawn = {node.id for node in scene.nodes}
    keys = sorted({key for tie in scene.ties for key in tie.relations})
    rows = [snapshot.relation_row(snapshot.relation_index[key]) for key in keys]
    place = {key: number for number, key in enumerate(keys)}
    others = sorted({end for row in rows for end in (row[1], row[3])} - drawn)
    sources = Citations(snapshot)
    return {
        "version": scene.graph_version,
        "licences": [[one.origin, one.licence] for one in snapshot.licences],
        "layer": {"id": scene.layer, "ko": scene.layer.ko, "en": scene.layer.en},
        "around": scene.around,
        "depth": scene.depth,
        "hidden": asdict(scene.hidden),
        "nodes": [
            {
                **record_details(snapshot, node.id, sources),
                "x": node.x,
                "y": node.y,
                "r": node.size,
                "colour": node.colour,
                "rim": rim_of(node.colour),
                "group": node.community,
            }
            for node in scene.nodes
        ],
        "others": {key: record_details(snapshot, key, sources) for key in others},
        "ties": [
            [tie.source, tie.target, tie.weight, [place[key] for key in tie.relations]] for tie in scene.ties
        ],
        "relations": [
            [
                row[1],
                str(row[2]),
                row[3],
                row[4],
                row[5],
                bilingual_text(row[9], row[6]),
                sources.cite(row[7]),
            ]
            for row in rows
        ],
        "sources": sources.rows,
        "legend": [asdict(entry) for entry in scene.legend],
        "words": vocabulary(),
    }


class Citations:
    """The sources cited so far, each written once and named by its place."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rows: list[list[str | None]] = []
        self._place: dict[str, int] = {}

    def cite(self, ids: str) -> list[int]:
        """Give the places of the sources in a column of ids."""
        return [self._cited(key) for key in orjson.loads(ids)]

    def _cited(self, key: str) -> int:
        if key not in self._place:
            self._place[key] = len(self.rows)
            row = self.snapshot.source_rows[self.snapshot.source_index[key]]
            self.rows.append(list(row[1:5]))
        return self._place[key]


def record_details(snapshot: Snapshot, key: str, sources: Citations) -> dict[str, Any]:
    """Return the data of a node on the page, without unknown values."""
    number = snapshot.index[key]
    kind = snapshot.kind(number)
    row = dict(zip(COLUMNS[RecordType(kind)], snapshot.rows[number], strict=True))
    fields = {
        "id": key,
        "kind": str(kind),
        "sub": row.get("organisation_kind", row.get("programme_kind")),
        "ko": row["name_ko"],
        "en": row["name_en"],
        "unofficial": None if row["name_en_is_official"] else True,
        "aliases": [alias[1] for alias in snapshot.aliases.get(number, ())] or None,
        "sector": snapshot.sectors[number],
        "place": place_of_row(row),
        "start": row.get("start", row.get("founded")),
        "end": row.get("end"),
        "budget": row.get("budget_krw"),
        "site": row.get("website"),
        "detail": bilingual_text(
            row.get("detail_ko", row.get("products_ko")), row.get("detail", row.get("products"))
        ),
        "recorded": int(snapshot.degrees[number]),
        "sources": sources.cite(row["sources"]),
    }
    return {name: value for name, value in fields.items() if value is not None}


def bilingual_text(ko: str | None, en: str | None) -> dict[str, str] | None:
    """Return a text in Korean and English, the other language where one is missing; None without either."""
    return {"ko": ko or en or "", "en": en or ko or ""} if ko or en else None


def place_of_row(row: Mapping[str, Any]) -> dict[str, str] | None:
    """Return the place of an organisation in both languages, as its record states it where the table does not have it."""
    city, district = row.get("city"), row.get("district")
    stated = " ".join(filter(None, (city, district))) or None
    return bilingual_text(
        place_name(city, district, "ko") or stated, place_name(city, district, "en") or stated
    )


@cache
def vocabulary() -> dict[str, Any]:
    """Return the closed sets in both languages, and the colours of predicates."""
    group_of = {predicate: group for group, members in PREDICATE_GROUPS.items() for predicate in members}
    predicates = bilingual(Predicate)
    for predicate in Predicate:
        predicates[str(predicate)] |= {
            "colour": PREDICATE_COLOURS[predicate],
            "group": list(GROUP_COLOURS).index(group_of[predicate]),
        }
    return {
        "predicates": predicates,
        "kinds": {str(k): {"ko": k.ko, "en": ENGLISH_KINDS[k]} for k in Kind},
        "subs": {**bilingual(OrganisationKind), **bilingual(ProgrammeKind)},
    }


# the vocabulary describes a kind in a sentence; a legend needs its name
ENGLISH_KINDS = {
    Kind.ORGANISATION: "organisation",
    Kind.TECHNOLOGY: "technology",
    Kind.PROGRAMME: "programme",
}


def bilingual(terms: Iterable[Term]) -> dict[str, dict[str, Any]]:
    return {str(term): {"ko": term.ko, "en": term.en} for term in terms}
