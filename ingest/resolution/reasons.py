"""Reasons of decisions in words, in Korean and in English: the evidence of a pair, why it is not merged, who else has the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.place_names import place_name
from graph.places import place_of
from graph.vocabulary import (
    SECTORS,
    EvidenceKind,
    IdentifierScheme,
    MatchComparison,
    MatchLevel,
    MatchRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.place_names import Language

PLACES_OF = frozenset({EvidenceKind.SAME_PLACE, EvidenceKind.OTHER_PLACE})
SECTORS_OF = frozenset({EvidenceKind.SAME_SECTOR, EvidenceKind.OTHER_SECTOR})
NUMBERS_OF = frozenset({EvidenceKind.SAME_IDENTIFIER, EvidenceKind.OTHER_IDENTIFIER})
PROVINCE = {"ko": "같은 시·도", "en": "same province"}
KEPT_APART_KO = {"a person keeps them apart": "사람이 다른 기관으로 판정함"}
TWO_OF_ORIGIN = re.compile(r"two\s\w+\sof\s(\S+)")
COUNTRY = {"ko": "같은 국가", "en": "same country"}


class Reason(NamedTuple):
    """A reason in English and in Korean."""

    en: str
    ko: str

    def of(self, language: str) -> str:
        """Return it in a language, `en` or `ko`.

        >>> Reason("no name", "이름 없음").of("ko")
        '이름 없음'
        """
        return self.ko if language == "ko" else self.en


def joined(parts: Iterable[Reason], between: str = "; ") -> Reason:
    """Join reasons; empty ones are left out.

    >>> joined([Reason("rare name", "드문 이름"), Reason("", ""), Reason("same sector textiles", "같은 분야: 섬유")])
    Reason(en='rare name; same sector textiles', ko='드문 이름; 같은 분야: 섬유')
    """
    kept = [part for part in parts if part.en]
    return Reason(between.join(part.en for part in kept), between.join(part.ko for part in kept))


def in_words(evidence: Sequence[str]) -> Reason:
    """Return the evidence of a pair in words, without the parts of its match weight.

    >>> in_words(("same name|가나테크", "rare name", "same place|달서구", "same sector|textiles"))
    Reason(en='same name 가나테크; rare name; same place Daegu Dalseo-gu; same sector textiles', ko='이름 일치: 가나테크; 드문 이름; 같은 지역: 대구 달서구; 같은 분야: 섬유')
    """
    return joined(
        Reason(said(piece, "en"), said(piece, "ko"))
        for piece in evidence
        if piece.partition("|")[0] not in {EvidenceKind.MATCH_WEIGHT, EvidenceKind.RULE}
    )


def said(piece: str, language: Language) -> str:
    """Return one piece of evidence in words; a part of the match weight with its bits, a rule with its description.

    >>> said("match weight|prior|latin_usual|-15.2", "en"), said("rule|identifier", "ko")
    ('prior, usual Latin names: -15.2 bits', '적용 규칙: 등록번호가 같음')
    >>> said("same place|Gyeonggi", "en"), said("other place|대구 / Gumi", "ko")
    ('same province Gyeonggi', '다른 지역: 대구 / 구미시')
    """
    what, _, rest = piece.partition("|")
    kind = EvidenceKind(what)
    if kind is EvidenceKind.MATCH_WEIGHT:
        comparison, level, bits = rest.split("|")
        words = (MatchComparison(comparison), MatchLevel(f"{comparison}|{level}"))
        label, result = (word.ko if language == "ko" else word.en for word in words)
        return f"{label}, {result}: {bits} {'비트' if language == 'ko' else 'bits'}"
    label = kind.ko if language == "ko" else str(kind)
    if kind is EvidenceKind.RULE:
        rule = MatchRule(rest)
        return f"{label}: {rule.ko if language == 'ko' else rule.en}"
    if kind is EvidenceKind.SAME_PLACE and rest:
        label = wide(rest, language) or label
    detail = detail_of(kind, rest, language)
    if not detail:
        return label
    return f"{label}: {detail}" if language == "ko" else f"{label} {detail}"


def wide(place: str, language: Language) -> str | None:
    """Return what a place in common is called if it is wider than a city."""
    found = place_of(place, None)
    if found is None or found.level not in {"province", "country"}:
        return None
    return (PROVINCE if found.level == "province" else COUNTRY)[language]


def detail_of(kind: EvidenceKind, rest: str, language: Language) -> str:
    """Return what a piece of evidence rests on: places, sectors and registers by their names in one language."""
    if kind in PLACES_OF:
        return " / ".join(place_name(side, None, language) or side for side in rest.split(" / "))
    if kind in SECTORS_OF:
        sectors = (SECTORS.get(side) for side in rest.split(" / "))
        return " / ".join(
            side if sector is None or language == "en" else sector.name_ko
            for side, sector in zip(rest.split(" / "), sectors, strict=True)
        )
    if kind in NUMBERS_OF:
        scheme, *value = rest.split("|")
        known = language == "ko" and scheme in set(IdentifierScheme)
        return " ".join([IdentifierScheme(scheme).ko if known else scheme, *value])
    if kind is EvidenceKind.WOULD_JOIN and language == "ko":
        return obstacle_ko(rest)
    return rest.replace("|", " ")


def obstacle_ko(what: str) -> str:
    """Return what keeps two groups apart in Korean.

    >>> obstacle_ko("different brn"), obstacle_ko("two bodies of dart"), obstacle_ko("a person keeps them apart")
    ('사업자등록번호 다름', 'dart에서 서로 다른 두 기관', '사람이 다른 기관으로 판정함')
    """
    if (scheme := what.removeprefix("different ")) != what and scheme in set(IdentifierScheme):
        return f"{IdentifierScheme(scheme).ko} 다름"
    if (listed := TWO_OF_ORIGIN.fullmatch(what)) is not None:
        return f"{listed[1]}에서 서로 다른 두 기관"
    return KEPT_APART_KO.get(what, what)
