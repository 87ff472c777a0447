/** Who gained and who lost ties between two days, counted on the ties that are drawn. */
import { computed } from "@preact/signals";
import { filteredGraph } from "./visibleGraph";

export interface Gain {
  id: string;
  gained: number;
  lost: number;
}

/** Node id → ties gained and lost; null unless two days are compared. */
export const gains = computed<ReadonlyMap<string, Gain> | null>(() => {
  const graph = filteredGraph.value;
  if (!graph?.compared) return null;
  const found = new Map<string, Gain>();
  for (const { a, b, status } of graph.ties) {
    if (status !== "fresh" && status !== "ended") continue;
    for (const id of [a, b]) {
      const known = found.get(id) ?? { id, gained: 0, lost: 0 };
      if (status === "fresh") known.gained += 1;
      else known.lost += 1;
      found.set(id, known);
    }
  }
  return found;
});

const mostBy = (of: (gain: Gain) => number): Gain[] =>
  [...(gains.value?.values() ?? [])]
    .filter((gain) => of(gain) > 0)
    .sort((p, q) => of(q) - of(p) || (p.id < q.id ? -1 : 1));
export const gainers = computed(() => mostBy((gain) => gain.gained));
export const losers = computed(() => mostBy((gain) => gain.lost));
