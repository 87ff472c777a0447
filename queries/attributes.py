"""Names of own attributes in questions, and what was meant by one that no record has."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from graph.own_fields import is_own
from queries.errors import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def meant_attribute(name: str, known: Iterable[str]) -> str:
    """Suggest a similar own attribute, or list them."""
    own = [path for path in known if is_own(path)]
    near = get_close_matches(name, own, n=3, cutoff=0.6)
    return did_you_mean(near) or (one_of(own) if own else "the data has no own attributes")
