"""`sojae.connect()`: the questions of an ecosystem, asked of a server: the same methods, answers and errors as of a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import orjson

from graph.vocabulary import SECTORS
from queries.calling import checked
from queries.errors import (
    Expired,
    ExpiredVersion,
    Fault,
    Invalid,
    NotFound,
    QueryError,
    TooLarge,
    TooManySamples,
    TooManyTies,
    Unavailable,
    near_to,
)
from queries.list_pages import Page, columns_of
from queries.methods import Methods
from queries.python_values import an_id, as_typed, subject_of
from queries.record import COLLECTIONS
from queries.registry import questions
from queries.result import Shape
from sojae.following import Following

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from queries.registry import Question
    from queries.result import Result

PREFIX = "/api/v1"
BY_POST = frozenset({"resolve", "whatif", "network_of_set", "enrichment"})
"""Questions that HTTP takes as a request body."""
SECONDS = 120.0
A_CALL = 100
"""Ids whose names are asked for in one call."""
ERRORS: Mapping[str, type[QueryError]] = {
    "invalid-parameter": Invalid,
    "too-many-samples": TooManySamples,
    "too-many-ties": TooManyTies,
    "result-too-large": TooLarge,
    "expired-cursor": Expired,
    "expired-version": ExpiredVersion,
}
"""Kind of a problem → the class that a store raises; `unknown-…` is NotFound, everything else Unavailable."""


def connect(url: str, *, key: str | None = None, timeout: float = SECONDS) -> Connection:
    """Connect to a server of Sojae.

    Args:
        url: its address, `https://host/` or that of a workspace, `https://host/w/ID/`.
        key: an API key, where the server asks for one.
        timeout: seconds to wait for an answer.

    Raises:
        Unavailable: the server cannot be reached, or is none of Sojae.
    """
    return Connection(url, key=key, timeout=timeout)


class Connection(Following, Methods):
    """A server, ready for questions: the same methods and answers as an `Ecosystem`, except for `network()`."""

    def __init__(self, url: str, *, key: str | None = None, timeout: float = SECONDS) -> None:
        base = url.rstrip("/").removesuffix(PREFIX)
        headers = {"Accept": "application/json", **({"X-API-Key": key} if key else {})}
        self.http = httpx.Client(base_url=f"{base}{PREFIX}", headers=headers, timeout=timeout)
        about = self.get("/")
        if about.get("name") != "sojae":
            raise Unavailable(f"{base}: this is not a server of Sojae: check the address")

    def __repr__(self) -> str:
        return f"<Connection: {self.http.base_url}>"

    def close(self) -> None:
        """Close the connection."""
        self.http.close()

    @property
    def graph_version(self) -> str:
        """The graph version that the server has now."""
        return str(self.get("/")["graph_version"])

    def ask(self, question: str, *subject: Any, **given: Any) -> Any:
        """Answer a question of the registry.

        Raises:
            NotFound: the question, an id or a name is unknown.
            Invalid: a parameter is unknown or has an invalid value.
            Unavailable: the server cannot answer.
        """
        question, known = an_id("question", question, "name of a question"), questions()
        if question not in known:
            raise NotFound(
                "question", question, near_to(question, list(known)), parameter="question", known=list(known)
            )
        registered = known[question]
        ids = subject_of(registered.subject, subject)
        try:
            typed = as_typed(registered.parameters, given)
            registered.read(typed)
            found = self.answer(registered, ids, typed)
        except Invalid as error:
            raise error.in_words_of(registered.aliases) from None
        found.known_by(Names(self, ids_in(found)))
        return found

    def answer(self, registered: Question, ids: list[str], typed: Mapping[str, Any]) -> Result:
        """Ask the server."""
        path = "/" + registered.path.format(
            **{n: quote(i, safe="") for n, i in zip(registered.subject, ids, strict=True)}
        )
        if registered.name in BY_POST:
            body = self.sent("POST", path, json=dict(typed))
        else:
            body = self.sent("GET", path, params=texts(typed))
        if typed.get("fields") and registered.name in COLLECTIONS:
            return chosen_fields(registered.name, str(typed["fields"]), body)
        return registered.result.model_validate_json(body)

    def get(self, path: str, **params: str) -> dict[str, Any]:
        """Return an answer as JSON."""
        found: dict[str, Any] = self.response("GET", path, params=params).json()
        return found

    def sent(self, method: str, path: str, **how: Any) -> bytes:
        """Return the content of an answer."""
        return self.response(method, path, **how).content

    def response(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Send a request.

        Raises:
            QueryError: as a store would raise it, or Unavailable.
        """
        try:
            answer = self.http.request(method, path, **how)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unavailable(
                f"{self.http.base_url}: {error or type(error).__name__}: check the address and the server"
            ) from error
        if answer.is_success:
            return answer
        raise error_of(answer)

    @checked
    def export(self, format: str, out: str | Path | None = None, **given: Any) -> bytes | Path:
        """Write the filtered graph as a file of a format (`csv`, `ndjson`, `parquet`, `jsonld`, `graphml`, `gexf`, …).

        Raises:
            Invalid: a parameter is unknown, or parameters contradict each other.
        """
        params = texts({**given, "format": format})
        if out is None:
            return self.sent("GET", "/export", params=params)
        target = Path(out)
        with self.http.stream("GET", "/export", params=params) as answer, target.open("wb") as file:
            if not answer.is_success:
                answer.read()
                raise error_of(answer)
            for chunk in answer.iter_bytes():
                file.write(chunk)
        return target


def chosen_fields(collection: str, fields: str, body: bytes) -> Page:
    """Read a page of a list with chosen fields, whose rows have no declared shape."""
    found: dict[str, Any] = orjson.loads(body)
    rows: list[Any] = [Shape(**row) for row in found.pop("results")]
    page = Page(results=rows, **found)
    return page.with_columns(columns_of(COLLECTIONS[collection], tuple(fields.split(","))))


class Names:
    """The names beside ids in tables; asked for once, when a table is made."""

    def __init__(self, connection: Connection, ids: Iterable[str]) -> None:
        self.connection, self.ids = connection, list(dict.fromkeys(ids))
        self.known: dict[str, tuple[str, str]] | None = None

    def __call__(self, what: str, key: str) -> tuple[str, str] | None:
        """Return the Korean and English names of a node or sector."""
        if what == "sector":
            sector = SECTORS.get(key)
            return (key, key) if sector is None else (sector.name_ko, sector.name_en)
        if self.known is None:
            self.known = dict(self.asked())
        return self.known.get(key)

    def asked(self) -> Iterable[tuple[str, tuple[str, str]]]:
        """Ask for the names of all ids of the table."""
        for start in range(0, len(self.ids), A_CALL):
            wanted = ",".join(key.replace(",", "\\,") for key in self.ids[start : start + A_CALL])
            for collection in ("organisations", "technologies", "programmes"):
                page = self.connection.get(
                    f"/{collection}", id=wanted, fields="id,name_ko,name_en", limit="1000"
                )
                for row in page["results"]:
                    yield row["id"], (row["name_ko"], row["name_en"])


def ids_in(found: Result) -> Iterable[str]:
    """Return the ids of nodes that the table of an answer shows, those in nested members too."""
    for row in found.rows:
        yield from ids_of(row)


def ids_of(row: Any) -> Iterable[str]:
    """Return the ids of nodes in a row."""
    for name in type(row).model_fields:
        value = getattr(row, name)
        if type(row).ids.get(name) == "node" and isinstance(value, str):
            yield value
        elif hasattr(type(value), "model_fields") and hasattr(type(value), "ids"):
            yield from ids_of(value)


def texts(typed: Mapping[str, Any]) -> dict[str, str]:
    """Write parameters as a query has them; those that are None are left out."""
    found: dict[str, str] = {}
    for name, value in typed.items():
        if value is None:
            continue
        several = isinstance(value, list | tuple | set | frozenset)
        found[name] = (
            ",".join(map(str, value))
            if several
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
    return found


def error_of(answer: httpx.Response) -> QueryError:
    """Return the error that a store would raise for a problem."""
    try:
        problem: dict[str, Any] = answer.json()
        kind, detail = str(problem["type"]).rpartition("#")[2], str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return Unavailable(
            f"{answer.request.url}: status {answer.status_code} without a reason: check the address"
        )
    faults = [Fault(one["parameter"], one["rule"], one["remedy"]) for one in problem.get("errors", ())]
    if kind.startswith("unknown-") and kind not in {"unknown-route", "unknown-key", "unknown-workspace"}:
        return remade(NotFound, detail, faults, what=kind.removeprefix("unknown-"))
    return remade(ERRORS.get(kind, Unavailable), detail, faults)


def remade(of: type[QueryError], detail: str, faults: list[Fault], **further: Any) -> QueryError:
    """Make an error with the sentence of the server."""
    error = of.__new__(of)
    QueryError.__init__(error, detail, faults)
    for name, value in further.items():
        setattr(error, name, value)
    return error
