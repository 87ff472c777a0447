"""A notebook gives Python's values: any iterable means the same as commas between its values."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from queries.ecosystem import Ecosystem
from queries.errors import Invalid

ITERABLES = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "generator": lambda values: (value for value in values),
    "array": np.array,
    "series": pd.Series,
    "index": pd.Index,
    "keys": lambda values: dict.fromkeys(values).keys(),
}
ORGANISATIONS = Path(__file__).resolve().parents[2] / "data" / "daegu" / "organisations.csv"


@pytest.fixture(params=ITERABLES.values(), ids=ITERABLES)
def made(request):
    return request.param


def answered(result):
    return result.to_dict()


def test_any_iterable_is_a_filter_with_these_values(eco, made):
    assert eco.organisations(city=made(["Daegu"])).total == eco.organisations(city="Daegu").total == 434
    assert eco.organisations(id=made(["dmi", "dyetec"])).total == 2
    assert eco.nodes(kind="organisation", sector=made(["metals", "textiles"])).total == 209
    assert answered(eco.relations(predicate=made(["SUPPLIES", "FUNDS"]))) == answered(
        eco.relations(predicate="SUPPLIES,FUNDS")
    )


def test_any_iterable_is_a_set_of_values(eco, made):
    for name, given in {
        "predicates": ["COLLABORATES_WITH", "SUPPLIES"],
        "kinds": ["organisation", "programme"],
        "sectors": ["metals", "textiles"],
    }.items():
        for ask in (
            lambda **asked: eco.neighbourhood("dmi", **asked),
            lambda **asked: eco.relations(**asked),
        ):
            assert answered(ask(**{name: made(given)})) == answered(ask(**{name: ",".join(given)}))
    assert (
        eco.paths("dyetec", "dmi", avoid=made(["hubs", "dgist"])).avoided
        == eco.paths("dyetec", "dmi", avoid="hubs,dgist").avoided
        > 1
    )


def test_any_iterable_lists_fields_in_its_order(eco):
    for made in (list, tuple, np.array, pd.Series, lambda values: (value for value in values)):
        assert answered(eco.aggregate(made(["sector", "predicate"]))) == answered(
            eco.aggregate("sector,predicate")
        )
        page = eco.organisations(fields=made(["name_ko", "id"]), sort=made(["-founded", "id"]), limit=3)
        assert answered(page) == answered(eco.organisations(fields="name_ko,id", sort="-founded,id", limit=3))


def test_a_comma_inside_a_value_stays_in_it(eco):
    with ORGANISATIONS.open(encoding="utf-8", newline="") as file:
        names = [row["name_en"] for row in csv.DictReader(file) if "," in row["name_en"]]
    assert names
    assert eco.organisations(name_en=names[:1])[0].name_en == names[0]
    assert eco.organisations(name_en=names[:1]).total == 1


def test_numbers_truths_and_nothing_are_values_of_filters(eco):
    assert eco.programmes(budget_krw=[700_000_000]).total == eco.programmes(budget_krw=700_000_000).total > 0
    assert eco.organisations(name_en_is_official=[True]).total == 989 - (
        eco.organisations(name_en_is_official=np.bool_(False)).total
    )
    assert eco.organisations(city=None).total == 989
    with pytest.raises(
        Invalid, match=r"^city: an empty filter is not allowed\. Leave it out, or use has_city=false\.$"
    ):
        eco.organisations(city=[])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"name_ko_prefix": ["대구", "경북"]},
            "name_ko_prefix: it takes one value, not 2. Ask once for each value.",
        ),
        ({"cursor": ["a", "b"]}, "cursor: it takes one value, not 2. Ask once for each value."),
        ({"city": ["Daegu", None]}, "city: a value of the list is blank. Leave it out."),
        ({"city": [float("nan")]}, "city: a value of the list is blank. Leave it out."),
        ({"city": [["Daegu"]]}, "city: “['Daegu']” is not a text. Give a list of texts."),
        ({"sector": ["metals", "textile"]}, "sector: unknown value “textile”. Did you mean “textiles”?"),
        ({"sort": ["naem_ko"]}, "sort: cannot sort by “naem_ko”. Did you mean “name_ko”?"),
        ({"cty": ["Daegu"]}, "cty: “cty” is not a parameter. Did you mean “city”?"),
        ({"cty": None}, "cty: “cty” is not a parameter. Did you mean “city”?"),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused_with_a_sentence(eco, given, told):
    with pytest.raises(Invalid) as refused:
        eco.organisations(**given)
    assert str(refused.value) == told


def test_the_hints_of_parameters_with_several_values_say_any_iterable():
    for method, names in {
        Ecosystem.aggregate: ("group_by", "predicates", "kinds", "sectors"),
        Ecosystem.organisations: ("sort", "fields"),
        Ecosystem.paths: ("avoid",),
    }.items():
        assert all(method.__annotations__[name].startswith("Iterable[str]") for name in names)
