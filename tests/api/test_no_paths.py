"""No answer tells where on the machine the server keeps its things; a broken upload is the upload's fault."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest
from starlette.testclient import TestClient

from api import serving
from api.app import create_app
from api.keys import new_key
from graph.stores import open_store
from ingest.adapters import adapters
from ingest.load import load
from tests.daegu import daegu_at
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

DAEGU = Path(__file__).resolve().parents[2] / "data" / "daegu"
SECRET, ENTRY = new_key("editor")
ZIP = {"Content-Type": "application/zip"}


@contextmanager
def served(folder: Path) -> Iterator[TestClient]:
    """An application of the Daegu data that looks often after its store; all of its things are in one folder."""
    with pytest.MonkeyPatch.context() as set_so:
        set_so.setattr(serving, "SECONDS_BETWEEN_LOOKS", 0.05)
        set_so.setattr(serving, "SECONDS_UNTIL_STALE", 0.3)
        store = open_store(daegu_at(folder / "graph.sqlite"))
        app = create_app(store, api_keys=[ENTRY], jobs_folder=folder / "jobs")
        with closing(store), TestClient(app, raise_server_exceptions=False) as client:
            client.headers["Authorization"] = f"Bearer {SECRET}"
            yield client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """An application whose store and jobs a test may ruin: they are in `tmp_path`."""
    with served(tmp_path) as client:
        yield client


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the application that nothing is written to."""
    return tmp_path_factory.mktemp("its-own-place")


@pytest.fixture(scope="module")
def asked(place: Path) -> Iterator[TestClient]:
    """An application that nothing is written to."""
    with served(place) as client:
        yield client


def tells_no_path(text: str, folder: Path) -> None:
    for place in (folder, Path.cwd(), Path.home(), Path(tempfile.gettempdir())):
        assert f"{place}/" not in text, text[:500]
        assert not text.endswith(str(place))
    assert folder.name not in text, text[:500]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def whole(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return zipped({file.name: file.read_bytes() for file in sorted(DAEGU.glob("*.csv"))[:3]}, method)


def upload(client: TestClient, content: bytes, origin: str = "daegu") -> tuple[int, str]:
    answer = client.post(f"/api/v1/loads?origin={origin}&dry_run=true", content=content, headers=ZIP)
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_with_wrong_bytes_is_refused(asked, place, method):
    good, dice = whole(method), random.Random(7)
    broken = [good[: len(good) // 2], good[100:], b"PK\x03\x04" + good[4:200]]
    for times in (1, 3, 30, 200):
        content = bytearray(good)
        for _ in range(times):
            content[dice.randrange(len(content))] = dice.randrange(256)
        broken.append(bytes(content))
    for content in broken:
        status, text = upload(asked, content)
        assert status == 422, text  # what is left of the data is not all seven files
        tells_no_path(text, place)


@pytest.mark.parametrize(
    "name",
    [
        "a" * 300 + ".csv",
        "가" * 100 + ".csv",
        "x\ny.csv",
        "..",
        ".hidden",
        " ",
        "a:b.csv",
        "a\x1b[31m.csv",
        "con.csv ",
    ],
    ids=ascii,
)
def test_a_file_that_cannot_be_called_so_is_refused_by_name(asked, place, name):
    status, text = upload(asked, zipped({name: b"id\n1\n"}))
    assert status == 422
    assert "rename it" in text
    assert "\\u001b" not in text
    tells_no_path(text, place)


@pytest.mark.parametrize("origin", sorted(adapters()))
def test_files_that_are_nothing_are_refused_by_every_origin(asked, place, origin):
    for name, content in (
        ("a.csv", b"\0\xff\xfe"),
        ("a.json", b'{"a":[null]}'),
        ("a.xml", b"<a><b>"),
        ("a.xlsx", b"PK"),
    ):
        status, text = upload(asked, zipped({name: content}), origin)
        assert status in {200, 422}, text
        tells_no_path(text, place)


@pytest.mark.parametrize(
    "path", ["loads", "loads?origin=daegu", "jobs", "relations/nobody", "organisations/%2e%2e", "x", "search"]
)
def test_answers_of_a_server_that_is_well_tell_no_path(asked, place, path):
    tells_no_path(asked.get(f"/api/v1/{path}").text, place)


def test_a_load_report_names_its_file_of_rejected_rows_without_the_folder(client, tmp_path):
    folder = tmp_path / "edited"
    folder.mkdir()
    for file in DAEGU.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    rows = (folder / "relations.csv").read_text(encoding="utf-8-sig").splitlines()
    fields = rows[5].split(",")
    rows[5] = ",".join([*fields[:3], "nobody-at-all", *fields[4:]])
    (folder / "relations.csv").write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    with closing(open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")) as store:
        load(store, "daegu", [folder], rejects_to=tmp_path / "rejects.csv")
    answer = client.get("/api/v1/loads")
    latest = answer.json()["results"][0]["report"]
    assert latest["rejects_file"] in {None, "rejects.csv"}
    assert latest["rejected"] == 0 or latest["rejects_file"] == "rejects.csv"
    tells_no_path(answer.text, tmp_path)


def test_a_store_that_is_gone_is_told_without_its_path(client, tmp_path):
    for file in tmp_path.glob("graph.sqlite*"):
        file.unlink()
    wait_for(lambda: client.get("/ready").status_code == 503)
    for method, path in (
        ("GET", "/ready"), ("GET", "/api/v1/loads"), ("GET", "/api/v1/organisations/nobody"),
        ("DELETE", "/api/v1/organisations/dmi"), ("GET", "/metrics"),
    ):  # fmt: skip
        answer = client.request(method, path)
        assert answer.status_code == (200 if path == "/metrics" else 503), path
        tells_no_path(answer.text, tmp_path)
    status, text = upload(client, whole())
    assert status == 503
    tells_no_path(text, tmp_path)


def test_jobs_that_cannot_be_kept_are_told_without_the_folder(client, tmp_path, monkeypatch):
    queue = client.app.state.jobs

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "jobs" / "x"))

    monkeypatch.setattr(type(queue.folder), "write", full)
    answer = client.post("/api/v1/jobs", json={"kind": "structure", "parameters": {"quick": True}})
    assert answer.status_code == 503
    assert "No space left" in answer.text
    tells_no_path(answer.text, tmp_path)
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    with closing(store), TestClient(create_app(store, jobs_folder=tmp_path / "jobs")) as other:
        for path in ("/ready", "/api/v1/jobs"):
            tells_no_path(other.get(path).text, tmp_path)
    (tmp_path / "file").write_text("no folder")
    with closing(store), TestClient(create_app(store, jobs_folder=tmp_path / "file" / "jobs")) as other:
        told = orjson.loads(other.get("/ready").content)["jobs"]
        assert told.startswith("Jobs cannot be stored (Not a directory)")
        tells_no_path(told, tmp_path)
