"""Undo logs of later loads, which are corrected when an earlier load is rolled back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.loads.undo_log import Entry, Slot, Version, notes_of, read_notes

if TYPE_CHECKING:
    from graph.store import Claim, Load, Store, Writer


class LaterLoads:
    """Undo logs of later loads and the corrections to them."""

    def __init__(self, store: Store, load: Load) -> None:
        loads = store.loads(1_000_000)
        later = loads[: next(i for i, one in enumerate(loads) if one.id == load.id)]
        self.loads = list(reversed(later))
        self.notes = {one.id: read_notes(store.notes(one.id)) for one in self.loads}
        self.changed: set[str] = set()

    def correct(self, slot: Slot, entry: Entry) -> str | None:
        """Correct the undo log of the first later load that changed a version: before it stood what preceded the rolled-back load."""
        for load in self.loads:
            noted = self.notes[load.id].get(slot)
            if noted is not None:
                self.notes[load.id][slot] = replace(noted, was=entry.was)
                self.changed.add(load.id)
                return load.id
        return None

    def move_on(self, load_id: str | None, slot: Slot, entry: Entry) -> None:
        """Move the change of the rolled-back load in a place to a later load."""
        if load_id is None:
            return
        noted = self.notes[load_id].get(slot)
        both = Entry(entry.was, entry.stamp if noted is None else noted.stamp)
        self.notes[load_id].pop(slot, None)
        self.add(load_id, slot, None if both == Entry(None, None) else both)

    def add(self, load_id: str | None, slot: Slot, entry: Entry | None) -> None:
        """Add an entry to the undo log of a later load, or remove it."""
        if load_id is None:
            return
        if entry is None:
            self.notes[load_id].pop(slot, None)
        else:
            self.notes[load_id].setdefault(slot, entry)
        self.changed.add(load_id)

    def inherit(self, slot: Slot, heir: Claim, was: Version | None) -> None:
        """Credit the load of a claim that is shown now with showing it."""
        own = Slot(slot.type, slot.key, heir.origin)
        for noted in self.notes.values():
            if own in noted and noted[own].stamp == heir.load_id:
                del noted[own]
                noted[slot] = Entry(was, heir.load_id)
        self.changed |= {load_id for load_id, noted in self.notes.items() if slot in noted}

    def changed_again(self, slot: Slot, origin: str) -> Load | None:
        """Return the last later load of the same origin that changed or dropped its record under a key."""
        own = Slot(slot.type, slot.key, origin)
        loads = (
            load
            for load in reversed(self.loads)
            if load.origin == origin and (slot in self.notes[load.id] or own in self.notes[load.id])
        )
        return next(loads, None)

    def closing(self, slot: Slot, was: Version, load: Load) -> Version:
        """Close a version that its origin has dropped since, as that load would have closed it."""
        self.notes[load.id].pop(Slot(slot.type, slot.key, load.origin), None)
        self.notes[load.id][slot] = Entry(was, load.id)
        self.changed.add(load.id)
        return Version(was.record, was.held._replace(load_id=load.id, closed=load.started[:10]))

    def write(self, writer: Writer) -> None:
        """Write the corrected undo logs."""
        for load_id in sorted(self.changed):
            writer.renote(load_id, list(notes_of(self.notes[load_id].items())))
