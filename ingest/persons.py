"""Persons are never loaded: the rule for all origins that recognises rows about persons by columns for a kind."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORDS = frozenset({
    "person", "people", "individual", "human", "author", "coauthor", "employee", "researcher", "inventor", "staff", "scientist",
    "professor", "student", "expert", "director", "executive", "officer", "manager", "engineer", "politician", "artist", "journalist",
    "teacher", "worker", "citizen", "ceo", "chairman", "per",
    "personne", "individu", "auteur", "chercheur", "inventeur", "employé", "salarié",
    "personen", "individuum", "mensch", "menschen", "leute", "autor", "autoren", "autorin", "autorinnen", "forscher", "forscherin",
    "forscherinnen", "forschende", "wissenschaftler", "erfinder", "mitarbeiter", "mitarbeitende",
})  # fmt: skip
"""Words for persons, singular, in English, French and German; `per` is the tag of named-entity recognisers. A founder or a
member may be an organisation."""
BESIDE = frozenset({
    "natural", "private", "named", "node", "entity", "type", "record", "vertex", "item", "actor", "agent", "contact", "investor", "donor",
    "applicant", "member", "contributor", "shareholder", "owner", "partner", "participant", "user", "a", "the", "of", "name", "ps",
    "board", "team", "principal", "senior", "junior", "corresponding", "academic", "co", "nat", "physical", "physique", "natürliche",
    "natuerliche", "natürlichen", "physische", "de", "der", "des",
})  # fmt: skip
"""Words that may accompany one for a person: natural person, individual donor."""
PHRASES = frozenset({
    "boardmember", "teammember", "familymember", "psname", "humanbeing", "principalinvestigator", "investigator", "contactperson",
})  # fmt: skip
KOREAN = frozenset({
    "사람", "개인", "인물", "인명", "자연인", "저자", "공저자", "제1저자", "교신저자", "연구자", "공동연구자", "참여연구자", "참여연구원", "연구책임자",
    "과제책임자", "책임자", "담당자", "임직원", "직원", "임원", "종업원", "근로자", "대표자", "대표이사", "발명자", "발명인", "고안자", "교수", "교원", "학생", "전문가", "과학자", "기술자", "공무원", "정치인", "기자", "작가", "개인출원인", "개인투자자", "개인주주", "개인연구자",
    "개인회원", "인물정보",
})  # fmt: skip
"""Without 연구원, which is as often an institute, 대표, which may be the lead organisation, and 개인사업자, a sole trader
with a business name."""
CHINESE = frozenset({
    "人", "人物", "人员", "人員", "人们", "人々", "个人", "個人", "自然人", "作者", "合著者", "著者", "共著者", "研究者", "研究人员", "研究人員", "科学家",
    "科學家", "科学者", "发明人", "發明人", "発明者", "员工", "員工", "职员", "職員", "社員", "従業員", "教授", "教师", "教師", "教員", "学者", "學者", "学生",
    "學生", "专家", "專家", "専門家", "ヒト", "ひと",
})  # fmt: skip
"""The like in Chinese and Japanese; 法人 is an organisation, 研究员 as often an institute's name."""
AS_SUCH = frozenset({
    "person", "people", "individual", "human", "humanbeing", "naturalperson", "personne", "individu", "personen", "mensch",
    "menschen", "individuum", "사람", "개인", "인물", "자연인", "인명", "人", "人物", "个人", "個人", "自然人",
})  # fmt: skip
"""Words for persons as such; a role or a group of firms may be called director, expert or researchers."""
LEGAL = re.compile(
    r"\b(?:legal|juristic|juridical|juristisch\w*|morale?s?|jurídicas?|corporate)\b|법인|法人", re.IGNORECASE
)
"""Words that turn a person into a legal entity: legal person, personne morale, juristische Person."""
KIND = frozenset({
    "type", "types", "kind", "kinds", "class", "category", "categories", "classification", "labels", "entity", "tag", "ner", "isa",
    "subtype", "subkind", "catégorie", "categorie", "classe", "sorte", "nature",
})  # fmt: skip
"""Last words of column names for a kind: type, node class, entity_type, rdf:type, :LABEL (labels)."""
QUALIFIED = frozenset({"type", "kind", "class", "category"})
NAMED = frozenset({"name", "label", "title", "text"})
"""Words after one for a kind that do not change its meaning: type_name, category label."""
KIND_ENDS = (
    "유형", "구분", "분류", "종류", "종별", "타입", "카테고리", "클래스", "형태", "신분", "개체명",
    "类型", "類型", "类别", "類別", "种类", "種類", "種別", "分类", "分類", "区分", "區分", "タイプ", "カテゴリ", "カテゴリー", "クラス",
    "typ", "kategorie", "klasse",
)  # fmt: skip
"""Suffixes of such column names in languages with compound words: 기관유형, 节点类型, Knotentyp."""
WHOLE = frozenset(
    {
        "labelv",
        "~label",
        "vertexlabel",
        "instanceof",
        "isinstanceof",
        "p31",
        "isa",
        "art",
        "knotenart",
        "objektart",
    }
)
"""Complete names of such columns: the label of a vertex in TinkerPop, Neptune and AGE is its kind."""
FUSED = re.compile(
    r"(?:n|v|node|vertex|entity|object|item|actor|agent|record|element)(?:type|kind|class|category)s?"
)
"""Compound forms of these: nodekind, ntype."""
OF_NODES = frozenset({
    "group", "role", "mode", "partition", "set", "layer", "cluster", "community", "gruppe", "rolle", "groupe", "rôle", "그룹", "역할", "집단",
    "组", "组别", "角色", "グループ", "役割",
})  # fmt: skip
"""Names of node attributes that may hold a kind or something else: only words for persons as such count there."""
BEFORE = frozenset({"node", "vertex", "actor", "entity"})
BUSINESS = re.compile(
    r"사업자|기업|법인|회사|업체|사업체|상호|企業|企业|会社|公司|法人|\b(?:business|company|firm|enterprise|legal|ownership|tax)\b"
)
"""Columns for types of businesses, where 개인 and individual mean a sole trader, not a person."""
SOLE_TRADER = frozenset({"개인", "individual", "個人", "个人"})
ENDS = frozenset({
    "subject", "object", "source", "target", "from", "to", "start", "end", "node", "head", "tail", "주체", "객체", "대상", "출발", "도착", "주어",
    "목적어",
})  # fmt: skip
"""Words for an end of a tie in column names."""
ASKED = frozenset({"isperson", "ishuman", "isindividual", "인물여부", "사람여부", "자연인여부"})
TRUE = frozenset({"true", "1", "yes", "y", "t", "o", "예", "네", "참"})
LONGEST = 200
"""Longest value that may be a word for a kind."""
BETWEEN = re.compile(r"[;,|/:#\[\]{}\"'\n]+|\s-\s")
SEPARATE = re.compile(r"[\s_.:#\-/]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|#\d+$")
IN_BRACKETS = re.compile(r"\(([^()]*)\)|$")
SAID_SO = frozenset({"person", "naturalperson", "individual", "human", "자연인", "사람"})
"""Remarks in brackets that make a kind one of persons: Investor (person)."""
PLURALS = ("ies", "s", "들")


def person_reason(cells: Iterable[tuple[str, str]], *, of_node: bool = False) -> str | None:
    """Return why a row is about a person (column and value); None if it is not.

    Args:
        cells: columns and their values.
        of_node: whether the row is a node of a network, whose `group` or `role` may tell its kind too.

    >>> person_reason([("name", "가나소재"), ("Entity Type", "Persons")]), person_reason([("유형", "개인")])
    ('Entity Type: Persons', '유형: 개인')
    >>> person_reason([("rdf:type", "http://xmlns.com/foaf/0.1/Person")]) is None, person_reason([(":LABEL", "Person;Expert")])
    (False, ':LABEL: Person;Expert')
    >>> person_reason([("name", "People & Technology"), ("sector", "personal care"), ("사업자 구분", "개인"), ("유형", "개인사업자")])
    """
    kinds = (
        (name, value)
        for name, value in cells
        if (tells_kind(name) and names_person(name, value))
        or (of_node and tells_kind(name, of_node=True) and names_person_in_network(name, value))
    )
    return next((f"{name}: {value.strip()}"[:80] for name, value in kinds), None)


def kind_columns(columns: Iterable[str], *, of_ends: bool = False) -> list[str]:
    """Return the columns for the kind of a row or, in a table of ties, of an end.

    >>> kind_columns(["Label", "entity_type", "rdf:type", "기관유형", "prototype", "sector", "nodeClass"])
    ['entity_type', 'rdf:type', '기관유형', 'nodeClass']
    >>> kind_columns(["type", "source_type", "Target kind", "주체 구분", "관계유형"], of_ends=True)
    ['source_type', 'Target kind', '주체 구분']
    """
    found = [column for column in columns if tells_kind(column)]
    return [column for column in found if ENDS.intersection(split_words(column))] if of_ends else found


def person_in_object(data: Mapping[str, Any]) -> str | None:
    """Return why a JSON object is a person, by its own keys; each member of a list of kinds counts."""
    pairs = ((key, v) for key, value in data.items() for v in (value if isinstance(value, list) else [value]))
    return person_reason((key, value) for key, value in pairs if isinstance(value, str))


@lru_cache(maxsize=4096)
def tells_kind(column: str, *, of_node: bool = False) -> bool:
    """Return whether a column holds the kind of a row; for nodes of a network, group and role count too.

    >>> [tells_kind(column) for column in ("labelV", "~label", "type_name", "ntype", "instance of", "Knotentyp", "节点类型")]
    [True, True, True, True, True, True, True]
    >>> tells_kind("label"), tells_kind("Polygon"), tells_kind("role"), tells_kind("role", of_node=True)
    (False, False, False, True)
    """
    words = split_words(REMARK.sub("", column))
    whole = "".join(words)
    if not words:
        return False
    *front, last = words
    return (
        last in KIND
        or whole.endswith(KIND_ENDS)
        or whole in WHOLE
        or whole in ASKED
        or bool(FUSED.fullmatch(whole))
        or (last in NAMED and bool(front) and front[-1] in QUALIFIED)
        or column.casefold() == ":label"
        or (of_node and last in OF_NODES and BEFORE.issuperset(front))
    )


@lru_cache(maxsize=65536)
def names_person(column: str, value: str) -> bool:
    """Return whether a value in a column for a kind means a person."""
    if not value or len(value) > LONGEST:
        return False
    plain = "".join(split_words(column))
    if plain in ASKED:
        return value.strip().casefold() in TRUE
    words = [word for word in BETWEEN.split(value) if word.strip()]
    business = bool(BUSINESS.search(" ".join(split_words(column))))
    if plain in {"instanceof", "p31"} and any(word.strip().casefold() == "q5" for word in words):
        return True  # human, in Wikidata
    return any(
        is_person(word) and not (business and "".join(split_words(word)) in SOLE_TRADER) for word in words
    )


@lru_cache(maxsize=65536)
def names_person_in_network(column: str, value: str) -> bool:
    """Return whether a node attribute means a person, by group or by an abbreviation for a natural person."""
    whole = ["".join(split_words(word)) for word in BETWEEN.split(value[:LONGEST]) if word.strip()]
    if tells_kind(column):
        return whole == ["np"]
    mode = split_words(column)[-1] == "mode"  # a network of two modes: authors and their papers
    return any(word in AS_SUCH or singular(word) in AS_SUCH or (mode and is_person(word)) for word in whole)


def is_person(text: str) -> bool:
    """Return whether a text is nothing but a word for a person.

    >>> [is_person(text) for text in ("People", "natural person", "AUTHOR", "PER", "인물들", "개인(자연인)", "NodePerson", "人")]
    [True, True, True, True, True, True, True, True]
    >>> is_person("Investor (person)"), is_person("Investor (company)"), is_person("Team (people)")
    (True, False, False)
    >>> [is_person(text) for text in ("People & Technology", "personal care", "개인사업자", "연구원", "human resources", "personne morale")]
    [False, False, False, False, False, False]
    """
    if LEGAL.search(text):
        return False
    if any("".join(split_words(one)) in SAID_SO for one in IN_BRACKETS.findall(text)):
        return True
    words = split_words(REMARK.sub("", text).strip() or text)
    whole = "".join(words)
    if any(
        one in words_list for one in (whole, singular(whole)) for words_list in (PHRASES, KOREAN, CHINESE)
    ):
        return True
    one = [singular(word) if word not in WORDS else word for word in words]
    return any(word in WORDS for word in one) and all(word in WORDS or word in BESIDE for word in one)


def singular(word: str) -> str:
    """Remove a plural ending."""
    for ending in PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word


@lru_cache(maxsize=65536)
def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; a capital inside a word starts another."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("@:")
    return tuple(word for word in SEPARATE.split(CAMEL.sub(" ", plain).casefold()) if word)
