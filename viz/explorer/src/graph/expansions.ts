/** Nodes that are added beside the scene: neighbours of expanded nodes, and the steps of the selected path. */
import { effect, signal } from "@preact/signals";
import { get, Problem, urlOf } from "../api/client";
import { cacheNodes } from "../api/records";
import type { Neighbourhood, NodeRecord } from "../api/types";
import type { Expansion } from "../state/address";
import { discardParameter, select, state } from "../state/state";
import type { Addition } from "./model";
import { pathAddition } from "./pathNodes";

/** Neighbours that one expansion adds at most; kinds and sectors narrow it. */
export const EXPANSION_LIMIT = 150;

const neighbourhoods = signal<ReadonlyMap<string, Neighbourhood>>(new Map());
export const fetchNeighbourhood = (id: string) =>
  get<Neighbourhood>(urlOf(`/nodes/${encodeURIComponent(id)}/neighbourhood`, { limit: 1000 }));
const expand = select("expand");
effect(() => {
  for (const { id } of expand.value) {
    if (neighbourhoods.peek().has(id)) continue;
    fetchNeighbourhood(id).then(
      (found) => {
        cacheNodes(found.nodes);
        neighbourhoods.value = new Map(neighbourhoods.peek()).set(id, found);
      },
      (error: unknown) => {
        if (error instanceof Problem && error.status === 404)
          discardParameter("expand", id, { expand: state.peek().expand.filter((e) => e.id !== id) });
      },
    );
  }
});
function passesExpansion(node: NodeRecord, { kinds, sectors }: Expansion): boolean {
  return (!kinds || kinds.includes(node.kind)) && (!sectors || sectors.includes(node.sector ?? node.field ?? "none"));
}
export function additions(): Addition[] {
  const found: Addition[] = [];
  for (const one of expand.value) {
    const near = neighbourhoods.value.get(one.id);
    if (!near) continue;
    const self = near.nodes.filter((n) => n.id === one.id);
    const others = one.alone
      ? []
      : near.nodes.filter((n) => n.id !== one.id && passesExpansion(n, one)).slice(0, EXPANSION_LIMIT);
    found.push({ root: one.id, nodes: [...self, ...others], relations: near.relations });
  }
  if (pathAddition.value) found.push(pathAddition.value);
  return found;
}
