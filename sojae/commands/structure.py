"""`sojae communities`, `structure`: groups of a network, and the network as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from api.answers.communities import communities_answer
from api.answers.structure import structure_answer, years_answer
from graph.evidence import Period
from graph.plurals import plural
from graph.vocabulary import Layer, Undated
from sojae.console import AsOf, Json, Since, StoreUrl, show, view_of

app = typer.Typer()
UndatedRelations = Annotated[Undated, typer.Option("--undated", help="what becomes of undated relations")]
Seed = Annotated[int, typer.Option("--seed", min=0)]


@app.command()
def communities(
    layer: Layer = Layer.DIRECT,
    resolution: Annotated[float, typer.Option(min=0.01, max=100)] = 1.0,
    seed: Seed = 0,
    as_of: AsOf = None,
    since: Since = None,
    undated: UndatedRelations = Undated.KEEP,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Find groups that are more tied inside than chance would have it."""
    period = Period(as_of, since, undated)
    body = communities_answer(view_of(store), layer, period, resolution=resolution, seed=seed)
    show(body, as_json=json, lines=groups)


def groups(body: dict[str, Any]) -> Iterable[str]:
    """List groups: number, size, stability, label, first members; then how far other seeds agree."""
    for group in body["communities"]:
        name, members = f"{group['label_ko']} ({group['label_en']})", ", ".join(group["members"][:5])
        yield f"{group['id']}\t{group['size']}\t{group['stability']:.2f}\t{name}\t{members}"
    luck = body["stability"]
    if luck["seeds"]:
        yield (
            f"{plural(luck['seeds'], 'other seed')}: adjusted Rand index {luck['adjusted_rand']:.2f}, modularity"
            f" {luck['modularity_low']:.4f} to {luck['modularity_high']:.4f}; {plural(body['isolates'], 'isolate')}"
        )
    else:
        yield "no ties"


@app.command()
def structure(
    layer: Layer = Layer.DIRECT,
    as_of: AsOf = None,
    since: Since = None,
    undated: UndatedRelations = Undated.KEEP,
    seed: Seed = 0,
    quick: Annotated[bool, typer.Option("--quick", help="leave out robustness and rich club")] = False,
    by_year: Annotated[bool, typer.Option("--by-year", help="the quick figures, a row a year")] = False,
    first: Annotated[int | None, typer.Option("--from", min=1, max=9999, help="first year")] = None,
    last: Annotated[int | None, typer.Option("--until", min=1, max=9999, help="last year")] = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Describe a network as a whole: density, nearness, robustness, rich club; or its years."""
    if by_year and (as_of or quick):
        raise typer.BadParameter("--by-year takes neither --as-of nor --quick: use --from and --until")
    if not by_year and (first or last):
        raise typer.BadParameter("--from and --until go with --by-year")
    view = view_of(store)
    if by_year:
        body = years_answer(view, layer, since=since, undated=undated, first=first, last=last, seed=seed)
        show(body, as_json=json, lines=years)
    else:
        body = structure_answer(view, layer, Period(as_of, since, undated), seed=seed, quick=quick)
        show(body, as_json=json, lines=figures)


FIGURES = (
    "nodes", "isolates", "ties", "undated_ties", "components", "density", "mean_degree", "largest_component",
    "transitivity", "degree_assortativity", "sector_assortativity", "modularity", "global_efficiency",
)  # fmt: skip


def figures(body: dict[str, Any]) -> Iterable[str]:
    """List figures, then who is lost first, then whether there is a rich club."""
    yield from (f"{name}\t{short(body[name])}" for name in FIGURES)
    if (found := body["robustness"]) is not None:
        yield f"robustness\tattack {found['attack']:.3f}, random {found['random']:.3f}"
        lost = ", ".join(one["id"] for one in found["first_lost"])
        yield f"half apart\tafter {plural(found['half_after'], 'loss', 'losses')}: {lost} …"
    if (found := body["rich_club"]) is not None:
        yield f"rich club\t{club_sentence(found)}"


def club_sentence(found: dict[str, Any]) -> str:
    """Say whether the most tied keep to each other more, or less, than chance would make them."""
    clubs, samples = found["clubs"], found["samples"]
    if not clubs:
        return "too few ties for a club"
    if not samples:
        return "not compared with chance: in this layer ties come in cliques"
    denser = [club for club in clubs if club["p_more"] <= 0.025]
    thinner = [club for club in clubs if club["p_fewer"] <= 0.025]
    if not denser and not thinner:
        return f"no club differs from those of {samples} networks with the same numbers of ties"
    more = len(denser) >= len(thinner)
    chosen, word = (denser, "denser") if more else (thinner, "thinner")
    best = max(chosen, key=lambda club: (club["ratio"] or 0) * (1 if more else -1))
    return (
        f"{len(chosen)} of {plural(len(clubs), 'club')} {'is' if len(chosen) == 1 else 'are'} {word} than in {samples} networks with the same numbers of ties"
        f" (p ≤ 0.025), most of all the {plural(best['members'], 'body', 'bodies')} with more than {plural(best['degree'], 'tie')}:"
        f" {plural(best['ties'], 'tie')} among them, {best['ratio'] or 0:.2f} times chance"
    )


def years(body: dict[str, Any]) -> Iterable[str]:
    """List years as a table."""
    yield "\t".join(("year", *FIGURES))
    for row in body["years"]:
        yield "\t".join((str(row["year"]), *(short(row[name]) for name in FIGURES)))


def short(value: float | None) -> str:
    """Write a figure; what is not defined as a dash."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}"
