"""Where the server stands behind a proxy: the prefix before its paths, told by a setting or by a proxy that is trusted.

Pages and redirects need none, since their addresses are relative. Addresses that a program may read apart from the request
(`links`, `next`, `Location`, `type` and `instance` of a problem, `servers`) are paths, and bear the prefix.
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
    """Read a prefix: `/sojae`, with or without a slash at its end; `` and `/` are none. None if it can be no prefix."""
    bare = text.strip().rstrip("/")
    return bare if not bare or (LEGAL.fullmatch(bare) and "/." not in bare) else None


@dataclass(frozen=True, slots=True)
class Prefixes:
    """How the prefix of a request is found.

    Attributes:
        root_path: the prefix that the operator names.
        trust_proxy: whether `X-Forwarded-Prefix` is believed. Anybody who reaches the server can send it.
    """

    root_path: str = ""
    trust_proxy: bool = False

    def enter(self, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        """Note the prefix for the answer to this request; take it off the path where the proxy left it there."""
        prefix = self.root_path
        if self.trust_proxy and FORWARDED in headers:
            told = headers[FORWARDED].decode("latin-1").partition(",")[0]  # the outermost proxy comes first
            prefix = read_prefix(told) or prefix
        CURRENT.set(prefix)
        path: str = scope["path"]
        if self.root_path and (path == self.root_path or path.startswith(f"{self.root_path}/")):
            scope["path"] = path.removeprefix(self.root_path) or "/"
            scope["raw_path"] = scope["path"].encode()


def below(path: str) -> str:
    """Give a path of ours as the client of this request sees it."""
    return f"{CURRENT.get()}{path}"


def relative(path: str, target: str) -> str:
    """Lead from one path to another without saying what stands before both.

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
