"""Settings, read once from the environment or `.env`: the only place that looks at environment variables."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.prefix import read_prefix
from graph.schema import nearest

PREFIX = "SOJAE_"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
RATE_LIMIT = 6_000
CONNECTIONS = 256
OF_OTHERS = frozenset(
    {"SOJAE_TEST_NEO4J", "SOJAE_TEST_NEO4J_USER", "SOJAE_TEST_NEO4J_PASSWORD", "SOJAE_SKIP_EXPLORER"}
)


class SettingsError(Exception):
    """A setting that is unknown or cannot be read; the message names it and the remedy."""


def data_folder() -> Path:
    """Give the user's folder for data of programs, as the platform has it."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "sojae"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "sojae"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "sojae"


class Settings(BaseSettings):
    """What can be set by environment variables with the prefix SOJAE_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    store: str = Field(default_factory=lambda: f"sqlite:///{data_folder() / 'sojae.sqlite'}")
    store_user: str | None = None
    store_password: SecretStr | None = None
    store_database: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    log_format: Literal["text", "json"] = "text"
    access_log: bool = True
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    root_path: str = ""
    trust_proxy: bool = False
    jobs: Path = Field(default_factory=lambda: data_folder() / "jobs")
    ntis_key: SecretStr | None = None
    kipris_key: SecretStr | None = None
    dart_key: SecretStr | None = None
    factoryon_key: SecretStr | None = None
    rate_limit: int | None = Field(default=None, ge=0, le=1_000_000)
    connections: int | None = Field(default=None, ge=0, le=100_000)

    @property
    def requests_a_minute(self) -> int:
        """How often one client may ask; unless it is set, there is a limit only where others can reach the server."""
        if self.rate_limit is not None:
            return self.rate_limit
        return 0 if self.host in LOOPBACK else RATE_LIMIT

    def connections_an_address(self, host: str) -> int:
        """Give how many connections one address may hold where the server listens; unless it is set, as for requests."""
        if self.connections is not None:
            return self.connections
        return 0 if host in LOOPBACK else CONNECTIONS

    def told(self, origin: str) -> dict[str, str]:
        """Give what an origin that is a service is told: its key, and the folder for its answers."""
        keys = {
            "ntis": self.ntis_key,
            "kipris": self.kipris_key,
            "dart-company": self.dart_key,
            "factoryon": self.factoryon_key,
        }
        if origin not in keys:
            return {}
        key = keys[origin]
        known = {} if key is None else {"key": key.get_secret_value()}
        return {"pages": str(data_folder() / "answers"), **known}

    @field_validator("api_keys", "cors_origins", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Read comma-separated words."""
        return (
            tuple(word.strip() for word in value.split(",") if word.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("root_path")
    @classmethod
    def legal(cls, value: str) -> str:
        """Read the prefix of a proxy."""
        if (prefix := read_prefix(value)) is None:
            raise ValueError(f"“{value}” can be no prefix of paths, which looks like /sojae")
        return prefix


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a SOJAE_ variable is unknown or has a value that cannot be.
    """
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for name in (*os.environ, *dotenv_values(".env")):
        upper = name.upper()
        if upper.startswith(PREFIX) and upper not in known | OF_OTHERS:
            raise SettingsError(f"{name} is no known setting: {nearest(upper, known)}")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        raise SettingsError(f"{name}: {first['msg']}: mend its value") from None
