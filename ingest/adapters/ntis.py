"""The `ntis` origin: national R&D projects (NTIS, 국가R&D 과제), from the service or from saved responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Source
from graph.vocabulary import Predicate, RecordType
from ingest.adapters import adapter
from ingest.organisations import make_organisation
from ingest.origin import Option, OriginError, Recognised, Reject, Row, Skip
from ingest.row_reading import given, joined, source_row
from ingest.services.organisations import kind_of, organisation_id
from ingest.services.projects import Year, merged, programme
from ingest.services.responses import day, labelled, text, texts, whole, xml_of
from ingest.services.saved_pages import PageContent, Pages, fetch_pages
from ingest.services.service_options import OPTIONS, client_for, folder_of, query_values, tie
from ingest.services.technologies import of_science

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from graph.model import Record
    from ingest.origin import Read

ADDRESS = "https://www.ntis.go.kr/rndopen/openApi/public_project"
SIZE = 100
SOURCE = Source(
    "ntis:project", "국가R&D 과제정보", "NTIS", None, "https://www.ntis.go.kr/rndopen/api/mng/apiMain.do"
)
FIELDS = ("BI", "TI", "AU", "OG", "PB", "KW", "AB")
UNREAD = ("Manager/Name", "Researchers/Name", "OrderAgency/Name", "Region", "Abstract")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check saved responses."""
    return given(paths, "ntis", "saved responses of NTIS, or the search terms with --set words=…")


def fetch(options: Mapping[str, str]) -> list[Path]:
    """Query NTIS for all projects that match the search terms."""
    words = query_values("ntis", options, "words", "search terms for projects")
    field = options.get("field", "BI")
    if field not in FIELDS:
        raise OriginError(f"field={field}: the fields of a search are {', '.join(FIELDS)}")
    client = client_for("ntis", options, key_as="apprvKey", where="www.ntis.go.kr")
    found: list[Path] = []
    try:
        for word in words:
            question = {"collection": "project", "SRWR": word, "searchFd": field, "searchRnkn": "DATE/DESC"}

            def ask(number: int, question: Mapping[str, str] = question) -> bytes:
                begin = {"startPosition": str(1 + (number - 1) * SIZE), "displayCnt": str(SIZE)}
                return client.get(options.get("address", ADDRESS), {**question, **begin})

            found += fetch_pages(Pages(folder_of("ntis", options), "ntis", question), ask, look, "ntis")
    finally:
        client.close()
    return found


def look(page: bytes) -> PageContent:
    """Return the number of items on a page and in all."""
    root = xml_of(page, "ntis")
    hits = list(root.iter("HIT"))
    total = root.find(".//TOTALHITS")
    if total is None:
        raise OriginError("ntis: the response has no TOTALHITS: it is not from this service")
    return PageContent(
        len(hits), whole(text(root, ".//TOTALHITS")), text(hits[0], "ProjectNumber") if hits else ""
    )


@adapter(
    "ntis",
    about="national R&D projects: the NTIS service, or saved responses",
    files=files,
    own_ids=False,
    options={
        **OPTIONS,
        "words": Option("search terms for projects, separated by ; (one load replaces the previous one)"),
        "field": Option("field to search: BI all (default), TI title, OG organisation, KW keywords"),
    },
    fetch=fetch,
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read responses: the years of a project make one programme, with the organisations that lead, run and fund it."""
    years: list[Year] = []
    yield source_row(SOURCE)
    for label, path in labelled(files):
        root = xml_of(path.read_bytes(), label)
        hits = list(root.iter("HIT"))
        for line, hit in enumerate(hits, 1):
            try:
                years.append(year_of(hit, label, line))
            except MissingError as error:
                rule = f"a project needs a {error.args[0]}"
                yield Reject(
                    label, line, error.args[0], rule, "look the project up in NTIS", RecordType.PROGRAMME
                )
        yield Recognised(label, "xml", len(hits), unread=UNREAD)
    yield from joined(records_of(merged(years)))


class MissingError(Exception):
    """A required field of a project is empty."""


def year_of(hit: Element, label: str, line: int) -> Year:
    """Parse one HIT: one year of a project."""
    number, title = text(hit, "ProjectNumber"), text(hit, "ProjectTitle/Korean")
    for name, data in (("ProjectNumber", number), ("ProjectTitle", title)):
        if not data:
            raise MissingError(name)
    period = {
        name: day(text(hit, f"ProjectPeriod/{name}")) for name in ("Start", "End", "TotalStart", "TotalEnd")
    }
    classes = [(text(one, "Large"), text(one, "Medium")) for one in hit.iter("ScienceClass")]
    return Year(
        label, line, number, text(hit, "ProjectYear"), title, text(hit, "ProjectTitle/English"),
        text(hit, "ResearchAgency/Name"), text(hit, "ManageAgency/Name"), text(hit, "Ministry/Name"),
        text(hit, "BudgetProject/Name"), period["TotalStart"] or period["Start"], period["TotalEnd"] or period["End"],
        whole(text(hit, "TotalFunds")) or whole(text(hit, "GovernmentFunds")),
        tuple(dict.fromkeys(classes)), tuple(texts(hit, "Keyword/Korean")),
    )  # fmt: skip


def records_of(projects: Iterable[Sequence[Year]]) -> Iterator[Read]:
    """Make the records of projects; participants not recognisable as organisations are skipped, since they may be persons."""
    cited = (SOURCE.id,)
    for years in projects:
        first = years[0]
        known = programme(years, cited)
        yield Row(first.file, first.line, known)
        leads = names_of_participants(year.agency for year in years)
        roles = [
            (Predicate.LEADS if i == 0 else Predicate.PARTICIPATES_IN, name) for i, name in enumerate(leads)
        ]
        roles += [
            (Predicate.OPERATES, name) for name in names_of_participants(year.manager for year in years)
        ]
        roles += [(Predicate.FUNDS, name) for name in names_of_participants(year.ministry for year in years)]
        for predicate, name in roles:
            kind = kind_of(name)
            if kind is None:
                yield Skip(
                    first.file,
                    first.line,
                    "a participant's name may be that of a person: left out of the project",
                )
                continue
            id_ = organisation_id("ntis", name)
            yield Row(first.file, first.line, make_organisation(id_, name, cited, kind=str(kind)))
            yield Row(
                first.file,
                first.line,
                tie("ntis", id_, predicate, known.id, start=known.start, end=known.end, sources=cited),
            )
            if predicate is Predicate.LEADS:
                yield from techniques(years, id_, known.start, known.end)


def names_of_participants(names: Iterable[str]) -> list[str]:
    """Return one name per organisation, which may be spelt differently each year."""
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(organisation_id("ntis", name), name)
    return list(found.values())


def techniques(years: Sequence[Year], leader: str, start: str | None, end: str | None) -> Iterator[Row]:
    """Yield the technologies that the lead organisation develops: the science classes of its project."""
    first = years[0]
    for large, medium in dict.fromkeys(one for year in years for one in year.classes):
        technology = of_science(large, medium, (SOURCE.id,))
        if technology is not None:
            records: list[Record] = [technology]
            records.append(
                tie(
                    "ntis",
                    leader,
                    Predicate.DEVELOPS,
                    technology.id,
                    start=start,
                    end=end,
                    sources=(SOURCE.id,),
                )
            )
            yield from (Row(first.file, first.line, record) for record in records)
