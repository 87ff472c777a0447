"""An agent: the SDK's own client of the protocol, called from tests that are not asynchronous."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anyio.from_thread import start_blocking_portal
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

from tests.served import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio.from_thread import BlockingPortal
    from mcp_types import CallToolResult


class Agent:
    """A connected client.

    Attributes:
        client: the SDK's client.
        calls: how many tools it has called.
    """

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client, self._portal, self.calls = client, portal, 0

    def does(self, method: str, *arguments: Any) -> Any:
        return self._portal.call(getattr(self.client, method), *arguments)

    def asks(self, tool: str, **arguments: Any) -> CallToolResult:
        self.calls += 1
        found: CallToolResult = self.does("call_tool", tool, arguments)
        return found

    def learns(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool; give its structured answer, which is no error and says what it rests on."""
        found = self.asks(tool, **arguments)
        assert not found.is_error, found.content
        answer: dict[str, Any] = found.structured_content
        assert answer["graph_version"]
        assert answer["basis"]["sources"] > 0
        assert answer["again"]
        return answer


@contextmanager
def agent(server: str | StdioServerParameters, **options: Any) -> Iterator[Agent]:
    """Connect to a server: the address of one, or the command that starts it."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server, **options)) as client,
    ):
        yield Agent(client, portal)


def command(store: str) -> StdioServerParameters:
    """Give the command that a client starts the server with."""
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "sojae.cli", "mcp", "--store", store],
        env={**os.environ, "SOJAE_LOG_FORMAT": "text"},
        cwd=ROOT,
    )
