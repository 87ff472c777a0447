/** Summaries of the scene's communities: members, and the two commonest sectors that the server names them after. */
import type { ModelNode } from "./model";

export interface CommunitySummary {
  id: number;
  size: number;
  sectors: string[];
  colour: string;
  members: ModelNode[];
}

const LEAST_SHARE = 0.14;

export function summariseCommunities(
  nodes: Iterable<ModelNode>,
  palette: readonly string[],
  rest: string,
): CommunitySummary[] {
  const members = new Map<number, ModelNode[]>();
  for (const node of nodes) {
    if (node.community < 0) continue;
    const list = members.get(node.community);
    if (list) list.push(node);
    else members.set(node.community, [node]);
  }
  const found = [...members].map(([id, inside]) => {
    const counts = new Map<string, number>();
    for (const n of inside) if (n.sector) counts.set(n.sector, (counts.get(n.sector) ?? 0) + 1);
    const top = [...counts].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1));
    return {
      id,
      size: inside.length,
      sectors: top
        .filter(([, n]) => n >= LEAST_SHARE * inside.length)
        .slice(0, 2)
        .map(([s]) => s),
      colour: rest,
      members: inside,
    };
  });
  found.sort((p, q) => q.size - p.size || p.id - q.id);
  found.forEach((group, i) => {
    group.colour = palette[i] ?? rest;
  });
  return found;
}
