"""Every format: what it says of itself, the same bytes each time, small chunks; records as tables and lines."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pandas as pd
import pyarrow.parquet as pq
import pytest
from rdflib import RDF, Graph, Literal, URIRef

from graph.cells import cell
from graph.evidence import Period
from graph.filters import Filter
from graph.vocabulary import Kind, Layer, Predicate, RecordType
from graph.wire import record_json
from tests.viz.exporting import (
    FORMATS,
    HARMFUL,
    PICTURES,
    TABLED,
    content,
    facts,
    harmful,
    picture,
    zipped_tables,
)
from viz.exports.contents import PARTS, gather
from viz.exports.csv_tables import table

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents

NOBODY = Filter(predicates=frozenset())


@pytest.fixture(scope="module")
def drawn(daegu: Snapshot) -> Contents:
    return picture(daegu)


@pytest.fixture(scope="module")
def whole(daegu: Snapshot) -> Contents:
    return facts(daegu)


def test_every_format_says_what_it_is() -> None:
    assert set(FORMATS) == {
        "json",
        "ndjson",
        "csv",
        "graphml",
        "gexf",
        "gml",
        "pajek",
        "cyjs",
        "parquet",
        "jsonld",
    }
    for name, known in FORMATS.items():
        assert known.name == name
        assert known.summary
        assert "/" in known.media_type


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_line_in_the_docs(name: str) -> None:
    known = FORMATS[name]
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports.md"
    line = next(
        line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{name}`")
    )
    for media_type, extension in (known.kind_of(None), known.kind_of("relations")):
        assert f"`.{extension}`" in line
        assert f"`{media_type}`" in line or (name, media_type) == (
            "parquet",
            "application/zip",
        )  # a zip is CSV


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_begins_as_its_format_says(daegu: Snapshot, name: str) -> None:
    contents = picture(daegu, Layer.FACTS, "dmi")
    if FORMATS[name].table:
        contents = replace(contents, part="nodes" if name == "ndjson" else "relations")
    begun = content(name, contents).removeprefix(b"\xef\xbb\xbf")
    said = FORMATS[name].begins.encode()
    if name == "ndjson":
        assert any(line.startswith(said) for line in begun.splitlines())
    else:
        assert begun.startswith(said)


@pytest.mark.parametrize("name", FORMATS)
def test_equal_contents_give_equal_bytes(drawn: Contents, name: str) -> None:
    assert content(name, drawn) == content(name, drawn)


@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_without_ties_can_be_written(daegu: Snapshot, name: str) -> None:
    contents = picture(daegu)
    bare = gather(daegu, layer=Layer.DIRECT, chosen=NOBODY)
    written = content(name, replace(bare, scene=replace(contents.scene, nodes=(), ties=())))
    if name == "ndjson":
        assert [orjson.loads(line)["type"] for line in written.splitlines()] == ["about"]
    assert written


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_files_are_handed_on_in_chunks(whole: Contents, drawn: Contents, name: str) -> None:
    chunks = list(FORMATS[name].write(drawn if name in PICTURES else whole))
    assert len(chunks) > 2
    assert all(chunks)


def test_json_is_the_scene(drawn: Contents) -> None:
    assert content("json", drawn) == drawn.scene.as_json()


def test_records_are_all_there(daegu: Snapshot, whole: Contents) -> None:
    tables = zipped_tables(whole)
    counts = daegu.counts
    assert len(tables["nodes"]) == counts["organisation"] + counts["technology"] + counts["programme"]
    assert len(tables["relations"]) == counts["relation"]
    assert set(tables["nodes"]["in_network"]) == {"true"}


@pytest.mark.parametrize("isolates", [False, True])
@pytest.mark.parametrize(
    "chosen",
    [
        Filter(),
        Filter(sectors=frozenset({"metals"})),
        Filter(predicates=frozenset({Predicate.SUPPLIES}), period=Period("2018")),
        Filter(kinds=frozenset({Kind.ORGANISATION})),
    ],
)
def test_facts_are_the_same_as_those_of_a_network(daegu: Snapshot, chosen: Filter, isolates: bool) -> None:
    quick = gather(daegu, layer=Layer.FACTS, chosen=chosen, isolates=isolates)
    slow = gather(daegu, layer=Layer.FACTS, chosen=chosen, isolates=isolates, limit=len(daegu.ids))
    assert quick.nodes.tolist() == slow.nodes.tolist()
    assert quick.relations.tolist() == slow.relations.tolist()


def test_tables_hold_every_node_relation_and_source_without_a_dangling_id(drawn: Contents) -> None:
    tables = zipped_tables(drawn)
    nodes, relations, sources = (tables[part] for part in PARTS)
    assert set(nodes.loc[nodes["in_network"] == "true", "id"]) == {node.id for node in drawn.scene.nodes}
    assert set(relations["id"]) == {key for tie in drawn.scene.ties for key in tie.relations}
    assert set(relations["subject"]) | set(relations["object"]) <= set(nodes["id"])
    cited = set(";".join([*nodes["sources"], *relations["sources"]]).split(";"))
    assert cited == set(sources["id"])


def test_tables_open_as_utf8_in_excel(whole: Contents) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content("csv", whole)))
    tables = [name for name in archive.namelist() if name.endswith(".csv")]
    assert len(tables) == 3
    assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in tables)
    assert zipped_tables(whole)["nodes"].set_index("id").loc["dmi", "name_ko"] == "대구기계부품연구원"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_names_and_nothing_stay_what_they_are() -> None:
    assert [cell(value) for value in (-1.5, "a=b", None, True, "대구")] == [-1.5, "a=b", "", "true", "대구"]
    assert b"".join(table(["a"], [['x,"y"\n']])) == b'\xef\xbb\xbfa\r\n"x,""y""\n"\r\n'


@pytest.mark.parametrize("name", TABLED)
def test_one_table_on_its_own_is_the_same_as_in_the_whole(whole: Contents, name: str) -> None:
    parts = {part: content(name, replace(whole, part=part)) for part in PARTS}
    together = content(name, whole)
    if name == "ndjson":
        about, _, rest = together.partition(b"\n")
        assert orjson.loads(about)["type"] == "about"
        begun = b"".join(parts.values())
        assert rest.startswith(begun)
        beside = {orjson.loads(line)["type"] for line in rest.removeprefix(begun).splitlines()}
        assert beside == {"conflict"}
        return
    archive = zipfile.ZipFile(io.BytesIO(together))
    found = {file.rpartition(".")[0]: archive.read(file) for file in archive.namelist()}
    assert {part: found[part] for part in PARTS} == parts
    beside = {"aliases", "identifiers", "conflicts", "same_as"} if name == "parquet" else {"README"}
    assert found.keys() - parts.keys() == beside | {"LICENCE"}
    assert archive.comment.decode() == whole.snapshot.graph_version


def test_parquet_has_types_and_says_its_graph_version(daegu: Snapshot, whole: Contents) -> None:
    tables = {
        part: pq.read_table(io.BytesIO(content("parquet", replace(whole, part=part)))) for part in PARTS
    }
    assert tables["relations"].num_rows == len(daegu.relations)
    assert str(tables["nodes"].schema.field("sources").type).startswith("list<")
    assert str(tables["nodes"].schema.field("budget_krw").type) == "int64"
    assert tables["nodes"].schema.metadata[b"graph_version"].decode() == daegu.graph_version
    rows = tables["relations"].to_pylist()
    assert [tuple(row.values())[:7] for row in rows] == [
        tuple(map(str_or_none, daegu.relation_row(number)[:7])) for number in range(len(daegu.relations))
    ]
    assert [row["sources"] for row in rows] == [orjson.loads(text) for text in daegu.relations.sources]


def test_parquet_opens_in_pandas_with_the_cells_of_the_csv(whole: Contents) -> None:
    cells = zipped_tables(whole)["nodes"]
    parquet = pd.read_parquet(io.BytesIO(content("parquet", replace(whole, part="nodes"))))
    assert list(parquet.columns) == list(cells.columns)
    assert parquet["name_ko"].tolist() == cells["name_ko"].tolist()
    assert ["; ".join(names) for names in parquet["aliases"]] == [
        text.removeprefix("'") for text in cells["aliases"]
    ]


def test_lines_have_the_shapes_of_the_api(daegu: Snapshot, whole: Contents) -> None:
    lines = [orjson.loads(line) for line in content("ndjson", whole).splitlines()]
    by_type = {
        kind: [line for line in lines if line["type"] == kind] for kind in ("organisation", "relation")
    }
    assert len(by_type["organisation"]) == daegu.counts["organisation"]
    assert len(by_type["relation"]) == daegu.counts["relation"]
    dmi = next(line for line in by_type["organisation"] if line["id"] == "dmi")
    assert dmi["aliases"]
    assert dmi["kind"] == "organisation"
    sources = [line for line in lines if line["type"] == "source"]
    assert sources[-1] == {
        "type": "source",
        **orjson.loads(record_json(RecordType.SOURCE, daegu.source_rows[-1])),
    }
    assert sum(line["type"] == "conflict" for line in lines) == daegu.counts["conflict"]


def test_linked_data_says_each_relation_as_a_triple_and_as_a_statement_that_cites(
    daegu: Snapshot, whole: Contents
) -> None:
    graph = linked(content("jsonld", whole))
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == len(daegu.relations)
    key, subject, predicate, target = map(str, daegu.relation_row(0)[:4])
    one = URIRef(f"urn:sojae:relation:{key}")
    triple = (
        URIRef(f"urn:sojae:node:{subject}"),
        URIRef(f"urn:sojae:term:{predicate}"),
        URIRef(f"urn:sojae:node:{target}"),
    )
    assert triple in graph
    assert tuple(graph.value(one, part) for part in (RDF.subject, RDF.predicate, RDF.object)) == triple
    cited = set(graph.objects(one, URIRef("https://schema.org/citation")))
    assert cited == {URIRef(f"urn:sojae:source:{key}") for key in orjson.loads(daegu.relations.sources[0])}
    assert len(set(graph.subjects(RDF.type, URIRef("https://schema.org/Organization")))) == 989


def test_harmful_names_come_back_as_they_are_from_records(tmp_path: Path) -> None:
    contents = facts(harmful(tmp_path))
    names = {f"o{i:02}": name for i, name in enumerate(HARMFUL)}
    parquet = pd.read_parquet(io.BytesIO(content("parquet", replace(contents, part="nodes"))))
    assert dict(zip(parquet["id"], parquet["name_ko"], strict=True)) == names
    lines = [orjson.loads(line) for line in content("ndjson", contents).split(b"\n")[:-1]]
    assert {line["id"]: line["name_ko"] for line in lines if "name_ko" in line} == names
    told = {
        str(name)
        for name in linked(content("jsonld", contents)).objects(None, URIRef("https://schema.org/name"))
        if isinstance(name, Literal) and name.language == "ko"
    }
    assert told == set(names.values())


def test_no_cell_of_a_table_begins_as_a_formula_and_every_name_is_there(tmp_path: Path) -> None:
    contents = facts(harmful(tmp_path))
    archive = zipfile.ZipFile(io.BytesIO(content("csv", contents)))
    tables = {
        name: list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8-sig", newline="")))
        for name in archive.namelist()
    }
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
    names = [row[3].removeprefix("'") for row in tables["nodes.csv"][1:]]
    assert names == list(HARMFUL)


def linked(text: bytes) -> Graph:
    """Read linked data; the reader warns of itself."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return Graph().parse(data=text, format="json-ld")


def str_or_none(value: object) -> str | None:
    return None if value is None else str(value)
