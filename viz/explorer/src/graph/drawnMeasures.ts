/** Measures of a network given as pairs of node numbers, by the server's definitions (docs: measures); run in a worker. */

export const DRAWN_MEASURES = [
  "degree",
  "strength",
  "betweenness",
  "harmonic",
  "pagerank",
  "clustering",
  "constraint",
  "effective_size",
  "efficiency",
  "core_number",
  "component_size",
] as const;
export type DrawnMeasure = (typeof DRAWN_MEASURES)[number];
export const isOfDrawn = (name: string): name is DrawnMeasure => (DRAWN_MEASURES as readonly string[]).includes(name);

/** A network of `n` nodes: the two ends and the weight of each tie, each pair once. */
export interface Numbered {
  n: number;
  a: Int32Array;
  b: Int32Array;
  weight: Float64Array;
}
/** One value for each node; NaN where the measure is not defined. */
type Compute = (net: Neighbours) => Float64Array;
interface Neighbours extends Numbered {
  near: number[][];
}

export function measureDrawn(net: Numbered, name: DrawnMeasure): Float64Array {
  const near: number[][] = Array.from({ length: net.n }, () => []);
  for (let i = 0; i < net.a.length; i++) {
    const [a, b] = [net.a[i] as number, net.b[i] as number];
    near[a]?.push(b);
    near[b]?.push(a);
  }
  return COMPUTE[name]({ ...net, near });
}

const degree: Compute = ({ near }) => Float64Array.from(near, (list) => list.length);

const strength: Compute = ({ n, a, b, weight }) => {
  const found = new Float64Array(n);
  weight.forEach((w, i) => {
    for (const end of [a[i] as number, b[i] as number]) found[end] = (found[end] as number) + w;
  });
  return found;
};

/** Breadth-first search from a node: the order of visits and the distances, −1 where there is no way. */
function search({ n, near }: Neighbours, from: number): { order: number[]; distance: Int32Array } {
  const distance = new Int32Array(n).fill(-1);
  distance[from] = 0;
  const order = [from];
  for (const at of order)
    for (const next of near[at] ?? [])
      if (distance[next] === -1) {
        distance[next] = (distance[at] as number) + 1;
        order.push(next);
      }
  return { order, distance };
}

/** Brandes (2001). */
const betweenness: Compute = (net) => {
  const { n, near } = net;
  const found = new Float64Array(n);
  if (n < 3) return found;
  for (let from = 0; from < n; from++) {
    const { order, distance } = search(net, from);
    const ways = new Float64Array(n);
    const share = new Float64Array(n);
    ways[from] = 1;
    for (const at of order)
      for (const next of near[at] ?? [])
        if (distance[next] === (distance[at] as number) + 1) ways[next] = (ways[next] as number) + (ways[at] as number);
    for (let i = order.length - 1; i > 0; i--) {
      const at = order[i] as number;
      for (const before of near[at] ?? [])
        if (distance[before] === (distance[at] as number) - 1)
          share[before] =
            (share[before] as number) + ((ways[before] as number) / (ways[at] as number)) * (1 + (share[at] as number));
      found[at] = (found[at] as number) + (share[at] as number);
    }
  }
  // each pair was counted from both of its ends
  return found.map((v) => v / ((n - 1) * (n - 2)));
};

const harmonic: Compute = (net) => {
  const { n } = net;
  return Float64Array.from({ length: n }, (_, from) => {
    const { order, distance } = search(net, from);
    let sum = 0;
    for (const at of order) if (at !== from) sum += 1 / (distance[at] as number);
    return n < 2 ? 0 : sum / (n - 1);
  });
};

const DAMPING = 0.85;
/** Without weights, as the server does where relations have none of their own; by power iteration. */
const pagerank: Compute = ({ n, near }) => {
  let rank = new Float64Array(n).fill(1 / Math.max(n, 1));
  for (let round = 0; round < 500; round++) {
    let idle = 0;
    const next = new Float64Array(n);
    for (let at = 0; at < n; at++) {
      const list = near[at] ?? [];
      if (!list.length) idle += rank[at] as number;
      for (const to of list) next[to] = (next[to] as number) + (rank[at] as number) / list.length;
    }
    let change = 0;
    for (let at = 0; at < n; at++) {
      const value = (1 - DAMPING) / n + DAMPING * ((next[at] as number) + idle / n);
      change += Math.abs(value - (rank[at] as number));
      next[at] = value;
    }
    rank = next;
    if (change < 1e-13) break;
  }
  return rank;
};

/** The triangles through each node. */
function triangles({ n, near }: Neighbours): Float64Array {
  const sets = near.map((list) => new Set(list));
  const found = new Float64Array(n);
  for (let at = 0; at < n; at++)
    for (const one of near[at] ?? [])
      for (const other of near[at] ?? [])
        if (one < other && sets[one]?.has(other)) found[at] = (found[at] as number) + 1;
  return found;
}
/** 0 for nodes with fewer than two neighbours. */
const clustering: Compute = (net) =>
  triangles(net).map((t, at) => {
    const k = net.near[at]?.length ?? 0;
    return k < 2 ? Number.NaN : (2 * t) / (k * (k - 1));
  });
const effectiveSize: Compute = (net) =>
  triangles(net).map((t, at) => {
    const k = net.near[at]?.length ?? 0;
    return k ? k - (2 * t) / k : Number.NaN;
  });
const efficiency: Compute = (net) => effectiveSize(net).map((v, at) => v / (net.near[at]?.length ?? 0));

const constraint: Compute = ({ near }) => {
  const sets = near.map((list) => new Set(list));
  return Float64Array.from(near, (list, at) => {
    if (!list.length) return Number.NaN;
    const indirect = new Map<number, number>();
    const share = 1 / list.length;
    for (const q of list)
      for (const j of near[q] ?? [])
        if (j !== at) indirect.set(j, (indirect.get(j) ?? 0) + share / (near[q]?.length ?? 1));
    let sum = 0;
    for (const [j, v] of indirect) sum += ((sets[at]?.has(j) ? share : 0) + v) ** 2;
    for (const j of list) if (!indirect.has(j)) sum += share ** 2;
    return sum;
  });
};

const coreNumber: Compute = ({ n, near }) => {
  const left = near.map((list) => list.length);
  const found = new Float64Array(n);
  const waiting = new Set(left.keys());
  let core = 0;
  while (waiting.size) {
    let round = [...waiting].filter((at) => (left[at] as number) <= core);
    if (!round.length) core = Math.min(...[...waiting].map((at) => left[at] as number));
    while (round.length) {
      const next: number[] = [];
      for (const at of round) {
        if (!waiting.delete(at)) continue;
        found[at] = core;
        for (const other of near[at] ?? [])
          if (waiting.has(other) && (left[other] = (left[other] as number) - 1) <= core) next.push(other);
      }
      round = next;
    }
  }
  return found;
};

const componentSize: Compute = (net) => {
  const found = new Float64Array(net.n);
  for (let at = 0; at < net.n; at++) {
    if (found[at]) continue;
    const { order } = search(net, at);
    for (const one of order) found[one] = order.length;
  }
  return found;
};

const COMPUTE: Record<DrawnMeasure, Compute> = {
  degree,
  strength,
  betweenness,
  harmonic,
  pagerank,
  clustering,
  constraint,
  effective_size: effectiveSize,
  efficiency,
  core_number: coreNumber,
  component_size: componentSize,
};
