"""The `openalex` origin: institutions and works as JSON Lines; joint publications by year, and their topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graph.identifiers import IdentifierError, identify
from graph.model import Alias, Identifier, Organisation, Relation, Source, Technology
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.organisations import city_or_country, make_organisation
from ingest.origin import Option, OriginError, Recognised, Row
from ingest.reading import Fault
from ingest.reading.forms import Form
from ingest.reading.objects import objects
from ingest.reading.positions import Element, FieldFault, Nothing
from ingest.row_reading import given, labelled_parts, records_of_rows, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read

KINDS = {
    "education": "university", "healthcare": "hospital", "company": "company", "government": "government",
    "facility": "research_institute", "nonprofit": "association",
}  # fmt: skip
FIELDS = {
    "Materials Science": "materials-general", "Chemical Engineering": "chemicals", "Chemistry": "chemicals", "Engineering": "machinery",
    "Energy": "energy", "Computer Science": "software", "Medicine": "medical", "Dentistry": "medical", "Nursing": "medical",
    "Health Professions": "medical", "Pharmacology, Toxicology and Pharmaceutics": "medical", "Immunology and Microbiology": "medical",
    "Physics and Astronomy": "it-electronics",
}  # fmt: skip
"""OpenAlex fields → sectors; all others are `other`."""
MOST_INSTITUTIONS = 20
"""Works with more institutions say little about any two of them."""
TOPICS, SURE = 3, 0.5
"""Largest number of topics per work, and the least OpenAlex score."""
WORKS = 2
"""Fewest works of an institution on a topic for a DEVELOPS relation."""
READ = (
    "id",
    "display_name",
    "ror",
    "type",
    "country_code",
    "authorships.institutions",
    "publication_year",
    "topics",
)


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given files."""
    return given(paths, "openalex", "works or institutions of OpenAlex as JSON Lines (also .gz)")


@adapter(
    "openalex",
    about="OpenAlex: works and institutions as JSON Lines",
    files=files,
    options={"country": Option("two letters: only institutions of this country, for instance KR")},
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read works and institutions; names of authors are never read."""
    source = Source("openalex:works", "OpenAlex", "OurResearch", None, "https://openalex.org")
    gathering = Gathering((source.id,), options.get("country", "").upper())
    yield source_row(source)
    found = 0
    for part in labelled_parts(files):
        if part.form is not Form.JSON:
            raise OriginError(
                f"{part.label}: this is {part.form}, not JSON: give works or institutions as JSON Lines"
            )
        gathering.rows = 0
        yield from records_of_rows(
            part.label,
            gathering.counted(entries(objects(part))),
            gathering,
            RecordType.ORGANISATION,
            kept=True,
        )
        yield Recognised(part.label, "json", gathering.rows, columns=READ, unread=("authorships.author",))
        found += gathering.rows
    if not found:
        raise OriginError(
            f"{files[0].name}: it contains no OpenAlex object: give works or institutions as JSON Lines"
        )
    for record in gathering.records():
        yield Row(source.id, 0, record)


def entries(listed: Iterable[tuple[int, Any] | Fault]) -> Iterator[tuple[int, Any] | Fault]:
    """Yield works and institutions one by one, also those inside answers of the service (`results`)."""
    number = 0
    for one in listed:
        results = None if isinstance(one, Fault) or not isinstance(one[1], dict) else one[1].get("results")
        if not isinstance(results, list):
            yield one
            continue
        for data in results:
            number += 1
            yield Element(number), data


class Gathering:
    """Collects works and institutions, and yields records once all are read."""

    def __init__(self, cited: tuple[str, ...], country: str) -> None:
        self.cited, self.country, self.rows = cited, country, 0
        self.full: dict[str, list[Record]] = {}
        self.seen: dict[str, Organisation] = {}
        self.rors: dict[str, str] = {}
        self.together: Counter[tuple[str, str, int]] = Counter()
        self.topics: dict[str, Technology] = {}
        self.on: Counter[tuple[str, str]] = Counter()
        self.since: dict[tuple[str, str], int] = {}
        self.parts: set[tuple[str, str]] = set()

    def counted(self, listed: Iterator[tuple[int, Any] | Fault]) -> Iterator[tuple[int, Any] | Fault]:
        """Count objects while passing them on."""
        for one in listed:
            self.rows += 1
            yield one

    def __call__(self, data: Any) -> list[Record]:
        """Add one work or institution."""
        name = str(data.get("id") or "").rpartition("/")[2] if isinstance(data, dict) else ""
        if name.startswith("I"):
            self.institution(data)
        elif name.startswith("W"):
            self.work(data)
        else:
            raise FieldFault(
                "id", "not a work (W…) or an institution (I…) of OpenAlex", "remove it from the file"
            )
        return []

    def institution(self, data: dict[str, Any]) -> None:
        """Add one institution with its place, website and aliases."""
        number = self.number(data)
        if number is None:
            raise Nothing("another country")
        id_, names = f"openalex:{number}", (data.get("international") or {}).get("display_name") or {}
        ko, en = str(names.get("ko") or ""), str(data.get("display_name") or "")
        city = str((data.get("geo") or {}).get("city") or "")
        country = str((data.get("geo") or {}).get("country") or "")
        region = str((data.get("geo") or {}).get("region") or "")
        further = [(str(a), "abbreviation") for a in data.get("display_name_acronyms") or ()]
        further += [(str(a), "variant") for a in data.get("display_name_alternatives") or ()]
        for other in data.get("associated_institutions") or ():
            self.associated(number, other)
        self.full[number] = [
            make_organisation(id_, ko or en, self.cited, english=en, kind=kind_of(data), place=city_or_country(city, country, region), website=str(data.get("homepage_url") or "")),
            *(Alias(id_, name, why, None, None, self.cited) for name, why in sorted(set(further)) if name),
        ]  # fmt: skip

    def associated(self, number: str, other: Any) -> None:
        """Note the whole or the parts of an institution, which its own entry lists."""
        try:
            end = identify(IdentifierScheme.OPENALEX, str(other["id"])).value
            which = str(other["relationship"]).lower()
        except (IdentifierError, KeyError, TypeError):
            return
        if which in {"parent", "child"} and end != number:
            self.parts.add((number, end) if which == "parent" else (end, number))

    def number(self, data: dict[str, Any]) -> str | None:
        """Return the id of an institution; None if it is in another country."""
        if self.country and str(data.get("country_code") or "").upper() != self.country:
            return None
        try:
            number = identify(IdentifierScheme.OPENALEX, str(data.get("id") or "")).value
        except IdentifierError as error:
            raise FieldFault("id", error.rule, error.remedy) from error
        if not data.get("display_name"):
            raise FieldFault("display_name", "an institution needs a name", "fetch the file again")
        if ror := data.get("ror"):
            self.rors[number] = str(ror)
        return number

    def work(self, data: dict[str, Any]) -> None:
        """Add one work: its institutions, year and topics."""
        known: dict[str, dict[str, Any]] = {}
        listed = [one.get("institutions") for one in data.get("authorships") or () if isinstance(one, dict)]
        for one in (one for found in (*listed, data.get("institutions")) for one in found or ()):
            if one.get("id") and (number := self.number(one)) is not None:
                known[number] = one
        year = data.get("publication_year")
        if not known:
            raise Nothing("no institution of the country")
        if not isinstance(year, int) or not 1000 <= year <= 9999:
            raise FieldFault("publication_year", f"“{year}” is not a year", "fetch the file again")
        if len(known) > MOST_INSTITUTIONS:
            raise Nothing(f"more than {MOST_INSTITUTIONS} institutions")
        for number, one in known.items():
            name = str(one["display_name"])
            found = make_organisation(f"openalex:{number}", name, self.cited, english=name, kind=kind_of(one))
            self.seen[number] = min(self.seen.get(number, found), found, key=repr)
        for a, b in combinations(sorted(known), 2):
            self.together[a, b, year] += 1
        for topic in sorted(data.get("topics") or (), key=lambda t: -float(t.get("score") or 0))[:TOPICS]:
            if float(topic.get("score") or 0) >= SURE and topic.get("display_name"):
                self.about(topic, known, year)

    def about(self, topic: dict[str, Any], known: Mapping[str, Any], year: int) -> None:
        """Add a topic of a work."""
        number = str(topic.get("id") or "").rpartition("/")[2]
        name, field = str(topic["display_name"]), str((topic.get("field") or {}).get("display_name") or "")
        technology = Technology(
            f"openalex:{number}", name, name, True, FIELDS.get(field, "other"), field or None, self.cited
        )
        self.topics[number] = min(self.topics.get(number, technology), technology, key=repr)
        for institution in known:
            tie = institution, number
            self.on[tie] += 1
            self.since[tie] = min(self.since.get(tie, year), year)

    def records(self) -> Iterator[Record]:
        """Yield all records in the order of `RecordType`."""
        numbers = sorted({*self.full, *self.seen})
        for number in numbers:
            yield self.full[number][0] if number in self.full else self.seen[number]
        developed = sorted(tie for tie, works in self.on.items() if works >= WORKS)
        for topic in sorted({topic for _, topic in developed}):
            yield self.topics[topic]
        for number in numbers:
            yield from self.full.get(number, [])[1:]
        for number in numbers:
            yield Identifier(f"openalex:{number}", "openalex", number, None, None, self.cited)
            try:
                if number in self.rors:
                    ror = identify(IdentifierScheme.ROR, self.rors[number]).value
                    yield Identifier(f"openalex:{number}", "ror", ror, None, None, self.cited)
            except IdentifierError:
                continue
        yield from self.ties(developed)

    def ties(self, developed: list[tuple[str, str]]) -> Iterator[Record]:
        """Yield joint publications per year, and who develops what."""
        merged: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for (a, b, year), works in sorted(self.together.items()):
            merged[a, b].append((year, works))
        for (a, b), years in merged.items():
            for year, works in years:
                id_, data = f"openalex:{a}-{b}-{year}", f"{works} joint work{'s' if works > 1 else ''}"
                ends = f"openalex:{a}", "COLLABORATES_WITH", f"openalex:{b}"
                yield Relation(id_, *ends, str(year), str(year), data, self.cited, float(works))
        known = {*self.full, *self.seen}
        for part, whole in sorted(self.parts):
            if {part, whole} <= known:
                ends = f"openalex:{part}", "PART_OF", f"openalex:{whole}"
                yield Relation(f"openalex:{part}-in-{whole}", *ends, None, None, None, self.cited)
        for institution, topic in developed:
            tie, ends = (institution, topic), (f"openalex:{institution}", "DEVELOPS", f"openalex:{topic}")
            id_ = f"openalex:{institution}-{topic}"
            yield Relation(
                id_,
                *ends,
                str(self.since[tie]),
                None,
                f"{self.on[tie]} works",
                self.cited,
                float(self.on[tie]),
            )


def kind_of(data: dict[str, Any]) -> str:
    return KINDS.get(str(data.get("type") or "").lower(), "other")
