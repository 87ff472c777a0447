"""Splitting lists of products: never inside brackets or numbers."""

from __future__ import annotations

import re

BETWEEN = re.compile(r"[,;/·ㆍ、\n]")
IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
"""1,3-부타디엔 and 1,000톤 are each one."""
OPEN, CLOSE = "([{（［〔「『", ")]}）］〕」』"


def products_in(text: str) -> list[str]:
    """Split a list of products, without repetition, in order.

    >>> products_in("반도체 제조(메모리) 제품, 전자부품 제조(디스플레이, OLED) 제품"), products_in("내화물(벽돌, 캐스타블"), products_in("PET/PP")
    (['반도체 제조(메모리) 제품', '전자부품 제조(디스플레이, OLED) 제품'], ['내화물(벽돌', '캐스타블'], ['PET', 'PP'])
    """
    balanced = sum(map(text.count, OPEN)) == sum(map(text.count, CLOSE))
    words, begin, depth = list[str](), 0, 0
    for place, character in enumerate(text):
        if balanced:
            depth = max(0, depth + (character in OPEN) - (character in CLOSE))
        if depth == 0 and BETWEEN.match(character) and not IN_NUMBER.match(text, place):
            words.append(text[begin:place])
            begin = place + 1
    words.append(text[begin:])
    return list(dict.fromkeys(filter(None, map(str.strip, words))))
