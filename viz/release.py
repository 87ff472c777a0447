"""A release: all formats of one graph version with checksums, a DCAT description, a data dictionary and the licences.

The same content gives the same bytes: no time of writing is in any file.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from graph.vocabulary import Layer
from viz.dictionary import Entry, entries
from viz.exports import formats
from viz.exports.contents import gather
from viz.exports.readme import LICENCE, licence_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.snapshot import Snapshot
    from viz.exports import Format

MANIFEST, DCAT, DICTIONARY, CITATION = "MANIFEST", "dcat.jsonld", "data-dictionary.csv", "CITATION.cff"
SPDX = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC-BY-SA-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
    "https://opendatacommons.org/licenses/odbl/1-0/": "ODbL-1.0",
}
"""Address of a licence → its name in the list of SPDX, as a citation file has it."""
LANGUAGES = {
    "ko": "http://publications.europa.eu/resource/authority/language/KOR",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a release says about itself.

    Attributes:
        title_ko, title_en: titles of the data set.
        publisher: who publishes it.
        issued: day of the last load, YYYY-MM-DD; None if it is not known.
        program: name and version of the program.
    """

    title_ko: str
    title_en: str
    publisher: str
    issued: str | None
    program: str


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a release: its name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


def write_release(snapshot: Snapshot, folder: Path, about: About) -> list[Written]:
    """Write a release into an empty folder.

    Returns:
        The files with their sizes and checksums, as the manifest lists them.
    """
    files: list[Written] = []
    kinds: dict[str, Format] = {}
    for known in formats().values():
        name = name_of(snapshot, known)
        kinds[name] = known
        files.append(written(folder, name, chunks_of(snapshot, known)))
    files.append(written(folder, DICTIONARY, iter([dictionary(entries(snapshot))])))
    files.append(written(folder, LICENCE, iter([licence_text(snapshot)])))
    files.append(written(folder, CITATION, iter([citation(snapshot, about)])))
    files.append(written(folder, DCAT, iter([dcat(snapshot, about, files, kinds)])))
    lines = "".join(f"{one.sha256}  {one.name}\n" for one in sorted(files, key=lambda one: one.name))
    return [*files, written(folder, MANIFEST, iter([lines.encode()]))]


def name_of(snapshot: Snapshot, known: Format) -> str:
    """Return the name of a format's file."""
    kind = "" if known.extension == known.name else f"-{known.name}"
    return f"sojae-{snapshot.graph_version}{kind}.{known.extension}"


def chunks_of(snapshot: Snapshot, known: Format) -> Iterator[bytes]:
    """Yield a format's file with all relations and all nodes; a scene has positions, graph files have none."""
    if known.name == "json":
        from viz.scene import scene

        return iter([scene(snapshot, isolates=True).as_json()])
    return iter(known.write(gather(snapshot, layer=Layer.FACTS, isolates=True)))


def written(folder: Path, name: str, chunks: Iterator[bytes]) -> Written:
    """Write one file."""
    digest, size = hashlib.sha256(), 0
    with (folder / name).open("xb") as out:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Written(name, size, digest.hexdigest())


def dictionary(found: Iterator[Entry]) -> bytes:
    """Write the data dictionary as CSV."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(Entry._fields)
    lines.writerows(found)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def citation(snapshot: Snapshot, about: About) -> bytes:
    """Write how the data are cited, in the Citation File Format."""
    import yaml

    members = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with the graph version.",
        "title": about.title_en,
        "type": "dataset",
        "version": snapshot.graph_version,
        **({"date-released": about.issued} if about.issued else {}),
        "authors": [{"name": about.publisher}],
        **licence_named(snapshot),
        "abstract": f"{about.title_ko}. Licences: {snapshot.data_licence}",
    }
    text: str = yaml.safe_dump(members, allow_unicode=True, sort_keys=False, width=10_000)
    return text.encode()


def licence_named(snapshot: Snapshot) -> dict[str, Any]:
    """Name the licences for a citation file: by SPDX if that lists all of them, else the address if they have one in common."""
    urls = sorted({one.url or "" for one in snapshot.licences})
    names = sorted({SPDX[url] for url in urls if url in SPDX})
    if urls and all(url in SPDX for url in urls):
        return {"license": names[0] if len(names) == 1 else names}
    return {"license-url": urls[0]} if len(urls) == 1 and urls[0] else {}


def dcat(snapshot: Snapshot, about: About, files: list[Written], kinds: dict[str, Format]) -> bytes:
    """Describe the data set and its files in DCAT-AP, as JSON-LD."""
    urls = {one.url for one in snapshot.licences}
    common = urls.pop() if len(urls) == 1 else None
    licence = (
        {"@id": common}
        if common
        else {"@id": LICENCE, "@type": "dct:LicenseDocument", "dct:title": snapshot.data_licence}
    )
    counts = snapshot.counts
    bodies, ties, cited = counts["organisation"], counts["relation"], counts["source"]
    dataset: dict[str, Any] = {
        "@id": f"urn:sojae:graph:{snapshot.graph_version}",
        "@type": "dcat:Dataset",
        "dct:identifier": snapshot.graph_version,
        "dct:title": [
            {"@language": "ko", "@value": about.title_ko},
            {"@language": "en", "@value": about.title_en},
        ],
        "dct:description": [
            {
                "@language": "ko",
                "@value": f"기관 {bodies:,}곳, 관계 {ties:,}건, 출처 {cited:,}건. 관계마다 출처가 있음. {about.program}에서 만듦.",
            },
            {
                "@language": "en",
                "@value": f"{bodies:,} organisations, {ties:,} relations, {cited:,} sources; each relation cites its sources."
                f" Made by {about.program}.",
            },
        ],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": about.publisher},
        "dct:language": [{"@id": address} for address in LANGUAGES.values()],
        "dct:rights": snapshot.data_licence,
        "foaf:page": {"@id": DICTIONARY, "@type": "foaf:Document"},
        "dcat:version": snapshot.graph_version,
        "dcat:distribution": [
            distribution(one, kinds[one.name], licence) for one in files if one.name in kinds
        ],
    }
    if about.issued:
        dataset["dct:issued"] = {"@type": "xsd:date", "@value": about.issued}
    text = orjson.dumps({"@context": CONTEXT, **dataset}, option=orjson.OPT_INDENT_2)
    return text + b"\n"


def distribution(one: Written, known: Format, licence: dict[str, str]) -> dict[str, Any]:
    """Describe one file."""
    return {
        "@type": "dcat:Distribution",
        "dct:title": [
            {"@language": "ko", "@value": known.summary_ko},
            {"@language": "en", "@value": known.summary},
        ],
        "dcat:accessURL": {"@id": one.name},
        "dcat:downloadURL": {"@id": one.name},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{known.media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(one.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": one.sha256},
        },
        "dct:license": licence,
    }
