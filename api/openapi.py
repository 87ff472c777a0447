"""The OpenAPI document as it stands in `docs/api/openapi.json`: `python -m api.openapi` writes it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, cast

from api.app import create_app
from api.compatibility import breaks
from graph.stores import open_store

COMMITTED = Path(__file__).resolve().parent.parent / "docs" / "api" / "openapi.json"
COMMAND = "python -m api.openapi"


def document() -> dict[str, Any]:
    """Make the document of the application as it is now; no store is read."""
    return create_app(open_store("sqlite:///unread.sqlite")).openapi()


def written(made: dict[str, Any]) -> str:
    """Write a document so that two of them can be compared line by line."""
    return json.dumps(in_order(made), ensure_ascii=False, indent=2) + "\n"


def in_order(part: Any) -> Any:
    """Sort members by name, but JSON first: of several media types generators of clients take the first for the type."""
    if isinstance(part, dict):
        members = cast("dict[str, Any]", part)
        names = sorted(members, key=lambda name: (name != "application/json", name))
        return {name: in_order(members[name]) for name in names}
    if isinstance(part, list):
        return [in_order(inner) for inner in part]
    return part


def main() -> int:
    """Write the document; refuse to do so if it breaks clients, unless that is meant."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--breaking", action="store_true", help="write it although it breaks clients")
    meant = parser.parse_args().breaking
    made = document()
    if COMMITTED.exists() and not meant:
        found = breaks(json.loads(COMMITTED.read_text(encoding="utf-8")), made)
        if found:
            told = "\n".join(f"  {what}" for what in found)
            print(
                f"This breaks clients:\n{told}\nKeep what they rely on; if it must be, write it with --breaking"
                " and say so in CHANGELOG.md.",
                file=sys.stderr,
            )
            return 1
    COMMITTED.write_text(written(made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
