"""Echo, and the conversion of open pairs: the bundled data gives the values of the study, a drawn network those worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from graph.conversions import conversions, last_complete_year
from graph.echo import Scope, echo_of
from graph.programmes import members_of, members_told

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from queries.ecosystem import Ecosystem

KINDS = ("alliance", "mou", "project", "union", "division")


@pytest.fixture(scope="module")
def snapshot(eco: Ecosystem) -> Snapshot:
    """The bundled data."""
    return eco.view.snapshot


def test_the_open_tied_and_echo_pairs_of_the_bundled_data(snapshot: Snapshot) -> None:
    found = conversions(snapshot)
    of_kind = [np.array([kind == one for one in found.kind]) for kind in KINDS]
    assert last_complete_year(snapshot) == 2025, (
        "the youngest source is of 2026: starts until 2022 are complete"
    )
    assert len(found.programme) == 125
    assert [int(found.open_pairs[own].sum()) for own in of_kind] == [436, 318, 1096, 14, 2]
    assert [int(found.tied_pairs[own].sum()) for own in of_kind] == [7, 60, 118, 1, 1]
    assert [int(found.echo_pairs[own].sum()) for own in of_kind] == [3, 50, 111, 0, 0]


@pytest.mark.parametrize(
    ("kind", "converted", "pairs"),
    [("alliance", 4, 433), ("mou", 10, 268), ("project", 7, 985), (None, 23, 1702)],
)
def test_the_conversion_without_echo(
    snapshot: Snapshot, kind: str | None, converted: int, pairs: int
) -> None:
    found = conversions(snapshot, kind)
    assert (int(found.converted.sum()), int(found.at_risk.sum())) == (converted, pairs)
    assert kind is None or set(found.kind) == {kind}


def test_each_pair_is_one_of_members_and_echo_is_tied(snapshot: Snapshot) -> None:
    found = conversions(snapshot, "mou", 2)
    assert (found.a < found.b).all()
    assert not (found.echo & ~found.tied).any()
    for place, programme in enumerate(found.programme.tolist()):
        members = set(members_of(snapshot, programme).nodes.tolist())
        own = found.of == place
        assert {*found.a[own].tolist(), *found.b[own].tolist()} <= members


def test_a_wrong_kind_or_window_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="use one of alliance, division"):
        conversions(snapshot, "event")
    with pytest.raises(ValueError, match="use 1 or more"):
        conversions(snapshot, years=0)


def test_echo_shares_a_source_with_the_programme_and_the_wider_scope_finds_no_fewer(
    snapshot: Snapshot,
) -> None:
    union = snapshot.index["daegu-materials-convergence-union"]
    narrow, wide = (echo_of(snapshot, [union], scope) for scope in (Scope.MEMBERSHIP, Scope.TOUCHING))
    assert not (narrow & ~wide).any()
    relations = snapshot.relations
    touching = (relations.subject == union) | (relations.object == union)
    cited = {
        source for number in np.flatnonzero(touching).tolist() for source in sources_of(snapshot, number)
    }
    shared = [bool(cited & sources_of(snapshot, number)) for number in range(len(relations))]
    assert wide.tolist() == shared, "the same by a loop over sets"


def sources_of(snapshot: Snapshot, relation: int) -> set[str]:
    """Return the sources of a relation, read without the columns."""
    return set(snapshot.relations.sources[relation].strip("[]").replace('"', "").replace(" ", "").split(","))


def test_members_lead_first_and_divisions_count(snapshot: Snapshot) -> None:
    union = snapshot.index["daegu-materials-convergence-union"]
    members = members_of(snapshot, union)
    named = dict(zip((snapshot.ids[node] for node in members.nodes.tolist()), members.roles, strict=True))
    assert named == {
        "daegu-city": "LEADS",
        "daegu-technopark": "MEMBER_OF",
        "dmi": "MEMBER_OF",
        "dyetec": "MEMBER_OF",
        "hoju-ceramic": "PARTICIPATES_IN",
        "nano-convergence-center": "OPERATES",
        "youngjin-tech": "PARTICIPATES_IN",
    }
    assert len(members.divisions) == 4
    assert "daegu-city" not in {
        snapshot.ids[n] for n in members_of(snapshot, union, leading=False).nodes.tolist()
    }
    assert members_told(snapshot, union) in {None, 200}
