"""How a connection follows a server: what moved since a graph version, and each new version as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import orjson

from queries.calling import checked
from queries.errors import Unavailable
from queries.moved import Moved

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_OF_SILENCE = 60.0
"""A server that waits sends a comment every 15 seconds."""
A_PAGE = 1000


class Following:
    """The part of a connection that follows."""

    http: httpx.Client

    def response(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Send a request."""
        raise NotImplementedError

    @checked
    def changes_since(self, version: str, *, limit: int = A_PAGE, cursor: str | None = None) -> Moved:
        """Return a page of the records that were created, changed or closed since a graph version.

        Args:
            version: the graph version that you have.
            limit: records per page.
            cursor: `next` of the previous page.

        Raises:
            ExpiredVersion: the server does not, or no longer, know what moved since: load everything again.
        """
        params = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        answer = self.response("GET", f"/changes/since/{quote(version, safe='')}", params=params)
        return Moved.model_validate_json(answer.content)

    def versions(self, known: str | None = None) -> Iterator[str]:
        """Yield each graph version of the server as it comes, for ever: at once the present one, unless it is the known one.

        Raises:
            Unavailable: the connection broke off.
        """
        while True:
            headers = {"Accept": "text/event-stream", **({"Last-Event-ID": known} if known else {})}
            try:
                with self.http.stream(
                    "GET", "/events", headers=headers, timeout=SECONDS_OF_SILENCE
                ) as answer:
                    if not answer.is_success:
                        answer.read()
                        raise Unavailable(
                            f"{answer.request.url}: status {answer.status_code}: {answer.text[:300]}"
                        )
                    for line in answer.iter_lines():
                        if line.startswith("data: "):
                            known = str(orjson.loads(line.removeprefix("data: "))["graph_version"])
                            yield known
            except httpx.HTTPError as error:
                reason = error or type(error).__name__
                raise Unavailable(f"{self.http.base_url}: {reason}: follow again from {known}") from error

    def follow(self, version: str) -> Iterator[Moved]:
        """Yield what moved since a graph version, page by page, and then wait for more, for ever.

        A page whose `next` is None brings you to the version `to`: note it, to go on from there another time.

        Raises:
            ExpiredVersion: the server does not, or no longer, know what moved since: load everything again.
            Unavailable: the connection broke off.
        """
        for _ in self.versions(version):
            cursor: str | None = None
            while True:
                page = self.changes_since(version, cursor=cursor)
                yield page
                cursor = page.next
                if cursor is None:
                    break
            version = page.to
