/** What the map counts: visible organisations per place and colour, ties within places, flows between them. */
import { computed } from "@preact/signals";
import { isByValues } from "../../../graph/colouring";
import { keyOf } from "../../../graph/evidence";
import { geography } from "../../../graph/tables";
import { filteredGraph } from "../../../graph/visibleGraph";
import { nodeStyle } from "../../../picture/nodeStyle";

export interface PlaceCounts {
  count: number;
  ties: number;
  internalTies: number;
  slices: { colour: string; count: number }[];
  sectors: Map<string, number>;
}
export interface Flow {
  key: string;
  a: string;
  b: string;
  count: number;
}

export const placeCounts = computed(() => {
  const found = new Map<string, PlaceCounts>();
  const flows = new Map<string, Flow>();
  const graph = filteredGraph.value;
  const geo = geography.value;
  if (!graph || !geo) return { spots: found, flows: [] };
  const style = nodeStyle.value;
  // slices by the shades of a measure could not be told apart
  const plain = isByValues.value;
  const colours = new Map<string, Map<string, number>>();
  for (const id of geo.places.keys())
    found.set(id, { count: 0, ties: 0, internalTies: 0, slices: [], sectors: new Map() });
  for (const node of graph.nodes) {
    const at = geo.placeOf.get(node.id);
    const tally = at === undefined ? undefined : found.get(at);
    if (!at || !tally) continue;
    tally.count += 1;
    const sector = node.sector ?? "none";
    tally.sectors.set(sector, (tally.sectors.get(sector) ?? 0) + 1);
    const colour = plain ? style(node).colour : node.colour;
    const own = colours.get(at) ?? new Map<string, number>();
    own.set(colour, (own.get(colour) ?? 0) + 1);
    colours.set(at, own);
  }
  for (const [at, mine] of colours) {
    (found.get(at) as PlaceCounts).slices = [...mine]
      .map(([colour, count]) => ({ colour, count }))
      .sort((p, q) => q.count - p.count || (p.colour < q.colour ? -1 : 1));
  }
  for (const tie of graph.ties) {
    if (tie.status === "ended") continue;
    const [a, b] = [geo.placeOf.get(tie.a), geo.placeOf.get(tie.b)];
    for (const end of new Set([a, b])) {
      const tally = end === undefined ? undefined : found.get(end);
      if (tally) tally.ties += 1;
    }
    if (!a || !b) continue;
    if (a === b) {
      (found.get(a) as PlaceCounts).internalTies += 1;
      continue;
    }
    const key = keyOf(a, b);
    const flow = flows.get(key);
    if (flow) flow.count += 1;
    else flows.set(key, { key, a: a < b ? a : b, b: a < b ? b : a, count: 1 });
  }
  return { spots: found, flows: [...flows.values()].sort((p, q) => q.count - p.count || (p.key < q.key ? -1 : 1)) };
});
