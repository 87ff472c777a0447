/** What the map counts: the organisations drawn at each spot, by colour, and the ties between and within spots. */
import { computed } from "@preact/signals";
import { filtered } from "../graph/data";
import { geography } from "../graph/tables";
import { keyOf } from "../graph/evidence";
import { lookOf } from "../picture/look";
import { state } from "../state/state";

export interface Tally { count: number; ties: number; inside: number; slices: { colour: string; count: number }[]; sectors: Map<string, number> }
export interface Flow { key: string; a: string; b: string; count: number }

export const tallies = computed(() => {
  const found = new Map<string, Tally>();
  const flows = new Map<string, Flow>();
  const shown = filtered.value;
  const where = geography.value;
  if (!shown || !where) return { spots: found, flows: [] };
  const look = lookOf.value;
  // a ramp of a measure makes no slices that can be told apart
  const plain = ["sector", "kind", "community"].includes(state.value.colour);
  const colours = new Map<string, Map<string, number>>();
  for (const id of where.spots.keys()) found.set(id, { count: 0, ties: 0, inside: 0, slices: [], sectors: new Map() });
  for (const node of shown.nodes) {
    const at = where.of.get(node.id);
    const tally = at === undefined ? undefined : found.get(at);
    if (!at || !tally) continue;
    tally.count += 1;
    const sector = node.sector ?? "none";
    tally.sectors.set(sector, (tally.sectors.get(sector) ?? 0) + 1);
    const colour = plain ? look(node).colour : node.colour;
    const mine = colours.get(at) ?? new Map<string, number>();
    mine.set(colour, (mine.get(colour) ?? 0) + 1);
    colours.set(at, mine);
  }
  for (const [at, mine] of colours) {
    (found.get(at) as Tally).slices = [...mine].map(([colour, count]) => ({ colour, count })).sort((p, q) => q.count - p.count || (p.colour < q.colour ? -1 : 1));
  }
  for (const tie of shown.ties) {
    if (tie.status === "ended") continue;
    const [a, b] = [where.of.get(tie.a), where.of.get(tie.b)];
    for (const end of new Set([a, b])) { const tally = end === undefined ? undefined : found.get(end); if (tally) tally.ties += 1; }
    if (!a || !b) continue;
    if (a === b) { (found.get(a) as Tally).inside += 1; continue; }
    const key = keyOf(a, b);
    const flow = flows.get(key);
    if (flow) flow.count += 1;
    else flows.set(key, { key, a: a < b ? a : b, b: a < b ? b : a, count: 1 });
  }
  return { spots: found, flows: [...flows.values()].sort((p, q) => q.count - p.count || (p.key < q.key ? -1 : 1)) };
});
