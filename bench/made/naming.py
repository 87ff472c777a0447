"""Made names: of firms in the shapes counted on the Daegu data, of public bodies, and both in English."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from bench.made.words import (
    BODIES,
    ENGLISH_TRADES,
    FIELDS,
    HEADS,
    LETTERS,
    LOANS,
    LONG_LOANS,
    REGIONS,
    SHAPES,
    TAILS,
    TRADES,
    UNITS,
)
from ingest.names import romanised

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

Key = TypeVar("Key")
KNOWN_CAPITALS = frozenset(
    {"LG", "GS", "SK", "KT", "LS", "CJ", "DB", "HD", "KG", "GE", "KB", "NH", "GM", "SM", "YG", "HL"}
)
"""Initials that a reader would take for a known firm."""


@dataclass(frozen=True, slots=True)
class MadeName:
    """A name in Korean and English; `core` is what stands before the word of trade, `capitals` what it reads out, `region` a start."""

    ko: str
    en: str
    core: str = ""
    trade: str = ""
    capitals: str = ""
    region: str = ""
    parent: str = ""


def weighted(random: Random, choices: Mapping[Key, float]) -> Key:
    """Draw a key by its weight."""
    return random.choices(list(choices), cum_weights=list(accumulate(choices.values())))[0]


def pair(random: Random) -> str:
    return random.choice(HEADS) + random.choice(TAILS)


def core_of(random: Random, syllables: int) -> str:
    """Put syllables together: two of a Korean word, four and more from made loan words."""
    parts = {
        1: lambda: random.choice(HEADS),
        2: lambda: pair(random),
        3: lambda: random.choice((pair(random) + random.choice(TAILS), random.choice(HEADS) + random.choice(LOANS))),
        4: lambda: random.choice((random.choice(LOANS) + random.choice(LOANS), pair(random) + random.choice(LOANS))),
        5: lambda: random.choice((pair(random) + random.choice(LONG_LOANS), random.choice(LONG_LOANS) + random.choice(LOANS))),
    }  # fmt: skip
    if syllables in parts:
        return parts[syllables]()
    return pair(random) + core_of(random, syllables - 2)


def firm_name(random: Random, sector: str) -> MadeName:
    """Make the name of a firm of a sector."""
    shape, with_trade = weighted(random, SHAPES)
    trade = random.choice(TRADES.get(sector, ("산업", "테크", "소재"))) if with_trade else ""
    english = f" {ENGLISH_TRADES[trade]}" if trade else ""
    if shape == "letters":
        count = random.choice((2, 2, 3)) if with_trade else 3  # two letters alone are somebody's name
        while (capitals := "".join(random.choices(list(LETTERS), k=count))) in KNOWN_CAPITALS:
            pass
        core = "".join(LETTERS[letter] for letter in capitals)
        return MadeName(core + trade, capitals + english, core, trade, capitals)
    core = core_of(random, int(shape))
    return MadeName(core + trade, romanised(core).title() + english, core, trade)


def public_name(random: Random, kind: str) -> tuple[MadeName, str]:
    """Make the name of a public body, and its sector."""
    made = pair(random)
    latin = romanised(made).title()
    if kind == "university":
        made += random.choice(("", random.choice(TAILS)))
        return MadeName(f"{made}대학교", f"{romanised(made).title()} University", made), "other"
    if kind == "government":
        ending, english = random.choice(
            (
                ("시", "City"),
                ("시청", "City Hall"),
                ("군청", "County Office"),
                ("광역청", "Metropolitan Office"),
            )
        )
        return MadeName(f"{made}{ending}", f"{latin} {english}", made), "other"
    if kind == "hospital":
        return MadeName(f"{made}대학교병원", f"{latin} University Hospital", made), "medical"
    region = weighted(random, {"": 3, "한국": 3, "대구": 2, "경북": 1, "대구경북": 2})
    field = random.choice(list(FIELDS))
    body = random.choice(list(BODIES[kind]))
    (field_en, sector), body_en = FIELDS[field], BODIES[kind][body]
    ko, en = f"{made}{field}{body}", f"{latin} {field_en} {body_en}"
    if region == "대구경북" and random.random() < 0.35:
        return MadeName(
            f"{ko}{region}지역본부", f"{en} {REGIONS[region]}Regional Headquarters", made, region=region
        ), sector
    name = MadeName(f"{region}{ko}", f"{REGIONS[region]}{en}", made, region=region)
    return name, sector


def unit_name(random: Random, parent: MadeName) -> MadeName:
    """Make the name of a unit of a body; lists write it with or without its parent."""
    unit, english = random.choice(list(UNITS.items()))
    field = random.choice(list(FIELDS))
    own = f"{pair(random)}{field}{unit}"
    return MadeName(own, f"{FIELDS[field][0]} {english}", parent=parent.ko)


def namesakes(name: MadeName) -> float:
    """Return how many other corporations bear a firm's name on average, by its shape: counted on 116,445 corporations.

    >>> namesakes(MadeName("갈람", "Gallam", "갈람")), namesakes(MadeName("갈람정밀", "Gallam Precision", "갈람", "정밀"))
    (1.13, 0.36)
    """
    short = len(name.core) <= (1 if name.trade else 2) or (bool(name.capitals) and len(name.ko) <= 5)
    if short:
        return 1.13
    usual = len(name.core) == 2 or bool(name.capitals) or (len(name.core) == 3 and not name.trade)
    return 0.36 if usual else 0.054


def acronym(en: str) -> str:
    """Take the first letters of an English name.

    >>> acronym("Korea Gadam Textile Research Institute")
    'KGTRI'
    """
    return "".join(word[0].upper() for word in en.replace("-", " ").split())
