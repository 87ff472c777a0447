"""The organisations of a made region: names, facts, and how else each is called."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from bench.labelled import rows
from bench.made.naming import MadeName, acronym, core_of, firm_name, public_name, unit_name, weighted
from bench.made.words import ELSEWHERE, GENERAL, PLACES, PRODUCTS, SECTORS, near
from graph.legal_forms import without_legal_form
from graph.names import comparable

if TYPE_CHECKING:
    from random import Random

KINDS = {"company": 75, "research_institute": 9, "association": 5, "support_agency": 5, "university": 3, "government": 2, "hospital": 1}  # fmt: skip
"""Kinds of bodies in lists of a region; the Daegu data have 78 % firms."""
UNREACHABLE = ("renamed", "renamed", "divided", "translated")
HABITS = {"unreachable": 0.062, "bracket": 0.028, "grouped": 0.03, "twice in a list": 0.07}
"""Share of all bodies that lists call by two names; about half of the pairs of such a body then differ."""
PUBLIC_HABITS = {"acronym": 0.05, "unit": 0.042}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A made organisation; `habit` says how lists call it otherwise, `other_ko` and `other_en` what they then write."""

    id: str
    name: MadeName
    kind: str
    sector: str
    city: str
    district: str
    website: str
    founded: str
    products: tuple[str, ...] = ()
    habit: str = ""
    other_ko: str = ""
    other_en: str = ""
    twice: bool = False
    also: tuple[str, ...] = field(default=())


@cache
def real_names() -> frozenset[str]:
    """Return the names of the organisations of the repository, none of which is made up again."""
    told = [(row["name_ko"], row["name_en"]) for row in rows("organisations")]
    told += [(row["alias"],) for row in rows("aliases")]
    return frozenset(without_legal_form(name) for names in told for name in names)


def spellings(name: MadeName) -> set[str]:
    """Return the ways in which lists may write a name."""
    return {
        comparable(text) for text in (name.ko, name.en, name.capitals + name.trade, acronym(name.en)) if text
    }


class Region:
    """Makes organisations, each name once unless a homonym is wanted."""

    def __init__(self, random: Random) -> None:
        self.random, self.made = random, 0
        self.taken = set(real_names())

    def organisation(self) -> Organisation:
        """Make one with a name of its own."""
        random = self.random
        kind = weighted(random, KINDS)
        while True:
            if kind == "company":
                sector = weighted(random, SECTORS)
                name = firm_name(random, sector)
            else:
                name, sector = public_name(random, kind)
            if self.taken.isdisjoint(spellings(name)):
                break
        self.taken.add(comparable(name.ko))
        return self._with_habit(self._dressed(name, kind, sector, *weighted(random, PLACES)))

    def homonym(self, of: Organisation, number: int) -> Organisation:
        """Make another firm with the same name: by turns in another city and in Daegu with a far sector; one in twelve close by."""
        random, turn = self.random, number % 12
        if turn != 11 and turn % 2 == 0:
            city = random.choice([city for city in ELSEWHERE if city != of.city])
            return self._dressed(of.name, "company", weighted(random, SECTORS), city, "")
        if turn != 11:
            far = [
                sector
                for sector in PRODUCTS
                if sector not in (*GENERAL, of.sector) and not near(sector, of.sector)
            ]
            places = {place: weight for place, weight in PLACES.items() if place[0] == "Daegu"}
            return self._dressed(of.name, "company", random.choice(far), *weighted(random, places))
        return self._dressed(of.name, "company", of.sector, of.city, of.district)

    def _dressed(self, name: MadeName, kind: str, sector: str, city: str, district: str) -> Organisation:
        random, self.made = self.random, self.made + 1
        return Organisation(
            f"o{self.made:05}", name, kind, sector, city, district, f"https://www.m{random.randrange(10**6):06}.example",
            str(random.randrange(1960, 2024)), tuple(random.sample(PRODUCTS[sector], 2)),
        )  # fmt: skip

    def _with_habit(self, made: Organisation) -> Organisation:
        """Give an organisation another name that some lists use."""
        random = self.random
        firm = made.kind == "company"
        habits = HABITS if firm else {**HABITS, **PUBLIC_HABITS}
        made = replace(made, twice=random.random() < HABITS["twice in a list"])
        for habit in habits:
            if habit != "twice in a list" and random.random() < habits[habit]:
                return self._called(made, habit)
        return made

    def _called(self, made: Organisation, habit: str) -> Organisation:
        """Write the other name of a habit; a habit that does not suit the name is left out."""
        random, name = self.random, made.name
        ko, en = name.ko, name.en
        if habit == "unreachable":
            habit = random.choice(UNREACHABLE)
            other = self._renamed(made)
            shown = {
                "divided": f"{other.ko}{random.choice(('소재', '솔루션', '사업'))}",
                "translated": "",
            }.get(habit, other.ko)
            return replace(made, habit=habit, other_ko=shown, other_en=other.en)
        if habit == "bracket":
            old = self._renamed(made).ko
            inside = random.choice(
                (f"구 {old}", f"옛 {old}", old, f"옛 {old}·{self._renamed(made).ko}", core_of(random, 2))
            )
            return replace(made, habit=habit, other_ko=f"{ko} ({inside})", other_en=en)
        if habit == "grouped" and made.kind == "company" and len(ko) >= 5:
            shown = f"{random.choice(('DK', 'HN', 'TB'))}{ko}" if random.random() < 0.6 else f"{ko}그룹"
            return replace(made, habit=habit, other_ko=shown, other_en=en)
        if habit == "acronym" and len(acronym(en)) >= 3:
            return replace(made, habit=habit, other_ko="", other_en=acronym(en))
        if habit == "unit":
            unit = unit_name(random, name)
            own = replace(unit, en=f"{name.en} {unit.en}")
            return replace(made, name=own, habit=habit, other_ko=f"{ko} {unit.ko}", other_en=own.en)
        return made

    def _renamed(self, made: Organisation) -> MadeName:
        """Make a name of the same sort that nobody bears."""
        while True:
            if made.kind == "company":
                name = firm_name(self.random, made.sector)
            else:
                name, _ = public_name(self.random, made.kind)
            if self.taken.isdisjoint(spellings(name)):
                self.taken.add(comparable(name.ko))
                return name
