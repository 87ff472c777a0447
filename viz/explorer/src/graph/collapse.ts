/** Collapses sectors or communities into one node each. */
import { keyOf } from "./evidence";
import type { VisibleGraph, VisibleTie } from "./filtering";
import type { ModelNode } from "./model";
import { isOwn, ownId, ownToken, type OwnValue } from "./ownValues";

/** A node that represents several; its id starts with `group:`. */
export interface GroupNode extends ModelNode {
  members: string[];
}
/** All communities, whatever their numbers. */
export const EVERY = "community:*";
/** What the name of a set that a reader bundled begins with; the id of its first member follows. */
export const BUNDLE = "bundle:";
export const isGroup = (id: string): boolean => id.startsWith("group:");

/** Replaces the members of each group by one node at their centre, and sums up the ties between groups. */
export function collapse(
  graph: VisibleGraph,
  groups: readonly string[],
  exempt: ReadonlySet<string>,
  bundles: readonly (readonly string[])[] = [],
): VisibleGraph {
  if (!groups.length && !bundles.length) return graph;
  const bundleOf = new Map(bundles.flatMap((ids) => ids.map((id) => [id, `${BUNDLE}${ids[0]}`] as const)));
  const members = new Map<string, ModelNode[]>();
  const home = new Map<string, string>();
  const every = groups.includes(EVERY);
  const own = new Set(groups.filter(isOwn));
  for (const node of graph.nodes) {
    if (exempt.has(node.id) && !bundleOf.has(node.id)) continue;
    const community = node.community < 0 ? null : `community:${node.community}`;
    const group =
      bundleOf.get(node.id) ??
      groups.find(
        (g) => g === `sector:${node.kind === "programme" ? "" : (node.sector ?? "none")}` || g === community,
      ) ??
      (every ? community : null) ??
      ownGroup(node, own);
    if (!group) continue;
    home.set(node.id, `group:${group}`);
    const list = members.get(group);
    if (list) list.push(node);
    else members.set(group, [node]);
  }
  const nodes: ModelNode[] = graph.nodes.filter((n) => !home.has(n.id));
  const result = [...members].map(([group, inside]) => groupNode(group, inside));
  pushApart(result);
  nodes.push(...result);
  const ties = new Map<string, VisibleTie>();
  for (const tie of graph.ties) {
    const [a, b] = [home.get(tie.a) ?? tie.a, home.get(tie.b) ?? tie.b];
    if (a === b) continue;
    const key = keyOf(a, b);
    const known = ties.get(key);
    if (known) {
      known.relations.push(...tie.relations);
      known.weight += 1;
      for (const p of tie.predicates) if (!known.predicates.includes(p)) known.predicates.push(p);
      if (known.status !== tie.status) known.status = "changed";
    } else {
      const [one, other] = a < b ? [a, b] : [b, a];
      ties.set(key, {
        ...tie,
        key,
        a: one,
        b: other,
        relations: [...tie.relations],
        predicates: [...tie.predicates],
        weight: 1,
      });
    }
  }
  const degree = new Map<string, number>();
  for (const { a, b } of ties.values()) for (const id of [a, b]) degree.set(id, (degree.get(id) ?? 0) + 1);
  return { ...graph, nodes, ties: [...ties.values()], nodeById: new Map(nodes.map((n) => [n.id, n])), degree };
}

/** The name of the group of an own attribute's value. */
export const ownGroupOf = (name: string, value: OwnValue): string => `${ownId(name)}:${ownToken(value)}`;
/** The collapsed group of a node by an own attribute; nodes without a value stay apart. */
function ownGroup(node: ModelNode, groups: ReadonlySet<string>): string | null {
  if (!groups.size) return null;
  for (const [name, value] of Object.entries(node.own ?? {})) {
    const group = value === "" ? "" : ownGroupOf(name, value);
    if (groups.has(group)) return group;
  }
  return null;
}
function groupNode(group: string, inside: ModelNode[]): GroupNode {
  // the median: a mean would be pulled away by a few distant members
  const x = median(inside.map((n) => n.x));
  const y = median(inside.map((n) => n.y));
  const area = inside.reduce((sum, n) => sum + n.r * n.r, 0);
  const tones = new Map<string, number>();
  for (const n of inside) tones.set(n.colour, (tones.get(n.colour) ?? 0) + 1);
  const first = inside[0] as ModelNode;
  const colour = [...tones].sort((p, q) => q[1] - p[1])[0]?.[0] ?? first.colour;
  return {
    ...first,
    id: `group:${group}`,
    kind: "organisation",
    x,
    y,
    r: Math.min(14 + 0.62 * Math.sqrt(area), 90),
    colour,
    nameKo: group,
    nameEn: group,
    subkind: null,
    placeId: null,
    added: false,
    members: inside.map((n) => n.id),
  };
}
/** Pushes groups apart until none overlaps, the smaller one further. */
export function pushApart(groups: { x: number; y: number; r: number }[], margin = 34): void {
  for (let round = 0; round < 300; round++) {
    let moved = false;
    for (let i = 0; i < groups.length; i++) {
      for (let j = 0; j < i; j++) {
        const [p, q] = [
          groups[i] as { x: number; y: number; r: number },
          groups[j] as { x: number; y: number; r: number },
        ];
        const [dx, dy] = [p.x - q.x || 0.01 * (i + 1), p.y - q.y || 0.01];
        const far = Math.hypot(dx, dy);
        const lacks = p.r + q.r + margin - far;
        if (lacks <= 0.5) continue;
        moved = true;
        const share = (q.r * q.r) / (p.r * p.r + q.r * q.r);
        p.x += (dx / far) * lacks * share;
        p.y += (dy / far) * lacks * share;
        q.x -= (dx / far) * lacks * (1 - share);
        q.y -= (dy / far) * lacks * (1 - share);
      }
    }
    if (!moved) return;
  }
}
function median(values: number[]): number {
  const sorted = [...values].sort((p, q) => p - q);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
