"""Schemathesis finds no 5xx, no undocumented answer, no error that is no problem; `python -m bench.fuzz` looks longer."""

from __future__ import annotations

import urllib.request

import pytest

from tests.api.fuzzing import fuzz


@pytest.mark.slow
def test_whatever_is_asked_the_answer_is_one_that_the_document_names(server, tmp_path):
    outcome = fuzz(server, tmp_path, phases="examples,fuzzing,stateful", examples=4, seed=20261124)
    assert outcome.held, outcome.said
    assert outcome.cases > 250
    assert "Traceback" not in server.log.read_text(encoding="utf-8")
    with urllib.request.urlopen(f"{server.base}/ready") as answer:
        assert answer.status == 200
