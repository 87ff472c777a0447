"""Shapes of explanations: the parts of a match weight, the prior and the rule, with their descriptions in words."""

from __future__ import annotations

from html import escape
from typing import ClassVar, Literal

from graph.vocabulary import MatchComparison, MatchLevel, MatchRule
from queries.gaps import Sentence
from queries.result import Result, Shape


class MatchFactor(Shape):
    """A part of the match weight, in bits: log2 of m/u, or the log-odds of the prior; `m` and `u` only where known."""

    comparison: str
    level: str
    bits: float
    m: float | None = None
    u: float | None = None


class MatchPrior(Shape):
    """The prior: one pair in `one_in` is one organisation; from `pairs` equal names of the band (null: unknown)."""

    band: str
    bits: float
    one_in: int
    pairs: int | None


class Explanation(Result):
    """Why two records are one organisation, or are not.

    The bits of the factors, the prior first, add up to `weight`. `stored`: whether this is the decision in the graph; otherwise it is
    computed. `through`: the records between the two where they are one only through others.
    """

    table: ClassVar[str] = "factors"
    a: str
    b: str
    node_a: str
    node_b: str
    stored: bool
    decision: Literal["merge", "review", "split"] | None
    by: Literal["rules", "person"] | None
    probability: float | None
    weight: float | None
    prior: MatchPrior | None
    rule: str | None
    reason: Sentence
    evidence: list[str]
    through: list[str]
    factors: list[MatchFactor]
    graph_version: str

    def caption(self) -> str:
        """Return the decision, the probability and the rule."""
        likely = "" if self.probability is None else f", probability {shown(self.probability)}"
        return f"{self.a} and {self.b}: {self.decision or 'two nodes'}{likely}; {self.reason.en}"

    def _repr_html_(self) -> str:
        from viz.waterfall import Bar, waterfall

        if not self.factors:
            return f"<p>{escape(self.caption())}</p>"
        bars = [Bar(*words_of(factor, self.prior), factor.bits) for factor in self.factors]
        return waterfall(
            bars, title=f"{self.a} – {self.b}", note=self.caption(), total=total_of(self.probability)
        )


def shown(probability: float) -> str:
    """Return a probability that is never rounded to certainty.

    >>> shown(0.99987), shown(0.9712), shown(1.0), shown(0.00002)
    ('> 0.999', '0.971', '1', '< 0.001')
    """
    if probability in {0.0, 1.0}:
        return f"{probability:g}"
    if probability > 0.999:
        return "> 0.999"
    return "< 0.001" if probability < 0.001 else f"{probability:.3f}"


def total_of(probability: float | None) -> str:
    """Return what the sum of the bits means."""
    return "" if probability is None else f"probability {shown(probability)}"


def words_of(factor: MatchFactor, prior: MatchPrior | None) -> tuple[str, str]:
    """Return a comparison and its result in English."""
    level = MatchLevel(f"{factor.comparison}|{factor.level}").en
    if factor.comparison == MatchComparison.PRIOR and prior is not None:
        level = prior_in_words(prior)
    return MatchComparison(factor.comparison).en, level


def prior_in_words(prior: MatchPrior, language: str = "en") -> str:
    """Describe a prior.

    >>> prior_in_words(MatchPrior(band="rare", bits=-12.6, one_in=6100, pairs=84))
    '1 in 6,100, from 84 equal names (rare names)'
    >>> prior_in_words(MatchPrior(band="any", bits=-14.3, one_in=20000, pairs=None))
    '1 in 20,000 (any name)'
    >>> prior_in_words(MatchPrior(band="rare", bits=-12.6, one_in=6100, pairs=84), "ko")
    '6,100쌍 중 1쌍, 일치하는 이름 84쌍에서 추정 (드문 이름)'
    """
    band = MatchLevel(f"prior|{prior.band}")
    if language == "ko":
        source = "" if prior.pairs is None else ", 첫 추정"
        if prior.pairs:
            source = f", 일치하는 이름 {prior.pairs:,}쌍에서 추정"
        return f"{prior.one_in:,}쌍 중 1쌍{source} ({band.ko})"
    source = ""
    if prior.pairs is not None:
        names = "equal name" if prior.pairs == 1 else "equal names"
        source = f", from {prior.pairs:,} {names}" if prior.pairs else ", first guess"
    return f"1 in {prior.one_in:,}{source} ({band.en})"


def one_in(bits: float) -> int:
    """Return the reciprocal of a prior given in bits, with two significant digits.

    >>> one_in(-12.575), one_in(-1.0), one_in(-14.2877)
    (6100, 3, 20000)
    """
    return int(float(f"{1 + 2.0**-bits:.2g}"))


EXAMPLE = Explanation(
    a="dart:00126380", b="krx:005930", node_a="dart:00126380", node_b="krx:005930", stored=True, decision="review", by="rules",
    probability=0.9935, weight=7.3,
    prior=MatchPrior(band="rare", bits=-12.6, one_in=6200, pairs=84), rule="too few facts",
    reason=Sentence(ko=MatchRule.TOO_FEW_FACTS.ko, en=MatchRule.TOO_FEW_FACTS.en),
    evidence=["same name|가나테크", "rare name"], through=[],
    factors=[
        MatchFactor(comparison="prior", level="rare", bits=-12.6),
        MatchFactor(comparison="name", level="rare", bits=20.7, m=0.75, u=4.3e-07),
        MatchFactor(comparison="place", level="other_district", bits=-0.8, m=0.08, u=0.139),
    ],
    graph_version="f2bd416c30119016",
)  # fmt: skip
