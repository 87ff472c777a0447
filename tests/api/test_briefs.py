"""`POST /briefs`, `sojae brief` and `eco.brief`: the same file at each door, and refusals that name the remedy."""

from __future__ import annotations

import pytest

from queries.brief import FORMATS, TOPICS
from queries.errors import Invalid, NotFound
from tests import forks

PATH = "/api/v1/briefs"


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_is_a_file_with_a_name_and_a_type(client, format):
    answer = client.post(PATH, json={"topic": "sector", "id": "metals", "language": "en", "format": format})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[format].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="sojae-sector-metals-en.{format}"'
    assert answer.content.startswith(FORMATS[format].begins.encode())


def test_every_door_gives_the_same_file(client, eco, daegu_store, tmp_path):
    asked = {"topic": "gaps", "language": "en", "format": "html", "parameters": {"as_of": "2024"}}
    over_http = client.post(PATH, json=asked).content
    assert eco.brief("gaps", language="en", format="html", as_of=2024) == over_http
    out = tmp_path / "gaps.html"
    assert eco.brief("gaps", language="en", format="html", as_of=2024, out=out) == out
    assert out.read_bytes() == over_http
    typed = (
        "brief",
        "gaps",
        "--language",
        "en",
        "--parameter",
        "as_of=2024",
        "--out",
        str(tmp_path / "typed.html"),
    )
    done = forks.run(*typed, "--store", daegu_store.address)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "typed.html").read_bytes() == over_http


def test_the_kinds_are_the_topics_and_formats_that_can_be_asked_for(client):
    kinds = client.get(f"{PATH}/kinds").json()
    assert (
        {one["topic"] for one in kinds["topics"]}
        == set(TOPICS)
        >= {"gaps", "sector", "programme", "ecosystem"}
    )
    assert {one["format"] for one in kinds["formats"]} == set(FORMATS) == {"pdf", "docx", "html", "typ"}
    assert {one["topic"]: one["about"] for one in kinds["topics"]}["sector"] == "sector"


REFUSED = [
    ({"topic": "gap"}, "topic: unknown value “gap”. Did you mean “gaps”?"),
    ({"topic": "gaps", "format": "hwp"}, "format: unknown value “hwp”. Use one of docx, html, pdf, typ."),
    ({"topic": "gaps", "language": "fr"}, "language: unknown value “fr”. Use one of ko, en."),
    ({"topic": "gaps", "id": "metals"}, "id: the topic gaps takes no id. Leave it out."),
    ({"topic": "sector"}, "id: the topic sector is about one sector. Give the id of a sector."),
    ({}, "topic: a value is required."),
    (
        {"topic": "gaps", "parameters": {"layr": "all"}},
        "parameters.layr: “layr” is not a parameter. Did you mean “layer”?",
    ),
    (
        {"topic": "gaps", "parameters": {"as_of": "soon"}},
        "parameters.as_of: “soon” is not a date. Write for instance 2018, 2018-06 or 2018-06-20.",
    ),
]


@pytest.mark.parametrize(("asked", "sentence"), REFUSED)
def test_what_cannot_be_written_is_refused_with_the_remedy(client, asked, sentence):
    answer = client.post(PATH, json=asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == sentence


def test_an_unknown_sector_or_programme_is_not_found(client, eco):
    answer = client.post(PATH, json={"topic": "sector", "id": "metal"})
    assert answer.status_code == 404
    assert "Did you mean “metals”" in answer.json()["detail"]
    answer = client.post(PATH, json={"topic": "programme", "id": "dmi"})
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("#unknown-programme")
    with pytest.raises(NotFound, match="metals"):
        eco.brief("sector", "metal")
    with pytest.raises(Invalid, match="unknown value “gap”"):
        eco.brief("gap")


def test_the_command_line_names_the_endings_it_knows(daegu_store, tmp_path):
    done = forks.run("brief", "gaps", "--out", str(tmp_path / "gaps.doc"), "--store", daegu_store.address)
    assert done.returncode == 1
    assert ".docx, .html, .pdf, .typ: choose one of these" in done.stderr
    assert not list(tmp_path.iterdir())
