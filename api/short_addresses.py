"""Short addresses that mean another route."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

NOT_OF_VERSIONS = re.compile(rb"[^A-Za-z0-9]+")
SHORT, SINCE = "/api/v1/changes", b"since_version="


def lengthened(scope: Scope) -> None:
    """Let `/changes?since_version=V` mean `/changes/since/V`, which typed clients know apart from changes between two days."""
    if scope["path"] != SHORT or SINCE not in scope["query_string"]:
        return
    given = scope["query_string"].split(b"&")
    versions = [one.removeprefix(SINCE) for one in given if one.startswith(SINCE)]
    if len(versions) == 1:
        version = NOT_OF_VERSIONS.sub(b"", versions[0])[:64] or b"-"
        scope["path"] = f"{SHORT}/since/{version.decode()}"
        scope["raw_path"] = scope["path"].encode()
        scope["query_string"] = b"&".join(one for one in given if not one.startswith(SINCE))
