"""The tables of quality: lists of one's own, homonyms, labelled names; Sojae beside the other ways."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.made.homonyms import VARIANTS
from bench.made.lists import HELD_OUT, MANY_HOMONYMS, TUNING, lists
from bench.resolution import grouping_peers as peers
from bench.resolution import linking
from bench.resolution.alone import Run, alone
from bench.resolution.measuring import (
    FILES,
    Figures,
    Measured,
    groups_found,
    measure_homonyms,
    measure_small_files,
    measure_stress,
    measured,
)
from bench.resolution.ours import ours_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.resolution.measuring import Resolve

WAYS: Mapping[str, Resolve] = {
    "exact names": peers.exact,
    "exact, form apart": peers.exact_bare,
    "rapidfuzz cdist": peers.fuzzy,
    "recordlinkage": peers.record_linkage,
    "splink's defaults": peers.splink_defaults,
    "dedupe, trained": peers.dedupe_trained,
    "Sojae": ours_within,
}
"""Ways of grouping one table."""
SLOW = ("recordlinkage", "splink's defaults", "dedupe, trained")
"""Ways that take up to minutes: asked about one seed of the lists, the first held out."""
TRAINED = ("dedupe, trained",)
"""Ways that need labelled pairs of the same sort: not asked about homonyms."""
STRESS_SHARES = (83, 250)
"""Rows of the stress set among about 1,500: 5 and 15 %."""


def untrained() -> list[tuple[str, Resolve]]:
    """Return the ways that need no labelled pairs."""
    return [(name, way) for name, way in WAYS.items() if name not in TRAINED]


def share(value: float | None, width: int) -> str:
    return f"{'–' if value is None else f'{value:.4f}':>{width}}"


def columns(figures: Figures) -> str:
    """Print precision, recall, F1 and wrong pairs."""
    return f"{share(figures.precision, 10)}{share(figures.recall, 8)}{share(figures.f1, 8)}{figures.wrong:7,}"


HEAD = f"{'precision':>10}{'recall':>8}{'F1':>8}{'wrong':>7}"


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are there."""
    told = [value for value in values if value is not None]
    return sum(told) / len(told) if told else None


def print_lists() -> None:
    """The made lists: tuning and held-out seeds, few homonyms and many, the means over the seeds."""
    for homonyms, kind in (
        (None, "few homonyms, as found"),
        (MANY_HOMONYMS, "10 % of the organisations homonyms"),
    ):
        options = {} if homonyms is None else {"homonyms": homonyms}
        for title, seeds in (("tuning", TUNING), ("held out", HELD_OUT)):
            print(f"\nmade lists, {kind}; {title}: mean of seeds {seeds[0]}–{seeds[-1]}; *: seed {seeds[0]}")
            print(f"{'':20}{HEAD}{'F1 across':>11}{'asked':>8}{'silent':>8}{'seconds':>9}{'MB':>7}")
            for name, way in WAYS.items():
                if name not in SLOW:
                    print_ways(name, [alone(timed_lists, seed, way, **options) for seed in seeds])
                elif seeds is HELD_OUT:
                    print_ways(f"{name} *", [alone(timed_lists, seeds[0], way, **options)])
                if way is peers.splink_defaults and seeds is HELD_OUT:
                    print_ways("splink at its best *", [alone(splink_at_best, seeds[0], **options)])


def timed_lists(seed: int, way: Resolve, **options: float) -> tuple[Measured, float]:
    """Measure a way on the lists of a seed, with the seconds it takes itself."""
    made = lists(seed, **options)
    begun = time.perf_counter()
    answer = way(made.rows)
    took = time.perf_counter() - begun
    return measured(made, answer), took


def splink_at_best(seed: int, **options: float) -> tuple[Measured, float]:
    """Measure splink at its best threshold on the lists of a seed, with the seconds."""
    begun = time.perf_counter()
    return peers.splink_at_best(lists(seed, **options)), time.perf_counter() - begun


def print_ways(name: str, runs: Sequence[Run]) -> None:
    """Print the means of the runs of one way."""
    if (missing := runs[0].missing) is not None:
        print(f"{name:20} needs the package {missing}, which is not installed")
        return
    found: list[Measured] = [run.result[0] for run in runs]
    told = "".join(
        share(mean(getattr(one.pairs, figure) for one in found), width)
        for figure, width in (("precision", 10), ("recall", 8), ("f1", 8))
    )
    wrong = sum(one.pairs.wrong for one in found)
    across = share(mean(one.across.f1 for one in found), 11)
    asked, silent = mean(one.asked for one in found), mean(one.silent for one in found)
    seconds, peak = mean(run.result[1] for run in runs), max(run.megabytes for run in runs)
    print(f"{name:20}{told}{wrong:7,}{across}{asked:8.1%}{silent:8.1f}{seconds:9.2f}{peak:7.0f}", flush=True)


def print_homonyms(seeds: Sequence[int] = (1, 2, 3, 4, 5)) -> None:
    """Firms that share names: pairs joined wrongly, by what is told of them; whole registers, then small files."""
    print(
        f"\n1,200 shared names of 2,936 firms: wrong pairs; Sojae: sum of seeds {seeds[0]}–{seeds[-1]}, others: seed {seeds[0]}"
    )
    print(f"{'':20}" + "".join(f"{variant:>10}" for variant in VARIANTS))
    for name, way in untrained():
        some = seeds if way is ours_within else seeds[:1]
        runs = {v: [alone(measure_homonyms, seed, v, way) for seed in some] for v in VARIANTS}
        if (missing := runs[VARIANTS[0]][0].missing) is not None:
            print(f"{name:20} needs the package {missing}, which is not installed")
            continue
        wrong = (sum(run.result.pairs.wrong for run in told) for told in runs.values())
        print(f"{name:20}" + "".join(f"{count:10,}" for count in wrong), flush=True)
        asked = [mean(run.result.questions for run in told) or 0 for told in runs.values()]
        if any(asked):
            print(f"{'  questions a seed':20}" + "".join(f"{count:10,.0f}" for count in asked), flush=True)
    for names in (25, 10):
        counts = [measure_small_files(variant, ours_within, names=names) for variant in VARIANTS]
        print(f"{f'Sojae, {FILES} files of {names}':20}" + "".join(f"{count:10,}" for count in counts))


def print_stress() -> None:
    """Common names in other cities and far sectors, alone and mixed into the lists."""
    print(
        f"\nstress set: 40 common names with words of trade; wrong pairs\n{'':20}{'alone':>8}{'districts told':>16}"
    )
    for name, way in untrained():
        runs = [alone(measure_stress, way), alone(measure_stress, way, districts=True)]
        if (missing := runs[0].missing) is not None:
            print(f"{name:20} needs the package {missing}, which is not installed")
        else:
            told, districts = (run.result.pairs.wrong for run in runs)
            print(f"{name:20}{told:8,}{districts:16,}", flush=True)
    for rows in STRESS_SHARES:
        for title, seeds in (("tuning", TUNING), ("held out", HELD_OUT)):
            print(
                f"\n{rows} of its rows in the made lists; {title}, seeds {seeds[0]}–{seeds[-1]}\n{'':20}{HEAD}{'both mixed in':>15}"
            )
            for name in ("exact, form apart", "Sojae"):
                found = [measure_stress(WAYS[name], rows=rows, seed=seed) for seed in seeds]
                figures = Figures(
                    *(sum(getattr(one.pairs, part) for one in found) for part in Figures.__slots__)
                )
                print(f"{name:20}{columns(figures)}{sum(one.joined for one in found):15}", flush=True)


def print_register() -> None:
    """The transcribed register: groups found whole, and look-alikes joined."""
    from bench.made.register import register

    made = register()
    print(f"\nregister of {len(made.rows)} transcribed rows\n{'':20}{HEAD}{'groups':>9}{'asked':>7}")
    for name, way in WAYS.items():
        try:
            answer = way(made.rows)
        except ImportError as error:
            print(f"{name:20} needs the package {error.name}, which is not installed")
            continue
        found = measured(made, answer)
        whole, several = groups_found(made.truth, answer.groups)
        print(f"{name:20}{columns(found.pairs)}{f'{whole}/{several}':>9}{found.questions:7}", flush=True)


def print_labelled() -> None:
    """Names held out from the graph, and the made corpus: records linked to known organisations."""
    for title in linking.SETS:
        print(f"\n{title}\n{'':20}{HEAD}{'merged':>9}{'asked':>8}{'seconds':>9}{'MB':>7}")
        for name in linking.WAYS:
            run = alone(linking.measure_labelled, title, name)
            if run.missing is not None:
                print(f"{name:20} needs the package {run.missing}, which is not installed")
                continue
            figures, asked = run.result
            questions = "–" if asked is None else f"{asked / figures.records:.1%}"
            print(
                f"{name:20}{columns(figures)}{figures.found:9,}{questions:>8}{run.seconds:9.1f}{run.megabytes:7.0f}",
                flush=True,
            )
