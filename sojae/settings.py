"""Settings, read once from the environment or `.env`; no other module reads environment variables."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

from api.limits import KEPT_SECONDS, MOST_KEPT
from api.prefix import read_prefix
from graph.errors import SojaeError
from graph.near import nearest

PREFIX = "SOJAE_"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
RATE_LIMIT = 6_000
CONNECTIONS = 256
NOT_SETTINGS = frozenset(
    {"SOJAE_TEST_NEO4J", "SOJAE_TEST_NEO4J_USER", "SOJAE_TEST_NEO4J_PASSWORD", "SOJAE_SKIP_EXPLORER"}
)
ANCESTOR = re.compile(r"self|none|\*|https?://[A-Za-z0-9*.\-\[\]:]+")
SWITCHES = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}  # fmt: skip


class SettingsError(SojaeError):
    """A setting is unknown or has an invalid value; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that is never printed."""

    value: str = field(repr=False)


def data_folder() -> Path:
    """Return the user's data folder for this program, by the platform's convention."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "sojae"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "sojae"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "sojae"


def switch(text: str) -> bool:
    """Read true or false."""
    if (found := SWITCHES.get(text.strip().lower())) is None:
        raise ValueError(f"“{text}” is neither true nor false: use one of them")
    return found


def comma_separated(text: str) -> tuple[str, ...]:
    """Read comma-separated values."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def secrets(text: str) -> tuple[Secret, ...]:
    """Read comma-separated secrets."""
    return tuple(map(Secret, comma_separated(text)))


def one_of(*known: str) -> Callable[[str], str]:
    """Read one value of a closed set."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"“{text}” is not allowed: {nearest(text, known)}")
        return text

    return read


def prefix(text: str) -> str:
    """Read the path prefix of a proxy."""
    if (found := read_prefix(text)) is None:
        raise ValueError(f"“{text}” is not a path prefix: write it like /sojae")
    return found


def ancestors(text: str) -> str:
    """Read the pages that may frame those of the server."""
    words = [word.strip("'\"") for word in text.replace(",", " ").split()]
    for word in words:
        if not ANCESTOR.fullmatch(word):
            raise ValueError(
                f"“{word}” is not an origin: write self, none, * or for instance https://portal.example"
            )
    return " ".join(f"'{word}'" if word in {"self", "none"} else word for word in words) or "'self'"


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Read a whole number between two bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            raise ValueError(f"“{text}” is not a whole number from {lowest} to {highest}")
        return number

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings: each is an environment variable with the prefix SOJAE_."""

    store: str = field(default_factory=lambda: f"sqlite:///{data_folder() / 'sojae.sqlite'}")
    """Where the graph is kept: `sqlite:///PATH` (four slashes for an absolute path), `bolt://…`, `neo4j://…`, `bolt+s://…` or `neo4j+s://…`. Unless set: an SQLite file in the user's data folder."""
    store_user: str | None = None
    """Neo4j user."""
    store_password: Annotated[Secret | None, Secret] = None
    """Neo4j password; never printed."""
    store_database: str | None = None
    """Neo4j database, on servers that have several. Unless set: the user's home database, which is the server's default unless an administrator has chosen another."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, whole(0, 65_535)] = 8000
    """Port to listen on."""
    api_keys: Annotated[tuple[Secret, ...], secrets] = ()
    """API keys that may write, as comma-separated `NAME:write:SHA256`; `sojae key NAME` makes one."""
    log_format: Annotated[Literal["text", "json"], one_of("text", "json")] = "text"
    """Format of the log: `text` or `json`."""
    access_log: Annotated[bool, switch] = True
    """Log each request in a line on stderr."""
    cors_origins: Annotated[tuple[str, ...], comma_separated] = ()
    """Comma-separated web origins that may call the API from a browser."""
    hosts: Annotated[tuple[str, ...], comma_separated] = ()
    """Comma-separated names of this server (`atlas.example`), beside those of this machine: a request that changes something without a key must come by one of them, so that no web page can send it by a name of its own. Unless set, and listening on loopback: only the names of this machine; listening elsewhere: any name."""
    frame_ancestors: Annotated[str, ancestors] = "'self'"
    """Pages that may show those of this server in a frame: `self`, `none`, `*`, or comma-separated origins (`https://portal.example`)."""
    root_path: Annotated[str, prefix] = ""
    """Path under which a proxy serves the application (`/sojae`): links for programs (`links`, `Link`, `Location`, problems, `servers`) then start with it. Pages and redirects are relative and need no setting."""
    trust_proxy: Annotated[bool, switch] = False
    """Take that path from the proxy's `X-Forwarded-Prefix` header instead; use it only if the server can be reached through the proxy alone."""
    workspaces: Annotated[bool, switch] = True
    """Let clients look at files of their own (`POST /workspaces`): they are read in a process apart and kept for some hours. `false` for a public server."""
    mcp: Annotated[bool, switch] = True
    """Answer agents at `/mcp` by the Model Context Protocol (needs the extra `sojae[mcp]`; read-only). `false` for a public server."""
    snapshot_seconds: Annotated[int, whole(0, 86_400)] = KEPT_SECONDS
    """Seconds for which an older content is kept after a write, or after its last page, so that whoever pages through it gets to the end."""
    snapshots: Annotated[int, whole(0, 1_000)] = MOST_KEPT
    """Number of older contents that are kept for this. Each takes as much memory as the content itself; the one not asked for longest goes first."""
    jobs: Annotated[Path, Path] = field(default_factory=lambda: data_folder() / "jobs")
    """Folder for jobs and their results, with a subfolder for each store; servers of one store may share it: each shows and takes jobs, one of them runs them. Unless set: `jobs` in the user's data folder."""
    ntis_key: Annotated[Secret | None, Secret] = None
    """Key of the NTIS service; never printed."""
    kipris_key: Annotated[Secret | None, Secret] = None
    """Key of KIPRIS Plus; never printed."""
    dart_key: Annotated[Secret | None, Secret] = None
    """Key of DART; never printed."""
    factoryon_key: Annotated[Secret | None, Secret] = None
    """Key of FactoryOn at data.go.kr; never printed."""
    rate_limit: Annotated[int | None, whole(0, 1_000_000)] = None
    """Requests per minute for each key or address; 0: no limit. Unless set: 6,000, and no limit on loopback."""
    connections: Annotated[int | None, whole(0, 100_000)] = None
    """Connections per address; surplus ones are closed, the longest idle first (Linux, macOS); 0: no limit. Unless set: 256, and no limit on loopback."""

    @property
    def own_hosts(self) -> tuple[str, ...] | None:
        """Return the names by which the server may be called to change something without a key; None: any."""
        if not self.hosts and self.host not in LOOPBACK:
            return None
        pages = (origin.partition("://")[2].partition(":")[0] for origin in self.cors_origins)
        return (*LOOPBACK, "[::1]", *(name.lower() for name in (*self.hosts, *pages)))

    @property
    def requests_a_minute(self) -> int:
        """Requests per minute for each client; unless set, there is a limit only where other machines can reach the server."""
        if self.rate_limit is not None:
            return self.rate_limit
        return 0 if self.host in LOOPBACK else RATE_LIMIT

    def connections_an_address(self, host: str) -> int:
        """Return the number of connections per address; unless set, there is a limit only where other machines can reach the server."""
        if self.connections is not None:
            return self.connections
        return 0 if host in LOOPBACK else CONNECTIONS

    def options_of(self, origin: str) -> dict[str, str]:
        """Return the options of an origin that is a web service: its key, and the folder for its responses."""
        keys = {
            "ntis": self.ntis_key,
            "kipris": self.kipris_key,
            "dart-company": self.dart_key,
            "factoryon": self.factoryon_key,
        }
        if origin not in keys:
            return {}
        key = keys[origin]
        known = {} if key is None else {"key": key.value}
        return {"pages": str(data_folder() / "answers"), **known}


def variables() -> dict[str, str]:
    """Read the variables of `.env` and of the environment, which wins; names are in upper case."""
    kept: dict[str, str | None] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        kept = dotenv_values(".env")
    both = [*kept.items(), *os.environ.items()]
    return {name.upper(): text for name, text in both if text is not None}


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a SOJAE_ variable is unknown or has an invalid value.
    """
    kinds = get_type_hints(Settings, include_extras=True)
    known = {f"{PREFIX}{one.name}".upper(): one.name for one in fields(Settings)}
    values: dict[str, Any] = {}
    for name, text in variables().items():
        if not name.startswith(PREFIX) or name in NOT_SETTINGS:
            continue
        if name not in known:
            raise SettingsError(
                f"Unknown setting {name}: {nearest(name, known, 'docs/reference/settings.md lists them')}"
            )
        (read,) = getattr(kinds[known[name]], "__metadata__", (str,))
        try:
            values[known[name]] = read(text)
        except ValueError as error:
            raise SettingsError(f"{name}: {error}") from None
    return Settings(**values)
