"""Names resolved against the Daegu data, each alias held out: what is called a match is one, and what is new stays new."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest

from graph.legal_forms import without_legal_form
from graph.resolving import Asked, Decision, Resolver, agree, fact, names_of
from graph.vocabulary import Kind

FOLDS = 10
BESIDE = ("organisation_kind", "sector", "city")


def fold(text: str) -> int:
    return crc32(text.encode()) % FOLDS


def facts(snapshot, node, beside):
    return {name: value for name in beside if (value := fact(snapshot, node, name)) is not None}


def held_out(snapshot, beside):
    """Resolve every alias with its tenth of the aliases taken away: node, verdict."""
    names = list(names_of(snapshot))
    for part in range(FOLDS):
        away = {n for n in names if n.alias and fold(snapshot.ids[n.node] + n.label) == part}
        resolver = Resolver(snapshot, [n for n in names if n not in away])
        for name in away:
            asked = Asked((name.label,), Kind.ORGANISATION, facts(snapshot, name.node, beside))
            yield name.node, resolver.resolve(asked)


@pytest.mark.parametrize(
    ("beside", "matches", "right", "among"),
    [((), 19, 18, 263), (BESIDE, 25, 25, 288)],
    ids=["names only", "with kind, sector and city"],
)
def test_what_is_called_a_match_is_one_though_its_alias_was_held_out(daegu, beside, matches, right, among):
    found = list(held_out(daegu, beside))
    assert len(found) == 476
    decided = [(node, v.candidates[0].node) for node, v in found if v.decision is Decision.MATCH]
    hits = sum(node == chosen for node, chosen in decided)
    assert len(decided) >= matches
    assert hits >= right
    assert hits / len(decided) >= 0.94
    assert sum(any(c.node == node for c in v.candidates) for node, v in found) >= among


@pytest.mark.parametrize(("beside", "most"), [((), 3), (BESIDE, 0)], ids=["names only", "with facts"])
def test_a_body_that_is_not_there_is_hardly_ever_taken_for_another(daegu, beside, most):
    names = list(names_of(daegu))
    wrong = 0
    bodies = [node for node in range(len(daegu.ids)) if daegu.kind(node) is Kind.ORGANISATION]
    for part in range(FOLDS):
        away = {node for node in bodies if fold(daegu.ids[node]) == part}
        resolver = Resolver(daegu, [name for name in names if name.node not in away])
        for node in away:
            asked = Asked((daegu.rows[node][1],), Kind.ORGANISATION, facts(daegu, node, beside))
            wrong += resolver.resolve(asked).decision is Decision.MATCH
    assert wrong <= most


def test_every_organisation_is_found_by_its_own_names_and_only_namesakes_stay_ambiguous(daegu):
    resolver = Resolver(daegu)
    shared = Counter(
        (without_legal_form(label), node)
        for node, label in {(name.node, name.label) for name in names_of(daegu)}
    )
    bearers = Counter(bare for bare, _ in shared)
    for node in range(len(daegu.ids)):
        if daegu.kind(node) is not Kind.ORGANISATION:
            continue
        name = daegu.rows[node][1]
        verdict = resolver.resolve(Asked((name,), Kind.ORGANISATION))
        assert node in {candidate.node for candidate in verdict.candidates}
        if verdict.decision is Decision.MATCH:
            assert verdict.candidates[0].node == node
        elif not name.isascii():
            assert bearers[without_legal_form(name)] > 1, name


def test_two_that_fit_equally_well_stay_two(daegu):
    verdict = Resolver(daegu).resolve(Asked(("KATRI",)))
    assert verdict.decision is Decision.AMBIGUOUS
    assert {daegu.ids[c.node] for c in verdict.candidates} >= {"katri", "katri-automobile"}


def test_a_legal_form_does_not_matter_and_another_website_does(daegu):
    resolver = Resolver(daegu)
    found = resolver.resolve(Asked(("재단법인 다이텍연구원",)))
    assert (found.decision, daegu.ids[found.candidates[0].node]) == (Decision.MATCH, "dyetec")
    found = resolver.resolve(Asked(("다이텍연구원",), facts={"website": "https://elsewhere.example"}))
    assert found.decision is Decision.AMBIGUOUS
    assert found.candidates[0].contradicts == ("website",)


@pytest.mark.parametrize(
    ("name", "told", "known", "same"),
    [
        ("website", "http://www.dyetec.or.kr/ko", "dyetec.or.kr", True),
        ("website", "http://[", "dyetec.or.kr", False),
        ("founded", "1994-05", "1994", True),
        ("founded", "long ago", "1994", None),
        ("city", "대구", "Daegu", True),
        ("city", "daegu", "Daegu", True),
        ("district", "Dalseo-gu", "Buk-gu", False),
    ],
)
def test_facts_agree_contradict_or_cannot_be_compared(name, told, known, same):
    assert agree(name, told, known) is same


@pytest.mark.parametrize("name", ["", "  ", "()", "ㄱ", "(주)", "Co., Ltd.", "\0", "가" * 5000, "1" * 300])
def test_any_text_may_be_asked_for(daegu, name):
    assert Resolver(daegu, list(names_of(daegu))[:50]).resolve(Asked((name,))).decision in Decision


def test_places_agree_or_differ_whichever_language_they_are_in():
    assert agree("city", "대구광역시", "Daegu") is True
    assert agree("city", "경북 구미시", "Daegu") is False
    assert agree("district", "달서구", "Dalseo-gu (Seongseo)") is True
    assert agree("city", "경상북도", "Gumi") is None
    assert agree("city", "Atlantis", "대구") is None
