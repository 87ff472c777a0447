"""`sojae release`: complete, checked, described, and the same byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner

from graph.snapshot import Snapshot
from graph.stores import open_store
from ingest.edit import say as edit
from ingest.load import load
from sojae.commands.release import app
from tests.records import PAPER

TITLES = ["--title", "Made-up materials", "--title-ko", "가상 소재", "--publisher", "가상 기관"]


@pytest.fixture(scope="module")
def released(daegu_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("released") / "out"
    answer = CliRunner().invoke(app, [str(folder), *TITLES, "--store", daegu_store.address])
    assert answer.exit_code == 0, answer.output
    return folder


def file_of(folder, ending):
    [found] = folder.glob(f"*{ending}")
    return found


def test_the_manifest_names_every_file_with_its_checksum(released):
    lines = (released / "MANIFEST").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(told) == {path.name for path in released.iterdir()} - {"MANIFEST"}
    assert all(
        hashlib.sha256((released / name).read_bytes()).hexdigest() == digest for name, digest in told.items()
    )


def test_the_same_content_is_the_same_byte_for_byte(released, daegu_store, tmp_path):
    CliRunner().invoke(app, [str(tmp_path / "again"), *TITLES, "--store", daegu_store.address])
    assert {p.name: p.read_bytes() for p in released.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()
    }


def test_what_is_released_gives_the_graph_version_again(released, daegu, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'again.sqlite'}")
    store.prepare()
    load(store, "ndjson", [file_of(released, ".ndjson")])
    assert Snapshot(store).graph_version == daegu.graph_version
    store.close()


def test_the_dictionary_has_every_column_of_every_table(released):
    text = (released / "data-dictionary.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = {(row["table"], row["column"]) for row in rows}
    assert all(row["about"] and row["about_ko"] for row in rows)
    with zipfile.ZipFile(file_of(released, "parquet.zip")) as archive:
        for name in archive.namelist():
            if name.endswith(".parquet"):
                table = name.removesuffix(".parquet")
                columns = pq.read_schema(io.BytesIO(archive.read(name))).names
                assert {(table, column) for column in columns} <= told


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib of itself
def test_the_description_names_size_checksum_and_licence_of_each_file(released):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(released / "dcat.jsonld", format="json-ld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    [dataset] = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    sizes = {int(size) for size in graph.objects(None, dcat.byteSize)}
    assert sizes == {path.stat().st_size for path in released.glob("sojae-*")}
    titles = {(str(one), one.language) for one in graph.objects(dataset, rdflib.DCTERMS.title)}
    assert titles == {("Made-up materials", "en"), ("가상 소재", "ko")}


def test_a_citation_names_the_licence_as_spdx_does(released):
    cited = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["license"] == "CC-BY-4.0"
    assert cited["authors"] == [{"name": "가상 기관"}]
    assert "CC BY 4.0: Daegu–Gyeongbuk" in cited["abstract"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib of itself
def test_files_of_several_licences_point_to_all_of_them(tmp_path):
    rdflib = pytest.importorskip("rdflib")
    store = open_store(f"sqlite:///{tmp_path / 'two.sqlite'}")
    store.prepare()
    load(store, "daegu")
    edit(store, PAPER)
    store.close()
    folder = tmp_path / "out"
    answer = CliRunner().invoke(app, [str(folder), "--store", store.address])
    assert answer.exit_code == 0, answer.output
    licences = (folder / "LICENCE.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in licences] == ["daegu", "edits"]
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert not {"license", "license-url"} & cited.keys()
    assert "not stated (edits)" in cited["abstract"]
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    [licence] = set(graph.objects(None, rdflib.DCTERMS.license))
    assert str(licence).endswith("/LICENCE.txt")


def test_a_folder_with_something_in_it_is_left_alone(released, daegu_store):
    before = sorted(path.name for path in released.iterdir())
    answer = CliRunner().invoke(app, [str(released), "--store", daegu_store.address])
    assert answer.exit_code == 1
    assert "not an empty folder" in answer.output
    assert sorted(path.name for path in released.iterdir()) == before
    assert not list(released.parent.glob(".sojae-release-*"))


def test_with_json_the_files_are_listed(daegu_store, tmp_path):
    answer = CliRunner().invoke(app, [str(tmp_path / "out"), "--json", "--store", daegu_store.address])
    found = json.loads(answer.stdout)
    assert {one["name"] for one in found["files"]} == {path.name for path in (tmp_path / "out").iterdir()}
