"""Research bodies, projects and works in the shapes in which ROR, CORDIS and OpenAlex give them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, loaded, of_type

if TYPE_CHECKING:
    from pathlib import Path

KNU, PNU, OTHER = "040c17130", "01an57a31", "03vek6s52"
V1 = {
    "id": f"https://ror.org/{KNU}", "name": "Kyungpook National University", "types": ["Education"], "established": 1946,
    "labels": [{"label": "경북대학교", "iso639": "ko"}], "aliases": [], "acronyms": ["KNU"], "links": ["https://www.knu.ac.kr/"],
    "country": {"country_code": "KR", "country_name": "South Korea"}, "addresses": [{"city": "Daegu"}],
    "relationships": [{"type": "Child", "id": f"https://ror.org/{PNU}", "label": "x"}], "external_ids": {"Wikidata": {"all": ["Q20718"]}},
    "contact": PERSON,
}  # fmt: skip
V2 = {
    "id": f"https://ror.org/{PNU}", "status": "active", "types": ["facility"], "established": 2001,
    "names": [
        {"value": "Materials Centre", "types": ["ror_display", "label"], "lang": "en"},
        {"value": "소재센터", "types": ["label"], "lang": "ko"}, {"value": "MC", "types": ["acronym"], "lang": None},
    ],
    "locations": [{"geonames_details": {"name": "Busan", "country_code": "KR", "country_name": "South Korea"}}],
    "links": [{"type": "website", "value": "https://example.org"}], "relationships": [{"type": "parent", "id": f"https://ror.org/{KNU}"}],
    "external_ids": [], "admin": {"created": {"by": PERSON}},
}  # fmt: skip
US = {**V2, "id": f"https://ror.org/{OTHER}", "locations": [{"geonames_details": {"country_code": "US"}}]}


def test_records_of_both_versions_of_ror_stand_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "ror.jsonl"
    path.write_text(
        "\n".join(map(json.dumps, (V1, V2, US, {**V2, "id": "https://ror.org/0000"}))), encoding="utf-8"
    )
    report, records = loaded("ror", path, country="KR")
    first, second = of_type(records, "organisation")
    assert (second.name_ko, second.name_en, second.organisation_kind, second.city) == (
        "경북대학교",
        "Kyungpook National University",
        "university",
        "Daegu",
    )
    assert (first.name_ko, first.organisation_kind, first.city) == ("소재센터", "research_institute", "Busan")
    assert [(tie.subject, tie.object) for tie in of_type(records, "relation")] == [
        (f"ror:{PNU}", f"ror:{KNU}")
    ]
    assert {(a.name, a.kind) for a in of_type(records, "alias")} == {
        ("KNU", "abbreviation"),
        ("MC", "abbreviation"),
    }
    assert ("wikidata", "Q20718") in {(one.scheme, one.value) for one in of_type(records, "identifier")}
    assert report.recognised[0]["why"] == {"another country": 1}
    assert report.rejected == 1
    with ZipFile(tmp_path / "ror.zip", "w") as archive:
        archive.writestr("ror.csv", "id,name\n1,x\n")
        archive.writestr("ror.json", json.dumps([V2, V1, US], indent=1))
    assert loaded("ror", tmp_path / "ror.zip", country="KR")[1] == records


def test_a_successor_in_ror_succeeds_its_predecessor_once_whichever_end_says_so(tmp_path: Path) -> None:
    later, earlier = f"ror:{PNU}", f"ror:{KNU}"
    tie = {"predecessor": {"id": f"https://ror.org/{KNU}"}, "successor": {"id": f"https://ror.org/{PNU}"}}
    ends = {
        "predecessor": {**V2, "relationships": [{"type": "predecessor", **tie["predecessor"]}]},
        "successor": {**V1, "relationships": [{"type": "Successor", **tie["successor"]}]},
    }
    for told in (("predecessor",), ("successor",), ("predecessor", "successor")):
        silent = ({**V2, "relationships": []}, {**V1, "relationships": []})
        entries = [
            ends[which] if which in told else entry
            for which, entry in zip(("predecessor", "successor"), silent, strict=True)
        ]
        path = tmp_path / f"{len(told)}{told[0]}.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
        (relation,) = of_type(loaded("ror", path)[1], "relation")
        assert (relation.id, relation.subject, relation.predicate, relation.object) == (
            f"ror:{PNU}-after-{KNU}",
            later,
            "SUCCEEDS",
            earlier,
        )


def test_a_successor_that_is_not_in_the_dump_and_one_that_succeeds_itself_give_no_relation(
    tmp_path: Path,
) -> None:
    ends = [{"type": "successor", "id": f"https://ror.org/{end}"} for end in (OTHER, PNU)]
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([{**V2, "relationships": ends}]), encoding="utf-8")
    report, records = loaded("ror", path)
    assert (of_type(records, "relation"), report.rejected) == ([], 0)


MEMBERS = {
    "new": (
        "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;nutsCode;geolocation;organizationURL;contactForm;contentUpdateDate;rcn;order;role;ecContribution;netEcContribution;totalCost;endOfParticipation;active",
        "101;ABC;999993953;;KYUNGPOOK NATIONAL UNIVERSITY;KNU;false;HES;a;b;DAEGU;KR;;;http://www.knu.ac.kr;{p};;1;1;{role};\"1.234,5\";;;false;",
    ),
    "2020": (
        "projectRcn;projectID;projectAcronym;role;id;name;shortName;activityType;endOfParticipation;ecContribution;country;street;city;postCode;organizationUrl;vatNumber;contactForm;contactType;contactTitle;contactFirstNames;contactLastNames;contactFunction;contactTelephoneNumber;contactFaxNumber",
        "7;101;ABC;{role};999993953;KYUNGPOOK NATIONAL UNIVERSITY;KNU;HES;false;\"1234,5\";KR;a;DAEGU;b;http://www.knu.ac.kr;;{p};{p};{p};{p};{p};{p};{p};{p}",
    ),
    "fp7": (
        "projectReference;projectAcronym;role;id;name;shortName;activityType;endOfParticipation;ecContribution;country;street;city;postCode;organizationUrl;contactTitle;contactFirstNames;contactLastNames;contactEmail",
        "101;ABC;{role};999993953;KYUNGPOOK NATIONAL UNIVERSITY;KNU;HES;false;;KR;a;DAEGU;b;http://www.knu.ac.kr;{p};{p};{p};{p}",
    ),
    "oldest": (
        "projectRcn;role;name;activityType;country;city;contactLastNames",
        "101;{role};KYUNGPOOK NATIONAL UNIVERSITY;HES;KR;DAEGU;{p}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", MEMBERS)
def test_each_shape_of_cordis_gives_the_same_body_and_its_part_in_the_project(
    tmp_path: Path, shape: str
) -> None:
    head, row = MEMBERS[shape]
    (tmp_path / "a.csv").write_text(
        f"{head}\n{row.format(p=PERSON, role='coordinator')}\n", encoding="utf-8-sig"
    )
    projects = "id;acronym;status;title;startDate;endDate;frameworkProgramme\n101;ABC;SIGNED;Alloys;2022-01-01;2024-12-31;HORIZON\n102;X;SIGNED;Other;2022-01-01;;H\n"
    (tmp_path / "b.csv").write_text(projects, encoding="utf-8")
    report, records = loaded("cordis", tmp_path / "a.csv", tmp_path / "b.csv", country="KR")
    (firm,), (programme,), (tie,) = (
        of_type(records, kind) for kind in ("organisation", "programme", "relation")
    )
    assert (firm.organisation_kind, firm.city) == ("university", "Daegu")
    assert (programme.id, programme.start) == ("cordis:project-101", "2022-01-01")
    assert (tie.subject, tie.predicate, tie.object) == (firm.id, "LEADS", programme.id)
    assert [one["skipped"] for one in report.recognised] == [0, 1]


def work(number: int, year: int, *institutions: int) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{number}", "publication_year": year, "title": "x",
        "authorships": [
            {"author": {"id": "A1", "display_name": PERSON}, "raw_author_name": PERSON,
             "institutions": [{"id": f"https://openalex.org/I{i}", "display_name": f"Institute {i}", "country_code": "KR" if i < 9 else "US", "type": "facility"}]}
            for i in institutions
        ],
        "topics": [{"id": "https://openalex.org/T10", "display_name": "Alloys", "score": 0.9, "field": {"display_name": "Materials Science"}},
                   {"id": "https://openalex.org/T11", "display_name": "Doubtful", "score": 0.2}],
    }  # fmt: skip


def test_institutions_that_publish_together_are_tied_year_by_year_and_develop_their_topics(
    tmp_path: Path,
) -> None:
    works = [
        work(1, 2020, 1, 2),
        work(2, 2020, 2, 1),
        work(3, 2021, 1, 2, 9),
        work(4, 2021, *range(1, 9), *range(20, 40)),
        work(5, 2021, 9),
    ]
    institution = {"id": "https://openalex.org/I1", "ror": f"https://ror.org/{KNU}", "display_name": "Kyungpook", "country_code": "KR", "type": "education",
                   "international": {"display_name": {"ko": "경북대학교"}}, "geo": {"city": "Daegu", "country": "South Korea"}, "display_name_acronyms": ["KNU"]}  # fmt: skip
    path = tmp_path / "works.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, [*works[:3], works[4], institution])).encode()))
    report, records = loaded("openalex", path, country="KR")
    assert [firm.name_ko for firm in of_type(records, "organisation")] == ["경북대학교", "Institute 2"]
    ties = [
        (t.id, t.start, t.detail) for t in of_type(records, "relation") if t.predicate == "COLLABORATES_WITH"
    ]
    assert ties == [
        ("openalex:I1-I2-2020", "2020", "2 joint works"),
        ("openalex:I1-I2-2021", "2021", "1 joint work"),
    ]
    assert [(t.name_en, t.field) for t in of_type(records, "technology")] == [("Alloys", "materials-general")]
    assert report.recognised[0]["why"] == {"no institution of the country": 1}
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, works)), encoding="utf-8")
    assert loaded("openalex", tmp_path / "all.jsonl")[0].recognised[0]["why"] == {
        "more than 20 institutions": 1
    }


def test_html_in_place_of_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_text("<html><body>429</body></html>", encoding="utf-8")
    with pytest.raises(OriginError, match="this is html, not JSON"):
        loaded("openalex", tmp_path / "works.jsonl")


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_record_that_stands_in_both_versions_of_ror_the_newer_form_is_taken(
    tmp_path: Path, turned: bool
) -> None:
    newer = {**V2, "id": V1["id"], "names": [{"value": "Newer Name", "types": ["ror_display"], "lang": "en"}]}
    path = tmp_path / "ror.jsonl"
    both = [newer, V1] if turned else [V1, newer]
    path.write_text("\n".join(map(json.dumps, both)), encoding="utf-8")
    report, records = loaded("ror", path)
    assert [firm.name_en for firm in of_type(records, "organisation")] == ["Newer Name"]
    assert report.recognised[0]["why"] == {"duplicate of a version 2 record": 1}


def test_an_acronym_that_several_bear_makes_no_two_bodies_of_ror_one(tmp_path: Path) -> None:
    """KNU is Kyungpook's and Kangwon's."""
    other = {
        **V1, "id": f"https://ror.org/{OTHER}", "name": "Kangwon National University", "labels": [{"label": "강원대학교", "iso639": "ko"}],
        "external_ids": {}, "relationships": [], "addresses": [{"city": "Chuncheon"}],
    }  # fmt: skip
    path = tmp_path / "ror.jsonl"
    path.write_text("\n".join(map(json.dumps, [V1, other])), encoding="utf-8")
    _, records = loaded("ror", path)
    assert len(of_type(records, "organisation")) == 2
    assert {(alias.name, alias.kind) for alias in of_type(records, "alias")} == {("KNU", "abbreviation")}
    assert of_type(records, "same_as") == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [("HES", "university"), ("REC", "research_institute"), ("PRC", "company"), ("PUB", "government"), ("OTH", "other")],
)  # fmt: skip
def test_each_kind_of_body_that_cordis_knows_is_one_of_ours(tmp_path: Path, code: str, kind: str) -> None:
    head, row = MEMBERS["new"]
    row = row.replace(";HES;", f";{code};").replace(";;;http", ';KR1;"(35.89,128.61)";http')
    (tmp_path / "a.csv").write_text(f"{head}\n{row.format(p=PERSON, role='participant')}\n", encoding="utf-8")
    projects = 'id;acronym;status;title;startDate;endDate;frameworkProgramme\n101;ABC;SIGNED;"Alloys; light";2022-01-01;;H\n'
    (tmp_path / "b.csv").write_text(projects, encoding="utf-8")
    _, records = loaded("cordis", tmp_path / "a.csv", tmp_path / "b.csv")
    assert [firm.organisation_kind for firm in of_type(records, "organisation")] == [kind]
    assert [one.name_en for one in of_type(records, "programme")] == ["Alloys; light"]
    assert [tie.predicate for tie in of_type(records, "relation")] == ["PARTICIPATES_IN"]
