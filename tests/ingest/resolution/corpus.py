"""A made register of firms and made lists that name them as people do; seeded, with the truth beside it.

What goes wrong in a list, and how often, stands in `FAULTS`. Nothing here is real: names are put together from syllables.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from ingest.names import romanised
from ingest.resolution import Name, Number, OrganisationRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADS = "대동삼신한금세태성영우진화경남광명부서유일정제천청풍해현효건국고구길나덕도두라마모미백범보상선송수승시아안양연예오옥용욱원은의이인임자장재조종주중창철초춘충코탑파평하호홍황후흥"
TAILS = "성진영원일신창우광호화양동산아명림정한풍륭보금대경흥국남농덕도득란룡만목문민백범복부비상서석선섭송수순식안연열옥온완용웅월유윤은을의인장전제조종주준중지진찬천철청초춘충태택통평표필하학해행향헌혁현협형혜환황효훈휘희"
WORDS = (
    "에코", "하이", "스마트", "이노", "메디", "나노", "바이오", "로보", "디지", "테라", "유니", "글로", "퓨처", "그린", "블루", "프라임", "넥스",
    "오메가", "델타", "시그마", "비전", "드림", "파워", "솔라", "아쿠아", "네오", "뉴", "더", "리얼", "맥스", "미래", "베스트", "코어", "플러스",
)  # fmt: skip
TRADES = {
    "정밀": 9, "산업": 14, "테크": 10, "기계": 7, "섬유": 6, "금속": 5, "전자": 5, "텍": 6, "공업": 5, "화학": 4, "시스템": 4, "엔지니어링": 4,
    "코리아": 3, "텍스타일": 3, "이엔지": 3, "정공": 3, "하이텍": 2, "상사": 2, "솔루션": 3, "에너지": 2, "소재": 2, "로보틱스": 1, "푸드": 2,
    "메탈": 2, "플라텍": 1, "오토모티브": 1, "열처리": 1, "금형": 2, "도금": 1, "다이캐스팅": 1, "": 9,
}  # fmt: skip
PLACES = {
    ("Daegu", "Dalseo-gu"): 16, ("Daegu", "Buk-gu"): 9, ("Daegu", "Dalseong-gun"): 12, ("Daegu", "Dong-gu"): 6, ("Daegu", "Seo-gu"): 7,
    ("Gumi", None): 11, ("Gyeongsan", None): 9, ("Pohang", None): 7, ("Yeongcheon", None): 5, ("Chilgok", None): 6, ("Gyeongju", None): 5,
    ("Seoul", None): 4, ("Busan", None): 3,
}  # fmt: skip
SECTORS = {
    "machinery": 20, "automotive": 15, "metals": 14, "textiles": 13, "it-electronics": 10, "energy": 6, "medical": 5, "ceramics": 3,
    "robotics": 3, "software": 5, "chemicals": 4, "polymers": 4,
}  # fmt: skip
FAULTS = {
    "typo": 0.04, "spaced": 0.10, "site": 0.06, "latin": 0.05, "no city": 0.20, "no district": 0.40, "other place": 0.05,
    "no sector": 0.20, "other sector": 0.10, "no year": 0.75, "other year": 0.10, "no website": 0.85, "no number": 0.80,
}  # fmt: skip
FORMS = ("(주){}", "㈜{}", "{}(주)", "주식회사 {}", "{} 주식회사", "{}")
SITES = (" 제2공장", " 본사", "(대구공장)", " 구미공장", " 대구지점")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A register that numbers its firms, lists that name them, and which firm each listed body is (None: none of the register)."""

    register: list[OrganisationRecord]
    lists: list[OrganisationRecord]
    truth: dict[str, str | None]


def weighted(random: Random, choices: Sequence[object], totals: Sequence[float]) -> int:
    return min(bisect(totals, random.random() * totals[-1]), len(choices) - 1)


class Draw:
    """Draws from weighted words."""

    def __init__(self, random: Random, words: dict) -> None:
        self.random, self.words, self.totals = random, list(words), list(accumulate(words.values()))

    def __call__(self):
        return self.words[weighted(self.random, self.words, self.totals)]


def firm_name(random: Random, trade: Draw) -> str:
    """Put a name together: two syllables (the first ones of the alphabet of names far oftener), a made word, or Latin initials."""
    kind = random.random()
    if kind < 0.55:
        head = HEADS[min(int(random.expovariate(1 / 30)), len(HEADS) - 1)]
        tail = TAILS[min(int(random.expovariate(1 / 34)), len(TAILS) - 1)]
        core = head + tail
    elif kind < 0.9:
        core = random.choice(WORDS) + random.choice(
            (random.choice(WORDS), random.choice(HEADS) + random.choice(TAILS))
        )
    else:
        core = "".join(
            random.choice(("에스", "디", "케이", "엠", "제이", "에이치", "비", "티", "와이", "엘"))
            for _ in range(2)
        )
    return core + trade()


def brn(random: Random) -> str:
    """Make a corporation's register number with a right check digit."""
    digits = [random.randrange(1, 10), *(random.randrange(10) for _ in range(2)), 8, random.randrange(1, 8)]
    digits += [random.randrange(10) for _ in range(4)]
    total = sum(d * w for d, w in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + digits[8] * 5 // 10
    return "".join(map(str, [*digits, -total % 10]))


def corpus(seed: int, *, firms: int, listed: int, strangers: float = 0.2) -> Corpus:
    """Make a register and lists.

    Args:
        seed: the same one, the same corpus.
        firms: firms in the register.
        listed: bodies in the lists.
        strangers: share of the listed bodies that no register knows.
    """
    random = Random(seed)
    trade, place, sector = Draw(random, TRADES), Draw(random, PLACES), Draw(random, SECTORS)
    numbers: set[str] = set()

    def firm(key: str, origin: str) -> OrganisationRecord:
        city, district = place()
        while (number := brn(random)) in numbers:
            pass
        numbers.add(number)
        name = firm_name(random, trade)
        website = f"https://www.firm{number}.example" if random.random() < 0.4 else None
        return OrganisationRecord(
            key, origin, (Name(random.choice(FORMS[:5]).format(name)), Name(latin(name))), own_ids=True, kind="company",
            sector=sector(), city=city, district=district, website=website, founded=str(random.randrange(1960, 2024)),
            numbers=(Number("brn", number),),
        )  # fmt: skip

    register = [firm(f"register:{n:06}", "register") for n in range(firms)]
    lists, truth = [], {}
    for n in range(listed):
        key = f"list:{n:06}"
        known = random.random() >= strangers
        meant = random.choice(register) if known else firm(key, "list")
        truth[key] = meant.id if known else None
        lists.append(told(random, meant, key, place, sector))
    return Corpus(register, lists, truth)


def latin(name: str) -> str:
    return romanised(name).title()


def told(
    random: Random, meant: OrganisationRecord, key: str, place: Draw, sector: Draw
) -> OrganisationRecord:
    """Tell of a firm as a list would."""

    def wrong(fault: str) -> bool:
        return random.random() < FAULTS[fault]

    city, district = place() if wrong("other place") else (meant.city, meant.district)
    if wrong("no city"):
        city = district = None
    told_sector = sector() if wrong("other sector") else meant.sector
    founded = str(random.randrange(1960, 2024)) if wrong("other year") else meant.founded
    return OrganisationRecord(
        key,
        "list",
        (Name(listed_name(random, meant.names[0].text, wrong)),),
        kind="company",
        city=city,
        district=None if wrong("no district") else district,
        sector=None if wrong("no sector") else told_sector,
        website=None if wrong("no website") else meant.website,
        founded=None if wrong("no year") else founded,
        numbers=() if wrong("no number") else meant.numbers,
    )


def listed_name(random: Random, name: str, wrong: Callable[[str], bool]) -> str:
    """Write a name as a list would: other form, spaces, a typo, a site behind it, or Latin letters."""
    for form in ("(주)", "㈜", "주식회사"):
        name = name.replace(form, "").strip()
    if wrong("latin"):
        return spelt_otherwise(random, latin(name))
    if wrong("typo"):
        name = mistyped(random, name)
    if wrong("spaced") and len(name) > 3:
        name = f"{name[:2]} {name[2:]}"
    return random.choice(FORMS).format(name + (random.choice(SITES) if wrong("site") else ""))


def mistyped(random: Random, name: str) -> str:
    """Mistype one vowel, drop a syllable, or write one twice."""
    place = random.randrange(len(name))
    code = ord(name[place]) - 0xAC00
    if random.random() < 0.7 and 0 <= code < 11172:
        lead, rest = divmod(code, 588)
        vowel = (rest // 28 + random.choice((1, 2, 4))) % 21
        return name[:place] + chr(0xAC00 + lead * 588 + vowel * 28 + rest % 28) + name[place + 1 :]
    return name[:place] + (name[place] * 2 if random.random() < 0.5 else "") + name[place + 1 :]


def spelt_otherwise(random: Random, name: str) -> str:
    """Spell a romanised name as firms do: Sung for Seong, Young for Yeong, K for G."""
    for official, usual in (
        ("eong", "ung"),
        ("eo", "u"),
        ("yeo", "you"),
        ("G", "K"),
        ("si", "shi"),
        ("u", "oo"),
    ):
        if random.random() < 0.5:
            name = name.replace(official, usual)
    return name
