"""What two records say about the same facts, side by side, and whether they agree.

The facts are read from the records as loaded and compared with the means of the resolution (places, hosts, words of
products), not read from the evidence of its score; so a pair that a person has decided shows them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.identifiers import is_shown
from graph.legal_forms import parted
from graph.names import comparable
from graph.vocabulary import CLASSES, IdentifierScheme
from ingest.resolution.comparing import in_hangul
from ingest.resolution.comparison_levels import PlaceLevel
from ingest.resolution.profiles import place_key, place_level, tokens
from ingest.websites import host
from queries.result import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ingest.resolution import OrganisationRecord

Agreement = Literal["same", "similar", "different", "unknown"]
SAME: Agreement = "same"
ALIKE = 0.82
"""Share of equal letters from which two names are similar, as in the resolution."""
HANGUL = re.compile("[가-힣]")
YEAR = 4
DESCRIBING = frozenset(map(str, CLASSES)) - {str(IdentifierScheme.STREET)}


class ReviewFact(Shape):
    """One fact of two records: what each says, and whether they agree.

    `unknown`: at least one of them says nothing, or what they say cannot be compared (products in two scripts). `scheme` is the register of a number; `hidden` tells that numbers which are
    personal data are left out.
    """

    fact: str
    scheme: str | None = None
    a: list[str]
    b: list[str]
    agreement: Agreement
    hidden: bool = Field(default=False)


def facts_of(a: OrganisationRecord, b: OrganisationRecord) -> list[ReviewFact]:
    """Compare two organisations fact by fact; facts of which neither says anything are left out."""
    found = [ReviewFact(fact="name", a=names(a), b=names(b), agreement=of_names(names(a), names(b)))]
    for fact, compare in COMPARED.items():
        mine, theirs = said(a, fact), said(b, fact)
        if mine or theirs:
            agreement = compare(a, b) if mine and theirs else "unknown"
            found.append(ReviewFact(fact=fact, a=mine, b=theirs, agreement=agreement))
    return [*found, *of_numbers(a, b)]


def said(record: OrganisationRecord, fact: str) -> list[str]:
    """Return what a record says about a fact."""
    if fact == "place":
        return [part for part in (record.city, record.district) if part]
    value = getattr(record, fact)
    return [value] if value else []


def names(record: OrganisationRecord) -> list[str]:
    """Return the names of a record, its own first."""
    return list(dict.fromkeys(name.text for name in record.names))


def of_names(mine: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Compare names: Korean names with each other where both records have any, since one Latin spelling has several."""
    korean = [[name for name in side if HANGUL.search(name)] for side in (mine, theirs)]
    if all(korean):
        best = compared(*korean)
        return "similar" if best == "different" and compared(mine, theirs) != "different" else best
    return compared(mine, theirs)


def compared(mine: Iterable[str], theirs: Iterable[str]) -> Agreement:
    """Return the best agreement of any two names."""
    from rapidfuzz.distance import Levenshtein

    others = [(comparable(rest), form) for rest, form in map(parted, theirs)]
    similar = False
    for rest, form in map(parted, mine):
        text = comparable(rest)
        for other, its_form in others:
            if text == other and (form == its_form or form is None or its_form is None):
                return SAME
            similar |= Levenshtein.normalized_similarity(text, other) >= ALIKE
    return "similar" if similar else "different"


def of_places(a: OrganisationRecord, b: OrganisationRecord) -> Agreement:
    """Compare places: one district is the same, one city, or one place within the other, is similar."""
    one, other = place_key(a), place_key(b)
    if (a.city, a.district) == (b.city, b.district) or (one is not None and one == other):
        return SAME
    level = place_level(one, other)
    if level < PlaceLevel.OTHER:
        return "unknown"
    return "different" if level == PlaceLevel.OTHER else "similar"


def of_years(a: OrganisationRecord, b: OrganisationRecord) -> Agreement:
    """Compare dates of founding by year; neighbouring years are similar."""
    apart = abs(int((a.founded or "")[:YEAR]) - int((b.founded or "")[:YEAR]))
    return SAME if apart == 0 else "similar" if apart == 1 else "different"


def of_products(a: OrganisationRecord, b: OrganisationRecord) -> Agreement:
    """Compare products: those with a word in common are similar; those in two scripts cannot be compared."""
    if a.products == b.products:
        return SAME
    mine, theirs = tokens(a.products), tokens(b.products)
    if mine & theirs:
        return "similar"
    return "different" if in_hangul(mine) == in_hangul(theirs) else "unknown"


def equal(value: Callable[[OrganisationRecord], str | None]) -> Callable[..., Agreement]:
    """Compare by equality of a value."""

    def compare(a: OrganisationRecord, b: OrganisationRecord) -> Agreement:
        return SAME if value(a) == value(b) else "different"

    return compare


def of_numbers(a: OrganisationRecord, b: OrganisationRecord) -> list[ReviewFact]:
    """Compare the numbers of registers, and streets; codes of classifications describe an organisation and identify none."""
    found: list[ReviewFact] = []
    schemes = {number.scheme for record in (a, b) for number in record.numbers} - DESCRIBING
    for scheme in sorted(schemes):
        mine, theirs = (
            [number.value for number in record.numbers if number.scheme == scheme] for record in (a, b)
        )
        agreement: Agreement = "unknown"
        if mine and theirs:
            agreement = SAME if set(mine) & set(theirs) else "different"
        shown = [[value for value in side if is_shown(scheme, value)] for side in (mine, theirs)]
        found.append(
            ReviewFact(
                fact="identifier", scheme=scheme, a=shown[0], b=shown[1], agreement=agreement,
                hidden=shown != [mine, theirs],
            )
        )  # fmt: skip
    return found


COMPARED: dict[str, Callable[[OrganisationRecord, OrganisationRecord], Agreement]] = {
    "kind": equal(lambda record: record.kind),
    "sector": equal(lambda record: record.sector),
    "place": of_places,
    "founded": of_years,
    "website": equal(lambda record: host(record.website)),
    "products": of_products,
}
