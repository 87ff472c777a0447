"""`sojae communities`, `structure`, `years`: groups of a network, and the network as a whole."""

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
    """Find groups that are more tied inside than chance would have it."""
    for group in found.communities:
        name, members = f"{group.label_ko} ({group.label_en})", ", ".join(group.members[:5])
        yield f"{group.id}\t{group.size}\t{group.stability:.2f}\t{name}\t{members}"
    luck = found.stability
    if luck.seeds:
        yield (
            f"{plural(luck.seeds, 'other seed')}: adjusted Rand index {luck.adjusted_rand:.2f}, modularity"
            f" {luck.modularity_low:.4f} to {luck.modularity_high:.4f}; {plural(found.isolates, 'isolate')}"
        )
    else:
        yield "no ties"


@asks(app, find("years"))
def years(found: YearRangeShape) -> Iterable[str]:
    """Give the years where the data are, and how many ties hold in each."""
    yield from (f"{row.year}\t{row.ties}" for row in found.years)


def structure(found: StructureShape) -> Iterable[str]:
    """Describe a network as a whole: density, closeness, robustness, rich club; or its years."""
    yield from (f"{name}\t{short(found[name])}" for name in FIGURES)
    if (fallen := found.robustness) is not None:
        yield f"robustness\tattack {fallen.attack:.3f}, random {fallen.random:.3f}"
        lost = ", ".join(one.id for one in fallen.first_lost)
        yield f"half apart\tafter {plural(fallen.half_after, 'loss', 'losses')}: {lost} …"
    if (club := found.rich_club) is not None:
        yield f"rich club\t{club_sentence(club)}"


def run_structure(by_year: bool, store: str | None, json: bool, **given: Any) -> None:
    """Answer for the whole, or for its years."""
    question = YEARS if by_year else WHOLE
    taken = {name: given.get(name) for name in question.parameters.model_fields}
    left = [name for name, value in given.items() if value and name not in taken]
    if by_year and left:
        raise typer.BadParameter("--by-year takes neither --as-of nor --quick: use --from and --until")
    if left:
        raise typer.BadParameter("--from and --until go with --by-year")
    lines = by_years if by_year else structure
    answer(question, [], taken, store, lines=None if json else lines)


BY_YEAR = Annotated[bool, typer.Option("--by-year", help="the quick figures, a row a year")]
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
    """Say whether the most tied keep to each other more, or less, than chance would make them."""
    clubs, samples = found.clubs, found.samples
    if not clubs:
        return "too few ties for a club"
    if not samples:
        return "not compared with chance: in this layer ties come in cliques"
    denser = [club for club in clubs if (club.p_more or 0) <= 0.025]
    thinner = [club for club in clubs if (club.p_fewer or 0) <= 0.025]
    if not denser and not thinner:
        return f"no club differs from those of {samples} networks with the same numbers of ties"
    more = len(denser) >= len(thinner)
    chosen, word = (denser, "denser") if more else (thinner, "thinner")
    best = max(chosen, key=lambda club: (club.ratio or 0) * (1 if more else -1))
    return (
        f"{len(chosen)} of {plural(len(clubs), 'club')} {'is' if len(chosen) == 1 else 'are'} {word} than in {samples} networks with the same numbers of ties"
        f" (p ≤ 0.025), most of all the {plural(best.members, 'body', 'bodies')} with more than {plural(best.degree, 'tie')}:"
        f" {plural(best.ties, 'tie')} among them, {best.ratio or 0:.2f} times chance"
    )


def by_years(found: YearsShape) -> Iterable[str]:
    """List years as a table."""
    yield "\t".join(("year", *FIGURES))
    for row in found.years:
        yield "\t".join((str(row.year), *(short(row[name]) for name in FIGURES)))


def short(value: float | None) -> str:
    """Write a figure; what is not defined as a dash."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}"
