"""What a store holds, part by part, so that two stores can be told equal although their loads ran at different moments."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from graph.checking import check_contents
from graph.loads.undo_log import read_notes
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.contents import Contents
    from graph.store import Store

PARTS = ("graph version", "history", "records", "identities", "further words", "undo log")
OF_THE_MOMENT = {"seconds", "rejects_file"}


def status(store: Store) -> Mapping[str, str]:
    """Give a digest of each part that a store keeps; ids of loads, which bear the moment, are replaced by their places.

    Raises:
        SystemExit: a check finds faults.
    """
    with store.contents() as contents:
        faults = check_contents(contents).faults
        if faults:
            raise SystemExit(f"the check finds: {'; '.join(map(str, faults[:3]))}")
        return {
            "graph version": contents.revision.graph_version,
            **{name: digest_of(lines, contents) for name, lines in parts_of(contents).items()},
        }


def parts_of(contents: Contents) -> Mapping[str, Iterable[object]]:
    """Give what each part is made of, in an order of its own."""
    loads = contents.loads()
    kept = {t: sorted(one for batch in contents.kept(t) for one in batch) for t in RecordType}
    claims = [one for batch in contents.claims() for one in batch]
    return {
        "history": [(one.id, one.origin, one.input_digest, lasting(one.report)) for one in loads],
        "records": [(t, records) for t, records in kept.items() if t is not RecordType.SAME_AS],
        "identities": kept[RecordType.SAME_AS],
        "further words": sorted(claims, key=lambda one: (one.type, one.key, one.origin)),
        "undo log": [(one.id, sorted(map(repr, read_notes(contents.notes(one.id)).items()))) for one in loads],
    }  # fmt: skip


def lasting(report: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted((name, value) for name, value in report.items() if name not in OF_THE_MOMENT)


def digest_of(lines: Iterable[object], contents: Contents) -> str:
    """Hash a part, with each load's id replaced by its place in the history."""
    text = repr(list(lines))
    for i, load in enumerate(contents.loads()):
        text = text.replace(load.id, f"load {i}")
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Name the parts in which two stores differ."""
    return [part for part in PARTS if one[part] != other[part]]
