"""Filters of lists: values or none of them, ranges, prefixes, parts, and whether a field is known."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.columns import table_of
from graph.dates import span
from graph.fields import FIELDS, PATHS, Shape
from graph.filters import kept_relations
from graph.own_fields import is_own, paths_in
from graph.texts import truth_of
from graph.vocabulary import RecordType
from queries.attributes import meant_attribute
from queries.errors import did_you_mean, near_to, one_of, refuse
from queries.limits import LIMITS
from queries.measures import as_text
from queries.parameters import DATE_HINT, EMPTY, ChoiceParameters, WalkParameters
from queries.python_values import only, texts_of
from queries.records import node_number
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from graph.columns import Table
    from graph.fields import Field
    from queries.view import View

    Mask = npt.NDArray[np.bool_]

ENDINGS = ("_from", "_to", "_prefix", "_contains")
EITHER_END = "node"
"""The filter of relations by either end."""
COMMA = re.compile(r"(?<!\\),")
RANGED = frozenset({Shape.DATE, Shape.NUMBER})
OF_TRUTH = frozenset(
    path for paths in PATHS.values() for path, field in paths.items() if field.shape is Shape.TRUTH
)


def filters_of(record_type: RecordType | None) -> list[str]:
    """List all filters of a list."""
    return [
        *filters_on(PATHS[record_type]),
        *((EITHER_END, *WalkParameters.model_fields) if record_type is RecordType.RELATION else ()),
    ]


def filters_on(paths: Mapping[str, Field]) -> list[str]:
    """List the filters on these fields."""
    names: list[str] = []
    for path, field in paths.items():
        names += [f"has_{path}"] if field.shape is Shape.OBJECT else [path, f"has_{path}"]
        if field.shape in RANGED:
            names += [f"{path}_from", f"{path}_to"]
        elif field.shape is Shape.TEXT and field.allowed is None:
            names += [f"{path}_prefix", f"{path}_contains"]
    return names


def is_own_filter(name: str) -> bool:
    """Return whether a filter is one on an own attribute, which only a snapshot can tell to exist."""
    return is_own(name.removeprefix("has_"))


def written_filters(record_type: RecordType | None, given: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Write filters as in a query, by name: several values with commas between them; None means no filter.

    Raises:
        Invalid: a filter has several values but takes one, or a value of a list is blank or not a text.
    """
    known = set(filters_of(record_type))
    several = PATHS[record_type].keys() | ChoiceParameters.model_fields.keys() | {EITHER_END}
    filters: list[tuple[str, str]] = []
    for name, value in sorted(given.items()):
        there = name in known or is_own_filter(name)
        if value is None and there:
            continue
        text = as_text(value)
        if isinstance(value, list) and there:
            texts: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
            many = name in several or is_own(name)
            text = ",".join(escaped(texts_of(name, texts))) if many else only(name, texts)
        filters.append((name, text))
    return tuple(filters)


def decisive(name: str, text: str) -> frozenset[str]:
    """Return what decides in the text of a filter: its values, whatever their order, and truth however it is spelled.

    >>> decisive("sector", "metals,textiles") == decisive("sector", "textiles,metals")
    True
    >>> decisive("has_website", "yes") == decisive("has_website", "TRUE")
    True
    """
    words = frozenset(COMMA.split(text))
    if not name.startswith("has_") and name not in OF_TRUTH:
        return words
    return frozenset(word if (value := truth_of(word)) is None else written(value) for word in words)


def escaped(values: list[str]) -> list[str]:
    """Put a backslash before the commas inside values."""
    return [value.replace(",", "\\,") for value in values]


def records_kept(view: View, record_type: RecordType | None, filters: Mapping[str, str]) -> Mask | None:
    """Mark the records that pass all filters; None if there is no filter.

    Raises:
        Invalid: there are too many filters, or one is unknown or has an invalid value.
    """
    if not filters:
        return None
    most = LIMITS["list_filters"]
    if len(filters) > most:
        refuse(
            "filters", f"{len(filters)} filters are more than the maximum of {most}", f"use at most {most}"
        )
    snapshot = view.snapshot
    table = table_of(snapshot, record_type)
    kept = np.ones(len(table), bool)
    walking = {name: text for name, text in filters.items() if name in WalkParameters.model_fields}
    if walking and record_type is RecordType.RELATION:
        kept &= kept_relations(snapshot, read(WalkParameters, walking).filter)
        filters = {name: text for name, text in filters.items() if name not in walking}
    if record_type is RecordType.RELATION and EITHER_END in filters:
        kept &= touching(view, filters[EITHER_END])
        filters = {name: text for name, text in filters.items() if name != EITHER_END}
    known = PATHS[record_type]
    if any(map(is_own_filter, filters)):
        known = paths_in(snapshot, record_type)
    in_order(known, filters)
    for name, text in filters.items():
        kept &= mask(table, known, name, text)
    return kept


def touching(view: View, text: str) -> Mask:
    """Mark the relations with one of these nodes at either end; `!` leaves them out.

    Raises:
        NotFound: no node has one of the ids.
    """
    negated, wanted = read_values(EITHER_END, text)
    if not wanted:
        refuse(EITHER_END, EMPTY, "leave it out")
    snapshot = view.snapshot
    inside = np.zeros(len(snapshot.ids), bool)
    for key in sorted(wanted):
        inside[node_number(view, key, parameter=EITHER_END)] = True
    ends: Mask = inside[snapshot.relations.subject] | inside[snapshot.relations.object]
    return ~ends if negated else ends


def read_values(name: str, text: str) -> tuple[bool, set[str]]:
    r"""Read comma-separated values, and whether a leading `!` means all but these.

    A backslash keeps a comma inside a value, and a `!` at its beginning.

    >>> read_values("city", "!Daegu,Busan") == (True, {"Daegu", "Busan"})
    True
    >>> read_values("name_en", r"\!Kapital,A\, B") == (False, {"!Kapital", "A, B"})
    True
    """
    words = [word for word in COMMA.split(text) if word]
    negated = bool(words) and words[0].startswith("!")
    if not negated and any(word.startswith("!") for word in words):
        rule = "a “!” before a later value would leave out only that one"
        refuse(name, rule, f"write {name}=!A,B to leave out both, or \\! for a value that begins with “!”")
    if negated:
        words = [word.removeprefix("!") for word in words]
    return negated, {
        word.removeprefix("\\" if word.startswith("\\!") else "").replace("\\,", ",")
        for word in words
        if word
    }


def in_order(known: Mapping[str, Field], filters: Mapping[str, str]) -> None:
    """Refuse a range whose first bound is after its last: nothing can be in it."""
    for path, field in known.items():
        first, last = f"{path}_from", f"{path}_to"
        if field.shape not in RANGED or not {first, last} <= filters.keys():
            continue
        low, high = filters[first], filters[last]
        if field.shape is Shape.NUMBER:
            wrong = number(path, first, low) > number(path, last, high)
        else:
            wrong = day(first, low)[0] > day(last, high)[1]
        if wrong:
            refuse(last, f"{last} ({high}) is before {first} ({low})", f"use a {last} on or after {first}")


def day(name: str, text: str) -> tuple[int, int]:
    """Read the first and last day that a date can mean."""
    try:
        return span(text)
    except ValueError:
        return refuse(name, f"“{text[:60]}” is not a date", DATE_HINT)


def mask(table: Table, known: Mapping[str, Field], name: str, text: str) -> Mask:
    """Mark the records that pass one filter on a known field."""
    if name in known and known[name].shape is not Shape.OBJECT:
        negated, wanted = read_values(name, text)
        passing = table.column(name).having(among(table, known[name], name, wanted))
        return ~passing if negated else passing
    field = name.removeprefix("has_")
    if field != name and field in known:
        has = table.column(field).known()
        return has if truth(name, text) else ~has
    for ending in ENDINGS:
        path = name.removesuffix(ending)
        if path != name and path in known:
            return table.column(path).having(compared(table, known[path], name, path, ending, text))
    return refuse(name, f"“{name[:60]}” is not a parameter", meant(name[:60], table, known))


def meant(word: str, table: Table, known: Mapping[str, Field]) -> str:
    """Suggest a similar filter, or list the fields."""
    record_type = table.record_type
    further = (EITHER_END, *WalkParameters.model_fields) if record_type is RecordType.RELATION else ()
    of_page = ("sort", "fields", "sample", "limit", "cursor")
    near = get_close_matches(word, [*filters_on(known), *further, *of_page], n=3, cutoff=0.6)
    if is_own_filter(word) and not near:
        return meant_attribute(word, known)
    return did_you_mean(near) or one_of(list(FIELDS[record_type]))


def among(table: Table, field: Field, name: str, wanted: set[str]) -> Mask:
    """Mark the values that are listed."""
    if not wanted:
        refuse(name, EMPTY, f"leave it out, or use has_{name}=false")
    if field.shape is Shape.TRUTH:
        wanted = {written(truth(name, word)) for word in wanted}
    for word in sorted(wanted):
        if field.allowed is not None and word not in field.allowed:
            near = near_to(word, field.allowed)
            refuse(name, f"unknown value “{word[:60]}”", did_you_mean(near) or one_of(field.allowed))
    return marked(table, name, lambda value: written(value) in wanted)


def truth(name: str, text: str) -> bool:
    """Read true or false."""
    value = truth_of(text)
    if value is None:
        refuse(name, f"“{text[:60]}” is neither true nor false", "write true or false")
    return value


def written(value: object) -> str:
    """Format a value as in a query."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def compared(table: Table, field: Field, name: str, path: str, ending: str, text: str) -> Mask:
    """Mark the values that begin with a prefix, contain a text, or are within a bound (inclusive)."""
    if ending in {"_prefix", "_contains"}:
        if not text:
            refuse(name, EMPTY, f"leave it out, or use has_{path}=true")
        if field.shape is not Shape.TEXT or field.allowed is not None:
            refuse(name, f"{path} has no {ending[1:]} filter", f"use {path}= or has_{path}=")
        part = text.casefold()
        if ending == "_prefix":
            return marked(table, path, lambda value: str(value).casefold().startswith(part))
        return marked(table, path, lambda value: part in str(value).casefold())
    if field.shape is Shape.NUMBER:
        bound = number(path, name, text)
        return marked(table, path, lambda value: value >= bound if ending == "_from" else value <= bound)
    if field.shape is not Shape.DATE:
        refuse(name, f"{path} is neither a date nor a number", f"use {path}= or has_{path}=")
    first, last = day(name, text)
    if ending == "_from":
        return marked(table, path, lambda value: span(value)[0] >= first)
    return marked(table, path, lambda value: span(value)[1] <= last)


def number(path: str, name: str, text: str) -> int | float:
    """Read a whole number of at most 18 digits; for own attributes also one with decimals."""
    if re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    if not is_own(path):
        refuse(name, f"“{text[:60]}” is not a whole number", "use digits only, for instance 700000000")
    if not re.fullmatch(r"-?[0-9]{1,18}[.][0-9]{1,12}", text):
        refuse(name, f"“{text[:60]}” is not a number", "use digits only, for instance 700000000 or 0.5")
    return float(text)


def marked(table: Table, path: str, good: Callable[[Any], bool]) -> Mask:
    """Apply a test to all distinct values of a field."""
    values = table.column(path).values
    return np.fromiter(map(good, values), bool, len(values))
