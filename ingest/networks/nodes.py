"""A node of a network as records: an organisation, a technology or a programme, and the numbers by which registers know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Programme, Technology
from graph.texts import says_nothing
from graph.vocabulary import SECTORS, IdentifierScheme, Kind, OrganisationKind, ProgrammeKind
from ingest.networks.fields import KINDS, NUMBERS, kind_told, kind_unknown
from ingest.networks.times import time_told
from ingest.organisations import body, identifier, names_of, words_of
from ingest.reading.places import FieldFault
from ingest.reading.values import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Organisation, Record
    from ingest.networks.drawing import Drawing


NOTHING_SAYS = "the node has no kind"


def name_of(fields: Mapping[str, str], drawn: str = "") -> str:
    """Return the name of a node by its attributes, else by the label that it is drawn with."""
    told = [*(fields.get(name, "") for name in ("name_ko", "label", "name", "name_en")), drawn]
    return next((name for name in told if name and not says_nothing(name)), "")


def node_records(drawing: Drawing, own: str, name: str, fields: Mapping[str, str]) -> Iterator[Record]:
    """Make the records of a node."""
    if not own or not name:
        raise FieldFault("label", "a node needs an id and a name", "give it a label")
    id_, word = drawing.node_id(own), kind_told(fields)
    kind = KINDS[word] if word else drawing.items
    if kind is None and fields.get("organisation_kind") not in set(OrganisationKind):
        unknown = kind_unknown(fields)
        said = (
            f"`{unknown[0]}` is “{unknown[1][:60]}”, which is not a kind of the graph"
            if unknown
            else NOTHING_SAYS
        )
        raise FieldFault(
            "kind",
            f"{said}, and persons are never loaded",
            "add --set items=organisation (or technology, programme) if it is not a network of persons",
        )
    names = names_of(name, fields.get("name_en", ""))
    sector = next((s for f in ("sector", "field") if (s := fields.get(f, "")) in SECTORS), None)
    detail = fields.get("detail")
    if kind is Kind.TECHNOLOGY:
        yield Technology(id_, *names, sector or "other", detail, drawing.cited)
    elif kind is Kind.PROGRAMME:
        told = fields.get("programme_kind"), fields.get("subkind"), word
        sort = next((text for text in told if text in set(ProgrammeKind)), "project")
        start, end = time_told("start", fields.get("start", "")), time_told("end", fields.get("end", ""))
        budget = whole("budget_krw", fields.get("budget_krw", ""))
        yield Programme(id_, *names, str(sort), start, end, budget, detail, drawing.cited)
    else:
        yield organisation(drawing, id_, name, sector, word, fields)
        yield from numbers_of(drawing, id_, fields)


def organisation(
    drawing: Drawing, id_: str, name: str, sector: str | None, word: str | None, fields: Mapping[str, str]
) -> Organisation:
    told = fields.get("organisation_kind"), fields.get("subkind"), word
    sort = next((text for text in told if text in set(OrganisationKind)), "other")
    return body(
        id_, name, drawing.cited, english=fields.get("name_en", ""), kind=str(sort), sector=sector,
        products=fields.get("products", ""), place=words_of(fields.get("city"), fields.get("district")),
        founded=time_told("founded", fields.get("founded", "")), website=fields.get("website", ""),
    )  # fmt: skip


def numbers_of(drawing: Drawing, id_: str, fields: Mapping[str, str]) -> Iterator[Record]:
    """Yield the numbers of registers that a node has."""
    for scheme in NUMBERS:
        if text := fields.get(scheme):
            yield identifier(id_, IdentifierScheme(scheme), text, drawing.cited, scheme)
