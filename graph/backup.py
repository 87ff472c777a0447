"""Backups of a whole store in one sealed file, restoring them, and copies from store to store."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.copying import copy
from graph.store import BEYOND, CHECK, Load, StoreChanged, StoreDamaged, StoreError, StoreTooNew, prepared
from graph.stores.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.copying import Copied
    from graph.store import Store

TRIES = 5


def copy_store(source: Store, target: Store, *, replace: bool = False, seal: str | None = None) -> Copied:
    """Copy the content of a store at one moment into another store.

    Args:
        source: is not changed.
        target: is prepared; it may have another engine.
        replace: whether to clear the target first.
        seal: expected digest of the loads and their undo logs.

    Raises:
        StoreError: the source cannot be read or is damaged, or the target cannot be written; the target is unchanged.
    """
    if source.address == target.address:
        raise StoreError(f"{source.address} cannot be copied into itself: choose another store")
    moment = datetime.now(UTC)
    run = Load(
        f"{moment:%Y%m%dT%H%M%SZ}-copy-{secrets.token_hex(3)}", "copy", moment.isoformat(timespec="seconds")
    )
    source.revision()
    with prepared(target):
        for attempt in range(TRIES):
            try:
                with source.contents() as contents:
                    return copy(contents, target, run, replace=replace, seal=seal)
            except StoreChanged:
                if attempt == TRIES - 1:
                    raise
    raise AssertionError("the last attempt returns or raises")


def backup(store: Store, path: Path, *, replace: bool = False) -> Copied:
    """Write a whole store into one file, while others may read and write it.

    Args:
        store: of any engine.
        path: of the file.
        replace: whether to overwrite an existing file.

    Raises:
        StoreError: the file exists or cannot be written, or the store cannot be read or is damaged.
    """
    if path.exists() and not replace:
        raise StoreError(f"{path} already exists: choose another name, or use --replace")
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    target = EmbeddedStore(making)
    try:
        done = copy_store(store, target)
        target.seal({"seal": done.seal, "of": done.graph_version})
        making.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: choose another place") from error
    except StoreError as error:
        if target.address not in str(error):
            raise
        message = str(error).replace(target.address, str(path))
        raise type(error)(
            message.replace("choose another path in SOJAE_STORE", "choose another place")
        ) from error
    finally:
        target.close()
        for left in path.parent.glob(f"{making.name}*"):
            left.unlink(missing_ok=True)
    return done


def sealed(kept: EmbeddedStore) -> Mapping[str, str] | None:
    """Read the seal of a backup; None if it has none."""
    try:
        return kept.sealed()
    except StoreDamaged as error:
        raise StoreDamaged(
            f"{kept.path} is truncated or damaged: use another backup; nothing was changed"
        ) from error
    except StoreTooNew:
        raise
    except StoreError as error:
        raise StoreError(f"{kept.path} is not a backup: give a file written by `sojae backup`") from error


def reason(error: StoreDamaged, kept: EmbeddedStore) -> str:
    """Return the damage from an error message, without the store's address and remedy."""
    message = str(error).removeprefix(f"{kept.address}: ")
    for remedy in (BEYOND, CHECK):
        message = message.removesuffix(f": {remedy}")
    return message


def restore(path: Path, store: Store, *, replace: bool = False) -> Copied:
    """Restore a backup into a store; it is checked in full before any of it becomes visible.

    Args:
        path: of the backup.
        store: of any engine.
        replace: whether to clear the store first.

    Raises:
        StoreError: the file is not a backup, or the store is not empty or cannot be written.
        StoreDamaged: the backup is truncated or damaged; the store is unchanged.
    """
    if not path.is_file():
        raise StoreError(f"{path} does not exist: give a file written by `sojae backup`")
    kept = EmbeddedStore(path)
    try:
        words = sealed(kept)
        if words is None:
            raise StoreError(
                f"{path} is not a backup: to copy a store filled by `sojae load`, use `sojae copy {kept.address} …`"
            )
        with kept.contents() as contents:
            fault = next(contents.faults(), None)
        if fault is not None:
            raise StoreDamaged(
                f"{path} is truncated or damaged ({fault}): use another backup; nothing was changed"
            )
        return copy_store(kept, store, replace=replace, seal=words.get("seal", ""))
    except StoreDamaged as error:
        if "nothing was changed" in str(error):
            raise
        raise StoreDamaged(
            f"{path} is damaged or was changed ({reason(error, kept)}): use another backup; nothing was changed"
        ) from error
    finally:
        kept.close()
