"""Parser for Kumu: JSON of elements and connections, and workbooks with the sheets Elements and Connections."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ingest.networks.cyjs import text
from ingest.networks.fields import fields_of, kind_word
from ingest.networks.items import Edge, Node, Other, Written
from ingest.networks.predicates import predicate_of
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.networks.texts import check_sort, whole_json
from ingest.networks.typed_values import typed
from ingest.origin import OriginError
from ingest.persons import split_words
from ingest.reading import Fault, grids
from ingest.reading.forms import Form
from ingest.reading.positions import FieldFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

FORM = "a Kumu file"
SHEETS = ("elements", "connections")
OWN = frozenset(
    {
        "_id",
        "id",
        "attributes",
        "from",
        "to",
        "direction",
        "position",
        "pinned",
        "image",
        "delayed",
        "reversed",
        "_type",
        "label",
    }
)
FOUNDERS = frozenset({"founder", "cofounder"})
"""Types of elements that are persons here, other than in a table, where a founder may be an organisation."""
RELATIVES = frozenset({"family", "relative", "spouse", "married", "sibling", "marriage"})
"""Types of connections that join persons."""
TYPES = frozenset({"type", "element type", "connection type", "loop type"})
Objects = list[dict[str, Any]]


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the elements, then the connections of a map; an element that only connections name is one too."""
    if part.form in {Form.XLSX, Form.XLS, Form.ODS}:
        yield from typed(list(network(*of_workbook(part), about, loose=True)))
        return
    if part.form is not Form.JSON:
        raise of_another_sort(part.label, FORM, *sort_of(part))
    content = whole_json(part, FORM)
    if not isinstance(content, dict) or not isinstance(content.get("elements"), list):
        check_sort(part, FORM, "kumu")
        raise OriginError(f"{part.label}: this JSON has no list of elements: export the map from Kumu again")
    given = content.get("connections")
    lists = content["elements"], given if isinstance(given, list) else []
    elements, connections = ([flat(one) for one in members if isinstance(one, dict)] for members in lists)
    yield from network(elements, connections, about, loose=False)


def flat(one: dict[str, Any]) -> dict[str, Any]:
    """Return an element or connection with its inner attributes beside the others, by names in lower case."""
    inner = one.get("attributes")
    both = {**one, **(inner if isinstance(inner, dict) else {})}
    return {
        (name.casefold() if name.casefold() in OWN | TYPES else name): value for name, value in both.items()
    }


def of_workbook(part: Part) -> tuple[Objects, Objects]:
    """Return the rows of both sheets as objects.

    Raises:
        OriginError: neither sheet is there.
    """
    found: dict[str, Objects] = {}
    names: list[str] = []
    for grid in grids(part):
        names.append(grid.sheet or "")
        name = (grid.sheet or "").strip().casefold()
        if name in SHEETS:
            found[name] = rows_of(grid.label, grid.rows)
    if "connections" not in found and "elements" not in found:
        raise OriginError(
            f"{part.label}: no sheets “Elements” and “Connections”, only {', '.join(f'“{name}”' for name in names)[:200]}:"
            " use `sojae load table`"
        )
    return found.get("elements", []), found.get("connections", [])


def rows_of(label: str, rows: Iterator[Any]) -> Objects:
    """Return the rows of a sheet under their header as objects; lists are separated by `|`."""
    header: list[str] | None = None
    found: Objects = []
    for row in rows:
        if isinstance(row, Fault):
            raise OriginError(f"{label}, line {row.line}: {row.rule}: {row.remedy}")
        cells = [cell.strip() for cell in row[1]]
        if not any(cells):
            continue
        if header is None:
            header = cells
            continue
        pairs = {
            name: ";".join(map(str.strip, cell.split("|")))
            for name, cell in zip(header, cells, strict=False)
            if name and cell
        }
        found.append(flat(pairs))
    return found


def network(elements: Objects, connections: Objects, about: About, *, loose: bool) -> Iterator[Item]:
    """Yield the nodes and edges of a map; `loose` if it declares no types."""
    relatives = {
        word(one.get(end)) for one in connections if RELATIVES & types_of(one) for end in ("from", "to")
    }
    ids: dict[str, str] = {}
    times: Counter[str] = Counter()
    for number, one in enumerate(elements):
        label = word(one.get("label"))
        own = word(one.get("_id")) or word(one.get("id")) or label or f"#{number}"
        times[label] += 1
        ids[own] = own
        ids.setdefault(label, own)
        data = [("label", Written(label)), *attributes(one, about, of_edge=False, loose=loose)]
        if FOUNDERS & types_of(one) or (relatives & {label, own} and not says_kind(data)):
            data.append(("kind", Written("person")))
        yield Node(own, data)
    ends = [(word(one.get("from")), word(one.get("to"))) for one in connections]
    new = [end for end in dict.fromkeys(end for pair in ends for end in pair if end) if end not in ids]
    if new:
        about.notes.append(f"elements that only connections name: {len(new):,}")
    for name in new:
        ids[name] = name
        kind = [("kind", Written("person"))] if name in relatives else []
        yield Node(name, [("label", Written(name)), *kind])
    for one, pair in zip(connections, ends, strict=True):
        if not all(pair):
            yield Other("a connection without both ends")
            continue
        direction = word(one.get("direction")).casefold()
        twice = next((end for end in pair if times[end] > 1), None)
        fault = None
        if twice is not None:
            rule = f"{times[twice]} elements are called “{twice[:60]}”, so the connection is ambiguous"
            fault = FieldFault("from/to", rule, "give each element its own label")
        yield Edge(
            word(one.get("_id")), ids[pair[0]], ids[pair[1]], attributes(one, about, of_edge=True, loose=loose),
            mutual=direction == "mutual", undirected=direction not in {"directed", "mutual"}, fault=fault,
        )  # fmt: skip


def attributes(one: dict[str, Any], about: About, *, of_edge: bool, loose: bool) -> list[tuple[str, str]]:
    """Return the attributes of an element or connection; its type is the kind, and the label of a connection may name a predicate."""
    data: list[tuple[str, str]] = []
    for name, value in one.items():
        if name in TYPES:
            kind = text(value)
            data.append(("kind" if of_edge and predicate_of(kind) else "type", kind))
        elif name == "label" and of_edge:
            data.append((name, text(value)))
        elif name not in OWN:
            data.append((name, value if loose else text(value)))
    about.columns.update(dict.fromkeys(name for name, _ in data))
    return data


def types_of(one: dict[str, Any]) -> set[str]:
    """Return the types of an element or connection, as one word each: Co-founder is cofounder."""
    values = (one[name] for name in TYPES if name in one)
    each = (part for value in values for part in str(text(value)).split(";"))
    return {"".join(split_words(part)).removesuffix("s") for part in each}


def says_kind(data: list[tuple[str, str]]) -> bool:
    """Return whether attributes name a kind of ours."""
    return kind_word(fields_of(data)) is not None


def word(value: Any) -> str:
    """Return a label or an id as text."""
    return " ".join(str(text(value)).split()) if isinstance(value, str | int | float) else ""
