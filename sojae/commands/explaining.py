"""Explanations of pairs as text: a table of the parts of the match weight with a bar for each, the prior and the rule in words."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from graph.plurals import plural
from graph.vocabulary import Decider, EvidenceKind, Identity, MatchComparison, MatchLevel
from ingest.resolution.comparison_levels import log_odds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.place_names import Language
    from ingest.resolution.fitting import Fit
    from ingest.resolution.pairs import ExplainedPair

WIDTH = 36
"""Letters of the bars."""


def of_rows(a: str, b: str, found: ExplainedPair) -> dict[str, Any]:
    """Return an explained pair of a table in the shape of the API."""
    from queries.explain import weights_of

    told = weights_of(found.explanation)
    return {
        "a": a,
        "b": b,
        "stored": False,
        "decision": found.decision,
        "by": "rules" if found.decision else None,
        **told,
        "prior": told["prior"].to_dict(),
        "reason": told["reason"].to_dict(),
        "factors": [factor.to_dict() for factor in told["factors"]],
        "evidence": list(found.evidence),
    }


def print_fits(fits: Iterable[Fit]) -> None:
    """Print on stderr which prior the facts of a table give equal names, by band."""
    from queries.explanation import one_in

    for fit in fits:
        first = f"first guess 1 in {one_in(log_odds(2.0**fit.first)):,}"
        bands = [
            f"{MatchLevel(f'prior|{level.name.lower()}').en} 1 in {one_in(log_odds(2.0**band.prior)):,}"
            f" ({plural(band.pairs, 'equal name')}{', raised' if band.raised else ''})"
            for level, band in sorted(fit.bands.items(), reverse=True)
            if band.pairs
        ]
        told = "; ".join(bands) or "no equal names with comparable facts"
        print(f"sojae: prior: {told}; {first}, {plural(fit.records, 'record')}", file=sys.stderr)


def explanation_lines(told: dict[str, Any], language: Language = "en") -> Iterable[str]:
    """Format an explanation in the shape of the API."""
    from ingest.resolution.reasons import said
    from queries.explanation import shown

    likely = None if told["probability"] is None else shown(told["probability"])
    yield f"{told['a']}  ↔  {told['b']}"
    if language == "ko":
        decided = Identity(told["decision"]).ko if told["decision"] else "다른 기관"
        by = f" ({Decider(told['by']).ko})" if told["by"] else ""
        yield f"{decided}{by}" + ("" if likely is None else f", 확률 {likely}")
    else:
        decided = told["decision"] or "not one organisation"
        by = f" by {told['by']}" if told["by"] else ""
        yield f"{decided}{by}" + ("" if likely is None else f", probability {likely}")
    yield from table(told, language)
    yield f"{EvidenceKind.RULE.ko if language == 'ko' else 'rule'}: {told['reason'][language]}"
    yield from (f"  {said(piece, language)}" for piece in told["evidence"])


def table(told: dict[str, Any], language: Language = "en") -> Iterable[str]:
    """Format the parts of the match weight and their sum, each with its bits and a bar that begins where the last one ends."""
    rows = [(*words(factor, told["prior"], language), factor["bits"]) for factor in told["factors"]]
    if not rows:
        return
    ends = [0.0]
    for *_, bits in rows:
        ends.append(ends[-1] + bits)
    total, odds = ("합계", "승산") if language == "ko" else ("sum", "odds")
    rows.append((total, f"{odds} 2^{ends[-1]:.1f} : 1", ends[-1]))
    spans = [*pairwise(ends), (0.0, ends[-1])]
    first, second = (max(columns(row[column]) for row in rows) for column in (0, 1))
    for (label, level, bits), span in zip(rows, spans, strict=True):
        yield f"  {filled(label, first)}  {filled(level, second)}  {bits:+6.1f}  {bar(span, ends)}".rstrip()


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Hangul syllable takes two.

    >>> columns("prior"), columns("사전확률")
    (5, 8)
    """
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def filled(text: str, width: int) -> str:
    """Return a text with spaces up to a width in columns."""
    return text + " " * (width - columns(text))


def words(factor: dict[str, Any], prior: dict[str, Any] | None, language: Language = "en") -> tuple[str, str]:
    """Return a comparison and its result."""
    from queries.explanation import MatchPrior, prior_in_words

    label, level = (
        MatchComparison(factor["comparison"]),
        MatchLevel(f"{factor['comparison']}|{factor['level']}"),
    )
    result = level.ko if language == "ko" else level.en
    if label is MatchComparison.PRIOR and prior is not None:
        result = prior_in_words(MatchPrior(**prior), language)
    return label.ko if language == "ko" else label.en, result


def bar(span: tuple[float, float], ends: Sequence[float]) -> str:
    """Draw a bar from one sum to the next on the range of all sums; `│` is at zero.

    >>> bar((0.0, -2.0), (0.0, -2.0, 2.0))
    '██████████████████│'
    >>> bar((-2.0, 2.0), (0.0, -2.0, 2.0))
    '██████████████████│█████████████████'
    """
    low, high = min(ends), max(ends)
    scale = (WIDTH - 1) / (high - low or 1.0)
    zero = round(-low * scale)
    first, last = sorted(round((end - low) * scale) for end in span)
    return "".join(
        "│" if place == zero else "█" if first <= place <= last else " " for place in range(WIDTH)
    ).rstrip()
