"""Is the answer about gaps calibrated, and what does it find? Simulated ecosystems with and without gaps, as tables.

`python -m bench.calibration [table …] [--networks N]` prints the tables named (all by default).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.choosing import print_tables
from bench.simulated import World
from bench.tally import Tally, tally

BANDS = ((5, 7), (7, 10), (10, 14), (14, 20), (20, 30), (30, 1e9))


def print_null(networks: int) -> None:
    """Without a gap: share of p ≤ 0.05, variance of z, networks with a false gap."""
    print("\nNo gap, four-fold preference for the own sector")
    print(
        f"{'layer':12}{'sectors':>8}{'method':>11}{'repeat':>8}{'overlap':>8}{'p<=.05':>8}{'var z':>7}{'false':>7}{'phi':>6}{'nets':>6}"
    )
    for layer, sectors, method, repeat, overlap, share in _null_cases():
        count = max(int(networks * share), 20)
        programmes = 0 if layer == "direct" else 300
        world = World(
            sectors=sectors,
            ties=1000 if layer == "direct" else 500,
            programmes=programmes,
            repeat=repeat,
            overlap=overlap,
        )
        t = tally(world, count, layer=layer, method=method)
        print(
            f"{layer:12}{sectors:8}{method:>11}{repeat:8.1f}{overlap:8.1f}{t.share_small_p:8.3f}{t.z_variance:7.2f}"
            f"{t.false_share:7.3f}{np.mean(t.phi):6.2f}{count:6}",
            flush=True,
        )


def _null_cases() -> list[tuple[str, int, str, float, float, float]]:
    cases = [("direct", s, "live", 0.0, 0.0, 1.0) for s in (4, 6, 8, 13)]
    cases.append(("direct", 8, "certified", 0.0, 0.0, 0.1))
    for repeat in (0.0, 0.2, 0.4):
        cases.append(("affiliation", 8, "live", repeat, 0.0, 0.4))
        cases.append(("all", 8, "live", repeat, 0.3, 0.4))
    cases.append(("affiliation", 8, "certified", 0.4, 0.0, 0.1))
    cases.append(("all", 8, "certified", 0.4, 0.3, 0.1))
    return cases


def print_power(networks: int) -> None:
    """With planted gaps of factor 0.2: the other pairs' calibration, and how often a gap is found at which expectation."""
    print("\nPlanted gaps of factor 0.2, direct, outward, live (expectation before planting)")
    bands = "".join(f"{f'{a}-{b}' if b < 1e9 else f'{a}+':>12}" for a, b in BANDS)
    print(f"{'sectors':>8}{'gaps':>5}{'p<=.05':>8}{'var z':>7}{'false':>7}{bands}")
    for sectors, gaps in ((4, 1), (6, 1), (8, 1), (13, 1), (8, 2)):
        merged = Tally()
        for k, ties in enumerate((300, 600, 1000, 1600)):
            planted = ((0, 1), (2, 3))[:gaps] if k % 2 else ((1, 2), (0, 3))[:gaps]
            part = tally(
                World(sectors=sectors, ties=ties, gaps=planted), max(networks // 4, 5), seed=10_000 * k
            )
            _merge(merged, part)
        cells = "".join(f"{s:7.2f} ({c:3})" for s, c in (merged.found(a, b) for a, b in BANDS))
        print(
            f"{sectors:8}{gaps:5}{merged.share_small_p:8.3f}{merged.z_variance:7.2f}{merged.false_share:7.3f}{cells}",
            flush=True,
        )
        near = [f for _, r, f in merged.planted if 0.85 <= r <= 1.15]
        print(
            f"{'':13}found where expected is within 15 % of `detectable`: {np.mean(near) if near else float('nan'):.2f} ({len(near)})"
        )


def print_power_elsewhere(networks: int) -> None:
    """Planted gaps in the layers with programmes."""
    print(
        "\nPlanted gap of factor 0.2, outward, live, 8 sectors, 20 % repeated consortia (expectation before planting)"
    )
    for layer, overlap in (("affiliation", 0.0), ("all", 0.3)):
        world = World(ties=500, programmes=300, repeat=0.2, overlap=overlap, gaps=((0, 1),))
        t = tally(world, max(networks // 4, 10), layer=layer)
        cells = "  ".join(f"{a}-{b:g}: {s:.2f} ({c})" for (a, b) in BANDS for s, c in [t.found(a, b)] if c)
        print(
            f"{layer:12} p<=.05 {t.share_small_p:.3f}  var z {t.z_variance:.2f}  false {t.false_share:.3f}  {cells}",
            flush=True,
        )


def _merge(whole: Tally, part: Tally) -> None:
    for name in ("p", "z", "planted", "phi"):
        getattr(whole, name).extend(getattr(part, name))
    whole.false_gaps += part.false_gaps
    whole.networks += part.networks


TABLES: dict[str, Callable[[int], None]] = {
    "null": print_null,
    "power": print_power,
    "elsewhere": print_power_elsewhere,
}


if __name__ == "__main__":
    print_tables(__doc__, TABLES, 400)
