"""Korean words for the verdicts on a pair of sectors: one set for sentences, commands and briefs; the explorer's are checked against it."""

from __future__ import annotations

from collections.abc import Mapping

TOO_LITTLE = "not enough data"
VERDICTS_KO: Mapping[str, str] = {
    "under-connected": "연결 부족",
    "over-connected": "연결 많음",
    "as expected": "예상 수준",
    TOO_LITTLE: "판단 불가",
}


def quoted_ko(verdict: str) -> str:
    """Return a verdict as a sentence quotes it: with the reason where there is none."""
    return f"{VERDICTS_KO[verdict]}(자료 부족)" if verdict == TOO_LITTLE else VERDICTS_KO[verdict]
