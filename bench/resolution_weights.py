"""Where the match weights of the resolution come from: counted in one half of what is labelled, and printed as `weights.json`.

`python -m bench.resolution_weights` prints the table; `--write` puts it in its place. Counted are

- the names of half A of the aliases of the Daegu data (each held out, resolved against everything else) and the made corpus
  of seed 1: m is the share of a level among pairs that are one body (the corpus counts four fifths, the aliases one fifth),
  u its share among pairs that are two, of both together;
- facts: m in the corpus, so by its stated faults; u in the corpus and among all pairs of the Daegu organisations, halves;
- what nothing labelled tells (legal forms that differ, former names, kinds, websites, products, ties) is set by hand and says so.

Half B of the aliases and the corpora of other seeds are for the figures (`bench.resolution`); nothing is counted in them.
"""

from __future__ import annotations

import argparse
import json

import numpy as np

from bench.labelled import aliases_held_out, organisations
from ingest.resolution.blocking import keyed
from ingest.resolution.comparing import LEVEL_OF, compare
from ingest.resolution.comparison_levels import COMPARISONS, UNKNOWN, WEIGHTS, NameLevel
from ingest.resolution.index import Index
from ingest.resolution.profiles import Profiles
from tests.ingest.resolution.corpus import corpus

CHANCE = 1 / 20_000
"""Two bodies drawn from a register of 20,000, whatever the size of the graph is: so decisions stay as the graph grows."""
CORPUS_SHARE = 0.8
FEWEST_U, FEWEST_M = 1e-7, 0.002
THRESHOLDS = {"merge": 0.96, "review": 0.9, "margin_bits": 3.0}
BY_HAND = {
    "name": {"form": (0.01, 1e-6), "former": (0.01, 1e-7), "several": (0.124, 4e-6)},
    "kind": {"same": (0.95, 0.8), "other": (0.05, 0.2)},
    "website": {"same": (0.9, 0.0005), "other": (0.1, 0.9995)},
    "products": {"several": (0.3, 0.01), "one": (0.3, 0.07), "none": (0.4, 0.92)},
    "ties": {"several": (0.4, 0.005), "one": (0.2, 0.03), "none": (0.4, 0.965)},
}
"""Levels of which nothing labelled tells, or only what the corpus was made to say. A name that several are known to bear:
1e-5 was counted, but most of those pairs are with the known others, which are compared as rivals and need not count twice."""


def of_names(records, known, truth):
    """Count the levels of names among pairs that are one body and among those that are two, and how many of each there are."""
    index = Index(known)
    asked = Profiles(records, index.profiles.known)
    i, j = index.blocks.beside(*keyed(asked))
    level = LEVEL_OF["name"](asked, i, index.profiles, j)
    true = np.array(
        [truth[records[a].id] == known[b].id for a, b in zip(i.tolist(), j.tolist(), strict=True)], np.bool_
    )
    many = sum(body is not None for body in truth.values())
    ones, twos = tally(level[true], NameLevel), tally(level[~true], NameLevel)
    ones[NameLevel.OTHER] += many - ones.sum()
    twos[NameLevel.OTHER] += len(records) * len(known) - many - twos.sum()
    return ones, twos


def tally(level, levels):
    return np.bincount(level[level != UNKNOWN], minlength=len(levels)).astype(float)


def of_facts(made, count=200_000):
    """Count the levels of facts: of listed firms and themselves, of pairs drawn from the corpus, and of Daegu's organisations."""
    random = np.random.default_rng(1)
    register = {body.id: n for n, body in enumerate(made.register)}
    firms, lists = Profiles(made.register, {}), Profiles(made.lists, {})
    i = np.array([n for n, body in enumerate(made.lists) if made.truth[body.id]])
    j = np.array([register[made.truth[made.lists[n].id]] for n in i])
    ones = compare(lists, i, firms, j)
    drawn = random.integers(0, len(lists), count), random.integers(0, len(firms), count)
    corpus_twos = compare(lists, drawn[0], firms, drawn[1])
    daegu = Profiles(organisations({}), {})
    one, other = np.triu_indices(len(daegu), 1)
    some = random.choice(len(one), count, replace=False)
    daegu_twos = compare(daegu, one[some], daegu, other[some])
    return ones, corpus_twos, daegu_twos


def share(counts):
    return (counts + 0.5) / (counts + 0.5).sum()


def table():
    """Count everything."""
    made = corpus(1, firms=20_000, listed=4_000)
    ones, twos = of_names(made.lists, made.register, made.truth)
    alias_ones, alias_twos = of_names(*aliases_held_out(half=0))
    name_m = CORPUS_SHARE * share(ones) + (1 - CORPUS_SHARE) * share(alias_ones)
    name_u = (twos + alias_twos) / (twos + alias_twos).sum()
    told = {"name": rows(NameLevel, name_m, name_u, ones + alias_ones, twos + alias_twos)}
    facts = of_facts(made)
    for comparison, levels in COMPARISONS.items():
        if comparison not in ("name", "ties"):
            counted = [tally(found[comparison], levels) for found in facts]
            m, u = share(counted[0]), (share(counted[1]) + share(counted[2])) / 2
            told[comparison] = rows(levels, m, u, counted[0], counted[1] + counted[2])
    for comparison, levels in BY_HAND.items():
        told.setdefault(comparison, {}).update({name: [*pair, "by hand"] for name, pair in levels.items()})
    return {"two_random_bodies_are_one": CHANCE, "thresholds": THRESHOLDS, "comparisons": told}


def rows(levels, m, u, ones, twos):
    return {
        level.name.lower(): [
            float(f"{max(m[level], FEWEST_M):.3g}"),
            float(f"{max(u[level], FEWEST_U):.3g}"),
            f"{ones[level]:.0f} of one body, {twos[level]:.0f} of two",
        ]
        for level in reversed(levels)
    }


def written(found):
    """Write the table, one level a line."""
    blocks = []
    for comparison, levels in found["comparisons"].items():
        lines = (f"   {json.dumps(name)}: {json.dumps(told)}" for name, told in levels.items())
        blocks.append("  " + json.dumps(comparison) + ": {\n" + ",\n".join(lines) + "\n  }")
    head = [
        f" {json.dumps(key)}: {json.dumps(found[key])}" for key in ("two_random_bodies_are_one", "thresholds")
    ]
    return "{\n" + ",\n".join([*head, ' "comparisons": {\n' + ",\n".join(blocks) + "\n }"]) + "\n}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table in its place")
    lines = written(table())
    if parser.parse_args().write:
        WEIGHTS.write_text(lines + "\n", encoding="utf-8")
    print(lines)


if __name__ == "__main__":
    main()
