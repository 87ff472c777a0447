"""The `cordis` origin: projects of the EU framework programmes and their participants (project.csv, organization.csv)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from graph.identifiers import IdentifierError, identify
from graph.model import Identifier, Programme, Relation, Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.organisations import city_or_country, made_id, make_organisation, named, number_of
from ingest.origin import Option, OriginError
from ingest.reading import Fault, Layout, grids, tables
from ingest.reading.headers import LOOKED_AT, find_header
from ingest.reading.positions import FieldFault, Nothing
from ingest.reading.values import day
from ingest.row_reading import Cells, given, joined, labelled_parts, records_of_table, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.reading import Part

CONTACTS = (
    "contactForm", "contactType", "contactTitle", "contactFirstNames", "contactLastNames", "contactFunction",
    "contactTelephoneNumber", "contactFaxNumber", "contactEmail",
)  # fmt: skip
MEMBERS = Layout(
    {
        "project": ("projectID", "projectReference", "projectRcn"),
        "number": ("organisationID", "organizationID", "id"),
        "name": ("name", "organisationName"),
        "kind": ("activityType",),
        "city": ("city",),
        "country": ("country",),
        "website": ("organizationURL", "organizationUrl", "organisationURL"),
        "role": ("role",),
        "end": ("endOfParticipation",),
    },
    required=("project", "name", "role"),
    persons=CONTACTS,
)
PROJECTS = Layout(
    {
        "number": ("id", "reference", "rcn"),
        "acronym": ("acronym",),
        "title": ("title",),
        "start": ("startDate",),
        "end": ("endDate",),
        "frame": ("frameworkProgramme",),
    },
    required=("number", "title", "start"),
    persons=CONTACTS,
)
KINDS = {
    "HES": "university",
    "REC": "research_institute",
    "PRC": "company",
    "PUB": "government",
    "OTH": "other",
}
COUNTRIES = {
    "KR": "South Korea", "US": "United States", "JP": "Japan", "CN": "China", "DE": "Germany", "TW": "Taiwan", "BE": "Belgium",
    "AT": "Austria", "IL": "Israel", "FI": "Finland", "FR": "France", "UK": "United Kingdom", "GB": "United Kingdom", "IT": "Italy",
    "CH": "Switzerland", "NL": "Netherlands", "SE": "Sweden", "CA": "Canada", "IN": "India", "AU": "Australia", "EL": "Greece",
}  # fmt: skip
COORDINATORS = frozenset({"coordinator", "hostinstitution"})


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given tables."""
    return given(paths, "cordis", "project.csv and organization.csv, or the zip that holds them")


@adapter(
    "cordis",
    about="projects of the EU's framework programmes: project.csv, organization.csv",
    files=files,
    own_ids=False,  # one organisation may have several participant numbers
    options={
        "country": Option("two letters: only projects with a participant from this country"),
        "published": Option("publication date of the files"),
    },
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read both tables in any order; other tables of CORDIS are skipped."""
    source = Source(
        "cordis:projects", "CORDIS EU research projects", "Publications Office of the European Union", options.get("published"),
        "https://data.europa.eu/data/datasets/cordis-eu-research-projects-under-horizon-europe-2021-2027",
    )  # fmt: skip
    maker = Maker((source.id,), wanted_projects(files, options.get("country", "").upper()))
    yield source_row(source)
    yield from joined(rows_of(files, maker))


def rows_of(files: Sequence[Path], maker: Maker) -> Iterator[Read]:
    """Read each known table."""
    known = 0
    for part in labelled_parts(files):
        if (layout := layout_of(part)) is None:
            continue
        known += 1
        make, kind = (
            (maker.project, RecordType.PROGRAMME)
            if layout is PROJECTS
            else (maker.member, RecordType.ORGANISATION)
        )
        for table in tables(part, layout):
            yield from records_of_table(table, make, kind)
    if not known:
        raise OriginError(
            f"{files[0].name}: not project.csv or organization.csv of CORDIS: give both, or their zip"
        )


def layout_of(part: Part) -> Layout | None:
    """Return the layout of a file: projects or organisations."""
    try:
        grid = next(grids(part))
    except (OriginError, StopIteration):
        return None
    rows = [found[1] for found in islice(grid.rows, LOOKED_AT) if not isinstance(found, Fault)]
    for layout in (MEMBERS, PROJECTS):
        try:
            find_header(rows, layout, part.label)
        except OriginError:
            continue
        return layout
    return None


def wanted_projects(files: Sequence[Path], country: str) -> set[str] | None:
    """Return the projects with a participant from a country; None selects all."""
    if not country:
        return None
    found = set[str]()
    for part in labelled_parts(files):
        if layout_of(part) is MEMBERS:
            for table in tables(part, MEMBERS):
                places = dict(table.header.places)
                for row in table:
                    if type(row) is tuple:
                        cells = Cells(part.label, row[0], row[1], places)
                        if cells["country"].upper() == country:
                            found.add(cells["project"])
    return found


class Maker:
    """Makes the records of a row of either table."""

    def __init__(self, cited: tuple[str, ...], wanted: set[str] | None) -> None:
        self.cited, self.wanted = cited, wanted

    def programme_id(self, number: str) -> str:
        """Return the id of a selected project."""
        number = number_of(number, "projectID")
        if self.wanted is not None and number not in self.wanted:
            raise Nothing("no participant from the country")
        if not number.isascii() or not number.isalnum():
            raise FieldFault("projectID", f"“{number[:40]}” is not a project number", "fetch the file again")
        return f"cordis:project-{number}"

    def project(self, row: Cells) -> Iterator[Record]:
        """Make a programme."""
        id_, title = self.programme_id(row["number"]), row["title"] or row["acronym"]
        detail = ", ".join(filter(None, (row["acronym"], row["frame"]))) or None
        start, end = day("startDate", row["start"]), day("endDate", row["end"])
        yield Programme(id_, title, title, True, "project", start, end, None, detail, self.cited)

    def member(self, row: Cells) -> Iterator[Record]:
        """Make an organisation and its participation in a project."""
        programme, name, number = self.programme_id(row["project"]), row["name"], row["number"]
        named(name, "name", "an organisation")
        number = number_of(number, "organisationID")
        pic = pic_of(number)
        id_ = (
            f"cordis:org-{number}"
            if number.isdecimal()
            else made_id("cordis", name, row["country"], row["city"].casefold())
        )
        country = COUNTRIES.get(row["country"].upper(), row["country"])
        yield make_organisation(
            id_, name, self.cited, english=name, kind=KINDS.get(row["kind"].upper(), "other"),
            place=city_or_country(row["city"].title(), country), website=row["website"],
        )  # fmt: skip
        if pic:
            yield Identifier(id_, "pic", pic, None, None, self.cited)
        leads = row["role"].replace(" ", "").casefold() in COORDINATORS
        predicate = "LEADS" if leads else "PARTICIPATES_IN"
        relation = f"cordis:{programme[15:]}-{id_[7:]}-{predicate.lower()}"
        yield Relation(relation, id_, predicate, programme, None, None, None, self.cited)


def pic_of(number: str) -> str | None:
    """Return the participant code if the number is one; older files have other numbers."""
    try:
        return identify(IdentifierScheme.PIC, number).value
    except IdentifierError:
        return None
