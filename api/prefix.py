"""The path prefix behind a proxy, from a setting or from a trusted proxy.

Pages and redirects need none, since their addresses are relative. Addresses that a program may read apart from the request
(`links`, `next`, `Location`, `type` and `instance` of a problem, `servers`) are paths, and start with the prefix.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope

LEGAL = re.compile(r"(/[A-Za-z0-9._~-]{1,64}){1,8}")
FORWARDED = b"x-forwarded-prefix"
CURRENT: ContextVar[str] = ContextVar("prefix", default="")


def read_prefix(text: str) -> str | None:
    """Read a prefix: `/sojae`, with or without a slash at its end; `` and `/` mean none. None if it is invalid."""
    bare = text.strip().rstrip("/")
    return bare if not bare or (LEGAL.fullmatch(bare) and "/." not in bare) else None


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The sources of the prefix.

    Attributes:
        root_path: the prefix in the settings.
        trust_proxy: whether `X-Forwarded-Prefix` is trusted. Anybody who can reach the server can send it.
    """

    root_path: str = ""
    trust_proxy: bool = False

    def enter(self, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        """Set the prefix for this request; remove it from the path if the proxy did not."""
        prefix = self.root_path
        if self.trust_proxy and FORWARDED in headers:
            sent = headers[FORWARDED].decode("latin-1").partition(",")[0]  # the outermost proxy comes first
            prefix = read_prefix(sent) or prefix
        CURRENT.set(prefix)
        path: str = scope["path"]
        if self.root_path and (path == self.root_path or path.startswith(f"{self.root_path}/")):
            scope["path"] = path.removeprefix(self.root_path) or "/"
            scope["raw_path"] = scope["path"].encode()


def below(path: str) -> str:
    """Return a path of this server with the prefix of this request."""
    return f"{CURRENT.get()}{path}"


def relative(path: str, target: str) -> str:
    """Return the relative address from one path to another.

    >>> relative("/api/v1", "/api/v1/"), relative("/api/v1/search/", "/api/v1/search?q=a")
    ('v1/', '../search?q=a')
    """
    bare, _, query = target.partition("?")
    here, there = path.split("/")[:-1], bare.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    led = "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "./"
    return f"{led}?{query}" if query else led
