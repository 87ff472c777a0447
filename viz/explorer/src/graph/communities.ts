/** Summaries of the scene's communities: members, and the two commonest sectors that the server names them after. */
import type { ModelNode } from "./model";

export interface CommunitySummary {
  id: number;
  size: number;
  sectors: string[];
  colour: string;
  members: ModelNode[];
}

/** The colours of communities, none of which is that of a sector. */
export const COMMUNITY_COLOURS = [
  "#1b9e77",
  "#d95f02",
  "#7570b3",
  "#e7298a",
  "#66a61e",
  "#e6ab02",
  "#3288bd",
  "#a6761d",
  "#b2457e",
  "#35978f",
  "#f46d43",
  "#5e4fa2",
  "#8c9a2b",
  "#2c7fb8",
] as const;

const LEAST_SHARE = 0.14;

/** The two commonest sectors of some nodes, if they are not rare among them. */
export function commonestSectors(nodes: readonly ModelNode[]): string[] {
  const counts = new Map<string, number>();
  for (const n of nodes) if (n.sector) counts.set(n.sector, (counts.get(n.sector) ?? 0) + 1);
  return [...counts]
    .sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1))
    .filter(([, n]) => n >= LEAST_SHARE * nodes.length)
    .slice(0, 2)
    .map(([s]) => s);
}

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
  const found = [...members].map(([id, inside]) => ({
    id,
    size: inside.length,
    sectors: commonestSectors(inside),
    colour: rest,
    members: inside,
  }));
  found.sort((p, q) => q.size - p.size || p.id - q.id);
  found.forEach((group, i) => {
    group.colour = palette[i] ?? rest;
  });
  return found;
}
