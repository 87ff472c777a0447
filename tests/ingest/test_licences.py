"""Licences follow the origins that were loaded: nobody's data bear the licence of somebody else's."""

from __future__ import annotations

import io
import shutil
import zipfile

import orjson
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.licences import AS_PUBLISHER, BUNDLED, NOT_STATED, usual
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import DATA
from ingest.edit import say as edit
from ingest.history import roll_back
from ingest.load import load
from ingest.origin import OriginError
from tests.records import FIRM, PAPER

FIRMS = "번호,회사명\nf1,가나산업\nf2,다라기계\n"
MAPPING = (
    "origin: firms\nrecord: organisation\nsource: {title: 회사 목록, publisher: 협회, url: https://example.org/f}\n"
    "columns: {id: 번호, name_ko: 회사명}\nconstants: {organisation_kind: company}\n"
)


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'licences.sqlite'}")
    store.prepare()
    yield store
    store.close()


@pytest.fixture
def firms(tmp_path):
    """A way to load a table, with options."""
    (tmp_path / "firms.csv").write_text(FIRMS, encoding="utf-8")
    (tmp_path / "firms.yaml").write_text(MAPPING, encoding="utf-8")

    def load_firms(store, **options):
        return load(
            store, "table", [tmp_path / "firms.csv"], options={"map": str(tmp_path / "firms.yaml"), **options}
        )

    return load_firms


def licences(store):
    return {one.origin: one.licence for one in Snapshot(store).licences}


def test_the_bundled_data_are_under_their_own_licence_and_a_folder_of_somebody_else_is_not(store, tmp_path):
    assert load(store, "daegu").licence == BUNDLED
    assert licences(store) == {"daegu": BUNDLED}
    other = tmp_path / "folder"
    shutil.copytree(DATA / "daegu", other)
    elsewhere = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    elsewhere.prepare()
    load(elsewhere, "daegu", [other])
    assert licences(elsewhere) == {"daegu": NOT_STATED}
    elsewhere.close()


def test_a_licence_that_is_told_is_kept_until_another_is_told(store, firms):
    assert firms(store).licence == NOT_STATED
    version = store.revision().graph_version
    assert firms(store, licence="CC BY-SA 4.0").licence == "CC BY-SA 4.0"
    assert firms(store).licence == "CC BY-SA 4.0"
    assert licences(store) == {"table-firms": "CC BY-SA 4.0"}
    assert store.revision().graph_version == version
    assert len([one for one in store.loads(99) if one.origin == "table-firms"]) == 2


def test_a_load_that_is_taken_back_takes_its_licence_with_it(store, firms):
    load_id = firms(store, licence="CC0 1.0").load_id
    roll_back(store, load_id)
    assert licences(store) == {}
    assert Snapshot(store).data_licence == "nothing is loaded"


def test_edits_by_hand_are_an_origin_whose_licence_nobody_stated(store, firms):
    firms(store, licence="CC0 1.0")
    edit(store, PAPER)
    edit(store, FIRM)
    assert licences(store) == {"edits": NOT_STATED, "table-firms": "CC0 1.0"}


@pytest.mark.parametrize("wrong", ["", "   ", "two\nlines", "x" * 201, "\x1b[31m"])
def test_a_licence_is_one_line_of_text(store, firms, wrong):
    with pytest.raises(OriginError, match="licence"):
        firms(store, licence=wrong)
    assert store.loads(9) == []


def test_what_publishers_say_is_said(store, tmp_path):
    from ingest.adapters import adapters
    from ingest.load import usual_licence

    said = {name: usual_licence(adapter, [tmp_path / "x"], None) for name, adapter in adapters().items()}
    assert {said["ror"], said["openalex"]} == {"CC0 1.0"}
    assert said["cordis"] == "CC BY 4.0"
    assert {
        said[name] for name in ("dart", "dart-company", "krx", "factories", "factoryon", "ntis", "kipris")
    } == {AS_PUBLISHER}
    assert {said[name] for name in ("table", "graphml", "gexf", "vosviewer", "daegu")} == {NOT_STATED}


def test_every_file_and_the_root_say_the_licences(store, firms):
    firms(store, licence="CC BY-SA 4.0 & more")
    edit(store, PAPER)
    edit(store, FIRM)
    expected = "not stated (edits); CC BY-SA 4.0 & more (table-firms)"
    with TestClient(create_app(store)) as client:
        root = client.get("/api/v1/").json()
        assert root["data_licence"] == expected
        assert root["licences"] == [
            {"origin": "edits", "licence": NOT_STATED, "url": None},
            {"origin": "table-firms", "licence": "CC BY-SA 4.0 & more", "url": None},
        ]

        def file(name, part=""):
            answer = client.get(f"/api/v1/export?format={name}&isolates=true{part}")
            assert answer.status_code == 200, answer.text
            assert answer.links["license"]["url"] == "/api/v1/"
            return answer.content

        escaped = expected.replace("&", "&amp;").encode()
        assert escaped in file("graphml")
        assert escaped in file("gexf")
        assert orjson.loads(file("cyjs"))["data"]["licence"] == expected
        assert orjson.loads(file("json"))["data_licence"] == expected
        assert client.get("/api/v1/scene").json()["data_licence"] == expected
        assert orjson.loads(file("jsonld"))["@graph"][0]["license"] == expected
        assert orjson.loads(file("ndjson").partition(b"\n")[0])["licence"] == expected
        for name in ("csv", "parquet"):
            told = zipfile.ZipFile(io.BytesIO(file(name))).read("LICENCE.txt").decode()
            assert told == "edits: not stated\ntable-firms: CC BY-SA 4.0 & more\n"
        readme = zipfile.ZipFile(io.BytesIO(file("csv"))).read("README.txt").decode("utf-8-sig")
        assert "table-firms: CC BY-SA 4.0 & more" in readme
        assert "\r\n  subject: node from which the relation goes / 관계의 주체 노드\r\n" in readme
        table = pq.read_schema(io.BytesIO(file("parquet", "&part=nodes")))
        assert table.metadata[b"licence"].decode() == expected
        assert file("csv", "&part=nodes").startswith(b"\xef\xbb\xbfid,")
        assert "CC BY-SA 4.0" in client.get("/api/v1/page?isolates=true").text


def test_a_table_of_changed_names_is_under_the_licence_of_its_publisher():
    assert usual("renames") == AS_PUBLISHER


def test_another_licence_for_the_same_content_has_another_tag(store, firms):
    firms(store)
    with TestClient(create_app(store)) as client:
        before = client.get("/api/v1/").headers["etag"]
    firms(store, licence="CC0 1.0")
    with TestClient(create_app(store)) as client:
        assert client.get("/api/v1/", headers={"If-None-Match": before}).status_code == 200
