"""Website addresses: normalised, corrected where the meaning is clear, else dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from graph.field_rules import ADDRESS
from ingest.reading.positions import FieldFault

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:/|$))", re.IGNORECASE)
"""The scheme of an address; a host and its port (www.a.kr:8080) have none."""
WITH_SCHEME = re.compile(r"(https?):/*(.+)", re.IGNORECASE)
TWICE = re.compile(r"(?:https?\s*:?\s*/+\s*)+(?=https?\s*:?\s*/)", re.IGNORECASE)
"""A duplicate scheme: http://http://www.a.kr."""
ODD = re.compile(r"(https?)\s*[:;]?\s*/+\s*", re.IGNORECASE)
"""A mistyped scheme: `http:// www.a.kr`, `http//www.a.kr`, `http;//www.a.kr`."""
FOLLOWED = frozenset({"http", "https", "mailto"})


class Website(NamedTuple):
    """A website address, None if the text is not one, and whether it was corrected."""

    address: str | None
    corrected: bool = False


@lru_cache(maxsize=65536)
def website_in(text: str) -> Website:
    """Read an address.

    >>> website_in("www.ajin.com/").address, website_in("www.ajin.com:8080/ko").address, website_in("Visit the website")
    ('http://www.ajin.com', 'http://www.ajin.com:8080/ko', Website(address=None, corrected=False))
    >>> website_in("http://http://www.b.co.kr"), website_in("http:// techtrans.co.kr").address
    (Website(address='http://www.b.co.kr', corrected=True), 'http://techtrans.co.kr')
    """
    text = text.strip().rstrip("/")
    plain = TWICE.sub("", text)
    if begin := ODD.match(plain):
        plain = f"{begin[1].lower()}://{plain[begin.end() :]}"
    if not plain or "." not in plain or " " in plain or "@" in plain:
        return Website(None)
    found = WITH_SCHEME.fullmatch(plain)
    address = f"{found[1].lower()}://{found[2]}" if found else f"http://{plain}"
    if not ADDRESS.fullmatch(address):
        return Website(None)
    plainly = WITH_SCHEME.fullmatch(text)
    return Website(
        address,
        corrected=address not in {f"http://{text}", plainly and f"{plainly[1].lower()}://{plainly[2]}"},
    )


def address_of(website: str, field: str = "website") -> str | None:
    """Return a website address with its scheme; None for other texts (“없음”, an e-mail address).

    Raises:
        FieldFault: it has an unsafe scheme, such as `javascript:`, `data:` or `file:`.
    """
    text = website.strip()
    scheme = SCHEME.match(text)
    if scheme and scheme[1].casefold() not in FOLLOWED:
        raise FieldFault(
            field, f"“{text[:60]}” is not a website address: {scheme[1][:20]}: is not allowed",
            "use http:// or https://, or leave it empty",
        )  # fmt: skip
    return website_in(text).address


def host(address: str | None) -> str | None:
    """Return the host of a web address, without www."""
    if not address:
        return None
    try:
        named = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return None
    return named.removeprefix("www.") or None
