"""Finding organisations by a Korean word among their products (품목); names are found by `graph.search`."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from graph.model import COLUMNS
from graph.names import comparable, composed
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.snapshot import Snapshot

ORGANISATION = COLUMNS[RecordType.ORGANISATION]
PRODUCTS, PRODUCTS_KO = ORGANISATION.index("products"), ORGANISATION.index("products_ko")
HANGUL = re.compile("[가-힣]")
SHORTEST = 2
"""Letters of a word; one syllable (철, 강) stands in most lists of products."""
BETWEEN = re.compile(r"[;,/·ㆍ、]")
NOISE = re.compile(r"[^\w;,/·ㆍ、\n]|_")
"""What is left out of a list of products: all but letters, digits and the signs between products."""


class Products:
    """The lists of products in Hangul, in one text, so that a search is one pass over it."""

    def __init__(self, snapshot: Snapshot) -> None:
        listed = [
            (node, text)
            for node, row in enumerate(snapshot.rows)
            if snapshot.kind(node) is Kind.ORGANISATION and (text := korean_products(row))
        ]
        self.nodes = [node for node, _ in listed]
        self.lists = [text for _, text in listed]
        lines = NOISE.sub("", composed("\n".join(self.lists)).casefold()).split("\n") if listed else []
        self.ends = list(accumulate(len(line) + 1 for line in lines))
        self.text = "\n".join(lines)

    def find(self, wanted: str, most: int) -> Iterator[tuple[int, str, float]]:
        """Yield organisations with a product that contains a word.

        Args:
            wanted: the word in comparable form; without Hangul, or shorter than two letters, it finds nothing.
            most: largest number of organisations.

        Yields:
            Node number, the product as listed, and the share of its letters that were typed (0 to 1).
        """
        if len(wanted) < SHORTEST or not HANGUL.search(wanted):
            return
        place, found = self.text.find(wanted), 0
        while place >= 0 and found < most:
            line = bisect_right(self.ends, place)
            product = product_with(wanted, self.lists[line])
            yield self.nodes[line], product, min(1.0, len(wanted) / len(comparable(product)))
            found += 1
            place = self.text.find(wanted, self.ends[line])


def korean_products(row: tuple[object, ...]) -> str | None:
    """Return the products of an organisation's row in Korean: the Korean list, or the other one if it is in Hangul."""
    for place in (PRODUCTS_KO, PRODUCTS):
        text = row[place]
        if isinstance(text, str) and HANGUL.search(text):
            return text
    return None


def product_with(wanted: str, listed: str) -> str:
    """Return the first product of a list that contains a word."""
    products = (product.strip() for product in BETWEEN.split(listed))
    return next((product for product in products if wanted in comparable(product)), listed)
