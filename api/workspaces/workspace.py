"""Workspaces of a server: made from files, found by an id that cannot be guessed, gone after some hours."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from api.deps import LIMITS
from api.errors import Problem
from api.jobs.folder import Taken, take
from api.serving import Serving
from api.workspaces.order import Order
from api.workspaces.readers import Readers
from graph.stores import SQLITE, open_store, path_of
from ingest.mapping import PlainLoader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.view import View

LOG = logging.getLogger("sojae.workspaces")
FOLDERS = "sojae-workspaces-"
SECONDS_BETWEEN_SWEEPS = 10.0
READING_SECONDS = 120.0
PREVIEW_SECONDS = 60.0


@dataclass
class Workspace:
    """Files that a client looks at.

    Attributes:
        id: its id, which only the client knows that made it.
        folder: holds its files and its store.
        files: their names.
        expires: when it ends.
        origin, mapping, options: how the files were read.
        report: the report of that load.
        proposal: how a table was recognised, with a proposed mapping; None for other files.
        problem: why its files could not be read, if they were kept all the same.
        serving: what its requests are answered from.
        readings: how often its files were read.
    """

    id: str
    folder: Path
    files: tuple[str, ...]
    expires: datetime
    origin: str = ""
    mapping: str | None = None
    options: dict[str, str] = field(default_factory=dict[str, str])
    report: dict[str, Any] = field(default_factory=dict[str, Any])
    proposal: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    serving: Serving | None = None
    readings: int = 0

    def order(self, origin: str | None, mapping: str | None, options: dict[str, str]) -> Order:
        """Return the order to read its files, each time into another store: the one that is served stays until then."""
        self.readings += 1
        name = f"store-{self.readings}.sqlite"
        return Order("read", str(self.folder), self.files, origin, mapping, options, name)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON for its owner."""
        return {
            "id": self.id,
            "api": f"/workspaces/{self.id}/api/v1/",
            "page": f"/w/{self.id}/",
            "files": list(self.files),
            "origin": self.origin,
            "mapping": self.mapping,
            "options": self.options,
            "report": self.report,
            "proposal": self.proposal_as_read,
            "problem": self.problem,
            "expires": self.expires.isoformat(timespec="seconds"),
        }

    @property
    def proposal_as_read(self) -> dict[str, Any] | None:
        """The proposal with the mapping by which the files were read, which may have been edited since."""
        if self.proposal is None or self.mapping is None:
            return self.proposal
        try:
            mapping: Any = yaml.load(self.mapping, Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
        except yaml.YAMLError:
            return self.proposal
        return {**self.proposal, "mapping": mapping} if isinstance(mapping, dict) else self.proposal

    def end(self) -> None:
        """Close its store and remove its files."""
        if self.serving is not None:
            self.serving.end()
            self.serving.store.close()
            self.serving.view = None
        shutil.rmtree(self.folder, ignore_errors=True)


class Workspaces:
    """All workspaces of a server; `on` is false where the operator forbids them."""

    def __init__(self, *, on: bool = True) -> None:
        self.on, self.readers = on, Readers()
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._all: dict[str, Workspace] = {}
        self._root: Path | None = None
        self._held: Any = None
        self._sweeper: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether ended workspaces are removed."""
        return not self.on or (self._sweeper is not None and self._sweeper.is_alive())

    def open(self) -> None:
        """Remove what a server that was killed left behind, and begin to remove workspaces that end."""
        if not self.on:
            return
        remove_left_behind()
        self._sweeper = threading.Thread(target=self._sweep_for_ever, name="workspaces", daemon=True)
        self._sweeper.start()

    def close(self) -> None:
        """Remove everything."""
        self._ended.set()
        with self._lock:
            all_of_them, self._all = list(self._all.values()), {}
        for one in all_of_them:
            one.end()
        self.readers.close()
        if self._root is not None:
            self._held.close()
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def root(self) -> Path:
        """Return the folder of this server, made when the first workspace is; it is held while the server runs."""
        with self._lock:
            if self._root is None:
                self._root = Path(tempfile.mkdtemp(prefix=FOLDERS))
                self._held = (self._root / "held").open("wb")
                take(self._held)
            return self._root

    def begin(self) -> Workspace:
        """Make an empty workspace, whose files are written next.

        Raises:
            Problem: workspaces are off (403), or there are too many (503).
        """
        if not self.on:
            detail = "This server takes no files to look at: run Sojae yourself, or ask its operator."
            raise Problem("workspaces-off", "No workspaces here", 403, detail)
        self.sweep()
        if len(self._all) >= LIMITS["workspaces"]:
            detail = f"There are {LIMITS['workspaces']} workspaces already: end one that you no longer need, or try again later."
            raise Problem(
                "too-many-workspaces", "Too many workspaces", 503, detail, headers={"Retry-After": "300"}
            )
        self.readers.prepare()
        key = secrets.token_urlsafe(18)
        folder = self.root() / key
        folder.mkdir()
        hours = timedelta(hours=LIMITS["workspace_hours"])
        return Workspace(key, folder, (), datetime.now(UTC) + hours)

    def keep(self, workspace: Workspace) -> None:
        """Keep a workspace, so that it is found by its id."""
        with self._lock:
            self._all[workspace.id] = workspace

    def read(self, workspace: Workspace, order: Order) -> None:
        """Read the files of a workspace, and serve and keep them.

        Raises:
            Problem: they cannot be read, or are too much.
        """
        found = self.readers.ask(order, READING_SECONDS)
        serving = Serving(open_store(f"{SQLITE}{order.store}"))
        serving.begin()
        refuse_large(serving.current())
        workspace.origin, workspace.mapping, workspace.options = (
            found[name] for name in ("origin", "mapping", "options")
        )
        workspace.proposal = found["proposal"]
        workspace.report, before = found["report"], workspace.serving
        workspace.serving, workspace.problem = serving, None
        if before is not None:
            before.end()
            before.store.close()
            path_of(before.store.address).unlink(missing_ok=True)
        self.keep(workspace)

    def propose(self, workspace: Workspace, order: Order) -> None:
        """Recognise the files of a workspace without reading them, and keep it.

        Raises:
            Problem: nothing reads them.
        """
        found = self.readers.ask(replace(order, task="propose"), PREVIEW_SECONDS)
        workspace.origin, workspace.mapping, workspace.options, workspace.proposal = (
            found[name] for name in ("origin", "mapping", "options", "proposal")
        )
        self.keep(workspace)

    def propose_given(self, workspace: Workspace, given: dict[str, str]) -> dict[str, Any]:
        """Tell how a table is read with the encoding, header or sheet that a person gives.

        Raises:
            Problem: it cannot be read so.
        """
        order = Order("propose_given", str(workspace.folder), workspace.files, options=given)
        return self.readers.ask(order, PREVIEW_SECONDS)

    def preview(self, order: Order) -> dict[str, Any]:
        """Tell what the first rows of files would become.

        Raises:
            Problem: they cannot be read so.
        """
        return self.readers.ask(replace(order, task="preview"), PREVIEW_SECONDS)

    def find(self, key: str) -> Workspace:
        """Find a workspace.

        Raises:
            Problem: there is none of this id (404).
        """
        found = self._all.get(key)
        if found is None or found.expires <= datetime.now(UTC):
            hours = LIMITS["workspace_hours"]
            detail = f"No workspace has this id: one ends after {hours} hours, or with the server. Open the files again."
            raise Problem("unknown-workspace", "Unknown workspace", 404, detail)
        return found

    def remove(self, key: str) -> None:
        """End a workspace.

        Raises:
            Problem: there is none of this id (404).
        """
        found = self.find(key)
        with self._lock:
            self._all.pop(key, None)
        found.end()

    def sweep(self) -> None:
        """End the workspaces whose time is over, and idle reading processes."""
        now = datetime.now(UTC)
        with self._lock:
            over = [one for one in self._all.values() if one.expires <= now]
            for one in over:
                del self._all[one.id]
        for one in over:
            one.end()
        self.readers.rest()

    def _sweep_for_ever(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_SWEEPS):
            try:
                self.sweep()
            except Exception:
                LOG.exception("removing ended workspaces continues")


def refuse_large(view: View) -> None:
    """Refuse a workspace that is too much for the memory of the server.

    Raises:
        Problem: it is.
    """
    snapshot = view.snapshot
    for what, number in (("nodes", len(snapshot.ids)), ("relations", len(snapshot.relations))):
        most = LIMITS[f"workspace_{what}"]
        if number > most:
            detail = f"{number:,} {what} are more than the {most:,} of a workspace: load the files instead, or use a part of them."
            raise Problem("too-large", "Too large", 413, detail)


def remove_left_behind(within: Sequence[Path] = ()) -> None:
    """Remove folders of servers that no longer run: nobody holds them."""
    for folder in within or sorted(Path(tempfile.gettempdir()).glob(f"{FOLDERS}*")):
        held = folder / "held"
        try:
            with held.open("r+b") as file:
                take(file)
        except FileNotFoundError:
            if time.time() - folder.stat().st_mtime < SECONDS_BETWEEN_SWEEPS:
                continue  # just being made
        except (Taken, OSError):
            continue  # held, or another user's
        shutil.rmtree(folder, ignore_errors=True)
