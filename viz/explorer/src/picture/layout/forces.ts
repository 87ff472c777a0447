/** ForceAtlas2 of what is drawn, from where it stands. */
import iterate from "graphology-layout-forceatlas2/iterate.js";
import { pushDiscs } from "./spread";
import { GAP, type LayoutRequest, type Positions } from "./types";

/** Numbers that the library keeps of each node and tie. */
const [PER_NODE, PER_TIE] = [10, 3];
/** From so many nodes on, distant ones are taken together (Barnes–Hut). */
const MANY = 700;

export function forcesLayout({ x, y, r, source, target, weight }: LayoutRequest): Positions {
  const count = x.length;
  const nodes = new Float32Array(count * PER_NODE);
  const ties = new Float32Array(source.length * PER_TIE);
  for (let i = 0; i < count; i++) {
    // two nodes on the same spot would stay there
    nodes[i * PER_NODE] = (x[i] as number) + 0.01 * Math.cos(i);
    nodes[i * PER_NODE + 1] = (y[i] as number) + 0.01 * Math.sin(i);
    nodes[i * PER_NODE + 6] = 1;
    nodes[i * PER_NODE + 7] = 1;
    nodes[i * PER_NODE + 8] = r[i] as number;
  }
  for (let e = 0; e < source.length; e++) {
    const [a, b] = [(source[e] as number) * PER_NODE, (target[e] as number) * PER_NODE];
    ties.set([a, b, Math.log1p(weight[e] as number)], e * PER_TIE);
    for (const end of [a, b]) nodes[end + 6] = (nodes[end + 6] as number) + 1;
  }
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 20,
    strongGravityMode: true,
    gravity: 0.05,
    slowDown: 1 + Math.log(Math.max(count, 2)),
    barnesHutOptimize: count > MANY,
    barnesHutTheta: 0.8,
  };
  const rounds = Math.round(Math.min(Math.max(1.6e5 / Math.max(count, 1), 60), 400));
  for (let round = 0; round < rounds; round++) iterate(settings, nodes, ties);
  const [to, at] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    to[i] = nodes[i * PER_NODE] as number;
    at[i] = nodes[i * PER_NODE + 1] as number;
  }
  fit(to, at, r);
  pushDiscs(to, at, r, GAP);
  return { x: to, y: at };
}

/** Scales positions so that the discs cover a sixth of the ground that they stand on. */
function fit(x: Float64Array, y: Float64Array, r: Float64Array): void {
  const count = x.length || 1;
  const [mx, my] = [x.reduce((a, b) => a + b, 0) / count, y.reduce((a, b) => a + b, 0) / count];
  const spread = x.reduce((sum, v, i) => sum + (v - mx) ** 2 + ((y[i] as number) - my) ** 2, 0) / count;
  const discs = r.reduce((sum, one) => sum + (one + GAP / 2) ** 2, 0);
  const scale = Math.sqrt((3 * discs) / (spread || 1));
  for (let i = 0; i < x.length; i++) {
    x[i] = ((x[i] as number) - mx) * scale;
    y[i] = ((y[i] as number) - my) * scale;
  }
}
