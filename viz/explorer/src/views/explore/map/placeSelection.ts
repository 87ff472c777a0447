/** Selecting places: which are marked (the selected one, or where the selected node is), and their descriptions. */
import { computed, signal } from "@preact/signals";
import type { Precision } from "../../../graph/geography";
import { countedPlaceName } from "../../../graph/placeNames";
import { geography } from "../../../graph/tables";
import { messages, number, sectorName } from "../../../i18n";
import { change, state } from "../../../state/state";
import { placeCounts } from "./placeCounts";

export const hoveredPlace = signal<string | null>(null);

export const markedPlaces = computed<ReadonlySet<string>>(() => {
  const { place, node, tie, from, to } = state.value;
  const of = geography.value?.placeOf;
  const ends = tie ? tie.split("~") : node ? [node] : [from, to].filter((id) => id !== null);
  const found = new Set(ends.map((id) => of?.get(id)).filter((id) => id !== undefined));
  if (!found.size && place) found.add(place);
  return found;
});

export const choosePlace = (id: string) =>
  change({ place: state.value.place === id ? null : id, node: null, tie: null });

/** A place in one line. */
export function describePlace(id: string): string {
  const msg = messages.value;
  const tally = placeCounts.value.spots.get(id);
  if (!tally) return countedPlaceName(id);
  // filters and the scene's limit may leave organisations out
  const all = geography.value?.places.get(id)?.organisations ?? tally.count;
  const counted = tally.count === all ? number(all) : msg.ofAll(number(tally.count), number(all));
  const top = [...tally.sectors]
    .sort((p, q) => q[1] - p[1])
    .slice(0, 3)
    .map(([s, n]) => `${sectorName(s === "none" ? null : s)} ${number(n)}`);
  return [
    `${countedPlaceName(id)}: ${msg.orgs(counted)}`,
    top.join(", "),
    tally.ties ? msg.mapTies(number(tally.ties), number(tally.internalTies)) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
/** Groups of places without coordinates, the least known first. */
export function precisionGroups(): [Precision, string][] {
  const msg = messages.value;
  return [
    ["nowhere", ""],
    ["rough", msg.mapRough],
    ["abroad", msg.mapAbroad],
  ];
}
