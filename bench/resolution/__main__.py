"""How well and how fast organisations are resolved, beside exact names, rapidfuzz, recordlinkage, splink's defaults and dedupe.

`python -m bench.resolution [--only lists homonyms …]` prints the tables named (all by default). Parameters and thresholds were found on
half A of the aliases, the corpus of seed 1 (`bench.resolution_weights`) and the made lists of seeds 1 to 3; the other halves and seeds
are for figures. `recordlinkage` and `dedupe` are compared where they can be imported; they are no dependencies of ours.
"""

from __future__ import annotations

import argparse

from bench.resolution.former import print_former
from bench.resolution.latin import print_latin
from bench.resolution.speed import print_live, print_speed
from bench.resolution.tables import print_homonyms, print_labelled, print_lists, print_register, print_stress

TABLES = {
    "lists": print_lists,
    "former": print_former,
    "homonyms": print_homonyms,
    "stress": print_stress,
    "register": print_register,
    "latin": print_latin,
    "labelled": print_labelled,
    "speed": print_speed,
    "live": print_live,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only",
        nargs="+",
        choices=TABLES,
        default=[*TABLES],
        metavar="TABLE",
        help=f"one or more of {', '.join(TABLES)}",
    )
    for name in parser.parse_args().only:
        TABLES[name]()


if __name__ == "__main__":
    main()
