"""Options of all services (key, folder for responses, pause, query), and relations made from responses."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import Relation
from graph.vocabulary import Predicate
from ingest.origin import Option, OriginError
from ingest.services.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OPTIONS: Mapping[str, Option] = {
    "key": Option("API key; set it in the settings rather than on the command line", aside=True),
    "pages": Option("folder for its responses", aside=True),
    "pause": Option("seconds between two calls", aside=True),
    "address": Option("alternative address of the service", aside=True),
}
MOST_PAUSE = 60.0


def client_for(
    origin: str,
    options: Mapping[str, str],
    *,
    key_as: str,
    where: str,
    pause: float = 0.5,
    before: Callable[[], None] = lambda: None,
) -> Client:
    """Make the client of a service.

    Args:
        origin: the service.
        options: the options.
        key_as: the parameter for the key.
        where: where to apply for a key.
        pause: seconds between two calls by default.
        before: called before each call.

    Raises:
        OriginError: there is no key, or the pause is invalid.
    """
    setting = f"SOJAE_{origin.partition('-')[0].upper()}_KEY"
    key = options.get("key", "")
    if not key:
        raise OriginError(f"`{origin}` needs a key: apply for one at {where} and set {setting}")
    given = options.get("pause", str(pause))
    try:
        seconds = float("" if "_" in given else given)
    except ValueError:
        seconds = -1.0
    if not 0.0 <= seconds <= MOST_PAUSE:
        raise OriginError(f"pause={given}: write seconds from 0 to {MOST_PAUSE:.0f}")
    return Client(origin, key, key_as=key_as, pause=seconds, before=before)


def folder_of(origin: str, options: Mapping[str, str]) -> Path:
    """Return the folder for responses.

    Raises:
        OriginError: none was given.
    """
    if not options.get("pages"):
        raise OriginError(f"`{origin}` needs a folder for its responses: give it with --set pages=FOLDER")
    return Path(options["pages"])


def query_values(origin: str, options: Mapping[str, str], name: str, about: str) -> list[str]:
    """Return the values of a query option, separated by `;`.

    Raises:
        OriginError: there is none.
    """
    found = [" ".join(word.split()) for word in options.get(name, "").split(";")]
    if not any(found):
        raise OriginError(f"`{origin}` needs a query: --set {name}=… ({about})")
    return sorted({word for word in found if word})


def tie(
    origin: str,
    subject: str,
    predicate: Predicate,
    target: str,
    *,
    start: str | None = None,
    end: str | None = None,
    detail: str | None = None,
    sources: tuple[str, ...],
) -> Relation:
    """Make a relation with an id from its content; a symmetric one has the smaller id first."""
    if predicate is Predicate.COLLABORATES_WITH and subject > target:
        subject, target = target, subject
    data = "\0".join((subject, predicate, target, start or "", end or "", detail or ""))
    id_ = f"{origin}:{blake2b(data.encode(), digest_size=10).hexdigest()}"
    return Relation(id_, subject, str(predicate), target, start, end, detail, sources)
