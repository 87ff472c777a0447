"""The picture of match weights in the documentation, drawn from made rows: `python -m docs.match_weights` writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.resolution.grouping import in_lists
from ingest.resolution.lookup import organisation_from
from ingest.resolution.pairs import pair_of_rows
from ingest.resolution.settling import settlement
from queries.explain import weights_of
from queries.explanation import total_of, words_of
from viz.waterfall import Bar, waterfall

if TYPE_CHECKING:
    from ingest.resolution.organisations import OrganisationRecord

COMMAND = "python -m docs.match_weights"
TARGET = Path(__file__).with_name("pictures") / "match-weights.svg"
FIRST, SECOND = "가나다라마바사자차카타파하", "거너더러머버서저처커터퍼허"
CITIES = ("Daegu", "Gumi", "Pohang", "Gyeongsan")
SECTORS = ("metals", "textiles", "ceramics", "medical", "food")
TITLE = "Two rows of two lists: {decision} ({rule})"
NOTE = "Waterfall of match weights in bits, from the prior to the sum; merges need the probability 0.96 and a rule."


def made_rows() -> list[dict[str, str]]:
    """Make two lists of 60 firms with one name, city and mostly one sector each; the last firm has two sectors."""
    rows = []
    for firm in range(60):
        name = f"{FIRST[firm % 13]}{SECOND[firm // 5]}{FIRST[-1 - firm % 7]}{SECOND[firm % 11]}정밀"
        for side in ("a", "b"):
            far = firm == 59 and side == "b"
            sector = SECTORS[(firm + far) % 5]
            rows.append(
                {
                    "record_id": f"{side}/{firm + 1}", "name_ko": name, "kind": "company", "city": CITIES[firm % 4],
                    "sector": sector,
                }
            )  # fmt: skip
    return rows


def drawn() -> str:
    """Draw the last pair."""
    rows = made_rows()
    organisations: list[OrganisationRecord] = [organisation_from(row["record_id"], row)[0] for row in rows]
    found = pair_of_rows(settlement(in_lists(organisations, rows), []), "a/60", "b/60")
    told = weights_of(found.explanation)
    bars = [Bar(*words_of(factor, told["prior"]), factor.bits) for factor in told["factors"]]
    title = TITLE.format(decision=found.decision, rule=told["rule"])
    return waterfall(bars, title=title, note=NOTE, total=total_of(told["probability"]))


if __name__ == "__main__":
    TARGET.write_text(drawn(), encoding="utf-8")
