"""The `kipris` origin: patents (KIPRIS Plus), from the service or from saved responses."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Identifier, Source
from graph.vocabulary import IdentifierScheme, Predicate, RecordType
from ingest.adapters import adapter
from ingest.organisations import make_organisation
from ingest.origin import Option, OriginError, Recognised, Reject, Row, Skip
from ingest.row_reading import given, joined, source_row
from ingest.services.organisations import applicants, kind_of, organisation_id
from ingest.services.responses import day, labelled, refuse_code, text, whole, xml_of
from ingest.services.saved_pages import Allowance, PageContent, Pages, fetch_pages
from ingest.services.service_options import OPTIONS, client_for, folder_of, query_values, tie
from ingest.services.technologies import of_patents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from graph.model import Technology
    from ingest.origin import Read

ADDRESS = "http://plus.kipris.or.kr/kipo-api/kipi/patUtiModInfoSearchSevice/getAdvancedSearch"
SIZE, CALLS = 500, 1000
SOURCE = Source(
    "kipris:patents", "특허·실용신안 공개·등록공보", "KIPRIS Plus", None, "https://plus.kipris.or.kr"
)
NEW = ("applicationNumber", "applicationDate", "applicantName", "ipcNumber")
OLD = ("ApplicationNumber", "ApplicationDate", "Applicant", "InternationalpatentclassificationNumber")
UNREAD = ("inventorName", "agentName", "inventionTitle", "astrtCont", "drawing")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check saved responses."""
    return given(
        paths,
        "kipris",
        "saved responses of KIPRIS Plus, or the applicants to request with --set applicants=…",
    )


def fetch(options: Mapping[str, str]) -> list[Path]:
    """Query KIPRIS for all patents of the applicants, within its limit of a thousand calls a month."""
    names = query_values("kipris", options, "applicants", "names of the applicants")
    folder = folder_of("kipris", options)
    allowance = Allowance(folder, "kipris", CALLS)
    client = client_for(
        "kipris", options, key_as="ServiceKey", where="plus.kipris.or.kr", pause=1.0, before=allowance.spend
    )
    found: list[Path] = []
    try:
        for name in names:
            question = {"applicant": name, "patent": "true", "utility": "true"}
            if "since" in options:
                question["applicationDate"] = f"{options['since'].replace('-', '')}~"

            def ask(number: int, question: Mapping[str, str] = question) -> bytes:
                # the newer service counts pages, the older one items; each ignores the other's parameters
                begin = {"pageNo": str(number), "numOfRows": str(SIZE)}
                begin |= {"docsStart": str(1 + (number - 1) * SIZE), "docsCount": str(SIZE)}
                return client.get(options.get("address", ADDRESS), {**question, **begin})

            found += fetch_pages(Pages(folder, "kipris", question), ask, look, "kipris")
    finally:
        client.close()
    return found


def look(page: bytes) -> PageContent:
    """Return the number of items on a page and in all."""
    items = items_of(root := xml_of(page, "kipris"))
    first = (text(items[0], NEW[0]) or text(items[0], OLD[0])) if items else ""
    total = next(
        (whole(text(one, ".")) for name in ("totalCount", "TotalSearchCount") for one in root.iter(name)),
        len(items),
    )
    return PageContent(len(items), total, first)


def items_of(root: Element) -> list[Element]:
    """Return the patents in a response.

    Raises:
        OriginError: the response is an error.
    """
    code = text(root, "header/resultCode")
    if text(root, "header/successYN") == "N" or code not in {"", "00"}:
        refuse_code(code or "?", text(root, "header/resultMsg"), "kipris")
    if root.find("header") is None and root.find("body") is None:
        raise OriginError("kipris: the response has no `header` and no `body`: it is not from this service")
    return [one for name in ("item", "PatentUtilityInfo") for one in root.iter(name)]


@adapter(
    "kipris",
    about="patents and joint applicants: the KIPRIS Plus service, or saved responses",
    files=files,
    own_ids=False,
    options={
        **OPTIONS,
        "applicants": Option("names of the applicants, separated by ; (one load replaces the previous one)"),
        "since": Option("earliest application date"),
    },
    fetch=fetch,
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read responses: applicants become organisations, joint applications relations, patent classes technologies."""
    patents: dict[str, Patent] = {}
    yield source_row(SOURCE)
    for label, path in labelled(files):
        items = items_of(xml_of(path.read_bytes(), label))
        for line, item in enumerate(items, 1):
            patent = patent_of(item, label, line)
            if patent is None:
                rule = "a patent needs a number of thirteen digits and an applicant"
                yield Reject(
                    label, line, "applicationNumber", rule, "look it up in KIPRIS", RecordType.RELATION
                )
            elif not patent.bodies:
                yield Skip(label, line, "no applicant is clearly an organisation")
            else:
                patents[patent.number] = patent
        yield Recognised(label, "xml", len(items), unread=UNREAD)
    yield from joined(records_of([patents[number] for number in sorted(patents)]))


class Patent(NamedTuple):
    """One application with its place in the responses, without applicants that may be persons."""

    file: str
    line: int
    number: str
    date: str | None
    bodies: tuple[str, ...]
    symbols: tuple[str, ...]


def patent_of(item: Element, label: str, line: int) -> Patent | None:
    """Parse one item of the newer or the older service; None if it has no number or no applicant."""
    number, date, names, symbols = (
        text(item, new) or text(item, old) for new, old in zip(NEW, OLD, strict=True)
    )
    number = "".join(character for character in number if character.isdigit())
    if len(number) != 13 or not names:
        return None
    bodies = tuple(dict.fromkeys(one.name for one in applicants(names) if one.why is None))
    return Patent(
        label, line, number, day(date), bodies, tuple(filter(None, map(str.strip, symbols.split("|"))))
    )


def records_of(patents: Sequence[Patent]) -> Iterator[Read]:
    """Make organisations, technologies and relations."""
    cited = (SOURCE.id,)
    developed: defaultdict[tuple[str, str], list[Patent]] = defaultdict(list)
    techniques: dict[str, Technology] = {}
    for patent in patents:
        bodies = {organisation_id("kipris", name): name for name in patent.bodies}
        for id_, name in bodies.items():
            yield Row(patent.file, patent.line, make_organisation(id_, name, cited, kind=str(kind_of(name))))
        for one, other in combinations(sorted(bodies), 2):
            detail = f"joint patent application {patent.number}"
            both = tie(
                "kipris",
                one,
                Predicate.COLLABORATES_WITH,
                other,
                start=patent.date,
                detail=detail,
                sources=cited,
            )
            yield Row(patent.file, patent.line, both)
        found = {
            technology.id: technology
            for symbol in patent.symbols
            if (technology := of_patents(symbol, cited))
        }
        techniques |= found
        for id_ in bodies:
            for key in found:
                developed[id_, key].append(patent)
    for key, technology in techniques.items():
        first = next(patents[0] for (_, other), patents in developed.items() if other == key)
        yield Row(first.file, first.line, technology)
        symbol = Identifier(key, str(IdentifierScheme.IPC), key.partition(":")[2], None, None, cited)
        yield Row(first.file, first.line, symbol)
    for (id_, key), own in developed.items():
        start = min((patent.date for patent in own if patent.date), default=None)
        relation = tie("kipris", id_, Predicate.DEVELOPS, key, start=start, sources=cited)
        yield Row(own[0].file, own[0].line, relation)
