"""Answers and errors reach another process whole: a pool of processes pickles both."""

from __future__ import annotations

import multiprocessing
import pickle
import pkgutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import api
import graph
import ingest
import queries
import sojae
import viz
from api.errors import Problem
from graph.errors import Carried, SojaeError
from graph.measures import ParameterError
from graph.near import Near
from graph.store import StoreBusy
from graph.vocabulary import RecordType
from ingest.origin import Reject
from ingest.session import LoadRefused
from queries.errors import Fault, NotFound
from queries.registry import questions
from tests.queries.doors import REQUIRED, SUBJECTS

pytestmark = pytest.mark.filterwarnings("ignore:.* rows. give limit")

FAULT = Fault("city", "unknown value “Deagu”", "did you mean “Daegu”?", ("Daegu",))
GIVEN: dict[str, tuple[Any, ...]] = {
    "Invalid": ([FAULT, FAULT],),
    "WrongCall": ([FAULT, FAULT],),
    "NotFound": ("node", "dmj", ["dmi"]),
    "QueryError": ("a sentence", [FAULT]),
    "TooLarge": ("a sentence", "samples", "more than 10", "use 10"),
    "TooManySamples": ("a sentence", "samples", "more than 10", "use 10"),
    "TooManyTies": ("a sentence", "ties", "more than 10", "use 10"),
    "Expired": ("the cursor is old", "start again"),
    "ExpiredVersion": ("it is not known", "load again", "since_version"),
    "Unavailable": ("a sentence", [FAULT]),
    "ParameterError": ("samples", "not a whole number", "give a whole number"),
    "NotInstalled": ("pandas", "notebook", "to_pandas()"),
    "NoTable": ("a.txt", "no table"),
    "FontsMissing": (Path("a.ttf"),),
    "NotEvaluable": ("dmi", "has no start", "add its start"),
    "UnknownLoad": ("20261124T120000Z-daegu-0a1b2c", ["20261124T120000Z-daegu-0a1b2d"]),
    "UnknownRecord": ("dmj", ["dmi", "dyetec"]),
    "IdentifierError": ("ten digits", "give ten"),
    "FieldFault": ("city", "unknown", "leave it out"),
    "FieldError": ("city", "unknown", "leave it out"),
    "Problem": ("invalid-parameter", "Invalid parameter", 422, "a sentence", [FAULT], {"Retry-After": "1"}),
}
"""What an error is made with; others are made with a sentence."""
MISSPELT = Reject(
    "a.csv",
    4,
    "city",
    "unknown",
    "",
    RecordType.ORGANISATION,
    near=Near("Deagu", {"Daegu": 1, "Gumi": 2}.keys()),
)
SPECIAL = frozenset({"LoadRefused", "TookNothing"})
"""Errors of a load, which hold its report."""


def every(of: type) -> list[type]:
    for package in (graph, ingest, queries, api, viz, sojae):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name not in {"sojae.asgi", "api.program"} and "explorer" not in module.name:
                import_module(module.name)
    found, left = [], [of]
    while left:
        found.append(left.pop())
        left += found[-1].__subclasses__()
    return sorted(set(found), key=lambda one: one.__name__)


@pytest.mark.parametrize("kind", [one for one in every(Carried) if one.__name__ not in SPECIAL])
def test_every_error_is_the_same_after_pickling(kind):
    error = kind(*GIVEN.get(kind.__name__, ("a sentence",)))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.args, again.__dict__) == (str(error), error.args, error.__dict__)
    with pytest.raises(kind):
        raise again


def test_the_errors_of_every_room_are_among_them():
    names = {one.__name__ for one in every(SojaeError)}
    assert names >= {
        StoreBusy.__name__,
        ParameterError.__name__,
        NotFound.__name__,
        "ReviewError",
        "FigureError",
    }
    assert not names & {Problem.__name__}


def test_a_refused_load_keeps_its_rejected_rows():
    error = LoadRefused(
        [Reject("a.csv", 3, "name_ko", "no name", "add one", RecordType.ORGANISATION)] * 5
        + [replace(MISSPELT, line=line) for line in range(5)]
    )
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.rejects) == (str(error), error.rejects)
    assert len(again.rejects) == 10
    assert str(again.rejects[-1].near) == "did you mean “Daegu”?"


def test_an_error_of_a_question_keeps_its_faults(eco):
    with pytest.raises(NotFound) as refused:
        eco.node("dmj")
    again = pickle.loads(pickle.dumps(refused.value))
    assert str(again) == "No node has the id “dmj”. Did you mean “dmi”?"
    assert again.what == "node"
    assert again.faults[0].near == ("dmi",)


@pytest.mark.parametrize("name", questions())
def test_every_answer_is_the_same_after_pickling_with_the_names_beside_its_ids(eco, name):
    fields = questions()[name].parameters.model_fields
    required = REQUIRED.get(name, {})
    given = {
        next((key for key, f in fields.items() if f.alias == asked), asked): v
        for asked, v in required.items()
    }
    answer = getattr(eco, name)(*SUBJECTS.get(name, ()), **given)
    again = pickle.loads(pickle.dumps(answer))
    assert type(again) is type(answer)
    assert again == answer == getattr(eco, name)(*SUBJECTS.get(name, ()), **given)
    assert again.to_dict() == answer.to_dict()
    assert again._repr_html_() == answer._repr_html_()
    pd.testing.assert_frame_equal(again.to_pandas(), answer.to_pandas())
    assert pickle.loads(pickle.dumps(again))._repr_html_() == answer._repr_html_()


def test_a_pickled_answer_holds_the_names_of_its_rows_only(eco):
    answer = eco.measure("degree", limit=3)
    assert len(pickle.dumps(answer)) < 3000
    names = list(pickle.loads(pickle.dumps(answer)).to_pandas()["name_ko"])
    assert names == ["대구기계부품연구원", "대구광역시", "다이텍연구원"]


def asked_there(address: str, id: str) -> Any:
    return sojae.open(address).neighbourhood(id, limit=5)


def test_a_pool_of_processes_returns_answers_and_raises_errors(daegu_store, eco):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.apply_async(asked_there, (daegu_store.address, "dmi")).get(60)
        assert found == eco.neighbourhood("dmi", limit=5)
        with pytest.raises(NotFound, match="dmj"):
            pool.apply_async(asked_there, (daegu_store.address, "dmj")).get(60)
