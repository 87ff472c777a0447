"""A small input of every origin, with persons wherever its files can bear them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

from graph.snapshot import Snapshot
from graph.vocabulary import Layer
from tests.ingest.adapters import test_persons as lists
from tests.ingest.adapters import test_research as research
from tests.ingest.adapters.loads import PERSON, new_store
from tests.ingest.adapters.test_companies import LISTED, corp_code
from tests.ingest.adapters.test_table import FIRMS, LIST
from tests.ingest.networks.drawn import SAID
from tests.origin import write_folder
from tests.records import RECORDS
from tests.saying import say
from viz.exports import formats
from viz.exports.contents import gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Input = tuple[list[Path], dict[str, str]]


def daegu(folder: Path) -> Input:
    """Every type of record, in the seven files."""
    plain = [record for record in RECORDS if getattr(record, "weight", 1.0) == 1.0]
    return [write_folder(folder / "daegu", plain)], {}


def dart(folder: Path) -> Input:
    """Corporations, one with the name of its representative."""
    return [corp_code(folder / "corpCode.zip", LISTED)], {}


def ror(folder: Path) -> Input:
    """Records of both versions, with contacts."""
    with ZipFile(folder / "ror.zip", "w") as archive:
        archive.writestr("ror.json", json.dumps([research.V1, research.V2]))
    return [folder / "ror.zip"], {"country": "KR"}


def openalex(folder: Path) -> Input:
    """Works with their authors."""
    works = map(json.dumps, (research.work(1, 2020, 1, 2), research.work(2, 2021, 1, 3)))
    (folder / "works.jsonl").write_text("\n".join(works), encoding="utf-8")
    return [folder / "works.jsonl"], {"country": "KR"}


def table(folder: Path) -> Input:
    """Firms by a mapping, with a column of representatives."""
    (folder / "map.yaml").write_text(FIRMS, encoding="utf-8")
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    return [folder / "list.csv"], {"map": str(folder / "map.yaml")}


def renames(folder: Path) -> Input:
    """Changed names, with a column of representatives."""
    rows = f"변경일,변경전 상호,변경후 상호,대표자명\n2010-03-05,가나소재,다라머티리얼즈,{PERSON}\n"
    (folder / "renames.csv").write_bytes(rows.encode("cp949"))
    return [folder / "renames.csv"], CITED


CITED = {"title": "상호변경 내역", "publisher": "가나", "url": "https://example.org/renames"}
ITEMS = {name: said for name, said in SAID.items() if name != "items"}


def graphml(folder: Path) -> Input:
    """Two organisations and a person, all tied."""
    keys = '<key id="l" for="node" attr.name="label"/><key id="k" for="node" attr.name="kind"/>'
    nodes = "".join(
        f'<node id="{n}"><data key="l">{name}</data><data key="k">{kind}</data></node>'
        for n, name, kind in (
            (1, "가나소재", "organisation"),
            (2, "다라", "organisation"),
            (3, PERSON, "person"),
        )
    )
    ties = '<edge source="1" target="2"/><edge source="1" target="3"/>'
    text = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}<graph edgedefault="undirected">{nodes}{ties}</graph></graphml>'
    (folder / "a.graphml").write_text(text, encoding="utf-8")
    return [folder / "a.graphml"], ITEMS


def gexf(folder: Path) -> Input:
    """The same in GEXF."""
    nodes = "".join(
        f'<node id="{n}" label="{name}"><attvalues><attvalue for="0" value="{kind}"/></attvalues></node>'
        for n, name, kind in (
            (1, "가나소재", "organisation"),
            (2, "다라", "organisation"),
            (3, PERSON, "person"),
        )
    )
    attributes = '<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>'
    ties = '<edges><edge id="0" source="1" target="2"/><edge id="1" source="1" target="3"/></edges>'
    graph = f'<graph defaultedgetype="undirected">{attributes}<nodes>{nodes}</nodes>{ties}</graph>'
    (folder / "a.gexf").write_text(
        f'<gexf xmlns="http://gexf.net/1.3" version="1.3">{graph}</gexf>', encoding="utf-8"
    )
    return [folder / "a.gexf"], ITEMS


def cyjs(folder: Path) -> Input:
    """The same in Cytoscape's JSON."""
    nodes = [
        {"data": {"id": n, "name": name, "kind": kind}}
        for n, name, kind in (
            ("1", "가나소재", "organisation"),
            ("2", "다라", "organisation"),
            ("3", PERSON, "person"),
        )
    ]
    edges = [{"data": {"id": f"e{b}", "source": "1", "target": b}} for b in ("2", "3")]
    text = json.dumps({"format_version": "1.0", "elements": {"nodes": nodes, "edges": edges}})
    (folder / "a.cyjs").write_text(text, encoding="utf-8")
    return [folder / "a.cyjs"], ITEMS


def pair(folder: Path) -> Input:
    """Lists of nodes and edges, one node a person, and a column of representatives."""
    nodes = f"Id,Label,Type,대표자\n1,가나소재,organisation,{PERSON}\n2,다라,organisation,x\n3,{PERSON},person,x\n"
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "edges.csv").write_text("Source,Target\n1,2\n1,3\n", encoding="utf-8")
    return [folder / "nodes.csv", folder / "edges.csv"], ITEMS


def vosviewer(folder: Path) -> Input:
    """Items of a map, one of them an author."""
    rows = f"id\tlabel\tkind\n1\t{PERSON}\tauthor\n2\t가나소재\torganisation\n3\t다라\torganisation\n"
    (folder / "map.txt").write_text(rows, encoding="utf-8")
    (folder / "network.txt").write_text("2\t3\t1\n1\t2\t1\n", encoding="utf-8")
    return [folder / "map.txt", folder / "network.txt"], ITEMS


FIRMS_AND_PERSON = (("1", "가나소재", "organisation"), ("2", "다라", "organisation"), ("3", PERSON, "person"))


def gml(folder: Path) -> Input:
    """The same in GML."""
    nodes = "".join(f'node [ id {n} label "{name}" kind "{kind}" ]\n' for n, name, kind in FIRMS_AND_PERSON)
    ties = "edge [ source 1 target 2 ]\nedge [ source 1 target 3 ]\n"
    (folder / "a.gml").write_text(f"graph [\n{nodes}{ties}]\n", encoding="utf-8")
    return [folder / "a.gml"], ITEMS


def pajek(folder: Path) -> Input:
    """The same in Pajek."""
    nodes = "".join(f'{n} "{name}" 0.1 0.2 ellipse kind {kind}\n' for n, name, kind in FIRMS_AND_PERSON)
    (folder / "a.net").write_text(f"*Vertices 3\n{nodes}*Edges\n1 2\n1 3\n", encoding="utf-8")
    return [folder / "a.net"], ITEMS


def nodelink(folder: Path) -> Input:
    """The same as nodes and links."""
    nodes = [{"id": n, "name": name, "kind": kind} for n, name, kind in FIRMS_AND_PERSON]
    links = [{"source": "1", "target": other} for other in ("2", "3")]
    (folder / "a.json").write_text(json.dumps({"nodes": nodes, "links": links}), encoding="utf-8")
    return [folder / "a.json"], ITEMS


def cx2(folder: Path) -> Input:
    """The same in CX2."""
    nodes = [{"id": int(n), "v": {"name": name, "type": kind}} for n, name, kind in FIRMS_AND_PERSON]
    edges = [{"id": 10 + other, "s": 1, "t": other} for other in (2, 3)]
    content = [{"CXVersion": "2.0"}, {"nodes": nodes}, {"edges": edges}]
    (folder / "a.cx2").write_text(json.dumps(content), encoding="utf-8")
    return [folder / "a.cx2"], ITEMS


def kumu(folder: Path) -> Input:
    """The same in Kumu."""
    elements = [{"label": name, "type": kind} for _, name, kind in FIRMS_AND_PERSON]
    connections = [{"from": "가나소재", "to": other} for other in ("다라", PERSON)]
    text = json.dumps({"elements": elements, "connections": connections})
    (folder / "a.json").write_text(text, encoding="utf-8")
    return [folder / "a.json"], ITEMS


def rdf(folder: Path) -> Input:
    """The same as linked data, with a contact of a firm."""
    text = (
        "@prefix s: <http://schema.org/> . @prefix ex: <http://ex.org/> .\n"
        f'ex:1 a s:Organization; s:name "가나소재"; ex:supplies ex:2; s:founder ex:3; ex:ceo "{PERSON}" .\n'
        f'ex:2 a s:Organization; s:name "다라" . ex:3 a s:Person; s:name "{PERSON}" .\n'
    )
    (folder / "a.ttl").write_text(text, encoding="utf-8")
    return [folder / "a.ttl"], {**ITEMS, "organisation": "s:Organization"}


def matrix(folder: Path) -> Input:
    """A matrix, whose form has no place for a kind."""
    (folder / "a.csv").write_text(",가나소재,다라\n가나소재,0,2\n다라,2,0\n", encoding="utf-8")
    return [folder / "a.csv"], SAID


def dl(folder: Path) -> Input:
    """A list of UCINET, whose form has no place for a kind."""
    text = "dl n=2 format=edgelist1\nlabels embedded\ndata:\n가나소재 다라 2\n"
    (folder / "a.dl").write_text(text, encoding="utf-8")
    return [folder / "a.dl"], SAID


def exported(name: str) -> Callable[[Path], Input]:
    """Give what our own export writes of the hand-drawn records."""

    def write(folder: Path) -> Input:
        (folder / "from").mkdir()
        with new_store(folder / "from") as store:
            say(store, RECORDS)
            contents = gather(Snapshot(store), layer=Layer.FACTS, isolates=True)
        known = formats()[name]
        path = folder / f"a.{known.extension}"
        path.write_bytes(b"".join(known.write(contents)))
        return [path], {}

    return write


def of_list(name: str) -> Callable[[Path], Input]:
    """Give the files with a person in every field that names one."""
    return lambda folder: (lists.ORIGINS[name](folder), {})


SMALL_INPUTS: dict[str, Callable[[Path], Input]] = {
    "daegu": daegu, "dart": dart, "ror": ror, "openalex": openalex, "table": table, "renames": renames,
    "gml": gml, "pajek": pajek, "nodelink": nodelink, "cx2": cx2, "kumu": kumu, "rdf": rdf, "matrix": matrix, "dl": dl,
    "graphml": graphml, "gexf": gexf, "cyjs": cyjs, "vosviewer": vosviewer, "pair": pair,
    **{name: exported(name) for name in ("jsonld", "ndjson", "parquet")},
    **{name: of_list(name) for name in lists.ORIGINS},
}  # fmt: skip
BEAR_NO_PERSON = {"daegu", "jsonld", "ndjson", "parquet", "matrix", "dl"}
"""Origins whose form has no place for a person: what they hold was checked when it was first loaded, or is declared by `items`."""
