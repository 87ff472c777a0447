"""Evaluations over the API and at the command line: counts, reasons and refusals."""

from __future__ import annotations

import pytest

from tests.queries.doors import called

UNION = "daegu-materials-convergence-union"


def test_the_union_cannot_be_estimated_and_says_why(client):
    found = client.get(f"/api/v1/programmes/{UNION}/evaluation").json()
    assert found["verdict"] == "cannot be estimated"
    assert [(w["ties"], w["echo"], w["all_ties"]) for w in found["windows"]] == [(1, 0, 89), (0, 2, 146)]
    assert len(found["members"]) == found["members_named"] == 7
    assert len(found["ties"]["before"]) == 1
    assert found["ties"]["after"] == []
    assert len(found["ties"]["echo"]) == 2
    for name in ("p", "ratio", "ratio_low", "ratio_high", "detectable", "pretrend_p", "cross_division"):
        assert found[name] is None, "nothing is estimated where a guard fails"
    assert {"members", "expected", "fixed"} <= {reason["code"] for reason in found["reasons"]}
    assert len(found["cannot_show"]) == 4


def test_all_programmes_have_a_row_and_are_pooled(client):
    found = client.get("/api/v1/programmes/evaluation?from=2005&until=2021").json()
    assert len(found["results"]) == 157
    assert {row["verdict"] for row in found["results"]} == {"cannot be estimated"}
    assert {row["p"] for row in found["results"]} == {None}
    assert [year["ties"] for year in found["pooled"]["years"]] == [6, 4, 9, 8, 153, 13, 6, 9, 5]
    kinds = {row["kind"]: (row["open"], row["tied"], row["echo"]) for row in found["conversions"]}
    assert kinds["project"] == (1096, 118, 111)


def test_one_kind_one_window_and_participants_alone(client):
    found = client.get("/api/v1/programmes/evaluation?kind=alliance&years=2&roles=participants").json()
    assert {row["kind"] for row in found["results"]} == {"alliance"}
    assert found["years"] == 2
    union = client.get(f"/api/v1/programmes/{UNION}/evaluation?years=1&roles=participants").json()
    assert union["windows"][0]["since"] == "2016-06-20"
    assert "daegu-city" not in {member["id"] for member in union["members"]}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/programmes/no-such-programme/evaluation", 404, "no-such-programme"),
        ("/programmes/dmi/evaluation", 404, "dmi"),
        (f"/programmes/{UNION}/evaluation?years=6", 422, "years"),
        (f"/programmes/{UNION}/evaluation?samples=5", 422, "samples"),
        (f"/programmes/{UNION}/evaluation?roles=guests", 422, "roles"),
        ("/programmes/evaluation?kind=event", 422, "kind"),
    ],
)
def test_bad_input_is_refused(client, path, status, said):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert said in answer.text


def test_a_programme_without_a_start_is_refused_with_a_remedy(client, eco):
    undated = next(
        row[0] for node, row in enumerate(eco.view.snapshot.rows)
        if eco.view.snapshot.kind(node) == "programme" and not client.get(f"/api/v1/programmes/{row[0]}").json()["start"]
    )  # fmt: skip
    answer = client.get(f"/api/v1/programmes/{undated}/evaluation")
    assert answer.status_code == 422
    assert "no known start" in answer.json()["detail"]
    assert "add its start" in answer.json()["detail"]


def test_the_command_says_it_in_both_languages_and_for_all(daegu_store):
    address = daegu_store.address
    code, out, _ = called(address, "evaluate", UNION, "--language", "ko")
    assert code == 0
    assert "추정할 수 없습니다" in out
    code, out, _ = called(address, "evaluate", UNION)
    assert "cannot be estimated" in out
    code, out, _ = called(address, "evaluate", "--kind", "alliance")
    assert code == 0
    assert "alliance: 7 of 436 open pairs tied, 3 of them echo, 0.92% without echo" in out
    code, _, said = called(address, "evaluate", UNION, "--language", "fr")
    assert code == 2
    assert "language: unknown value “fr”" in said


def test_a_notebook_shows_members_and_programmes_as_tables(eco):
    found = eco.evaluate(UNION)
    assert repr(found) == f"<Evaluation: {UNION}, 1 tie before, 0 after, 2 echo; cannot be estimated>"
    table = found.to_pandas()
    assert {"id", "name_ko", "role"} <= set(table.columns)
    assert len(table) == 7
    every = eco.evaluate_all(kind="union")
    assert len(every.to_pandas()) == len(every) == 1
