"""Writing by the API: keys, single records over origins' words and back, uploads with the checks of a load."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.keys import new_key
from graph.stores import open_store
from ingest.uploads import unpacked
from tests.daegu import daegu_at

DAEGU = Path(__file__).resolve().parents[2] / "data" / "daegu"

if TYPE_CHECKING:
    from collections.abc import Iterator


SECRET, ENTRY = new_key("editor")
FIRM = {
    "name_ko": "가나소재",
    "name_en": "Gana Materials",
    "organisation_kind": "company",
    "sector": "metals",
    "sources": ["s0290"],
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    store = open_store(daegu_at(tmp_path / "graph.sqlite"))
    with TestClient(create_app(store, api_keys=[ENTRY])) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        yield client
    store.close()


def problem(answer, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()["type"].partition("#")[2]


def test_a_record_said_by_hand_is_served_at_once_and_withdrawn_again(client):
    before = client.get("/api/v1/").json()
    made = client.put("/api/v1/organisations/gana-materials", json=FIRM)
    assert made.status_code == 201
    assert made.json()["new"]["organisation"] == 1
    found = client.get("/api/v1/organisations/gana-materials").json()
    assert {name: found[name] for name in FIRM} == FIRM
    assert client.get("/api/v1/search?q=가나소재").json()["results"][0]["node"]["id"] == "gana-materials"
    again = client.put("/api/v1/organisations/gana-materials", json=FIRM)
    assert again.status_code == 200
    assert again.json()["unchanged"]["organisation"] == 1
    assert again.json()["graph_version"] == made.json()["graph_version"]
    gone = client.delete("/api/v1/organisations/gana-materials")
    assert gone.json()["closed"]["organisation"] == 1
    assert client.get("/api/v1/organisations/gana-materials").json()["closed"] is not None
    assert client.get("/api/v1/search?q=가나소재").json()["total"] == 0
    assert client.get("/api/v1/").json()["counts"] == before["counts"]


def test_a_word_by_hand_stands_over_the_origins_until_it_is_withdrawn(client):
    path = "/api/v1/organisations/dmi"
    was = client.get(path).json()
    words = {
        **FIRM,
        "name_ko": "고친 이름",
        "name_en": "Mended name",
        "organisation_kind": "research_institute",
    }
    assert client.put(path, json=words).json()["changed"]["organisation"] == 1
    assert client.get(path).json()["name_ko"] == "고친 이름"
    archive = zipped()
    loaded = client.post(
        "/api/v1/loads?origin=daegu", content=archive, headers={"Content-Type": "application/zip"}
    )
    assert loaded.status_code == 200
    assert client.get(path).json()["name_ko"] == "고친 이름"
    client.delete(path)
    assert client.get(path).json() == was


def test_a_write_over_a_version_that_the_client_has_not_seen_is_refused(client):
    path = "/api/v1/organisations/gana-materials"
    assert problem(client.put(path, json=FIRM, headers={"If-Match": "*"}), 412) == "precondition-failed"
    assert client.put(path, json=FIRM).status_code == 201
    seen = client.get(path).headers["etag"]
    renamed = {**FIRM, "name_en": "Gana Advanced Materials"}
    assert client.put(path, json=renamed, headers={"If-Match": seen}).status_code == 200
    answer = client.put(path, json=FIRM, headers={"If-Match": seen})
    assert problem(answer, 412) == "precondition-failed"
    assert client.get(path).json()["name_en"] == "Gana Advanced Materials"
    accept = {"Accept": client.headers["accept"]}
    assert answer.headers["etag"] == client.get(path, headers=accept).headers["etag"] != seen
    current = {"If-Match": f'"other", {answer.headers["etag"]}'}
    assert client.put(path, json=FIRM, headers=current).json()["changed"]["organisation"] == 1
    assert problem(client.delete(path, headers={"If-Match": '"0-1"'}), 412) == "precondition-failed"
    assert client.delete(path, headers={"If-Match": "*"}).status_code == 200


def test_a_relation_is_checked_as_by_a_load(client):
    path = "/api/v1/relations/r99001"
    said = {"subject": "dmi", "predicate": "SUPPORTS", "object": "nobody", "sources": ["s0290"]}
    answer = client.put(path, json=said)
    assert problem(answer, 422) == "invalid-record"
    fault = answer.json()["errors"][0]
    assert (fault["parameter"], "nobody" in fault["rule"]) == ("object", True)
    assert client.put(path, json={**said, "object": "dyetec"}).status_code == 201
    assert client.get(path).json()["predicate"] == "SUPPORTS"
    # what another record refers to is not closed
    client.put("/api/v1/organisations/gana-materials", json=FIRM)
    client.put("/api/v1/relations/r99002", json={**said, "object": "gana-materials"})
    assert problem(client.delete("/api/v1/organisations/gana-materials"), 409) == "not-withdrawn"
    assert client.delete("/api/v1/relations/r99002").status_code == 200
    assert client.delete("/api/v1/organisations/gana-materials").status_code == 200


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({**FIRM, "sector": "steel"}, "sector"),
        ({**FIRM, "sources": []}, "sources"),
        ({**FIRM, "sources": ["s99999"]}, "sources"),
        ({**FIRM, "ceo": "someone"}, "ceo"),
        ({**FIRM, "founded": "2026-13"}, "founded"),
        ({**FIRM, "id": "another"}, "id"),
        ({"name_ko": "가나"}, "name_en"),
        ({**FIRM, "name_ko": 7}, "name_ko"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_field_and_nothing_is_written(client, body, parameter):
    version = client.get("/api/v1/").json()["graph_version"]
    answer = client.put("/api/v1/organisations/gana-materials", json=body)
    problem(answer, 422)
    faults = {fault["parameter"].removeprefix("body."): fault for fault in answer.json()["errors"]}
    assert parameter in faults
    assert faults[parameter]["rule"]
    assert faults[parameter]["remedy"]
    assert client.get("/api/v1/").json()["graph_version"] == version


def test_the_address_of_a_question_is_no_record(client):
    address = "/api/v1/programmes/evaluation"
    for refused in (client.put(address, json={}), client.delete(address)):
        assert problem(refused, 405) == "method-not-allowed"
        assert refused.headers["allow"] == "GET"


def test_a_pair_of_what_is_no_id_is_refused_before_any_decision(client):
    decisions = [{"decision": "split", "pair": "dmi~dyetec"}, {"decision": "split", "pair": "dmi~no*id"}]
    assert problem(client.post("/api/v1/review", json={"decisions": decisions}), 422) == "invalid-parameter"


def test_a_number_is_no_truth_value(client):
    refused = client.post("/api/v1/neighbourhoods", json={"ids": ["dmi"], "among": 0})
    assert problem(refused, 422) == "invalid-parameter"
    assert refused.json()["errors"][0]["rule"] == "“0” is neither true nor false"


def test_writing_needs_a_key_that_is_known(client):
    for method, path in (
        ("PUT", "/organisations/x"),
        ("DELETE", "/organisations/x"),
        ("POST", "/loads?origin=daegu"),
    ):
        told = client.request(method, f"/api/v1{path}", json={}, headers={"Authorization": ""})
        assert problem(told, 401) == "key-required"
        assert told.headers["www-authenticate"] == "Bearer"
        wrong = client.request(method, f"/api/v1{path}", json={}, headers={"Authorization": "Bearer guess"})
        assert problem(wrong, 401) == "unknown-key"
    assert client.get("/api/v1/", headers={"Authorization": "", "X-API-Key": SECRET}).status_code == 200


def zipped(**changed: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(DAEGU.glob("*.csv")):
            archive.writestr(f"daegu/{path.name}", changed.get(path.stem) or path.read_text(encoding="utf-8"))
    return out.getvalue()


def upload(client, content: bytes, words: str = "", kind: str = "application/zip"):
    return client.post(f"/api/v1/loads?origin=daegu{words}", content=content, headers={"Content-Type": kind})


def test_an_upload_is_a_load(client):
    relations = (DAEGU / "relations.csv").read_text(encoding="utf-8").splitlines()
    fewer = "\n".join([*relations[:-1], relations[-1].replace(relations[-1].split(",")[1], "nobody", 1)])
    dry = upload(client, zipped(relations=fewer), "&dry_run=true").json()
    assert dry["dry_run"] is True
    assert dry["rejected"] == 1
    assert dry["rejects"][0]["file"] == "relations.csv"
    assert problem(upload(client, zipped(relations=fewer), "&strict=true"), 422) == "invalid-record"
    same = upload(client, zipped()).json()
    assert sum(same["new"].values()) + sum(same["changed"].values()) + sum(same["closed"].values()) == 0
    assert [one["origin"] for one in client.get("/api/v1/loads").json()["results"]] == ["daegu"]


@pytest.mark.parametrize(
    ("content", "words", "kind", "status"),
    [
        (b"no zip", "", "application/zip", 422),
        (b"", "", "application/zip", 422),
        (b"{}", "", "application/json", 415),
        (b"x", "&unknown=1", "application/zip", 422),
    ],
)
def test_what_is_no_upload_is_refused(client, content, words, kind, status):
    problem(upload(client, content, words, kind), status)


def test_an_archive_is_not_trusted(client, monkeypatch):
    def archive(*names: str, size: int = 10) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
            for name in names:
                opened.writestr(name, b"0" * size)
        return out.getvalue()

    assert "twice" in upload(client, archive("a/relations.csv", "b/relations.csv")).json()["detail"]
    assert "files" in upload(client, archive(*(f"{i}.csv" for i in range(101)))).json()["detail"]
    monkeypatch.setattr(unpacked.__wrapped__, "__kwdefaults__", {"most_bytes": 1000})
    bomb = upload(client, archive("organisations.csv", size=100_000))
    assert problem(bomb, 422) == "invalid-upload"
    assert "unpacks to more" in bomb.json()["detail"]
    assert problem(upload(client, archive("../../etc/passwd")), 422) == "invalid-upload"


@pytest.mark.parametrize("header", ["h" * 140_000, "h" * (9 << 20)], ids=["long", "endless"])
def test_an_upload_whose_header_is_one_long_word_is_refused_as_an_upload(client, header):
    tables = {path.stem: header for path in DAEGU.glob("*.csv")}
    answer = upload(client, zipped(**tables))
    assert problem(answer, 422) == "invalid-upload"
    assert len(answer.json()["detail"]) < 1000


def test_a_broken_archive_is_told_in_plain_words(client):
    whole = zipped()
    for content in (b"no zip", b"", whole[: len(whole) // 2], whole[:5000] + bytes(5000) + whole[10_000:]):
        detail = upload(client, content).json()["detail"]
        assert "not a readable zip" in detail
        assert "BadZip" not in detail
        assert "error" not in detail.casefold()
