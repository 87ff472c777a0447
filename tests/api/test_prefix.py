"""Below a path of a proxy: what programs read bears the prefix, pages and redirects need none."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.prefix import read_prefix, relative
from sojae.settings import SettingsError, read_settings

FORWARDED = {"X-Forwarded-Prefix": "/sojae", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org"}


@pytest.fixture(scope="module")
def plain(daegu_store):
    with TestClient(create_app(daegu_store)) as client:
        yield client


@pytest.fixture(scope="module")
def trusting(daegu_store):
    with TestClient(create_app(daegu_store, trust_proxy=True)) as client:
        yield client


@pytest.fixture(scope="module")
def named(daegu_store):
    with TestClient(create_app(daegu_store, root_path="/sojae")) as client:
        yield client


def told(client, **headers):
    """Every address that an answer gives to programs."""
    root = client.get("/api/v1/", headers=headers).json()["links"]
    page = client.get("/api/v1/organisations?limit=1", headers=headers)
    problem = client.get("/api/v1/organisations/nobody", headers=headers).json()
    document = client.get("/api/v1/openapi.json", headers=headers).json()
    file = client.get("/api/v1/export?format=graphml&around=dmi", headers=headers)
    return {
        "links": root["search"],
        "next": page.links["next"]["url"].partition("?")[0],
        "type": problem["type"].partition("#")[0],
        "instance": problem["instance"],
        "servers": document["servers"][0]["url"].rstrip("/"),
        "licence": file.links["license"]["url"],
    }


def below(prefix):
    return {
        "links": f"{prefix}/api/v1/search",
        "next": f"{prefix}/api/v1/organisations",
        "type": f"{prefix}/docs/problems",
        "instance": f"{prefix}/api/v1/organisations/nobody",
        "servers": prefix,
        "licence": f"{prefix}/api/v1/",
    }


def test_a_prefix_that_a_trusted_proxy_tells_stands_in_every_address(trusting):
    assert told(trusting, **FORWARDED) == below("/sojae")
    assert told(trusting) == below("")


def test_a_prefix_is_believed_only_when_told_to(plain):
    assert told(plain, **FORWARDED) == below("")


def test_the_setting_names_the_prefix_whether_the_proxy_takes_it_off_or_not(named):
    assert told(named) == below("/sojae")
    assert named.get("/sojae/api/v1/search?q=dmi").json() == named.get("/api/v1/search?q=dmi").json()
    assert named.get("/sojae/ready").status_code == 200
    assert named.get("/sojaer/ready").status_code == 404


@pytest.mark.parametrize(
    "hostile",
    [
        "//evil.example",
        "https://evil.example",
        "/a b",
        "/../..",
        '/x"><script>',
        "sojae",
        "/" + "a" * 99,
        "/%2e%2e",
    ],
)
def test_a_prefix_that_is_none_is_not_believed(trusting, hostile):
    assert told(trusting, **{"X-Forwarded-Prefix": hostile}) == below("")


def test_an_answer_for_another_prefix_has_another_tag(trusting):
    one, other = trusting.get("/api/v1/"), trusting.get("/api/v1/", headers=FORWARDED)
    assert one.headers["etag"] != other.headers["etag"]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/api/v1", "v1/"),
        ("/explorer", "explorer/"),
        ("/api/v1/search/?q=%EA%B0%80", "../search?q=%EA%B0%80"),
    ],
)
def test_redirects_are_relative_and_so_keep_prefix_and_https(plain, asked, led):
    answer = plain.get(asked, headers=FORWARDED, follow_redirects=False)
    assert answer.status_code in {307, 308}
    assert answer.headers["location"] == led
    outside = urljoin(f"https://example.org/sojae{asked}", led)
    assert outside.startswith("https://example.org/sojae/")
    assert plain.get(asked).url.path == urljoin(asked, led).partition("?")[0]


@pytest.mark.parametrize("page", ["/api/v1/docs", "/docs/problems", "/", "/explorer/"])
def test_no_page_has_an_address_that_leaves_the_prefix(plain, page):
    text = plain.get(page).text
    found = re.findall(r'(?:href|src|content)="([^"#][^"]*)"', text)
    assert found
    for address in found:
        assert not address.startswith("/"), (page, address)
    for address in [
        one for one in found if one.endswith((".svg", ".js", ".css", ".json", "/docs", "problems"))
    ]:
        assert plain.get(urljoin(page, address)).status_code == 200, (page, address)
    if page in {"/", "/explorer/"}:
        api = re.search(r'name="sojae-api" content="([^"]+)"', text)
        assert api is not None
        assert urljoin(f"/sojae{page}", api[1]) == "/sojae/api/v1"


def test_what_can_be_tried_on_the_page_of_the_api_works_below_a_prefix(plain):
    text = plain.get("/api/v1/docs").text
    attempts = re.findall(r'class="try" href="([^"]+)"', text)
    assert len(attempts) > 20
    for attempt in attempts:
        assert urljoin("/sojae/api/v1/docs", attempt).startswith("/sojae/")
    assert plain.get(urljoin("/api/v1/docs", attempts[0].replace("&amp;", "&"))).status_code == 200


def test_relative_addresses_lead_where_they_shall():
    for here, there in [
        ("/a/b", "/a/b/"),
        ("/a/b/", "/a/b"),
        ("/a", "/b"),
        ("/a/b/c", "/x?q=1"),
        ("/a/", "/a/"),
    ]:
        assert urljoin(here, relative(here, there)) == there


def test_a_prefix_is_read_with_or_without_its_last_slash(monkeypatch):
    assert [read_prefix(text) for text in ("/sojae/", "/", "", "/a/b", "a", "/.")] == [
        "/sojae",
        "",
        "",
        "/a/b",
        None,
        None,
    ]
    monkeypatch.setenv("SOJAE_ROOT_PATH", "/sojae/")
    assert read_settings().root_path == "/sojae"
    monkeypatch.setenv("SOJAE_ROOT_PATH", "https://example.org/sojae")
    with pytest.raises(SettingsError, match="SOJAE_ROOT_PATH"):
        read_settings()
