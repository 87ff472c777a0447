/** Places as one meets them: what is told of one, choosing one, and which are marked: the chosen one, or where the chosen node is. */
import { computed, signal } from "@preact/signals";
import type { Standing } from "../graph/places";
import { geography } from "../graph/tables";
import { change, state } from "../state/state";
import { number, sectorName, spotName, words } from "../words";
import { tallies } from "./tallies";

export const hoveredSpot = signal<string | null>(null);

export const marked = computed<ReadonlySet<string>>(() => {
  const { place, node, tie, from, to } = state.value;
  const of = geography.value?.of;
  const ends = tie ? tie.split("~") : node ? [node] : [from, to].filter((id) => id !== null);
  const found = new Set(ends.map((id) => of?.get(id)).filter((id) => id !== undefined));
  if (!found.size && place) found.add(place);
  return found;
});

export const choosePlace = (id: string) => change({ place: state.value.place === id ? null : id, node: null, tie: null });

/** What is told of a place, in a line. */
export function told(id: string): string {
  const w = words.value;
  const tally = tallies.value.spots.get(id);
  if (!tally) return spotName(id);
  // filters and the size of the picture leave some out
  const all = geography.value?.spots.get(id)?.members ?? tally.count;
  const counted = tally.count === all ? number(all) : w.ofAll(number(tally.count), number(all));
  const top = [...tally.sectors].sort((p, q) => q[1] - p[1]).slice(0, 3).map(([s, n]) => `${sectorName(s === "none" ? null : s)} ${number(n)}`);
  return [`${spotName(id)}: ${w.orgs(counted)}`, top.join(", "), tally.ties ? w.mapTies(number(tally.ties), number(tally.inside)) : ""].filter(Boolean).join(" · ");
}
/** Who has no point on the map, by how little is known of it. */
export function standings(): [Standing, string][] {
  const w = words.value;
  return [["nowhere", ""], ["rough", w.mapRough], ["abroad", w.mapAbroad]];
}
