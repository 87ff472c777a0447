"""Linked data: declared classes are taken, literals become attributes, and persons stay out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, Namespace

from graph.attributes import attributes_of
from ingest.networks import rdf_store
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, loaded, of_type
from tests.ingest.networks.drawn import SAID

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from ingest.session import LoadReport

CITED = {name: text for name, text in SAID.items() if name != "items"}
TURTLE = f"""@prefix schema: <http://schema.org/> . @prefix ex: <http://ex.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a a schema:Organization ; schema:name "가나소재"@ko, "Gana"@en ; schema:foundingDate "2001-05-01"^^xsd:date ; ex:staff 12 ;
  ex:listed true ; schema:address [ schema:addressLocality "Daegu" ] ; ex:supplies ex:b ; schema:founder ex:p ; schema:url <https://a.kr> ;
  ex:ceo "{PERSON}" ; schema:employee [ a schema:Person ; schema:name "{PERSON}" ] .
ex:b a schema:Corporation ; schema:name "다라" ; schema:memberOf ex:proj ; ex:near ex:a .
schema:Corporation <http://www.w3.org/2000/01/rdf-schema#subClassOf> schema:Organization .
ex:proj a schema:Project ; schema:name "과제" .
[] a schema:Organization ; schema:name "이름만" .
ex:p a schema:Person ; schema:name "{PERSON}" .
"""
CLASSES = {"organisation": "schema:Organization", "programme": "https://schema.org/Project"}


def load_rdf(folder: Path, text: str, name: str = "a.ttl", **options: str) -> tuple[LoadReport, set[Record]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return loaded("rdf", path, **CITED, **options)


def test_turtle_gives_declared_classes_with_names_attributes_and_relations(tmp_path: Path) -> None:
    said = {**CLASSES, "properties": "schema:memberOf=PARTICIPATES_IN"}
    report, records = load_rdf(tmp_path, TURTLE, **said)
    firms = {one.name_ko: one for one in of_type(records, "organisation")}
    assert set(firms) == {"가나소재", "다라", "이름만"}
    assert (firms["가나소재"].name_en, firms["가나소재"].website) == ("Gana", "https://a.kr")
    assert attributes_of(firms["가나소재"].attributes) == {
        "address.addressLocality": "Daegu", "foundingDate": "2001-05-01", "listed": True, "staff": 12,
    }  # fmt: skip
    [project] = of_type(records, "programme")
    known = {one.id: one.name_ko for one in [*firms.values(), project]}
    found = {
        (known[tie.subject], known[tie.object], tie.predicate, tie.detail)
        for tie in of_type(records, "relation")
    }
    of_near = (known[own] for own in sorted(one.id for one in firms.values() if one.name_ko != "이름만"))
    assert found == {
        ("가나소재", "다라", "SUPPLIES", None),
        ("다라", "과제", "PARTICIPATES_IN", None),
        (*of_near, "COLLABORATES_WITH", "near"),
    }  # fmt: skip
    notes = report.recognised[0]["notes"]
    assert "other classes, left out: schema:Person ×2" in notes
    assert "blank nodes, identified by their content: 1" in notes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", '<http://ex.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Organization> .\n<http://ex.org/a> <http://schema.org/name> "가" .\n'),
        ("a.rdf", '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/"><s:Organization rdf:about="http://ex.org/a"><s:name>가</s:name></s:Organization></rdf:RDF>'),
        ("a.jsonld", '{"@context":"https://schema.org","@id":"http://ex.org/a","@type":"Organization","name":"가"}'),
        ("b.jsonld", '[{"@id":"http://ex.org/a","@type":["http://schema.org/Organization"],"http://schema.org/name":[{"@value":"가"}]}]'),
    ],
)  # fmt: skip
def test_each_syntax_gives_the_same(tmp_path: Path, name: str, text: str) -> None:
    _, records = load_rdf(tmp_path, text, name, organisation="schema:Organization")
    assert [one.name_ko for one in of_type(records, "organisation")] == ["가"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, r"add --set organisation=….*; the file has schema:Organization ×2, .*schema:Person ×2"),
        ({"organisation": "schema:Person"}, "persons are never loaded"),
        ({"organisation": "schem:Organization"}, "unknown prefix “schem:”: did you mean “schema”"),
        ({"organisation": "Organization"}, "is not a class or property: write schema:Organization"),
        ({"organisation": "ex:Firm"}, r"nothing is of the class ex:Firm .organisation.: the file has"),
        ({**CLASSES, "properties": "ex:near=NEAR"}, "properties=ex:near=NEAR: write schema:memberOf="),
    ],
)
def test_options_that_fit_no_class_or_property_are_refused_with_what_there_is(
    tmp_path: Path, options: dict[str, str], said: str
) -> None:
    with pytest.raises(OriginError, match=said):
        load_rdf(tmp_path, TURTLE, **options)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", TURTLE[:-10], r"broken RDF .Quote expected in string.: correct it, or fetch it again if it is cut off"),
        ("a.ttl", "@prefix ex: <http://ex.org/> .\nex:a ex:b ;;;, .\n", r"broken RDF .at line 2"),
        ("a.jsonld", '{"@context":"https://example.org/c","@id":"x"}', "is the address https://example.org/c, which is not fetched"),
        ("a.rdf", '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "declares a document type"),
    ],
)  # fmt: skip
def test_broken_and_dangerous_files_are_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(OriginError, match=said):
        load_rdf(tmp_path, text, name, organisation="schema:Organization")


def test_a_file_of_more_triples_than_fit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf_store, "MOST_TRIPLES", 10)
    with pytest.raises(
        OriginError,
        match=r"more than 10 triples would take more than half a minute: take out the classes that you need",
    ):
        load_rdf(tmp_path, TURTLE, **CLASSES)


def test_the_store_of_one_index_finds_what_that_of_rdflib_finds() -> None:
    text = "\n".join(
        ["@prefix e: <https://e.org/> .", "e:a a e:C; e:p e:b, e:c .", "e:b a e:C .", "e:a e:p e:b ."]
    )
    one, three = Graph(store=rdf_store.OneIndex()).parse(data=text), Graph().parse(data=text)
    assert (set(one), len(one)) == (set(three), 4)
    e = Namespace("https://e.org/")
    for pattern in (
        (e.a, None, None),
        (None, RDF.type, e.C),
        (None, e.p, e.b),
        (e.a, e.p, e.c),
        (e.c, None, None),
    ):
        assert sorted(one.triples(pattern)) == sorted(three.triples(pattern))
