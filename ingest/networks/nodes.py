"""A node of a network as records: an organisation, technology or programme, and its register numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Programme, Technology
from graph.texts import says_nothing
from graph.vocabulary import SECTORS, IdentifierScheme, Kind, OrganisationKind, ProgrammeKind
from ingest.networks.fields import KINDS, NUMBERS, kind_word, unknown_kind
from ingest.networks.times import attribute_time
from ingest.organisations import identifier, make_organisation, names_of, standard_place
from ingest.reading.positions import FieldFault
from ingest.reading.values import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Organisation, Record
    from ingest.networks.network_options import NetworkOptions


SECTOR_WORDS: Mapping[str, str] = {
    word.casefold(): one.id for one in SECTORS.values() for word in (one.name_en, one.name_ko, one.id)
}
"""Ids and names of sectors → id."""
NOTHING_SAYS = "the node has no kind"


def sector_of(word: str) -> str | None:
    """Return the sector that a word names, by its id or by its name in Korean or English.

    >>> sector_of("metals"), sector_of("금속"), sector_of("Metals"), sector_of("batteries")
    ('metals', 'metals', 'metals', None)
    """
    return SECTOR_WORDS.get(word.strip().casefold())


def name_of(fields: Mapping[str, str], drawn: str = "") -> str:
    """Return the name of a node from its attributes, else its graphical label."""
    given = [*(fields.get(name, "") for name in ("name_ko", "label", "name", "name_en")), drawn]
    return next((name for name in given if name and not says_nothing(name)), "")


def node_records(drawing: NetworkOptions, own: str, name: str, fields: Mapping[str, str]) -> Iterator[Record]:
    """Make the records of a node."""
    if not own or not name:
        raise FieldFault("label", "a node needs an id and a name", "give it a label")
    id_, word = drawing.node_id(own), kind_word(fields)
    kind = KINDS[word] if word else drawing.items
    if kind is None and fields.get("organisation_kind") not in set(OrganisationKind):
        unknown = unknown_kind(fields)
        data = (
            f"`{unknown[0]}` is “{unknown[1][:60]}”, which is not a kind of the graph"
            if unknown
            else NOTHING_SAYS
        )
        raise FieldFault(
            "kind",
            f"{data}, and persons are never loaded",
            "add --set items=organisation if it is not a network of persons (items=programme needs --set predicate=PART_OF)",
        )
    names = names_of(name, fields.get("name_en", ""))
    given_sectors = [
        fields.get(field, "") for field in (*filter(None, [drawing.sector_field]), "sector", "field")
    ]
    sector = next(filter(None, map(sector_of, given_sectors)), None)
    detail, korean = fields.get("detail"), fields.get("detail_ko")
    if kind is Kind.TECHNOLOGY:
        yield Technology(id_, *names, sector or "other", detail, drawing.cited, korean)
    elif kind is Kind.PROGRAMME:
        given = fields.get("programme_kind"), fields.get("subkind"), word
        sort = next((text for text in given if text in set(ProgrammeKind)), "project")
        start, end = (
            attribute_time("start", fields.get("start", "")),
            attribute_time("end", fields.get("end", "")),
        )
        budget, told = (whole(name, fields.get(name, "")) for name in ("budget_krw", "members_told"))
        yield Programme(id_, *names, str(sort), start, end, budget, detail, drawing.cited, told, korean)
    else:
        yield organisation(drawing, id_, name, sector, word, fields)
        yield from numbers_of(drawing, id_, fields)


def organisation(
    drawing: NetworkOptions,
    id_: str,
    name: str,
    sector: str | None,
    word: str | None,
    fields: Mapping[str, str],
) -> Organisation:
    given = fields.get("organisation_kind"), fields.get("subkind"), word
    sort = next((text for text in given if text in set(OrganisationKind)), "other")
    return make_organisation(
        id_, name, drawing.cited, english=fields.get("name_en", ""), kind=str(sort), sector=sector,
        products=fields.get("products", ""), products_ko=fields.get("products_ko", ""), place=standard_place(fields.get("city"), fields.get("district")),
        founded=attribute_time("founded", fields.get("founded", "")), website=fields.get("website", ""),
    )  # fmt: skip


def numbers_of(drawing: NetworkOptions, id_: str, fields: Mapping[str, str]) -> Iterator[Record]:
    """Yield the register numbers of a node as identifiers."""
    for scheme in NUMBERS:
        if text := fields.get(scheme):
            yield identifier(id_, IdentifierScheme(scheme), text, drawing.cited, scheme)
