"""Lists: every form of filter against the rows of the data set, sorting, chosen fields, pages."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from urllib.parse import quote

import numpy as np
import pandas as pd
import pytest

from graph.dates import earliest, latest, span
from graph.fields import FIELDS, PATHS
from graph.vocabulary import RecordType
from queries.filters import read_values
from tests.api.tables import ENDS, cited, publishers, rows, sectors

ROUTES = {
    "organisations": RecordType.ORGANISATION,
    "technologies": RecordType.TECHNOLOGY,
    "programmes": RecordType.PROGRAMME,
    "relations": RecordType.RELATION,
    "sources": RecordType.SOURCE,
}


def page(client, path, status=200):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def ids(client, path):
    """Give the ids of a list, following `Link` to its end."""
    found, following = [], f"/api/v1/{path}{'&' if '?' in path else '?'}limit=1000&fields=id"
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        found += [record["id"] for record in answer.json()["results"]]
        link = answer.headers.get("link")
        assert (link is None) == (answer.json()["next"] is None)
        following = link and link.removeprefix("<").removesuffix('>; rel="next"')
    assert len(found) == answer.json()["total"]
    return found


def organisations(keep):
    return [row["org_id"] for row in rows("organisations") if keep(row)]


def relations(keep):
    return [row["relation_id"] for row in rows("relations") if keep(row)]


@pytest.mark.parametrize(
    ("words", "keep"),
    [
        ("sector=metals", lambda row: row["sector"] == "metals"),
        ("sector=metals,textiles&city=Daegu", lambda row: row["sector"] in {"metals", "textiles"} and row["city"] == "Daegu"),
        ("founded_from=1990&founded_to=1999", lambda row: row["founded"] and "1990" <= row["founded"][:4] <= "1999"),
        ("founded_from=2001-03", lambda row: row["founded"] and span(row["founded"])[0] >= span("2001-03")[0]),
        ("founded_to=2001-03", lambda row: row["founded"] and span(row["founded"])[1] <= span("2001-03")[1]),
        ("has_website=true", lambda row: row["website"]),
        ("has_district=false&has_city=true", lambda row: not row["district"] and row["city"]),
        (f"name_ko_prefix={quote('대구')}", lambda row: row["name_ko"].startswith("대구")),
        ("name_en_prefix=korea", lambda row: row["name_en"].lower().startswith("korea")),
        ("name_en_is_official=true", lambda row: row["name_en_is_official"] == "true"),
        (f"sources.publisher={quote('매일신문')}", lambda row: "매일신문" in {publishers()[s] for s in cited(row)}),
        ("aliases.kind=former_name", lambda row: any(a["org_id"] == row["org_id"] and a["kind"] == "former_name" for a in rows("aliases"))),
        ("has_aliases.name=false&sector=polymers", lambda row: row["sector"] == "polymers" and all(a["org_id"] != row["org_id"] for a in rows("aliases"))),
        ("sector=!metals", lambda row: row["sector"] != "metals"),
        ("city=!Daegu,Busan", lambda row: row["city"] not in {"Daegu", "Busan"}),
        ("city=!Daegu,!Busan&has_city=true", lambda row: row["city"] and row["city"] not in {"Daegu", "Busan"}),
        ("sources=!s0001", lambda row: "s0001" not in cited(row)),
        (f"name_ko_contains={quote('소재')}", lambda row: "소재" in row["name_ko"]),
        ("products_contains=CARBON", lambda row: row["products"] and "carbon" in row["products"].lower()),
        ("sphere=university", lambda row: row["kind"] == "university"),
    ],
)  # fmt: skip
def test_filters_of_organisations_keep_what_the_rows_say(client, words, keep):
    expected = organisations(keep)
    assert expected
    assert ids(client, f"organisations?{words}") == expected


@pytest.mark.parametrize(
    ("words", "keep"),
    [
        ("subject.sector=textiles&object.sector=metals,automotive",
         lambda row: sectors()[row["subject_id"]] == "textiles" and sectors()[row["object_id"]] in {"metals", "automotive"}),
        ("start_from=2018&start_to=2018-06", lambda row: row["start"] and span("2018")[0] <= span(row["start"])[0] and span(row["start"])[1] <= span("2018-06")[1]),
        ("as_of=2018&undated=drop", lambda row: (row["start"] or row["end"]) and earliest(row["start"]) <= span("2018")[1] <= latest(row["end"])),
        ("predicates=SUPPLIES,SUPPORTS&since=2015", lambda row: row["predicate"] in {"SUPPLIES", "SUPPORTS"} and not (row["start"] and row["start"] < "2015") and (row["start"] or not row["end"])),
        ("sectors=metals,textiles", lambda row: all(sectors()[row[end]] in {"metals", "textiles"} for end in ENDS)),
        ("has_start=false&has_end=false", lambda row: not row["start"] and not row["end"]),
        ("sources=s0290", lambda row: "s0290" in cited(row)),
        ("node=dmi", lambda row: "dmi" in {row[end] for end in ENDS}),
        ("node=dmi,dyetec&predicate=SUPPORTS", lambda row: {"dmi", "dyetec"} & {row[end] for end in ENDS} and row["predicate"] == "SUPPORTS"),
        ("node=!dmi&predicate=!SUPPORTS,LEADS", lambda row: "dmi" not in {row[end] for end in ENDS} and row["predicate"] not in {"SUPPORTS", "LEADS"}),
        ("subject.sector=!metals", lambda row: sectors()[row["subject_id"]] != "metals"),
    ],
)  # fmt: skip
def test_filters_of_relations_keep_what_the_rows_say(client, words, keep):
    expected = relations(keep)
    assert expected
    assert ids(client, f"relations?{words}") == expected


def test_numbers_have_ranges(client):
    found = page(client, "programmes?budget_krw_from=1000000000&budget_krw_to=2000000000&limit=1000")
    expected = [
        r["prog_id"]
        for r in rows("programmes")
        if r["budget_krw"] and 10**9 <= int(r["budget_krw"]) <= 2 * 10**9
    ]
    assert [record["id"] for record in found["results"]] == expected


def test_a_comma_inside_a_value_has_a_backslash_before_it(client):
    row = next(row for row in rows("organisations") if row["products"] and "," in row["products"])
    value = quote(row["products"].replace(",", "\\,"))
    assert row["org_id"] in ids(client, f"organisations?products={value}")


def test_an_exclamation_mark_at_the_beginning_of_a_value_has_a_backslash_before_it():
    assert read_values("name_en", r"\!Kapital,B") == (False, {"!Kapital", "B"})
    assert read_values("name_en", r"!\!Kapital,B") == (True, {"!Kapital", "B"})
    assert read_values("name_en", r"A\, Ltd.,wow!") == (False, {"A, Ltd.", "wow!"})


def test_a_text_is_searched_for_inside_a_list(client):
    search = page(client, f"search?q={quote('다이텍')}&kind=organisation&limit=100")
    ranked = [hit["node"]["id"] for hit in search["results"]]
    assert len(ranked) == search["total"] > 5
    assert ids(client, f"organisations?q={quote('다이텍')}") == ranked
    assert ids(client, f"organisations?q={quote('다이텍')}&sort=id") == sorted(ranked)
    cities = {row["org_id"]: row["city"] for row in rows("organisations")}
    inside = [key for key in ranked if cities[key] != "Daegu"]
    assert ids(client, f"organisations?q={quote('다이텍')}&city=!Daegu") == inside


def test_relations_are_found_by_their_ends_and_sources_by_title_and_publisher(client):
    nodes = {hit["node"]["id"] for hit in page(client, "search?q=dyetec&limit=100")["results"]}
    expected = relations(lambda row: nodes & {row[end] for end in ENDS})
    assert sorted(ids(client, "relations?q=dyetec")) == expected
    word = "매일신문"
    expected = [row["source_id"] for row in rows("sources") if word in row["title"] + row["publisher"]]
    assert sorted(ids(client, f"sources?q={quote(word)}")) == expected != []


def test_a_sample_is_drawn_from_what_passes_and_is_the_same_for_the_same_seed(client):
    whole = set(ids(client, "organisations?sector=textiles"))
    drawn = ids(client, "organisations?sector=textiles&sample=20&seed=4")
    assert len(drawn) == 20
    assert set(drawn) < whole
    assert drawn == sorted(drawn)
    assert drawn == ids(client, "organisations?sector=textiles&sample=20&seed=4")
    assert drawn != ids(client, "organisations?sector=textiles&sample=20&seed=5")
    assert set(ids(client, "organisations?sector=textiles&sample=5000")) == whole


def test_sorting_by_several_keys_puts_unknown_values_last_in_either_direction(client):
    for sort, sign in (("sector,-founded,id", -1), ("sector,founded", 1)):
        found = page(client, f"organisations?sort={sort}&limit=1000&fields=id,sector,founded")["results"]
        expected = sorted(
            rows("organisations"),
            key=lambda row: (
                row["sector"] is None,
                row["sector"],
                row["founded"] is None,
                Reversed(row["founded"]) if sign < 0 else row["founded"],
                row["org_id"],
            ),
        )
        assert [record["id"] for record in found] == [row["org_id"] for row in expected]


class Reversed(str):
    """Text in the opposite order."""

    def __lt__(self, other):
        return str.__gt__(self, other)


def test_the_most_tied_organisations_can_be_asked_for(client):
    found = page(client, "organisations?sort=-degree&fields=id,degree&limit=1000")["results"]
    counted = Counter(row[end] for row in rows("relations") for end in ENDS)
    assert {record["id"]: record["degree"] for record in found} == {
        row["org_id"]: counted[row["org_id"]] for row in rows("organisations")
    }
    degrees = [record["degree"] for record in found]
    assert degrees == sorted(degrees, reverse=True)


def test_chosen_fields_reach_what_a_record_refers_to(client):
    found = page(
        client, "relations?id=r00837&fields=id,subject.id,subject.name_ko,object.kind,sources.publisher"
    )
    assert found["results"] == [
        {
            "id": "r00837",
            "subject": {"id": "dmi", "name_ko": "대구기계부품연구원"},
            "object": {"kind": "programme"},
            "sources": [{"publisher": publishers()["s0290"]}],
        }
    ]
    dmi = page(client, "organisations?id=dmi&fields=aliases.name,aliases.kind,sources")["results"][0]
    assert {"name": "DMI", "kind": "abbreviation"} in dmi["aliases"]
    assert dmi["sources"] == cited(next(row for row in rows("organisations") if row["org_id"] == "dmi"))


@pytest.mark.parametrize("name", ROUTES)
def test_every_field_can_be_given_and_those_of_the_record_are_its_own(client, name):
    record_type = ROUTES[name]
    own = ",".join(FIELDS[record_type])
    assert (
        page(client, f"{name}?limit=50&fields={own}")["results"]
        == page(client, f"{name}?limit=50")["results"]
    )
    dotted = [path for path in PATHS[record_type] if "." in path]
    if dotted:
        assert page(client, f"{name}?limit=50&fields={','.join(dotted)}")["results"]


@pytest.mark.parametrize("name", ROUTES)
def test_whether_a_field_is_known_splits_a_list_in_two(client, name):
    total = page(client, f"{name}?limit=1")["total"]
    for path in PATHS[ROUTES[name]]:
        parts = [page(client, f"{name}?limit=1&has_{path}={word}")["total"] for word in ("true", "false")]
        assert sum(parts) == total, path


@pytest.mark.parametrize(
    ("path", "parameter", "remedy"),
    [
        ("organisations?sctor=metals", "sctor", "“sector”"),
        ("organisations?subject.sector=metals", "subject.sector", "“sector”"),
        ("organisations?predicates=SUPPLIES", "predicates", "“products”"),
        ("organisations?sector=steel", "sector", "use one of"),
        ("organisations?city_from=A", "city_from", "city="),
        ("organisations?founded_prefix=19", "founded_prefix", "founded="),
        ("organisations?founded_from=soon", "founded_from", "2018-06-20"),
        ("organisations?has_city=maybe", "has_city", "true or false"),
        ("organisations?city=Daegu&city=Gumi", "city", "comma-separated"),
        ("programmes?budget_krw_from=1e9", "budget_krw_from", "digits"),
        (f"programmes?budget_krw_to={'9' * 5000}", "budget_krw_to", "digits"),
        ("relations?as_of=2018-13", "as_of", "2018-06-20"),
        ("relations?predicates=KNOWS", "predicates", "use one of"),
        ("relations?fields=subject,subject.id", "fields", "subject.id"),
        ("relations?fields=subject.nme_ko", "fields", "“subject.name_ko”"),
        ("organisations?sort=sources", "sort", "use one of"),
        ("organisations?sort=city,-x", "sort", "use one of"),
        ("organisations?sort=city,sector,founded,name_ko,name_en,id", "sort", "at most 5"),
        ("organisations?" + "&".join(f"has_{path}=true" for path in PATHS[RecordType.ORGANISATION]), "filters", "at most 20"),
        ("organisations?" + "&".join(f"x{i}=1" for i in range(5_000)), "query", "use fewer"),
        ("organisations?limit=1001", "limit", ""),
        ("organisations?city=Daegu,!Busan", "city", "city=!A,B"),
        ("organisations?city=!", "city", "has_city=false"),
        ("organisations?sector=!steel", "sector", "use one of"),
        ("organisations?sector_contains=met", "sector_contains", "sector="),
        ("organisations?q=", "q", ""),
        ("organisations?sample=0", "sample", ""),
        ("organisations?node=dmi", "node", ""),
    ],
)  # fmt: skip
def test_bad_input_is_named_with_its_remedy(client, path, parameter, remedy):
    fault = page(client, path, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert remedy in fault["remedy"]


def test_nodes_of_every_kind_are_one_list_and_each_is_found_without_its_kind(client):
    everything = sorted(
        [row["org_id"] for row in rows("organisations")]
        + [row["tech_id"] for row in rows("technologies")]
        + [row["prog_id"] for row in rows("programmes")]
    )
    assert ids(client, "nodes") == everything
    assert ids(client, "nodes?kind=!organisation,programme") == [
        row["tech_id"] for row in rows("technologies")
    ]
    for collection, key in (("programmes", "alliance-metals"), ("organisations", "dmi")):
        assert page(client, f"nodes/{key}") == page(client, f"{collection}/{key}")
    fault = page(client, "nodes/dmj", 404)
    assert (fault["type"].endswith("#unknown-node"), "“dmi”" in fault["detail"]) == (True, True)


def test_further_names_are_a_list(client):
    found = page(client, "aliases?limit=1000")
    expected = {(row["org_id"], row["alias"], row["kind"]) for row in rows("aliases")}
    assert {(one["node"], one["name"], one["kind"]) for one in found["results"]} == expected
    assert found["total"] == len(found["results"]) == 476
    former = page(client, "aliases?kind=former_name&node.sector=metals&fields=node.id,name&limit=1000")[
        "results"
    ]
    assert {(one["node"]["id"], one["name"]) for one in former} == {
        (owner, name)
        for owner, name, kind in expected
        if kind == "former_name" and sectors()[owner] == "metals"
    }
    assert page(client, "aliases?q=dmi&node=dmi")["results"][0]["name"] == "DMI"


def test_conflicts_are_a_list(client):
    found = page(client, "conflicts?limit=1000")
    assert found["total"] == len(rows("conflicts")) == 51
    assert Counter(one["field"] for one in found["results"]) == Counter(
        row["field"] for row in rows("conflicts")
    )
    assert all(one["field"] == "founded" for one in page(client, "conflicts?field=founded")["results"])


def as_file(client, path, media_type):
    answer = client.get(f"/api/v1/{path}", headers={"accept": media_type})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == media_type
    return answer


def test_a_page_comes_as_csv_with_the_fields_asked_for(client):
    fields = "id,name_ko,degree,sources,aliases.name,attributes"
    words = f"organisations?sector=metals&sort=-degree&limit=7&fields={fields}"
    records = page(client, words)
    answer = as_file(client, words, "text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="sojae-organisations.csv"'
    assert f"cursor={records['next']}" in answer.headers.get_list("link")[-1]
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert list(found[0]) == fields.split(",")
    assert [(row["id"], row["name_ko"], int(row["degree"]), row["sources"]) for row in found] == [
        (one["id"], one["name_ko"], one["degree"], ";".join(one["sources"])) for one in records["results"]
    ]


@pytest.mark.parametrize(
    "name", ["organisations", "programmes", "relations", "sources", "aliases", "conflicts"]
)
def test_every_list_comes_as_lines_and_as_a_typed_table(client, name):
    records = page(client, f"{name}?limit=30")["results"]
    lines = as_file(client, f"{name}?limit=30", "application/x-ndjson").content.splitlines()
    assert [json.loads(line) for line in lines] == records
    table = pd.read_parquet(
        io.BytesIO(as_file(client, f"{name}?limit=30", "application/vnd.apache.parquet").content)
    )
    assert len(table) == len(records)
    for column in table.columns:
        if column != "attributes":
            expected = [one.get(column) for one in records]
            values = [
                list(v) if hasattr(v, "tolist") and not isinstance(v, np.generic) else v
                for v in table[column]
            ]
            assert [None if v is None or v is pd.NA or v != v else v for v in values] == expected, column


def test_a_part_of_a_typed_table_can_be_asked_for(client):
    asked = {"Accept": "application/vnd.apache.parquet"}
    whole = client.get("/api/v1/relations?limit=50", headers=asked)
    assert whole.headers["accept-ranges"] == "bytes"
    end = client.get("/api/v1/relations?limit=50", headers={**asked, "Range": "bytes=-8"})
    assert (end.status_code, end.content) == (206, whole.content[-8:])
    assert (
        end.headers["content-range"]
        == f"bytes {len(whole.content) - 8}-{len(whole.content) - 1}/{len(whole.content)}"
    )
    assert "next" in end.links


def test_a_type_that_no_list_has_is_refused_and_a_browser_gets_json(client):
    refused = client.get("/api/v1/organisations", headers={"accept": "image/png"})
    assert refused.status_code == 406
    assert "text/csv" in refused.json()["errors"][0]["remedy"]
    browser = client.get(
        "/api/v1/organisations", headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    )
    assert browser.headers["content-type"] == "application/json"
