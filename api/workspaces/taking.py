"""Options of the load that takes the files of a workspace into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ingest.looking import MAPPING, own_source
from ingest.mapping import PlainLoader
from queries.errors import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.workspaces.workspace import Workspace


def taking(workspace: Workspace, mapping: str | None, options: dict[str, str]) -> dict[str, str]:
    """Return the options of a load into the store: those that the files were read with, but for the source made up for them.

    Raises:
        Invalid: a table has no source.
    """
    made_up = own_source([Path(name) for name in workspace.files])
    given = {name: value for name, value in workspace.options.items() if made_up.get(name) != value} | options
    if mapping is not None:
        source = {name: given.pop(name) for name in made_up if name in given}
        path = workspace.folder / f"take-{MAPPING}"
        path.write_text(sourced(mapping, source, made_up), encoding="utf-8")
        given["map"] = str(path)
    return given


def sourced(mapping: str, source: Mapping[str, str], made_up: Mapping[str, str]) -> str:
    """Put a source into a mapping in the place of the one made up for its file.

    Raises:
        Invalid: the made-up one is still there.
    """
    content = yaml.load(mapping, Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
    if not isinstance(content, dict):
        return mapping  # the load says what is wrong with it
    given = content.get("source")
    told: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    told = {**told, **source}
    for name in ("publisher", "url"):
        if told.get(name) == made_up[name]:
            refuse(
                "options",
                f"the {name} of the files is not given",
                "give title, publisher and url among the options",
            )
    return yaml.safe_dump({**content, "source": told}, allow_unicode=True, sort_keys=False)
