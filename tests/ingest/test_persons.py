"""One rule keeps persons out by whatever column tells a kind, in tables, networks and objects alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.persons import is_person, kind_columns, person_in_object, person_reason
from tests.ingest.adapters.loads import PERSON, loaded, of_type

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = 'source: {title: t, publisher: p, url: "https://example.org/x"}\n'


@pytest.mark.parametrize(
    "word",
    ["Person", "PEOPLE", "persons", "individual", "Author", "employees", "natural person", "Individual donor", "NodePerson", "PER",
     "Personne", "personnes physiques", "Natürliche Person", "Mitarbeiter", "Nat. person", "Co-Authors", "人", "個人", "作者",
     "인물", "개인", "인명", "사람", "저자", "연구자", "임직원", "연구자들", "개인(자연인)", "자연인"],
)  # fmt: skip
def test_words_for_persons_are_known_in_number_and_letters(word: str) -> None:
    assert is_person(word)
    assert person_reason([("유형", word)]) == f"유형: {word}"


@pytest.mark.parametrize(
    "word",
    ["People & Technology", "personal care", "person-to-person payments", "human resources", "company", "Organization", "연구원", "대표",
     "legal person", "Persons (legal)", "personne morale", "juristische Person", "法人", "研究员", "np", "co", "개인사업자", "인물화학", "개인정보 보호업", "member", "founder", "", "staffing agency"],
)  # fmt: skip
def test_words_that_only_resemble_them_are_none(word: str) -> None:
    assert person_reason([("type", word), ("유형", word)]) is None


@pytest.mark.parametrize(
    "column",
    ["labelV", "~label", "vertex_label", "type_name", "nodekind", "ntype", "typ", "Knotentyp", "Kategorie", "catégorie", "instance of",
     "instanceOf", "节点类型", "種別", "タイプ"],
)  # fmt: skip
def test_names_of_columns_that_tell_a_kind_are_known_in_five_languages(column: str) -> None:
    assert person_reason([(column, "person")]) == f"{column}: person"


@pytest.mark.parametrize(
    "column", ["label", "Polygon", "type2", "typography", "smart", "group", "role", "mode", "nodelabel"]
)
def test_names_that_only_resemble_them_tell_none(column: str) -> None:
    assert person_reason([(column, "person")]) is None


def test_group_role_and_mode_tell_it_of_nodes_of_a_network_and_by_words_for_persons_as_such_alone() -> None:
    for told in (
        ("group", "People"),
        ("role", "person"),
        ("mode", "author"),
        ("그룹", "사람"),
        ("node group", "Persons"),
    ):
        assert person_reason([told], of_node=True) == ": ".join(told)
    for told in (
        ("role", "director"),
        ("group", "Researchers"),
        ("role", "engineer"),
        ("group", "3"),
        ("mode", "firm"),
    ):
        assert person_reason([told], of_node=True) is None
    assert person_reason([("type", "np")], of_node=True) == "type: np"
    assert person_reason([("instance of", "Q5")]) == "instance of: Q5"


def test_only_columns_that_tell_a_kind_count() -> None:
    assert kind_columns(["name", "Type", "업종", "entity.type", "rdf:type", "노드 구분", "prototype", "@type", ":LABEL", "sector"]) == [
        "Type", "entity.type", "rdf:type", "노드 구분", "@type", ":LABEL",
    ]  # fmt: skip
    assert person_reason([("name", "Person"), ("sector", "people"), ("label", "개인")]) is None


def test_in_a_column_that_classes_businesses_the_word_tells_a_sole_trader() -> None:
    assert (
        person_reason([("사업자구분", "개인"), ("법인 구분", "개인"), ("business type", "Individual")])
        is None
    )
    assert person_reason([("사업자구분", "인물")]) == "사업자구분: 인물"


def test_objects_tell_it_by_their_keys() -> None:
    assert person_in_object({"@type": ["schema:Person", "Agent"], "name": "x"}) == "@type: schema:Person"
    assert person_in_object({"is_person": "true"}) == "is_person: true"
    assert person_in_object({"types": ["Education"], "name": "Person"}) is None


def test_a_table_loses_rows_of_persons_by_a_column_that_its_mapping_does_not_name(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        f"origin: t\nrecord: organisation\n{SOURCE}columns: {{name_ko: 이름}}\n", encoding="utf-8"
    )
    path = tmp_path / "a.csv"
    path.write_text(
        f"이름,구분,비고\n한빛메탈,기업,\n{PERSON},인물,\n다라산업,개인사업자,\n", encoding="utf-8"
    )
    report, records = loaded("table", path, map=str(tmp_path / "m.yaml"))
    assert sorted(firm.name_ko for firm in of_type(records, "organisation")) == ["다라산업", "한빛메탈"]
    assert report.recognised[0]["why"] == {"a person (구분: 인물)": 1}


def test_of_a_table_of_ties_the_kind_of_an_end_counts_and_that_of_the_tie_does_not(tmp_path: Path) -> None:
    mapping = f"origin: t\nrecord: relation\n{SOURCE}columns: {{subject_name: from, object_name: to}}\nconstants: {{predicate: SUPPLIES}}\n"
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    path = tmp_path / "e.csv"
    path.write_text(
        f"from,source type,to,type\n한빛메탈,company,다라산업,employee\n{PERSON},Person,가나,x\n",
        encoding="utf-8",
    )
    report, records = loaded("table", path, map=str(tmp_path / "m.yaml"))
    assert len(of_type(records, "relation")) == 1
    assert report.recognised[0]["why"] == {"a person (source type: Person)": 1}
