"""HTTP, command line and notebooks take the same parameters with the same defaults and ranges, and refuse in the same words."""

from __future__ import annotations

import inspect
from functools import cache

import pytest

from api.openapi import document
from queries.ecosystem import Ecosystem
from queries.errors import Invalid, QueryError
from queries.method_writer import COMMAND, TARGET, written
from queries.registry import questions
from queries.signatures import bounds_of, choices_of, range_of
from tests.queries.doors import REQUIRED, SUBJECTS, at_the_command_line, command_of, in_a_notebook, over_http

QUESTIONS = questions()
FILTERED = {name for name, one in QUESTIONS.items() if one.parameters.model_config.get("extra") == "allow"}
BY_FILE = frozenset({"resolve", "whatif"})
BY_POST = BY_FILE | {"network_of_set", "enrichment"}
"""Questions that HTTP takes as a body."""
"""Questions whose command reads a file, or options of its own, instead of parameters."""
OUTER = {"store", "json", "figure", "language", "by_year", "further", "first", "last", "out"}
"""What a command takes beside the parameters of its question."""
TOGETHER = {"loads": {"id"}, "load_changes": {"origin"}, "evaluate": {"kind"}, "evaluate_all": {"id"}}
"""What a command takes for another question that it answers too."""
BOUND = [
    pytest.param(name, field.alias or key, bound, id=f"{name}-{field.alias or key}-{bound[0]}")
    for name, one in QUESTIONS.items()
    for key, field in one.parameters.model_fields.items()
    for bound in bounds_of(field)
    if bound is not None
]
CLOSED = [
    pytest.param(name, key, id=f"{name}-{key}")
    for name, one in QUESTIONS.items()
    for key, field in one.parameters.model_fields.items()
    if choices_of(field.annotation) or key in {"predicates", "kinds", "sectors"}
]
DATED = [
    pytest.param(name, key, id=f"{name}-{key}")
    for name, one in QUESTIONS.items()
    for key in one.parameters.model_fields
    if key in {"as_of", "since"} or (name == "changes" and key == "until")
]
SAID = {
    "le": "more than the maximum of",
    "ge": "less than the minimum of",
    "lt": "not less than",
    "gt": "not more than",
}


AFTER = "since: since (2020) is after as_of (2010). Use a since on or before as_of."
DRAWN = "samples: only method=certified draws samples. Use method=certified, or leave samples out."
GAP_LAYER = "layer: unknown value “technology”. Use one of direct, affiliation, all."
CASE = "predicates: unknown value “collaborates_with”. Did you mean “COLLABORATES_WITH”?"
NOTHING = "{}: an empty filter is not allowed. Leave it out."
EMPTY = "{}: an empty filter is not allowed. Leave it out, or use {}."


@pytest.fixture(scope="module")
def refused(client, eco, daegu_store):
    """Give the one sentence with which all doors refuse, and the code of the command line."""

    def ask(name, given, subject=None):
        question = QUESTIONS[name]
        subject = SUBJECTS.get(name, ()) if subject is None else subject
        whole = {**REQUIRED.get(name, {}), **given}
        told = over_http(client, question, subject, whole)
        assert in_a_notebook(eco, question, subject, whole) == in_words_of(told, question.aliases)
        code = 2
        if name not in BY_FILE:
            code, said = at_the_command_line(daegu_store.address, question, subject, whole)
            by_place = {alias: of for alias, of in question.aliases.items() if of in question.positional}
            assert said == in_words_of(told, by_place)
        return told, code

    return ask


def in_words_of(told, names):
    """Give the sentence with a door's own name for the parameter."""
    parameter, joint, rest = told.partition(": ")
    return f"{names.get(parameter, parameter)}{joint}{rest}"


described = cache(document)  # made when a test asks, not by every worker that collects the tests


def operation(question):
    """Give the parameters of a question as the OpenAPI document has them: name → schema, whether required."""
    path = described()["paths"][f"/api/v1/{question.path}"]
    if question.name in BY_POST:
        body = path["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        shape = described()["components"]["schemas"][body.rpartition("/")[2]]
        members = shape["properties"].items()
        return {
            name: ({"default": schema.get("x-default"), **schema}, name in shape.get("required", ()))
            for name, schema in members
        }
    given = path["get"].get("parameters", [])
    return {
        one["name"]: ({"default": one.get("x-default"), **one["schema"]}, one["required"])
        for one in given
        if one["in"] == "query"
    }


@pytest.mark.parametrize("name", QUESTIONS)
def test_http_takes_what_the_registry_says(name):
    question = QUESTIONS[name]
    told = operation(question)
    if name not in FILTERED:
        assert set(told) == set(question.names)
    for key, field in question.parameters.model_fields.items():
        schema, required = told[field.alias or key]
        assert required is field.is_required()
        if not required and field.default is not None and field.default != frozenset():
            assert schema["default"] == field.default
        for bound, word in zip(bounds_of(field), ("inimum", "aximum"), strict=True):
            if bound is not None:
                said = {**schema, **next((s for s in schema.get("anyOf", ()) if s.get("type") != "null"), {})}
                spelled = f"m{word}" if bound[0] in {"ge", "le"} else f"exclusiveM{word}"
                assert said[spelled] == bound[1]


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in BY_FILE and name != "measures"])
def test_a_command_takes_what_the_registry_says(name):
    question = QUESTIONS[name]
    by_year = name == "structure_by_year"
    options = {one.name: one for one in command_of("structure" if by_year else question.command).params}
    options.pop("help", None)
    fields = question.parameters.model_fields
    missing = (set(fields) | set(question.subject)) - set(options)
    assert not missing
    beyond = set(options) - set(fields) - set(question.subject)
    assert beyond <= OUTER | TOGETHER.get(name, set()) | ({"as_of", "quick"} if by_year else set())
    for key, field in fields.items():
        if key in question.positional or field.annotation in {bool, bool | None}:
            continue
        assert options[key].required is field.is_required()
        if field.default and not field.is_required():
            assert str(options[key].show_default) == str(field.default)
        said = options[key].metavar or ""
        if choices := choices_of(field.annotation):
            assert said == f"[{'|'.join(choices)}]"
        assert said.endswith(range_of(field))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_method_takes_what_the_registry_says(name):
    question = QUESTIONS[name]
    taken = inspect.signature(getattr(Ecosystem, name)).parameters
    fields = question.parameters.model_fields
    own = set(taken) - {"self", "further"}
    assert own == set(fields) | set(question.subject)
    assert ("further" in taken) is (name in FILTERED)
    for key, field in fields.items():
        default = taken[key].default
        assert (default is inspect.Parameter.empty) is field.is_required()
        if not field.is_required():
            assert default == field.default or (default, field.default) == ((), frozenset())
    told = inspect.getdoc(getattr(Ecosystem, name)) or ""
    assert told.startswith(question.summary)
    assert all(f"{key}: " in told for key in own)


def test_the_file_of_methods_is_what_the_registry_gives():
    assert TARGET.read_text(encoding="utf-8") == written(), f"write it with `{COMMAND}`"


@pytest.mark.parametrize(("name", "key", "bound"), BOUND)
def test_a_number_out_of_range_is_refused_with_one_sentence_at_every_door(refused, name, key, bound):
    rule, edge = bound
    step = {"le": 1, "lt": 0, "ge": -1, "gt": 0}[rule]
    value = int(edge) + step
    told, code = refused(name, {key: value})
    assert told == f"{key}: {value} is {SAID[rule]} {edge}."
    assert code == 2


@pytest.mark.parametrize(("name", "key"), CLOSED)
def test_a_value_outside_a_closed_set_is_refused_with_one_sentence_at_every_door(refused, name, key):
    told, code = refused(name, {key: "zzzz"})
    assert told.startswith(f"{key}: unknown value “zzzz”. Use one of ")
    assert code == 2


@pytest.mark.parametrize(("name", "key"), DATED)
def test_a_date_that_is_none_is_refused_with_one_sentence_at_every_door(refused, name, key):
    told, code = refused(name, {key: "2018-13"})
    assert told == f"{key}: “2018-13” is not a date. Write for instance 2018, 2018-06 or 2018-06-20."
    assert code == 2


@pytest.mark.parametrize(
    ("name", "subject", "given", "told"),
    [
        ("neighbourhood", ("DMI",), {}, "No node has the id “DMI”. Did you mean “dmi”?"),
        ("neighbourhood", ("DYETEC",), {}, "No node has the id “DYETEC”. Did you mean “dyetec”?"),
        ("relation", ("R00837",), {}, "No relation has the id “R00837”. Did you mean “r00837”?"),
        ("sector", ("Metals",), {}, "Unknown sector “Metals”. Did you mean “metals”?"),
        ("measure", ("PageRank",), {}, "Unknown measure “PageRank”. Did you mean “pagerank”?"),
        ("neighbourhood", ("dmj",), {}, "No node has the id “dmj”. Did you mean “dmi”?"),
        ("organisation", ("dmj",), {}, "No organisation has the id “dmj”. Did you mean “dmi”?"),
        ("explain", (), {"b": "dmj"}, "No organisation has the id “dmj”. Did you mean “dmi”?"),
        ("paths", (), {"target": "dmj"}, "No node has the id “dmj”. Did you mean “dmi”?"),
        ("measure", ("betweeness",), {}, "Unknown measure “betweeness”. Did you mean “betweenness”?"),
        ("sector", ("metalz",), {}, "Unknown sector “metalz”. Did you mean “metals” or “medical”?"),
        ("bridges", ("metals", "textile"), {}, "Unknown sector “textile”. Did you mean “textiles”?"),
    ],
)
def test_an_unknown_id_is_refused_with_one_sentence_at_every_door(refused, name, subject, given, told):
    assert refused(name, given, subject) == (told, 1)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("measure", {"asof": "2018"}, "asof: degree has no parameter “asof”. Did you mean “as_of”?"),
        ("measure", {"zzz": 1}, "zzz: degree has no parameter “zzz”. Degree has no parameters of its own."),
        ("measure", {"as_of": "2010", "since": "2020"}, AFTER),
        ("gaps", {"as_of": "2010", "since": "2010-12-31", "samples": 30}, DRAWN),
        ("explain", {"b": "dmi"}, "b: “dmi” is also a. Give the ids of two different records."),
        ("gaps", {"layer": "technology"}, GAP_LAYER),
        ("sectors", {"layer": "technology"}, GAP_LAYER),
        ("measure", {"limit": "1_0"}, "limit: “1_0” is not a whole number."),
        ("communities", {"resolution": "nan"}, "resolution: “nan” is not a number."),
        ("neighbourhood", {"predicates": "collaborates_with"}, CASE),
        ("neighbourhood", {"predicates": ""}, NOTHING.format("predicates")),
        ("scene", {"sectors": ","}, NOTHING.format("sectors")),
        ("relations", {"kinds": ""}, NOTHING.format("kinds")),
        ("organisations", {"fields": ","}, "fields: an empty list is not allowed. Leave it out."),
        ("organisations", {"sector": ""}, EMPTY.format("sector", "has_sector=false")),
        ("organisations", {"city": ","}, EMPTY.format("city", "has_city=false")),
        ("organisations", {"city_prefix": ""}, EMPTY.format("city_prefix", "has_city=true")),
        (
            "organisations",
            {"founded_from": "2012", "founded_to": "2010"},
            "founded_to: founded_to (2010) is before founded_from (2012). Use a founded_to on or after founded_from.",
        ),
        (
            "programmes",
            {"budget_krw_from": 2, "budget_krw_to": 1},
            "budget_krw_to: budget_krw_to (1) is before budget_krw_from (2). Use a budget_krw_to on or after budget_krw_from.",
        ),
        (
            "organisations",
            {"has_website": "maybe"},
            "has_website: “maybe” is neither true nor false. Write true or false.",
        ),
        ("measure", {"layr": "all"}, "layr: degree has no parameter “layr”. Did you mean “layer”?"),
        (
            "organisations",
            {"sectr": "metals"},
            "sectr: “sectr” is not a parameter. Did you mean “sector” or “has_sector”?",
        ),
        (
            "organisations",
            {"sort": "naem_ko"},
            "sort: cannot sort by “naem_ko”. Did you mean “name_ko”?",
        ),
        (
            "aggregate",
            {"group_by": "sectr"},
            "group_by: “sectr” is not a field of relations. Did you mean “sector”?",
        ),
        (
            "changes",
            {"since": "2019"},
            "until: until (2018) is before since (2019). Use an until on or after since.",
        ),
        (
            "neighbourhood",
            {"cursor": "abc"},
            "cursor: “abc” is not a valid cursor. Use `next` of the previous page.",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_with_one_sentence_at_every_door(refused, name, given, told):
    assert refused(name, given) == (told, 2)


def test_a_name_that_no_parameter_has_is_refused_by_every_question_that_takes_no_others(client, eco):
    for name, question in QUESTIONS.items():
        if name not in FILTERED and question.topic != "records":
            given = {**REQUIRED.get(name, {}), "dept": 1}
            assert over_http(client, question, SUBJECTS.get(name, ()), given).startswith(
                "dept: “dept” is not a parameter."
            )
            known = set(inspect.signature(getattr(eco, name)).parameters)
            with pytest.raises(Invalid) as refusal:
                getattr(eco, name)(
                    *SUBJECTS.get(name, ()),
                    **REQUIRED.get(name, {}) | {"dept": 1} if name != "search" else {"dept": 1},
                )
            assert isinstance(refusal.value, TypeError)
            assert str(refusal.value).startswith("dept: “dept” is not a parameter. ")
            assert ("“depth”" in str(refusal.value)) is ("depth" in known)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            lambda eco: eco.neighbourhood("dmi", dept=2),
            "dept: “dept” is not a parameter. Did you mean “depth”?",
        ),
        (lambda eco: eco.neighbourhood(), "id: a value is required."),
        (
            lambda eco: eco.neighbourhood("dmi", 2),
            "question: 2 values given by position, where 1 can be. Name the parameters.",
        ),
        (lambda eco: eco.neighbourhood("dmi", id="dmi"), "id: it is given twice. Give it once."),
        (lambda eco: eco.network(lyer="all"), "lyer: “lyer” is not a parameter. Did you mean “layer”?"),
        (lambda eco: eco.node(), "id: a value is required."),
        (lambda eco: eco.neighbourhood("dmi", predicates=[]), NOTHING.format("predicates")),
        (lambda eco: eco.neighbourhood("dmi", predicates=iter(())), NOTHING.format("predicates")),
        (lambda eco: eco.organisations(fields=[]), "fields: an empty list is not allowed. Leave it out."),
    ],
)
def test_a_call_that_does_not_fit_a_method_is_refused_like_any_other(eco, call, told):
    with pytest.raises(Invalid) as refusal:
        call(eco)
    assert str(refusal.value) == told


def test_an_error_inside_a_method_stays_what_it_is(eco, monkeypatch):
    def broken(*given, **named):
        return len(None)

    monkeypatch.setattr(type(eco), "ask", broken)
    with pytest.raises(TypeError) as error:
        eco.gaps()
    assert not isinstance(error.value, Invalid)


def test_where_nothing_near_is_known_each_door_says_where_to_look(client, eco, daegu_store):
    question = QUESTIONS["neighbourhood"]
    alone = in_a_notebook(eco, question, ("qqqqqq",), {})
    assert alone == "No node has the id “qqqqqq”."
    assert over_http(client, question, ("qqqqqq",), {}) == f"{alone} Look it up with /api/v1/search."
    code, said = at_the_command_line(daegu_store.address, question, ("qqqqqq",), {})
    assert (code, said) == (1, f"{alone} Look it up with `sojae search`.")


DAMPING = "damping: {} is out of range. Give a number from 0 to 0.999."


@pytest.mark.parametrize(
    ("measure", "given", "told"),
    [
        ("pagerank", {"damping": 1.5}, DAMPING.format(1.5)),
        ("pagerank", {"damping": 1}, DAMPING.format(1)),
        ("pagerank", {"damping": -0.5}, DAMPING.format(-0.5)),
        ("pagerank", {"damping": "nan"}, "damping: “nan” is not a number. Give a number from 0 to 0.999."),
        (
            "community",
            {"resolution": 0},
            "resolution: 0 is out of range. Give a number from more than 0 to 100.",
        ),
        (
            "betweenness",
            {"samples": "1_0"},
            "samples: “1_0” is not a whole number. Give a whole number from 0 to 2147483647.",
        ),
        (
            "constraint",
            {"weighted": "maybe"},
            "weighted: “maybe” is neither true nor false. Write true or false.",
        ),
    ],
)
def test_a_measures_parameter_out_of_its_range_is_refused_at_every_door(refused, measure, given, told):
    assert refused("measure", given, (measure,)) == (told, 2)


@pytest.mark.parametrize("damping", [0, 0.5, 0.999])
def test_pagerank_answers_with_the_damping_that_was_asked_for(eco, damping):
    import numpy as np

    network = eco.network()
    found = eco.measure("pagerank", damping=damping, limit=1000)
    share = np.zeros(len(network))
    for value in found.values:
        share[network.ids.index(value.id)] = value.value
    degree = np.bincount(np.concatenate([network.source, network.target]), minlength=len(network))
    passed = np.zeros(len(network))
    for here, there in ((network.source, network.target), (network.target, network.source)):
        np.add.at(passed, there, share[here] / degree[here])
    expected = (1 - damping) / len(network) + damping * (passed + share[degree == 0].sum() / len(network))
    assert found.parameters["damping"] == damping
    assert share == pytest.approx(expected, abs=1e-9)


def test_each_door_names_a_parameter_as_it_calls_it(client, eco, daegu_store):
    search, years = QUESTIONS["search"], QUESTIONS["structure_by_year"]
    rule = "an empty text is not allowed."
    assert over_http(client, search, (), {"q": ""}) == f"q: {rule}"
    assert in_a_notebook(eco, search, (), {"q": ""}) == f"text: {rule}"
    assert at_the_command_line(daegu_store.address, search, (), {"q": ""}) == (2, f"text: {rule}")
    turned = {"from": 2020, "until": 2010}
    rule = "there is no year from 2020 until 2010. Use 2020 or later."
    assert over_http(client, years, (), turned) == f"until: {rule}"
    assert in_a_notebook(eco, years, (), turned) == f"last: {rule}"


def test_true_is_not_a_number(eco):
    with pytest.raises(QueryError, match=r"^limit: “True” is not a whole number\.$"):
        eco.search("dmi", limit=True)


@pytest.mark.parametrize("yes", ["yes", "TRUE", "1", "on"])
def test_all_truth_values_are_the_words_that_the_framework_takes(client, yes):
    places = client.get("/api/v1/places", params={"members": yes})
    listed = client.get("/api/v1/organisations", params={"has_website": yes})
    official = client.get("/api/v1/organisations", params={"name_en_is_official": yes})
    whole = [
        client.get("/api/v1/places", params={"members": "true"}),
        client.get("/api/v1/organisations", params={"has_website": "true"}),
        client.get("/api/v1/organisations", params={"name_en_is_official": "true"}),
    ]
    for answer, expected in zip((places, listed, official), whole, strict=True):
        assert (answer.status_code, answer.json()) == (200, expected.json())
    assert listed.json()["total"] not in {0, 989}
