"""Check a lake: types, ids, ends that dangle, numbers beside ids, dates; one line a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import is_date, span
from graph.lake.numbering import GROUP, NUMBERED, cited
from graph.plurals import plural
from graph.vocabulary import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.lake.engines import Engine
    from graph.lake.folder import Folder


def faults(engine: Engine, folder: Folder) -> Iterator[str]:
    """Find what is wrong with the content of a lake; nothing where all is well."""
    yield from repeated(engine)
    yield from unknown(engine, "nodes", "kind", frozenset(map(str, Kind)).__contains__)
    yield from unknown(engine, "relations", "predicate", frozenset(map(str, Predicate)).__contains__)
    yield from dangling(engine, folder)
    for table, column in (
        ("nodes", "began"), ("nodes", "ended"), ("relations", "began"), ("relations", "ended"), ("sources", "published"),
    ):  # fmt: skip
        yield from unknown(engine, table, column, is_date, nothing=True)
    yield from turned(engine)
    if folder.numbered:
        yield from numbers(engine)


def repeated(engine: Engine) -> Iterator[str]:
    """Find ids that are missing or appear twice."""
    for table in ("nodes", "relations", "sources"):
        [(count,)] = engine.rows(f"SELECT count(*) FROM {table} WHERE id IS NULL OR id = ''")
        if count:
            yield f"{table}: {plural(count, 'row')} without an id"
        twice = f"SELECT id FROM {table} WHERE id <> '' GROUP BY id HAVING count(*) > 1"
        yield from fault(engine, f"{table}: ", twice, "id", "given more than once")


def unknown(
    engine: Engine, table: str, column: str, known: Callable[[str], bool], *, nothing: bool = False
) -> Iterator[str]:
    """Find values that a column cannot have; the distinct ones are few where all is well."""
    for value, count, example in engine.rows(
        f"SELECT {column}, count(*) AS n, min(id) FROM {table} GROUP BY {column} ORDER BY {column} LIMIT 200000"
    ):
        if value is None and nothing:
            continue
        if value is None or not known(value):
            name = {"began": "start", "ended": "end"}.get(column, column)
            wrong = f"“{str(value)[:60]}” is not a {'date' if nothing else name}"
            yield f"{table}: {name}: {wrong} ({plural(count, 'row')}, for instance “{example}”)"


def turned(engine: Engine) -> Iterator[str]:
    """Find periods that end before they begin."""
    for table in ("nodes", "relations"):
        both = f"SELECT began, ended, min(id) FROM {table} WHERE began > ended GROUP BY began, ended ORDER BY began, ended LIMIT 200000"
        for began, ended, example in engine.rows(both):
            if is_date(began) and is_date(ended) and span(began)[0] > span(ended)[1]:
                yield f"{table}: end {ended} is before start {began}, for instance of “{example}”"


def dangling(engine: Engine, folder: Folder) -> Iterator[str]:
    """Find ends and sources that do not exist, and relations of a node with itself."""
    for end in ("subject", "object"):
        lost = f"SELECT r.{end} AS id FROM relations r LEFT JOIN nodes n ON n.id = r.{end} WHERE n.id IS NULL GROUP BY r.{end}"
        yield from fault(engine, f"relations: {end}: ", lost, "id", "that no node has")
    yield from fault(
        engine, "relations: ", "SELECT id FROM relations WHERE subject = object", "relation", "of a node with itself"
    )  # fmt: skip
    for table in ("nodes", "relations"):
        lists = f"SELECT {engine.unnest}(sources) AS id FROM {table}"
        lost = f"SELECT x.id AS id FROM ({lists}) x LEFT JOIN sources s ON s.id = x.id WHERE s.id IS NULL GROUP BY x.id"
        yield from fault(engine, f"{table}: sources: ", lost, "id", "that no source has")


def numbers(engine: Engine) -> Iterator[str]:
    """Find numbers that do not stand for the ids beside them."""
    counted = f"SELECT n.id AS id FROM nodes n JOIN ({NUMBERED}) k ON k.id = n.id WHERE n.no IS NULL OR n.no <> k.no"
    yield from fault(engine, "nodes: no: ", counted, "number", "out of the order of ids")
    for end in ("subject", "object"):
        for column, meant in (("no", "n.no"), ("group", GROUP.replace("kind", "n.kind", 1))):
            other = (
                f"SELECT r.id AS id FROM relations r JOIN nodes n ON n.id = r.{end}"
                f" WHERE r.{end}_{column} IS NULL OR r.{end}_{column} <> {meant}"
            )
            yield from fault(
                engine, f"relations: {end}_{column}: ", other, "row", f"with another number than that of the {end}"
            )  # fmt: skip
    told = (
        f"SELECT r.id AS id FROM relations r JOIN ({cited(engine.unnest)}) c ON c.id = r.id"
        " WHERE r.cited <> c.cited OR coalesce(r.latest, 0) <> coalesce(c.latest, 0) OR r.cited IS NULL"
    )
    yield from fault(
        engine, "relations: ", told, "row", "whose `cited` or `latest` is not that of its sources"
    )


def fault(engine: Engine, begins: str, text: str, what: str, wrong: str) -> Iterator[str]:
    """Say how many rows a query finds, and one of them."""
    [(count, example)] = engine.rows(f"SELECT count(*), min(id) FROM ({text}) f")
    if count:
        yield f"{begins}{plural(int(count), what)} {wrong}, for instance “{example}”"
