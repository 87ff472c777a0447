"""Sets in which equal names mean different firms: whatever is merged in them is wrong.

`shared_names` is like the register of corporations: 1,200 names of 2,936 firms, short names far oftener than long ones. `stress` is a
trap: 40 common names with words of trade, each borne in another city, or in Daegu in a far sector.
"""

from __future__ import annotations

from itertools import cycle, islice
from random import Random

from bench.made.collectors import COLLECTORS
from bench.made.lists import Lists
from bench.made.naming import core_of, pair, weighted
from bench.made.words import ENGLISH_TRADES, GENERAL, LETTERS, SECTORS, TRADES, near
from ingest.names import romanised

NAMES, ROWS = 1_200, 2_936
SHAPES = {
    (2, False): 34, (2, True): 27, (1, True): 8, (3, False): 9, ("letters", False): 5, ("letters", True): 5, (3, True): 5, (4, False): 4,
    (5, False): 1, (4, True): 2,
}  # fmt: skip
"""Shapes of names that several corporations bear."""
CITIES = {
    "Seoul": 38, "Busan": 12, "Incheon": 10, "Daegu": 8, "Suwon": 6, "Hwaseong": 6, "Changwon": 6, "Daejeon": 5, "Gwangju": 5, "Gumi": 4,
}  # fmt: skip
"""Two firms drawn at random are in one city in one of five pairs."""
EQUAL_ENGLISH = 0.55
VARIANTS = ("names", "english", "random", "daegu", "apart")
DISTRICTS = ("Dalseo-gu", "Buk-gu", "Dalseong-gun", "Dong-gu", "Seo-gu")


def shared_names(seed: int, variant: str, *, names: int = NAMES, rows: int | None = None) -> Lists:
    """Make firms that share names; each row is another firm.

    Args:
        seed: the same one, the same firms.
        variant: what is told besides names: nothing (`names`), English names equal in 55 % of the pairs (`english`), city and sector dealt
            at random (`random`), sector alone with all in Daegu (`daegu`), all bearers of a name in different cities (`apart`).
        names: number of names.
        rows: number of firms; None: as many to a name as in the register.
    """
    random = Random(f"homonyms {seed} {names}")
    bearers = [2] * names
    for _ in range((round(names * ROWS / NAMES) if rows is None else rows) - 2 * names):
        place = random.choices(range(names), bearers)[0]
        bearers[place] += bearers[place] < len(CITIES)
    found: list[dict[str, str]] = []
    for (ko, en), count in zip(distinct(random, names), bearers, strict=True):
        cities = random.sample(list(CITIES), count)
        for city in cities:
            row = {"record_id": f"h{len(found):05}", "name_ko": ko, "kind": "company"}
            found.append(row | told(random, variant, en, city))
    random.shuffle(found)
    return Lists(found, {row["record_id"]: row["record_id"] for row in found})


def told(random: Random, variant: str, english: str, own_city: str) -> dict[str, str]:
    """Tell the facts of a variant."""
    if variant == "names":
        return {}
    if variant == "english":
        return {"name_en": english if random.random() < EQUAL_ENGLISH**0.5 else otherwise(random, english)}
    city = {"random": weighted(random, CITIES), "daegu": "Daegu", "apart": own_city}[variant]
    return {"city": city, "sector": weighted(random, SECTORS)}


def otherwise(random: Random, english: str) -> str:
    """Write an English name as another firm of that Korean name would."""
    word = random.choice(("Korea", "Global", "International", "Tech", "Holdings", "Industry"))
    return f"{english} {word}" if random.random() < 0.7 else "".join(random.choices("ABCDHJKMNSTY", k=3))


def distinct(random: Random, count: int) -> list[tuple[str, str]]:
    """Make distinct Korean names, each with an English one."""
    found: dict[str, str] = {}
    trades = [trade for some in TRADES.values() for trade in some]
    while len(found) < count:
        shape, with_trade = weighted(random, SHAPES)
        trade = random.choice(trades) if with_trade else ""
        if shape == "letters":
            capitals = "".join(random.choices(list(LETTERS), k=random.choice((2, 3)) if with_trade else 3))
            core, latin = "".join(LETTERS[letter] for letter in capitals), capitals
        else:
            core = core_of(random, int(shape))
            latin = romanised(core).title()
        found.setdefault(core + trade, f"{latin} {ENGLISH_TRADES[trade]}" if trade else latin)
    return list(found.items())


STRESS_NAMES, STRESS_ROWS = 40, 837


def stress(
    *, rows: int = STRESS_ROWS, seed: int = 1, like: Lists | None = None, districts: bool = False
) -> Lists:
    """Make firms of 40 common names with words of trade; of those with one name no two are alike in both city and sector.

    Args:
        rows: number of firms, each another one.
        seed: source of chance.
        like: lists to be mixed with; a sixth of the names are then those of their firms, wherever these are.
        districts: whether half of those in Daegu tell one, so that some agree in it by chance.
    """
    random = Random(f"stress {seed}")
    cores: dict[str, None] = {}
    while len(cores) < STRESS_NAMES:
        cores[pair(random)] = None
    trades = sorted({trade for some in TRADES.values() for trade in some})
    names = [f"{core}{trade}" for core in cores for trade in ("", *random.sample(trades, 9))]
    names += borrowed(random, like, len(names) // 5)
    random.shuffle(names)
    found: list[dict[str, str]] = []
    placed: dict[str, list[tuple[str, str]]] = {}
    lists = [collector.name for collector in COLLECTORS]
    for name in islice(cycle(names), rows):
        city, sector = elsewhere(random, placed.setdefault(name, []))
        placed[name].append((city, sector))
        key = random.choice(lists)
        row = {"record_id": f"{key}/x{len(found):04}", "list": key, "name_ko": name, "kind": "company"}
        row |= {"sector": sector, "city": city}
        if districts and city == "Daegu" and random.random() < 0.5:
            row["district"] = random.choice(DISTRICTS)
        found.append(row)
    return Lists(found, {row["record_id"]: f"stress {row['record_id']}" for row in found})


def elsewhere(random: Random, taken: list[tuple[str, str]]) -> tuple[str, str]:
    """Choose a city and sector in which no bearer is: another city, or Daegu and a sector far from theirs."""
    sectors = [sector for sector in SECTORS if sector not in GENERAL]
    here = [sector for city, sector in taken if city == "Daegu"]
    far = [sector for sector in sectors if not any(sector == other or near(sector, other) for other in here)]
    if far and random.random() < 0.5:
        return "Daegu", random.choice(far)
    cities = [city for city in CITIES if city not in {"Daegu", *(city for city, _ in taken)}]
    return random.choice(cities), random.choice(sectors)


def borrowed(random: Random, like: Lists | None, most: int) -> list[str]:
    """Take short names of firms from lists."""
    if like is None:
        return []
    names = {
        row["name_ko"] for row in like.rows if row["kind"] == "company" and 2 <= len(row["name_ko"]) <= 4
    }
    return random.sample(sorted(names), min(len(names), most))


def mixed(one: Lists, other: Lists) -> Lists:
    """Put two tables together."""
    columns = dict.fromkeys(column for row in (*one.rows, *other.rows) for column in row)
    rows = [{**dict.fromkeys(columns, ""), **row} for row in (*one.rows, *other.rows)]
    Random(len(rows)).shuffle(rows)
    return Lists(rows, {**one.truth, **other.truth})
