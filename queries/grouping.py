"""The parameter `group_by` of questions on sectors, and the view that answers them by other groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from graph.grouping import MOST, OF_ORGANISATIONS, NoGrouping, regrouped
from queries.errors import NotFound, near_to, refuse

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from queries.view import View

GroupBy = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description=f"what is compared: {', '.join(OF_ORGANISATIONS)}, an own column (`attributes.NAME`) of at most {MOST} values,"
        " or the parts of a programme (`division:PROGRAMME`)",
        json_schema_extra={"pattern": f"^({'|'.join(OF_ORGANISATIONS)}|attributes[.].+|division:.+)$"},
    ),
]


def view_by(view: View, name: str) -> View:
    """Return the view with other groups in the place of sectors.

    Raises:
        Invalid: the data have no such attribute, or it has too many values.
    """
    return replace(view, snapshot=snapshot_by(view.snapshot, name))


def snapshot_by(snapshot: Snapshot, name: str) -> Snapshot:
    """Return the snapshot with other groups in the place of sectors.

    Raises:
        Invalid: the data have no such attribute, or it has too many values.
    """
    try:
        return regrouped(snapshot, name)
    except NoGrouping as error:
        refuse("group_by", error.rule, error.remedy)


def known_group(view: View, key: str, parameter: str = "id") -> None:
    """Accept the id of a counted sector, or of a group of a regrouped view.

    Raises:
        NotFound: there is none.
    """
    known = view.snapshot.grouping.ids
    if key not in known:
        raise NotFound("sector", key, near_to(key, known), parameter=parameter, known=known)
