"""Write the OpenAPI document to `docs/api/openapi.json`: `python -m api.openapi`."""

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
    """Make the document of the application, without reading a store."""
    return create_app(open_store("sqlite:///unread.sqlite")).openapi()


def written(made: dict[str, Any]) -> str:
    """Format a document so that two versions can be compared line by line."""
    return json.dumps(in_order(made), ensure_ascii=False, indent=2) + "\n"


def in_order(part: Any) -> Any:
    """Sort members by name, but JSON first: client generators use the first of several media types."""
    if isinstance(part, dict):
        members = cast("dict[str, Any]", part)
        names = sorted(members, key=lambda name: (name != "application/json", name))
        return {name: in_order(members[name]) for name in names}
    if isinstance(part, list):
        return [in_order(inner) for inner in part]
    return part


def main() -> int:
    """Write the document; refuse if it breaks clients, except with --breaking."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument(
        "--breaking", action="store_true", help="write the document even if it breaks clients"
    )
    allowed = parser.parse_args().breaking
    made = document()
    if COMMITTED.exists() and not allowed:
        found = breaks(json.loads(COMMITTED.read_text(encoding="utf-8")), made)
        if found:
            listed = "\n".join(f"  {what}" for what in found)
            print(
                f"This breaks clients:\n{listed}\nAvoid the breaking changes, or run it with --breaking"
                " and say so in CHANGELOG.md.",
                file=sys.stderr,
            )
            return 1
    COMMITTED.write_text(written(made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
