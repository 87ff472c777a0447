"""Rate limit: the generic cell rate algorithm, with one number per client."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import NamedTuple

MINUTE = 60.0
REMEMBERED = 50_000
"""Number of clients remembered; beyond it, the least recent are forgotten."""


class Allowance(NamedTuple):
    """A client's allowance: whether this request passes, requests remaining, seconds until full, and seconds to wait."""

    passes: bool
    remaining: int
    reset: int
    wait: int


class Rates:
    """Allows each client `limit` requests per minute, in bursts or spread out.

    Reference: ITU-T I.371 (the algorithm); the fields are those of draft-ietf-httpapi-ratelimit-headers.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._step = MINUTE / limit
        self._empty_at: OrderedDict[str, float] = OrderedDict()

    def ask(self, client: str, now: float | None = None) -> Allowance:
        """Count one request of a client."""
        now = time.monotonic() if now is None else now
        used_until = max(self._empty_at.get(client, now), now)
        after = used_until + self._step
        if after - now > MINUTE + 1e-9:
            wait = after - now - MINUTE
            return Allowance(False, 0, int(used_until - now) + 1, int(wait) + 1)
        self._empty_at[client] = after
        self._empty_at.move_to_end(client)
        if len(self._empty_at) > REMEMBERED:
            self._empty_at.popitem(last=False)
        return Allowance(True, int((MINUTE - (after - now)) / self._step + 1e-9), int(after - now) + 1, 0)

    def headers(self, left: Allowance) -> list[tuple[bytes, bytes]]:
        """Return the rate limit headers."""
        headers = [
            (b"ratelimit-limit", b"%d" % self.limit),
            (b"ratelimit-remaining", b"%d" % left.remaining),
            (b"ratelimit-reset", b"%d" % left.reset),
        ]
        if not left.passes:
            headers.append((b"retry-after", b"%d" % left.wait))
        return headers
