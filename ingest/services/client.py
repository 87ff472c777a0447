"""Client for services: with pauses and limited retries, never showing the key."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote

import httpx

from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_BYTES = 64 << 20
LONGEST_WAIT = 120.0
TRIES = 5
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
AGAIN = "the responses so far are kept: run the same command again to continue"
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; sojae)", "Accept": "*/*"}  # NTIS answers others with 404

# both would log addresses, and with them the key
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.WARNING)


class ServiceStop(OriginError):
    """A service that is temporarily unavailable: responses so far are kept, and the same command continues."""


class Client:
    """Queries one service with one key, pausing between calls and longer before retries."""

    def __init__(
        self,
        name: str,
        key: str,
        *,
        key_as: str,
        pause: float = 0.5,
        timeout: float = 30.0,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a client.

        Args:
            name: the service, for messages.
            key: its key; a URL-encoded one is decoded.
            key_as: the parameter for it.
            pause: seconds between two calls and before the first retry; doubled for each further one.
            timeout: seconds to wait for a response.
            before: called before each call; raises to forbid it (monthly limit).
        """
        self.name, self.key_as, self.pause, self.before = name, key_as, pause, before
        self._key = unquote(key) if "%" in key else key
        self._http = httpx.Client(timeout=timeout, headers=HEADERS, follow_redirects=False)
        self._last = 0.0

    def __repr__(self) -> str:
        return f"Client({self.name!r})"

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def get(self, address: str, words: Mapping[str, str]) -> bytes:
        """Request with up to five attempts.

        Raises:
            ServiceStop: it does not respond, or asks for a long wait.
            OriginError: it refuses.
        """
        why = "no response"
        for attempt in range(TRIES):
            if attempt:
                time.sleep(self.pause * 2 ** (attempt - 1))
            self.before()
            self._be_polite()
            try:
                status, body, later = self._ask(address, {**words, self.key_as: self._key})
            except httpx.TimeoutException:
                why = "no response in time"
            except httpx.RequestError as error:
                why = f"no connection ({type(error).__name__})"
            except httpx.InvalidURL:
                raise OriginError(f"{self.name}: “{address}” is not an address: correct `address`") from None
            else:
                if status == 200:
                    return self._checked(body)
                why = f"HTTP {status}"
                if status not in BUSY:
                    raise OriginError(refusal(self.name, status))
                self._wait(later)
        raise ServiceStop(f"{self.name}: {why} after {TRIES} attempts: {AGAIN}")

    def hidden(self, text: str) -> str:
        """Remove the key from a service's text."""
        for written in {self._key, quote(self._key, safe=""), quote_plus(self._key)}:
            text = text.replace(written, "…")
        return text

    def _ask(self, address: str, words: Mapping[str, str]) -> tuple[int, bytes, str | None]:
        with self._http.stream("GET", address, params=dict(words)) as answer:
            taken = bytearray()
            for chunk in answer.iter_bytes():
                taken += chunk
                if len(taken) > MOST_BYTES:
                    raise OriginError(f"{self.name}: a response of more than {MOST_BYTES >> 20} MiB: refused")
            return answer.status_code, bytes(taken), answer.headers.get("Retry-After")

    def _checked(self, body: bytes) -> bytes:
        begin = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if begin.startswith((b"<!doctype html", b"<html")):
            raise ServiceStop(
                f"{self.name}: a web page instead of data (maintenance, or no access from here): check the site; {AGAIN}"
            )
        if not begin:
            raise ServiceStop(f"{self.name}: an empty response: {AGAIN}")
        return body

    def _be_polite(self) -> None:
        time.sleep(max(0.0, self._last + self.pause - time.monotonic()))
        self._last = time.monotonic()

    def _wait(self, later: str | None) -> None:
        """Wait as long as a service asks, up to a limit."""
        seconds = seconds_of(later)
        if seconds > LONGEST_WAIT:
            raise ServiceStop(f"{self.name}: it asks to wait {seconds:.0f} seconds: {AGAIN} after that")
        time.sleep(seconds)


def refusal(name: str, status: int) -> str:
    """Return the message for a refusal."""
    if status in {401, 403}:
        return (
            f"{name}: HTTP {status}: the key is refused: check the key and that it is valid for this address"
        )
    if 300 <= status < 400:
        return f"{name}: HTTP {status}: it redirects, so its address has changed: report it, or set `address`"
    return f"{name}: HTTP {status}: it refuses the request: check the options"


def seconds_of(later: str | None) -> float:
    """Parse Retry-After: seconds, or a date."""
    if not later:
        return 0.0
    if later.strip().isdecimal():
        return float(later)
    try:
        moment = parsedate_to_datetime(later)
    except ValueError:
        return 0.0
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
