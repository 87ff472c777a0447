"""The records of a list: those that pass its filters, its search and its sample, in order."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.columns import table_of
from graph.fields import FIELDS, PATHS, Listed
from graph.fields import Shape as FieldShape
from graph.own_fields import is_own, paths_in
from queries.errors import did_you_mean, one_of, refuse
from queries.filters import records_kept
from queries.limits import LIMITS
from queries.matches import records_matching

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.columns import Table
    from graph.snapshot import Snapshot
    from queries.lists import Query
    from queries.view import View

    Ints = npt.NDArray[np.int64]


def selected(view: View, record_type: Listed, query: Query) -> Ints:
    """Return the records that pass, in order; cached for the following pages."""
    snapshot = view.snapshot

    def make() -> Ints:
        table = table_of(snapshot, record_type)
        kept = records_kept(view, record_type, dict(query.filters))
        records = np.arange(len(table)) if kept is None else np.flatnonzero(kept)
        if query.text is not None:
            matches = records_matching(view, record_type, query.text)
            records = matches[np.isin(matches, records)]
            records = records if query.sort == "" else np.sort(records)
        if query.sample is not None:
            size, seed = query.sample
            drawn = np.random.default_rng(seed).choice(len(records), min(size, len(records)), replace=False)
            records = records[np.sort(drawn)]
        return ordered(table, record_type, records, query.sort)

    return snapshot.memo(("list", record_type, *query.key), make)


def is_kept(snapshot: Snapshot, record_type: Listed, query: Query) -> bool:
    """Return whether a list is cached, so that a page needs no thread of its own."""
    return snapshot.has_memo(("list", record_type, *query.key))


def ordered(table: Table, record_type: Listed, records: Ints, sort: str) -> Ints:
    """Sort by one or several fields, descending after `-`; unknown values come last, equal ones by id."""
    keys_given = [key for key in sort.split(",") if key]
    most = LIMITS["list_sort_keys"]
    if len(keys_given) > most:
        refuse("sort", f"{len(keys_given)} fields are more than the maximum of {most}", f"use at most {most}")
    paths = PATHS[record_type]
    if any(is_own(key.removeprefix("-")) for key in keys_given):
        paths = paths_in(table.snapshot, record_type)
    known = {
        path: field
        for path, field in paths.items()
        if not field.many and field.shape is not FieldShape.OBJECT
    }
    keys: list[npt.NDArray[np.integer[Any]]] = []
    for word in keys_given:
        name = word.removeprefix("-")
        if name not in known and name != "id":
            near = get_close_matches(name, known, n=3, cutoff=0.6)
            remedy = did_you_mean(near) or one_of(sorted(FIELDS[record_type].keys() & known.keys()))
            refuse("sort", f"cannot sort by “{name[:60]}”", remedy)
        if name == "id" and "id" not in known:  # no id: the order of the list, by their content
            break
        if name == "id":
            keys.append(records if word == name else -records)
            break
        codes = table.column(name).codes[records]
        last = len(table.column(name).values)
        keys.append(np.where(codes < 0, last, codes if word == name else last - 1 - codes))
    return records[np.lexsort(keys[::-1])] if keys else records
