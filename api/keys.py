"""API keys for writing. Only their hashes are stored, in the settings."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from api.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENTRY = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,64}):(?P<scopes>[a-z]+(\+[a-z]+)*):(?P<digest>[0-9a-f]{64})")
SCOPES = frozenset({"write"})


@dataclass(frozen=True, slots=True)
class Key:
    """A known key: its name (for logs and limits) and scopes."""

    name: str
    scopes: frozenset[str]


def digest_of(secret: str) -> str:
    """Hash a key. Keys are 256 random bits, so that a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def new_key(name: str) -> tuple[str, str]:
    """Make a key with write permission: the secret, and the entry for SOJAE_API_KEYS."""
    secret = secrets.token_urlsafe(32)
    entry = f"{name}:write:{digest_of(secret)}"
    read_keys([entry])
    return secret, entry


def read_keys(entries: Iterable[str]) -> dict[str, Key]:
    """Read the entries of a setting: hash → key.

    Raises:
        ValueError: an entry is not NAME:SCOPES:SHA256, or names an unknown scope. The message does not contain the entry.
    """
    keys: dict[str, Key] = {}
    for number, entry in enumerate(entries, 1):
        found = ENTRY.fullmatch(entry)
        if found is None:
            raise ValueError(
                f"SOJAE_API_KEYS: entry {number} is not NAME:SCOPES:SHA256: make one with `sojae key`"
            )
        scopes = frozenset(found["scopes"].split("+"))
        if unknown := scopes - SCOPES:
            known = ", ".join(sorted(SCOPES))
            raise ValueError(f"SOJAE_API_KEYS: entry {number}: unknown scope {min(unknown)}: use {known}")
        keys[found["digest"]] = Key(found["name"], scopes)
    return keys


def key_of(headers: Mapping[bytes, bytes], keys: Mapping[str, Key]) -> Key | None:
    """Find the key that a request sends (`Authorization: Bearer …` or `X-API-Key: …`); None if it sends none.

    Raises:
        Problem: the key is unknown (401).
    """
    sent = headers.get(b"x-api-key", b"")
    scheme, _, rest = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() == b"bearer":
        sent = rest
    if not sent:
        return None
    # the hash is looked up, not compared byte by byte, so that timing reveals nothing about a key
    found = keys.get(sha256(sent.strip()).hexdigest())
    if found is None:
        detail = "Unknown API key: check it, or leave it out for reading."
        raise Problem("unknown-key", "Unknown key", 401, detail, headers={"WWW-Authenticate": "Bearer"})
    return found


def require(key: Key | None, scope: str) -> Key:
    """Refuse keys without a scope.

    Raises:
        Problem: there is no key (401), or it lacks the scope (403).
    """
    if key is None:
        detail = "Writing needs an API key with the scope “write”: send Authorization: Bearer KEY. The operator of this server makes keys."
        raise Problem("key-required", "Key required", 401, detail, headers={"WWW-Authenticate": "Bearer"})
    if scope not in key.scopes:
        detail = f"The key “{key.name}” lacks the scope “{scope}”: use one that has it."
        raise Problem("scope-required", "Scope required", 403, detail)
    return key
