"""Four collectors, each with its style: what a chamber, an institute, a fair and a city office write of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.made.naming import weighted
from bench.made.words import GENERAL, PLACES, SECTORS, near

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from bench.made.bodies import Organisation

COLUMNS = (
    "record_id", "list", "name", "name_ko", "name_en", "kind", "sector", "city", "district", "products", "website", "founded",
)  # fmt: skip
OTHER_SECTOR = 0.073
"""Two rows of one body then differ in one of seven pairs; of the hidden rows it was one of six or seven."""
LIKE = {"near": 0.55, "general": 0.2, "far": 0.25}
OTHER_DISTRICT, OTHER_CITY = 0.042, 0.025
"""Two rows of one body: the same district in 87 %, another one in 8 %, another city in 5 %."""
TYPO = 0.003


@dataclass(frozen=True, slots=True)
class Collector:
    """How one list is kept.

    Attributes:
        name: of the list, the start of its record ids.
        firms, public: how readily it takes up a firm, a public body.
        told: share of the rows that tell each column.
        forms: share of its firms with a legal form, and how it writes it.
        english_only: share of its rows with no Korean name.
        other_name: share of the rows that use the other name of an organisation that has one.
        letters, region: whether it writes names in capitals as they are read, and the region's short form.
        column: the column of its Korean names.
        english: how it writes the English names of firms.
    """

    name: str
    firms: float
    public: float
    told: Mapping[str, float]
    forms: float
    form: tuple[str, ...]
    english_only: float
    other_name: float
    letters: float
    region: float
    column: str
    english: tuple[str, ...]


CHAMBER = Collector(
    "chamber", 1.2, 0.5,
    {"name_en": 0.3, "kind": 1, "sector": 0.98, "city": 0.94, "district": 0.7, "products": 0.5, "website": 0.25, "founded": 0.25},
    0.02, ("(주){}", "㈜{}"), 0, 0.35, 0.95, 0.2, "name_ko", ("{}", "{} Co., Ltd."),
)  # fmt: skip
INSTITUTE = Collector(
    "institute", 0.7, 1.6,
    {"name_en": 0.6, "kind": 1, "sector": 0.97, "city": 0.84, "district": 0.3, "products": 0.45, "website": 0.25, "founded": 0.15},
    0.005, ("{} 주식회사",), 0.005, 0.5, 0.85, 0.4, "name_ko", ("{}",),
)  # fmt: skip
FAIR = Collector(
    "fair", 0.9, 0.6,
    {"name_en": 0.7, "kind": 1, "sector": 0.98, "city": 0.78, "district": 0.1, "products": 0.65, "website": 0.4, "founded": 0.1},
    0.01, ("{}(주)", "㈜ {}"), 0.02, 0.55, 0.75, 0.25, "name_ko", ("{}", "{} Co.,Ltd", "{} Inc.", "{}"),
)  # fmt: skip
CITY = Collector(
    "city", 0.9, 1.0,
    {"name_en": 0, "kind": 1, "sector": 0.96, "city": 0.9, "district": 0.6, "products": 0.45, "website": 0.1, "founded": 0.2},
    0.01, ("주식회사 {}", "(주) {}"), 0, 0.45, 0.95, 0.2, "name", ("{}",),
)  # fmt: skip
COLLECTORS = (CHAMBER, INSTITUTE, FAIR, CITY)


def row_of(
    random: Random, collector: Collector, made: Organisation, key: str, *, other: bool | None = None
) -> dict[str, str]:
    """Write the row of an organisation as a collector would.

    Args:
        random: source of chance.
        collector: who keeps the list.
        made: the organisation.
        key: the row's number in its list.
        other: whether to use its other name; None: as the collector is used to.
    """
    row = dict.fromkeys(COLUMNS, "")
    row |= {"record_id": f"{collector.name}/{key}", "list": collector.name}
    ko, en = called(random, collector, made, other=other)
    if made.kind == "company":
        en = random.choice(collector.english).format(en)
    told = {column for column, share in collector.told.items() if random.random() < share}
    if ko and random.random() >= collector.english_only:
        row[collector.column] = written(random, collector, made, ko)
        row["name_en"] = en if "name_en" in told else ""
    else:
        row["name_en"] = en
    city, district = place_told(random, made)
    facts = {
        "kind": made.kind, "sector": sector_told(random, made), "city": city, "district": district,
        "products": ", ".join(random.sample(made.products, random.choice((1, 2)))), "website": made.website, "founded": made.founded,
    }  # fmt: skip
    return row | {column: value for column, value in facts.items() if column in told}


def called(
    random: Random, collector: Collector, made: Organisation, *, other: bool | None
) -> tuple[str, str]:
    """Choose the Korean and English name; a capital name and a region have more than one way of writing."""
    name = made.name
    if made.habit and (random.random() < collector.other_name if other is None else other):
        return made.other_ko, made.other_en
    ko = name.ko
    if name.capitals and random.random() >= collector.letters:
        ko = name.capitals + name.trade
    if name.region == "대구경북" and random.random() < collector.region:
        ko = ko.replace("대구경북", random.choice(("대경", "대경권", "대경"))).replace(
            "지역본부", random.choice(("본부", "지역본부"))
        )
    return ko, name.en


def written(random: Random, collector: Collector, made: Organisation, ko: str) -> str:
    """Write a name with the collector's legal form, its spaces and its slips."""
    if random.random() < TYPO and "(" not in ko:
        ko = mistyped(random, ko)
    if made.name.trade and ko.endswith(made.name.trade) and random.random() < 0.1:
        ko = f"{ko.removesuffix(made.name.trade)} {made.name.trade}"
    if made.kind == "company" and random.random() < collector.forms:
        return random.choice(collector.form).format(ko)
    return ko


def mistyped(random: Random, name: str) -> str:
    """Mistype a vowel or leave a syllable out."""
    place = random.randrange(len(name))
    code = ord(name[place]) - 0xAC00
    if random.random() < 0.7 and 0 <= code < 11172:
        lead, rest = divmod(code, 588)
        vowel = (rest // 28 + random.choice((1, 4))) % 21
        return name[:place] + chr(0xAC00 + lead * 588 + vowel * 28 + rest % 28) + name[place + 1 :]
    return name[:place] + name[place + 1 :] if len(name) > 3 else name


def sector_told(random: Random, made: Organisation) -> str:
    """Tell the sector as this collector sees it: mostly the same, else mostly a near or a general one."""
    if random.random() >= OTHER_SECTOR:
        return made.sector
    others = [sector for sector in SECTORS if sector != made.sector]
    sort = weighted(random, LIKE)
    fitting = {
        "general": [sector for sector in others if sector in GENERAL],
        "near": [sector for sector in others if near(sector, made.sector)],
        "far": [sector for sector in others if sector not in GENERAL and not near(sector, made.sector)],
    }[sort]  # fmt: skip
    return random.choice(fitting or others)


def place_told(random: Random, made: Organisation) -> tuple[str, str]:
    """Tell the place: rarely that of another office."""
    if random.random() < OTHER_CITY:
        return random.choice(sorted({city for city, _ in PLACES if city != made.city})), ""
    if made.district and random.random() < OTHER_DISTRICT:
        return made.city, random.choice(
            sorted({d for c, d in PLACES if c == made.city and d != made.district})
        )
    return made.city, made.district
