"""Names of places as people read them: by name in either language, never as a record happens to spell them."""

from __future__ import annotations

from typing import Literal

from graph.places import PLACES, place_of

Language = Literal["ko", "en"]


def place_name(city: str | None, district: str | None, language: Language) -> str | None:
    """Return the name of a place in one language, a district after its city; None where the table does not have it.

    >>> place_name("Daegu", "Dalseo-gu (Seongseo)", "ko"), place_name("대구 달서구", None, "en")
    ('대구 달서구', 'Daegu Dalseo-gu')
    >>> place_name("Atlantis", None, "ko") is None
    True
    """
    place = place_of(city, district)
    if place is None:
        return None
    outer = PLACES[place.parent] if place.level == "district" and place.parent else None
    names = ((one.name_ko if language == "ko" else one.name_en) for one in (outer, place) if one is not None)
    return " ".join(names)
