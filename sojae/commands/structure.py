"""`sojae communities`, `structure`, `years`: communities of a network, and the network as a whole."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from queries.registry import find
from sojae.questions import JSON, KEYWORD, STORE, add, answer, asks, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.communities import Communities
    from queries.structure import RichClubShape, StructureShape
    from queries.years import YearRangeShape, YearsShape

app = typer.Typer()
WHOLE, YEARS = find("structure"), find("structure_by_year", "years")


@asks(app, find("communities"))
def communities(found: Communities) -> Iterable[str]:
    """Find communities: groups with more ties inside than expected."""
    for group in found.communities:
        name, members = f"{group.label_ko} ({group.label_en})", ", ".join(group.members[:5])
        yield f"{group.id}\t{group.size}\t{group.stability:.2f}\t{name}\t{members}"
    stability = found.stability
    if stability.seeds:
        yield (
            f"{plural(stability.seeds, 'other seed')}: adjusted Rand index {stability.adjusted_rand:.2f}, modularity"
            f" {stability.modularity_low:.4f} to {stability.modularity_high:.4f}; {plural(found.isolates, 'isolate')}"
        )
    else:
        yield "no ties"


@asks(app, find("years"))
def years(found: YearRangeShape) -> Iterable[str]:
    """List the years with data, and the number of ties in each."""
    yield from (f"{row.year}\t{row.ties}" for row in found.years)


def structure(found: StructureShape) -> Iterable[str]:
    """Describe a network as a whole: density, efficiency, robustness, rich club; or year by year."""
    yield from (f"{name}\t{short(found[name])}" for name in FIGURES)
    if (fallen := found.robustness) is not None:
        yield f"robustness\tattack {fallen.attack:.3f}, random {fallen.random:.3f}"
        lost = ", ".join(one.id for one in fallen.first_lost)
        yield f"half apart\tafter {plural(fallen.half_after, 'loss', 'losses')}: {lost} …"
    if (club := found.rich_club) is not None:
        yield f"rich club\t{club_sentence(club)}"


def run_structure(by_year: bool, store: str | None, json: bool, **typed: Any) -> None:
    """Answer for the whole network or year by year."""
    question = YEARS if by_year else WHOLE
    used = {name: typed.get(name) for name in question.parameters.model_fields}
    unused = [name for name, value in typed.items() if value and name not in used]
    if by_year and unused:
        raise typer.BadParameter("--by-year does not take --as-of or --quick: use --from and --until")
    if unused:
        raise typer.BadParameter("--from and --until need --by-year")
    lines = by_years if by_year else structure
    answer(question, [], used, store, lines=None if json else lines)


BY_YEAR = Annotated[bool, typer.Option("--by-year", help="the quick figures, one row per year")]
OPTIONS = {place.name: place for question in (WHOLE, YEARS) for place in options_of(question.parameters)}
add(
    app,
    run_structure,
    structure,
    [
        *OPTIONS.values(),
        inspect.Parameter("by_year", KEYWORD, default=False, annotation=BY_YEAR),
        STORE,
        JSON,
    ],
)


FIGURES = (
    "nodes", "isolates", "ties", "undated_ties", "components", "density", "mean_degree", "largest_component",
    "transitivity", "degree_assortativity", "sector_assortativity", "modularity", "global_efficiency",
)  # fmt: skip


def club_sentence(found: RichClubShape) -> str:
    """Say whether the nodes with most ties are tied to each other more, or less, than expected."""
    clubs, samples = found.clubs, found.samples
    if not clubs:
        return "too few ties for a rich club"
    if not samples:
        return "not compared with random networks: in this layer ties come in cliques"
    denser = [club for club in clubs if (club.p_more or 0) <= 0.025]
    thinner = [club for club in clubs if (club.p_fewer or 0) <= 0.025]
    if not denser and not thinner:
        return f"no club differs from those in {samples} random networks with the same degrees"
    more = len(denser) >= len(thinner)
    chosen, word = (denser, "denser") if more else (thinner, "thinner")
    best = max(chosen, key=lambda club: (club.ratio or 0) * (1 if more else -1))
    return (
        f"{len(chosen)} of {plural(len(clubs), 'club')} {'is' if len(chosen) == 1 else 'are'} {word} than in {samples} random networks with the same degrees"
        f" (p ≤ 0.025), most of all the {plural(best.members, 'organisation')} with more than {plural(best.degree, 'tie')}:"
        f" {plural(best.ties, 'tie')} among them, {best.ratio or 0:.2f} times the expected number"
    )


def by_years(found: YearsShape) -> Iterable[str]:
    """Format years as a table."""
    yield "\t".join(("year", *FIGURES))
    for row in found.years:
        yield "\t".join((str(row.year), *(short(row[name]) for name in FIGURES)))


def short(value: float | None) -> str:
    """Format a number; an undefined one as a dash."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}"
