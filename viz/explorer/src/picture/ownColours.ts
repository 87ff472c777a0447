/** Colours of the values of an own attribute: another palette than that of sectors, the server's for groups (graph/grouping.py). */
import { computed } from "@preact/signals";
import type { OwnColumn } from "../api/types";
import { colouring } from "../graph/colouring";
import { ownColumn } from "../graph/ownAttributes";
import { countsOf, isCategorical, ownToken } from "../graph/ownValues";

const PALETTE = [
  "#4e79a7",
  "#f28e2b",
  "#59a14f",
  "#b07aa1",
  "#e15759",
  "#76b7b2",
  "#edc948",
  "#9c755f",
  "#ff9da7",
  "#79706e",
  "#86bcb6",
  "#d37295",
];

/** The colour of each value; beyond the palette the rarest values share the colour of no value. */
export function coloursOf(column: OwnColumn): Map<string, string> {
  const counts = countsOf(column);
  const order = column.values.map((_, i) => i);
  const coloured =
    order.length > PALETTE.length
      ? order.sort((p, q) => (counts[q] ?? 0) - (counts[p] ?? 0) || p - q).slice(0, PALETTE.length)
      : order;
  return new Map(coloured.map((i, place) => [ownToken(column.values[i] ?? ""), PALETTE[place] as string]));
}
/** Value → colour, while nodes are coloured by an own attribute. */
export const ownColours = computed<ReadonlyMap<string, string> | null>(() => {
  const column = ownColumn(colouring.value);
  return column && isCategorical(column) ? coloursOf(column) : null;
});
