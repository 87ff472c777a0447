"""How common a Korean name is, judged by its shape: syllables, word of trade, and names that are letters read out (에이비씨)."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TRADES = (
    "엔지니어링", "테크놀로지", "인더스트리", "코퍼레이션", "홀딩스", "시스템즈", "시스템", "솔루션", "산업개발", "종합건설", "산업", "정밀",
    "기계", "전자", "테크", "섬유", "공업", "금속", "화학", "상사", "물산", "기업", "건설", "코리아", "이엔지", "정공", "하이텍", "하이테크",
    "텍스타일", "염직", "직물", "무역", "교역", "실업", "기공", "기전", "전기", "특수강", "철강", "스틸", "푸드", "식품", "제약", "바이오", "글로벌",
    "통상", "유통", "환경", "에너지", "소재", "케미칼", "텍", "사",
)  # fmt: skip
"""Common words of trade at the end of company names."""
LETTERS = {
    "A": ("에이",), "B": ("비",), "C": ("씨", "시"), "D": ("디",), "E": ("이",), "F": ("에프",), "G": ("지",), "H": ("에이치",), "I": ("아이",),
    "J": ("제이", "제"), "K": ("케이", "케"), "L": ("엘",), "M": ("엠",), "N": ("엔",), "O": ("오",), "P": ("피",), "Q": ("큐",), "R": ("알",),
    "S": ("에스",), "T": ("티",), "U": ("유",), "V": ("브이",), "W": ("더블유",), "X": ("엑스",), "Y": ("와이",), "Z": ("제트", "지"),
}  # fmt: skip
"""How Latin letters are read in Korean names, the usual reading first."""
AND = ("앤", "엔")
"""How the sign & is read between letters; both are written (제이앤케이, 제이엔케이)."""
SOUNDS = sorted(
    {*AND, *(reading for readings in LETTERS.values() for reading in readings)}, key=len, reverse=True
)
READ_OUT = re.compile(f"(?:{'|'.join(SOUNDS)}){{2,}}")
MOST_LETTERS = 6
"""Capitals up to which a word is read letter by letter."""
SHORT_READING, LONG_CORE = 5, 4
CAPITALS = re.compile(rf"(?<![A-Za-z])[A-Z]{{1,{MOST_LETTERS}}}(?![A-Za-z])")


class Rarity(IntEnum):
    """How common a name is: known to be shared, or estimated as common, usual or rare."""

    SEVERAL = 0
    COMMON = 1
    USUAL = 2
    RARE = 3


def rarity(bare: str) -> Rarity:
    """Estimate how rare a Korean name is from its shape.

    The mean number of namesakes by shape was counted over the 116,445 corporations of DART's list of corporation codes (2026):
    six syllables and more 0.02, four or five 0.08–0.13, three and a word of trade 0.11 (rare); three 0.16, two and a word of
    trade 0.45, letters read out and a word of trade 0.3–0.5 (usual); two 1.28, one and a word of trade 0.76, letters read out
    of five syllables and fewer 0.7–1.1 (common).

    >>> [rarity(name).name for name in ("아진산업", "한빛나노텍", "대성", "성산업", "가나다", "에이비씨", "제이에스테크")]
    ['USUAL', 'RARE', 'COMMON', 'COMMON', 'USUAL', 'COMMON', 'USUAL']
    """
    core = core_of(bare)
    trade = core != bare
    if READ_OUT.fullmatch(core):
        return Rarity.COMMON if not trade and len(core) <= SHORT_READING else Rarity.USUAL
    if trade:
        return Rarity.COMMON if len(core) == 1 else Rarity.USUAL if len(core) == 2 else Rarity.RARE
    return Rarity.COMMON if len(core) <= 2 else Rarity.USUAL if len(core) < LONG_CORE else Rarity.RARE


@lru_cache(maxsize=50_000)
def core_of(bare: str) -> str:
    """Return a name without the word of trade at its end; a name that is only such a word stays.

    >>> core_of("아진산업"), core_of("산업")
    ('아진', '산업')
    """
    return next((bare.removesuffix(word) for word in TRADES if bare.endswith(word) and bare != word), bare)


def one_spelling(bare: str) -> str:
    """Return a name with & between letters that are read out in one spelling; any other name as it is.

    >>> one_spelling("제이앤케이산업"), one_spelling("앤드류"), one_spelling("가나앤다라")
    ('제이엔케이산업', '앤드류', '가나앤다라')
    """
    return READ_OUT.sub(lambda run: run[0][0] + run[0][1:-1].replace(*AND) + run[0][-1], bare)


def differ_by_trade(one: str, other: str) -> bool:
    """Return whether two names differ only by a word of trade at the end: 가나다 and 가나다테크."""
    return one != other and core_of(one) == core_of(other)


@lru_cache(maxsize=20_000)
def read_out(text: str) -> tuple[str, ...]:
    """Return a name with its capitals read letter by letter, in each usual reading; empty without capitals.

    >>> read_out("ABC"), read_out("JS테크")
    (('에이비씨', '에이비시'), ('제이에스테크', '제에스테크'))
    >>> read_out("Posco건설")
    ()
    """
    if not CAPITALS.search(text):
        return ()
    found = CAPITALS.findall(text)
    letters = [LETTERS[letter] for word in found for letter in word]
    usual = [readings[0] for readings in letters]
    short = [readings[-1] for readings in letters]
    chosen = product(*letters) if len(letters) <= 2 else dict.fromkeys(map(tuple, (usual, short)))
    return tuple(dict.fromkeys(spelt(text, found, syllables) for syllables in chosen))


def spelt(text: str, words: Sequence[str], syllables: Iterable[str]) -> str:
    """Return a name with the reading of each capital, in order, in the place of its words in capitals."""
    rest = iter(syllables)
    readings = iter(["".join(next(rest) for _ in word) for word in words])
    return CAPITALS.sub(lambda _: next(readings), text)
