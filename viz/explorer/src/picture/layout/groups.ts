/** The two-level layout of the server for what is drawn: communities first, nodes inside them second (see viz/layouts.py). */
import { communities } from "./louvain";
import { fruchterman, pushDiscs } from "./spread";
import { GAP, type LayoutRequest, neighboursOf, type Positions } from "./types";

/** Share of a disc that its nodes cover, gaps included. */
const DISC_FILL = 0.62;
const BETWEEN = 24;
const WIDE = 1.5;
/** Pairs of nodes times rounds that the forces inside one group may cost. */
const EFFORT = 3e7;

export function groupsLayout(request: LayoutRequest): Positions {
  const near = neighboursOf(request);
  const member = communities(near);
  const inside: number[][] = [];
  member.forEach((g, node) => {
    (inside[g] ??= []).push(node);
  });
  const groups = inside.filter((nodes) => nodes.length > 1 || (near[nodes[0] as number] as unknown[]).length > 0);
  const number = new Int32Array(request.x.length).fill(-1);
  groups.forEach((nodes, g) => nodes.forEach((node) => (number[node] = g)));
  const room = (node: number) => ((request.r[node] as number) + GAP / 2) ** 2;
  const discs = Float64Array.from(groups, (nodes) => Math.sqrt(nodes.reduce((sum, n) => sum + room(n), 0) / DISC_FILL));
  const centre = centresOf(groups.length, number, request, discs);
  const [x, y] = [new Float64Array(number.length), new Float64Array(number.length)];
  groups.forEach((nodes, g) => {
    const [cx, cy] = [centre.x[g] as number, centre.y[g] as number];
    const local = insideDisc(nodes, near, number, g, room, discs[g] as number, centre);
    nodes.forEach((node, i) => {
      x[node] = cx + (local.x[i] as number);
      y[node] = cy + (local.y[i] as number);
    });
  });
  pushDiscs(x, y, request.r, GAP);
  return { x, y };
}

/** Places groups: tied ones near each other, no two discs touching, wider than high. */
function centresOf(count: number, number: Int32Array, request: LayoutRequest, discs: Float64Array): Positions {
  const crossing = new Map<number, number>();
  request.source.forEach((source, e) => {
    const [a, b] = [number[source] as number, number[request.target[e] as number] as number];
    if (a === b || a < 0 || b < 0) return;
    const key = Math.min(a, b) * count + Math.max(a, b);
    crossing.set(key, (crossing.get(key) ?? 0) + 1);
  });
  const ties = [...crossing].map(([key, n]) => [Math.floor(key / count), key % count, Math.log1p(n)] as const);
  const at = fruchterman(count, ties, count > 400 ? 60 : 400);
  let [sum, all] = [0, 0];
  for (let g = 0; g < count; g++) {
    sum += (at.x[g] as number) ** 2 + (at.y[g] as number) ** 2;
    all += (discs[g] as number) ** 2;
  }
  // begin too close, so that pushing apart leaves no empty sea between the groups
  const scale = (0.45 * Math.sqrt(all)) / (Math.sqrt(sum / Math.max(count, 1)) || 1);
  for (let g = 0; g < count; g++) {
    at.x[g] = (at.x[g] as number) * scale * WIDE;
    at.y[g] = (at.y[g] as number) * scale;
  }
  for (let pull = 0; pull < 30; pull++) {
    pushDiscs(at.x, at.y, discs, BETWEEN, 30);
    for (let g = 0; g < count; g++) {
      at.x[g] = (at.x[g] as number) * 0.97;
      at.y[g] = (at.y[g] as number) * 0.97;
    }
  }
  pushDiscs(at.x, at.y, discs, BETWEEN, 200);
  return at;
}

/** Places the nodes of a group in its disc: forces give directions and the order from the centre, and density is even. */
function insideDisc(
  nodes: readonly number[],
  near: readonly (readonly (readonly [number, number])[])[],
  number: Int32Array,
  group: number,
  room: (node: number) => number,
  disc: number,
  centre: Positions,
): Positions {
  const count = nodes.length;
  const place = new Map(nodes.map((node, i) => [node, i]));
  const ties: [number, number, number][] = [];
  nodes.forEach((node, i) => {
    for (const [other, w] of near[node] ?? []) {
      const j = place.get(other);
      if (j !== undefined && j > i) ties.push([i, j, Math.log1p(w)]);
    }
  });
  const rounds = Math.round(Math.min(Math.max(EFFORT / (count * count), 12), 200));
  const at = fruchterman(count, ties, rounds);
  const order = nodes
    .map((_, i) => i)
    .sort(
      (i, j) => Math.hypot(at.x[i] as number, at.y[i] as number) - Math.hypot(at.x[j] as number, at.y[j] as number),
    );
  const all = nodes.reduce((sum, node) => sum + room(node), 0);
  let filled = 0;
  // the direction in which most ties leave the group, of the nodes and of the groups they lead to
  let [plainX, plainY, mirrorX, mirrorY] = [0, 0, 0, 0];
  for (const i of order) {
    const node = nodes[i] as number;
    const radius = count === 1 ? 0 : disc * Math.sqrt((filled + room(node) / 2) / all);
    filled += room(node);
    const angle = Math.atan2(at.y[i] as number, at.x[i] as number);
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    [at.x[i], at.y[i]] = [x, y];
    for (const [other] of near[node] ?? []) {
      const g = number[other] as number;
      if (g === group || g < 0) continue;
      const [ex, ey] = [
        (centre.x[g] as number) - (centre.x[group] as number),
        (centre.y[g] as number) - (centre.y[group] as number),
      ];
      const far = Math.hypot(ex, ey) || 1;
      plainX += (ex * x + ey * y) / far;
      plainY += (ey * x - ex * y) / far;
      mirrorX += (ex * x - ey * y) / far;
      mirrorY += (ey * x + ex * y) / far;
    }
  }
  const mirrored = Math.hypot(mirrorX, mirrorY) > Math.hypot(plainX, plainY);
  const [tx, ty] = mirrored ? [mirrorX, mirrorY] : [plainX, plainY];
  const size = Math.hypot(tx, ty);
  if (!size) return at;
  for (let i = 0; i < count; i++) {
    const [x, y] = [at.x[i] as number, (mirrored ? -1 : 1) * (at.y[i] as number)];
    at.x[i] = (x * tx - y * ty) / size;
    at.y[i] = (x * ty + y * tx) / size;
  }
  return at;
}
