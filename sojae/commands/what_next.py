"""`sojae gap`, `whatif`: what a verdict hangs on, and what alliances, ties and removals would change."""

from __future__ import annotations

import inspect
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from queries.errors import refuse
from queries.registry import find
from sojae.console import fail, show_lines, view_of, write_json
from sojae.language import Speech, known_language, language_option, sector_name
from sojae.questions import JSON, KEYWORD, STORE, add, asks, options_of, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from queries.gap import GapOfPair
    from queries.scenario_shapes import Scenario

app = typer.Typer()


@asks(app, find("gap"), spoken=True)
def gap(found: GapOfPair, speech: Speech) -> Iterable[str]:
    """Find what the verdict on a pair of sectors hangs on: organisations, and observed and expected ties by year."""
    language = speech.language
    yield speech.sentence(found.pair.sentence)
    yield speech.sentence(found.sentence)
    for one in found.drivers:
        name = one.name_ko if speech.korean else one.name_en
        counts = counts_of(one.observed_without, one.expected_without, language)
        yield f"{name} ({one.id})\t{100 * one.share:.0f}%\t{counts}\t{speech.verdict(one.verdict_without)}"
    for programme in found.programmes:
        name = programme.name_ko if speech.korean else programme.name_en
        a, b = speech.sector(found.a), speech.sector(found.b)
        members = (
            f"{a} {programme.members_a}곳, {b} {programme.members_b}곳 참여"
            if speech.korean
            else f"{programme.members_a} of {a}, {programme.members_b} of {b}"
        )
        yield f"{name} ({programme.id})\t{programme.start or '?'} – {programme.end or ''}\t{members}"
    for year in found.course:
        counts = counts_of(year.observed, year.expected, language)
        yield f"{year.year}\t{counts}\t{speech.verdict(year.verdict)}"


def counts_of(observed: int, expected: float, language: str) -> str:
    """Write observed and expected ties."""
    return (
        f"{observed}건(예상 {expected:.1f}건)"
        if language == "ko"
        else f"{observed} of {expected:.1f} expected"
    )


WHATIF = find("whatif")
WHOLE = {
    "ties": ("연결 수", "ties"),
    "largest_component": ("가장 큰 집단의 기관 수", "largest component"),
    "efficiency": ("네트워크 효율", "efficiency"),
    "robustness": ("견고성(R)", "robustness"),
    "single_points": ("빠지면 연결이 끊기는 기관 수", "single points"),
}
OPTIONS = {
    "alliance": "a new alliance, as NAME:ID,ID,… (several: give the option again)",
    "tie": "a new tie, as ID,ID (several: give the option again)",
    "remove": "an organisation that is removed (several: give the option again)",
}


def whatif(found: Scenario, language: str = "en") -> Iterable[str]:
    """Find what alliances, ties and removals would change; nothing is stored."""
    yield from (note[language] for note in found.notes)
    yield from (one.basis[language] for one in found.conversions)
    yield from (f"* {one[language]}" for one in found.mechanical)
    for pair in found.pairs:
        if pair.sentence is not None:
            now, then = pair.before, pair.after
            moved = changed(now.observed, now.expected, then.observed, then.expected, language)
            names = f"{sector_name(pair.a, language)} – {sector_name(pair.b, language)}"
            yield f"{names}\t{moved}\t{pair.sentence[language]}"
    if (whole := found.whole) is not None:
        for name, called in WHOLE.items():
            before_and_after = (
                f"{value:,}" if isinstance(value, int) else f"{value:.4f}" for value in whole[name]
            )
            yield f"{called[language == 'en']}\t{' → '.join(before_and_after)}"


def changed(observed: float, expected: float, then: float, expected_then: float, language: str) -> str:
    """Write observed and expected ties now and in the scenario."""
    if language == "ko":
        return f"{observed:g}건(예상 {expected:.1f}건) → {round(then, 1):g}건(예상 {expected_then:.1f}건)"
    return f"{observed:g} of {expected:.1f} expected → {round(then, 1):g} of {expected_then:.1f} expected"


def run_whatif(  # options of the command
    alliance: list[str] | None,
    kind: str | None,
    tie: list[str] | None,
    remove: list[str] | None,
    from_: Path | None,
    language: str,
    store: str | None,
    json: bool,
    **typed: Any,
) -> None:
    """Answer a scenario."""
    spoken = known_language(language)
    given = file_of(from_) if from_ is not None else {}
    changes = [*given.pop("changes", []), *(alliance_of(one, kind) for one in alliance or ())]
    changes += [tie_of(one) for one in tie or ()]
    changes += [{"remove": "organisation", "id": one} for one in remove or ()]
    if not changes:
        refuse("changes", "a scenario needs a change", "give --alliance, --tie, --remove or --from")
    if kind is not None and not alliance:
        refuse("kind", "it is the kind of an --alliance", "give one, or leave --kind out")
    parameters = read_typed(WHATIF.parameters, {**typed, **kept(given, typed), "changes": changes})
    found: Any = WHATIF.answer(view_of(store), parameters)
    if json:
        write_json(found.encoded())
    else:
        show_lines(whatif(found, spoken))


def kept(given: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a file that no option replaces."""
    return {name: value for name, value in given.items() if typed.get(name) is None}


def alliance_of(text: str, kind: str | None) -> dict[str, Any]:
    """Read NAME:ID,ID,…"""
    name, colon, members = text.partition(":")  # ids may have colons, a name has none
    if not colon:
        refuse(
            "alliance", f"“{text[:60]}” is not NAME:ID,ID,…", "write for instance metal-textile:kims,dyetec"
        )
    change = {"add": "alliance", "name": name, "members": ids_in(members)}
    return change if kind is None else {**change, "kind": kind}


def tie_of(text: str) -> dict[str, Any]:
    """Read ID,ID."""
    ends = ids_in(text)
    if len(ends) != 2:  # two ends
        refuse("tie", f"“{text[:60]}” is not ID,ID", "write for instance kims,dyetec")
    return {"add": "tie", "a": ends[0], "b": ends[1]}


def ids_in(text: str) -> list[str]:
    """Split ids at commas."""
    return [one.strip() for one in text.split(",") if one.strip()]


def file_of(path: Path) -> dict[str, Any]:
    """Read the parameters of a scenario from a JSON file, as POST /scenarios takes them."""
    try:
        given = loads(path.read_bytes())
    except OSError as error:
        fail(f"{path}: {error.strerror}: choose another file")
    except ValueError:
        fail(f"{path}: not JSON: write an object with changes, as POST /scenarios takes it")
    if not isinstance(given, dict) or not isinstance(given.get("changes", []), list):
        fail(f"{path}: not an object with a list of changes: write it as POST /scenarios takes it")
    return given


def several(name: str) -> inspect.Parameter:
    """Make an option that may be given several times."""
    described = typer.Option(f"--{name}", help=OPTIONS[name], show_default=False)
    return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[list[str] | None, described])


KIND = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help="kind of the alliances: past programmes of this kind give the conversion; default alliance",
    ),
]
FROM = Annotated[
    Path | None, typer.Option("--from", help="JSON file with a scenario, as POST /scenarios takes it")
]
add(
    app,
    run_whatif,
    whatif,
    [
        several("alliance"),
        inspect.Parameter("kind", KEYWORD, default=None, annotation=KIND),
        several("tie"),
        several("remove"),
        inspect.Parameter("from_", KEYWORD, default=None, annotation=FROM),
        *options_of(WHATIF.parameters, {"changes"}),
        language_option(),
        STORE,
        JSON,
    ],
)
