"""Where the figures of a brief are from: notes made from the parameters that an answer itself reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from graph.figures import Sentence as Words
from graph.licences import in_words
from graph.vocabulary import Layer, Undated
from viz.briefs.model import Name, Note, say

if TYPE_CHECKING:
    from queries.parameters import Parameters
    from queries.view import View
    from viz.briefs.model import Said

API = "/api/v1/"
ASKED: Mapping[str, Words] = {
    "layer": Words("관계 종류", "layer"),
    "baseline": Words("비교 기준", "baseline"),
    "method": Words("계산 방법", "method"),
    "years": Words("햇수", "years"),
    "roles": Words("회원의 범위", "members"),
    "samples": Words("표본 수", "samples"),
    "draws": Words("모의실험 횟수", "draws"),
    "since": Words("시작일", "since"),
    "as_of": Words("기준일", "as of"),
    "undated": Words("날짜 미상 관계", "undated relations"),
}
"""Parameters that a note shows, in this order, and how it calls them."""
VALUES: Mapping[tuple[str, str], Words] = {
    ("baseline", "outward"): Words("기관별 대외 활동 규모", "outward-looking ties of each organisation"),
    ("baseline", "any"): Words("무작위 상대(참고용)", "partners at random (descriptive)"),
    ("method", "live"): Words("근사 모형", "live model"),
    ("method", "certified"): Words("표본 연결망 검정", "certified with sampled networks"),
    ("roles", "all"): Words("전체", "all"),
    ("roles", "participants"): Words("참여 기관만", "participants only"),
    ("undated", "drop"): Words("제외", "dropped"),
}
VERSION = Words("자료 버전", "data version")
ALL_DATES = Words("전체 기간", "all dates")
SHOWN = 8
"""Characters of the graph version in a note; the head of a brief has all of them."""


@dataclass(frozen=True, slots=True)
class Basis:
    """One answer: what it was computed with, and the address that gives it again."""

    basis: tuple[tuple[Words, Words], ...]
    address: str

    def note(self, ko: str, en: str) -> Note:
        """Make the note of an indicator of this answer."""
        return Note(Words(ko, en), self.basis, self.address)


def licences_in_words(view: View) -> Words:
    """Return the licences of the data."""
    licences = view.snapshot.licences
    return Words(in_words(licences, korean=True), in_words(licences))


def basis_of(path: str, answer: Any, parameters: Parameters, *, posted: bool = False, **asked: Any) -> Basis:
    """Return the basis of an answer.

    Args:
        path: the path of the question, below `/api/v1/`.
        answer: the answer; the parameters that it reports count.
        parameters: those that were asked with, for what it does not report.
        posted: whether the question is asked by POST, with parameters in the request body.
        asked: what the address asks differently.
    """
    reported = getattr(answer, "parameters", {})
    given = {
        name: asked.get(name, reported.get(name, getattr(answer, name, getattr(parameters, name))))
        for name in type(parameters).model_fields
    }
    if given.get("samples", "") is None:
        del given["seed"]
    shown = [
        (ASKED[name], value_of(name, given[name]))
        for name in ASKED
        if name in given and is_shown(name, given[name])
    ]
    query = {name: written(value) for name, value in given.items() if value is not None}
    version = Words(answer.graph_version[:SHOWN], answer.graph_version[:SHOWN])
    address = f"POST {API}{path}" if posted else f"{API}{path}{'?' if query else ''}{urlencode(query)}"
    return Basis((*shown, (VERSION, version)), address)


def is_shown(name: str, value: Any) -> bool:
    """Return whether a note shows a parameter: the date always, others only if they say something."""
    return name == "as_of" or (value is not None and value != Undated.KEEP)


def value_of(name: str, value: Any) -> Words:
    """Return the words for a value of a parameter."""
    if name == "as_of" and value is None:
        return ALL_DATES
    if name == "layer":
        layer = Layer(value)
        return Words(layer.ko, str(layer))
    return VALUES.get((name, str(value)), Words(str(value), str(value)))


def written(value: Any) -> str:
    """Write a value for an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def about(answer: Any, youngest: str | None) -> tuple[Said, ...]:
    """Say on which data a brief rests: dates and graph version."""
    as_of = value_of("as_of", getattr(answer, "as_of", None))
    version = answer.graph_version
    said: list[Said] = [
        say(
            "기준일: {as_of} · 자료 버전: {version}",
            "As of: {as_of} · data version: {version}",
            as_of=Name(as_of),
            version=Name(Words(version, version)),
        )
    ]
    if youngest is not None:
        said[:0] = [
            say(
                "가장 최근 출처: {day} · 공개 자료에서 확인된 관계만 집계",
                "Youngest source: {day} · only what public sources state is counted",
                day=Name(Words(youngest, youngest)),
            )
        ]
    return tuple(said)
