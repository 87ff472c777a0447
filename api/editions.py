"""`Graph-Edition` of an answer, and `Min-Graph-Edition` of a request: no client of several servers sees an earlier state again.

Servers on one store read a new state a second or so apart. A client that sends the latest edition it has seen gets that one or
a later one, or 503 from a server that has not read it yet.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from api.errors import Problem
from graph.editions import read_edition
from queries.errors import Fault

if TYPE_CHECKING:
    from starlette.types import Scope

    from api.serving import Serving
    from graph.editions import Edition

GIVEN = b"graph-edition"
ASKED = b"min-graph-edition"
NAME = "Min-Graph-Edition"
SECONDS_TO_CATCH_UP = 0.3
"""Time for a server that is behind to read the store: small graphs are read within it; other servers need not be asked."""
SECONDS_BETWEEN_LOOKS = 0.02


def edition_header(scope: Scope) -> tuple[tuple[bytes, bytes], ...]:
    """Return the header of an answer; none if only older versions of the program wrote the store."""
    edition: Edition | None = scope.get("edition")
    return ((GIVEN, str(edition).encode()),) if edition is not None and edition.store_id else ()


async def at_least(serving: Serving, asked: bytes) -> None:
    """Wait briefly until an edition or a later one is served.

    Raises:
        Problem: it is not an edition, or one of another store (422), or not served yet (503).
    """
    text = asked.decode("latin-1")
    wanted = read_edition(text)
    if wanted is None:
        raise refused(text[:60], "is not an edition", "send the `Graph-Edition` of an earlier answer")
    end = asyncio.get_running_loop().time() + SECONDS_TO_CATCH_UP
    while not serving.edition.includes(wanted):
        if asyncio.get_running_loop().time() >= end:
            raise behind(serving, wanted)
        serving.hurry()
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


def behind(serving: Serving, wanted: Edition) -> Problem:
    """Return why an edition is not served."""
    current = serving.edition
    if serving.view is not None and current.store_id and current.store_id != wanted.store_id:
        rule = f"is of another store than this server has now ({current})"
        return refused(str(wanted), rule, "the store was replaced: forget what was read from it")
    detail = f"This server has the edition {current} and is reading a later one: try again in a second, or ask another server."
    return Problem("behind", "Behind", 503, detail, headers={"Retry-After": "1"})


def refused(value: str, rule: str, remedy: str) -> Problem:
    """Return the problem of a header that cannot be followed."""
    detail = f"{NAME}: “{value}” {rule}: {remedy}."
    return Problem("other-edition", "Other edition", 422, detail, [Fault(NAME, rule, remedy)])
