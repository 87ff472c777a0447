"""What every test may ask for: engines, empty stores, hand-drawn records and the Daegu data."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from graph.snapshot import Snapshot
from graph.stores import open_store
from tests import sharing
from tests.daegu import daegu_at
from tests.engines import chromium as browsers
from tests.engines import neo4j_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from starlette.testclient import TestClient

    from graph.store import Store
    from queries.ecosystem import Ecosystem
    from tests.engines.chromium import Chromium
    from tests.engines.neo4j_server import Server


settings.register_profile("house", deadline=None)  # a busy machine is no fault of what is tested
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Tell `-n auto` how many workers there are; asked before plugins of ours are registered."""
    return sharing.workers()


def pytest_configure(config: pytest.Config) -> None:
    """Let tests be shared out among workers in a way of ours."""
    config.pluginmanager.register(sharing)


def skip_or_fail(reason: str) -> None:
    """Skip with a reason; on CI a missing engine is an error."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI=true: a missing engine is an error)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_server_or_reason() -> Iterator[Server | str]:
    """A running Neo4j, or the reason why there is none; brought up once."""
    try:
        server = neo4j_server.start()
    except neo4j_server.Missing as missing:
        yield str(missing)
        return
    yield server
    server.stop()


@pytest.fixture
def neo4j(neo4j_server_or_reason: Server | str) -> Server:
    """A running Neo4j, emptied for this test."""
    if isinstance(neo4j_server_or_reason, str):
        skip_or_fail(neo4j_server_or_reason)
    assert isinstance(neo4j_server_or_reason, neo4j_server.Server)
    wipe(neo4j_server_or_reason)
    return neo4j_server_or_reason


@pytest.fixture
def neo4j_url(neo4j: Server) -> str:
    """The address of a running, emptied Neo4j; user and password stand in the fixture `neo4j`."""
    return neo4j.url


def wipe(server: Server) -> None:
    """Empty the database; constraints and indexes stay."""
    from neo4j import GraphDatabase

    with (
        GraphDatabase.driver(server.url, auth=server.auth, notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """A Chromium's path and launch arguments."""
    try:
        return browsers.find()
    except browsers.Missing as missing:
        skip_or_fail(str(missing))
        raise


@pytest.fixture(scope="session")
def korean_font() -> None:
    """A font in which figures can write Hangul; matplotlib warns of each letter that it cannot draw."""
    try:
        browsers.korean_font()
    except browsers.Missing as missing:
        skip_or_fail(str(missing))


@pytest.fixture(scope="session")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium.executable, args=list(chromium.arguments)
        )
        yield running
        running.close()


ENGINES = [pytest.param("sqlite"), pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store of each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'graph.sqlite'}"
    return str(request.getfixturevalue("neo4j_url"))


@pytest.fixture
def store_login(request: pytest.FixtureRequest, store_url: str) -> dict[str, str | None]:
    """What `open_store` needs beside the address."""
    if store_url.startswith("sqlite"):
        return {}
    server = request.getfixturevalue("neo4j")
    return {"user": server.user, "password": server.password}


@pytest.fixture
def store(store_url: str, store_login: dict[str, str | None]) -> Iterator[Store]:
    """An empty, prepared store of each engine."""
    opened = open_store(store_url, **store_login)
    opened.prepare()
    yield opened
    opened.close()


@pytest.fixture
def neo4j_store(neo4j: Server) -> Iterator[Store]:
    """An empty, prepared Neo4j store."""
    opened = open_store(neo4j.url, user=neo4j.user, password=neo4j.password)
    opened.prepare()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def daegu_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bundled Daegu data in an SQLite file; read only, please."""
    opened = open_store(daegu_at(tmp_path_factory.mktemp("daegu") / "daegu.sqlite"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def daegu(daegu_store: Store) -> Snapshot:
    """A snapshot of the bundled Daegu data."""
    return Snapshot(daegu_store)


@pytest.fixture(scope="session")
def eco(daegu_store: Store) -> Ecosystem:
    """Questions about the bundled Daegu data; what was computed for one test is there for the next."""
    from queries.ecosystem import Ecosystem

    return Ecosystem(daegu_store)


@pytest.fixture(scope="session")
def client(daegu_store: Store) -> Iterator[TestClient]:
    """An application of the bundled Daegu data, for whoever only asks; who changes something makes one of his own."""
    from starlette.testclient import TestClient

    from api.app import create_app

    with TestClient(create_app(daegu_store)) as client:
        yield client
