/** Which ends of each drawn tie its directed relations point at. */
import { computed } from "@preact/signals";
import { isGroup } from "./collapse";
import { factById } from "./tables";
import { isMutual } from "./tieReading";
import { visibleGraph } from "./visibleGraph";

/** A tie points at its second end (1), its first (2), both (3) or none (0). */
export type Arrows = 0 | 1 | 2 | 3;

/** Tie key → arrows, for ties that have any; empty while the relations are not all loaded. */
export const tieDirections = computed<ReadonlyMap<string, Arrows>>(() => {
  const [facts, graph] = [factById.value, visibleGraph.value];
  const found = new Map<string, Arrows>();
  if (!graph || !facts.size) return found;
  for (const { key, a, b, relations } of graph.ties) {
    if (isGroup(a) || isGroup(b)) continue;
    let arrows = 0;
    for (const id of relations) {
      const fact = facts.get(id);
      if (!fact || isMutual(fact.predicate)) continue;
      if (fact.subject === a && fact.object === b) arrows |= 1;
      else if (fact.subject === b && fact.object === a) arrows |= 2;
    }
    if (arrows) found.set(key, arrows as Arrows);
  }
  return found;
});
