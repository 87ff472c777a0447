"""A made register of 98 firms transcribed by hand: 23 groups of one firm in two or three writings, and 50 firms that look like others."""

from __future__ import annotations

from random import Random

from bench.made.lists import Lists
from bench.made.naming import core_of, pair
from bench.made.words import LETTERS, SECTORS

TWOS, THREES, LOOK_ALIKES, OTHERS = 21, 2, 48, 2
WRITINGS = ("(주){}", "㈜{}", "{}(주)", "주식회사 {}", "{} 주식회사", "㈜ {}", "{}")
TRADES = ("산업", "정밀", "섬유", "테크", "금속", "기계")
DISTRICTS = ("Dalseo-gu", "Buk-gu", "Dalseong-gun", "Seo-gu")


def register(seed: int = 1) -> Lists:
    """Make the register: every row in Daegu with sector and district."""
    random = Random(f"register {seed}")
    rows: list[dict[str, str]] = []
    truth: dict[str, str] = {}

    def add(name: str, firm: str, facts: dict[str, str]) -> None:
        key = f"r{len(rows):03}"
        rows.append({"record_id": key, "name": name, "kind": "company", "city": "Daegu", **facts})
        truth[key] = firm

    groups = [firm_of(random, number) for number in range(TWOS + THREES)]
    for number, (name, facts) in enumerate(groups):
        count = 2 if number < TWOS else 3
        for writing in random.sample(WRITINGS, count):
            add(written(random, writing, name), f"g{number}", facts)
    for number in range(LOOK_ALIKES):
        name, facts = groups[number % len(groups)]
        add(
            random.choice(WRITINGS).format(like(number, name)),
            f"l{number}",
            facts if number % 2 else facts_of(random),
        )
    for number in range(OTHERS):
        name, facts = firm_of(random, number)
        add(random.choice(WRITINGS).format(name), f"x{number}", facts)
    return Lists(rows, truth)


def firm_of(random: Random, number: int) -> tuple[str, dict[str, str]]:
    """Make a firm: name and facts."""
    core = (
        "".join(LETTERS[letter] for letter in random.sample(list(LETTERS), 3))
        if number % 8 == 7
        else core_of(random, (2, 3, 4, 5)[number % 4])
    )
    return core + random.choice(TRADES), facts_of(random)


def facts_of(random: Random) -> dict[str, str]:
    return {"sector": random.choice([*SECTORS]), "district": random.choice(DISTRICTS)}


def written(random: Random, writing: str, name: str) -> str:
    """Write a name with a legal form, and spaces as they come."""
    place = len(name) - 2
    return writing.format(f"{name[:place]} {name[place:]}" if random.random() < 0.4 else name)


def like(number: int, name: str) -> str:
    """Make a name that looks like another: one syllable, a number, a word of trade, or a word before it differ."""
    core, trade = name[:-2], name[-2:]
    other = TRADES[(TRADES.index(trade) + 1 + number // 23) % len(TRADES)] if trade in TRADES else "상사"
    changes = (
        f"{core}{other}",
        f"{pair(Random(number))[0]}{name}",
        f"{name}{2 + number // 23}",
        f"{pair(Random(name))}{core[2:]}{trade}",
    )
    return changes[number % 4]
