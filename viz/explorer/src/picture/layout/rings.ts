/** Circle by groups, and layers: one band for each group. */
import { pushDiscs } from "./spread";
import { GAP, type LayoutRequest, neighboursOf, type Positions } from "./types";

/** How much wider than high layers are, if they have enough nodes. */
const WIDE = 1.7;
/** Nodes on one circle; more stand in several, one around the other. */
const ON_ONE = 150;

/** The nodes of each group, in the order of groups. */
function members(group: Int32Array): number[][] {
  const found: number[][] = [];
  group.forEach((g, node) => {
    (found[g] ??= []).push(node);
  });
  return found.filter((list) => list.length);
}

/** All nodes on one circle, the groups one after another with a gap between them; tied nodes of a group near what they are tied to. */
export function circleLayout(request: LayoutRequest): Positions {
  const count = request.x.length;
  const groups = members(request.group);
  const room = (node: number) => 2 * (request.r[node] as number) + GAP;
  const between = 6 * GAP * (groups.length > 1 ? 1 : 0);
  const length = groups.flat().reduce((sum, node) => sum + room(node), 0) + groups.length * between;
  const rings = Math.ceil(count / ON_ONE);
  const largest = request.r.reduce((most, r) => Math.max(most, r), 1);
  const betweenRings = 2 * Math.min(largest, 9) + GAP;
  const radius = length / (2 * Math.PI * Math.max(rings, 1));
  const ring = new Int32Array(count);
  const near = neighboursOf(request);
  const angle = new Float64Array(count);
  const put = () => {
    let at = 0;
    let turnOf = 0;
    for (const list of groups) {
      for (const node of list) {
        angle[node] = ((at + room(node) / 2) / length) * 2 * Math.PI - Math.PI / 2;
        at += room(node);
        ring[node] = turnOf++ % rings;
      }
      at += between;
    }
  };
  put();
  // the mean direction of the neighbours of other nodes orders the nodes of a group
  for (let round = 0; round < 4; round++) {
    for (const list of groups) {
      const middle = mean(list.map((node) => angle[node] as number));
      const wish = new Map(
        list.map((node) => {
          const to = (near[node] ?? []).map(([other]) => angle[other] as number);
          return [node, to.length ? turn(mean(to) - middle) : turn((angle[node] as number) - middle)];
        }),
      );
      list.sort((a, b) => (wish.get(a) as number) - (wish.get(b) as number) || a - b);
    }
    put();
  }
  const out = (node: number) => radius + (ring[node] as number) * betweenRings;
  const at = {
    x: angle.map((a, node) => out(node) * Math.cos(a)),
    y: angle.map((a, node) => out(node) * Math.sin(a)),
  };
  if (rings > 1) pushDiscs(at.x, at.y, request.r, GAP / 2);
  return at;
}
const mean = (angles: readonly number[]): number =>
  Math.atan2(
    angles.reduce((sum, a) => sum + Math.sin(a), 0),
    angles.reduce((sum, a) => sum + Math.cos(a), 0),
  );
/** An angle between −π and π. */
const turn = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

/** One band for each group, from above; within a band, nodes stand above and below those they are tied to. */
export function layersLayout(request: LayoutRequest): Positions {
  const groups = members(request.group);
  const count = request.x.length;
  const near = neighboursOf(request);
  const largest = request.r.reduce((most, r) => Math.max(most, r), 1);
  const mean = count ? request.r.reduce((sum, r) => sum + r, 0) / count : 1;
  const [step, row] = [2 * mean + 2 * GAP, 2 * Math.min(largest, 2.4 * mean) + GAP];
  const high = (across: number) => groups.reduce((sum, list) => sum + (Math.ceil(list.length / across) + 2) * row, 0);
  let across = 6;
  while (across < count && across * step < WIDE * high(across)) across += 1;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const put = () => {
    let top = 0;
    for (const list of groups) {
      const lines = Math.ceil(list.length / across);
      const columns = Math.ceil(list.length / lines);
      list.forEach((node, i) => {
        const [column, line] = [Math.floor(i / lines), i % lines];
        x[node] = (column - (columns - 1) / 2) * step;
        y[node] = top + line * row;
      });
      top += (lines + 2) * row;
    }
  };
  put();
  for (let round = 0; round < 6; round++) {
    for (const list of groups) {
      const wish = new Map(
        list.map((node) => {
          const to = near[node] ?? [];
          return [
            node,
            to.length ? to.reduce((sum, [other]) => sum + (x[other] as number), 0) / to.length : (x[node] as number),
          ];
        }),
      );
      list.sort((a, b) => (wish.get(a) as number) - (wish.get(b) as number) || a - b);
    }
    put();
  }
  return { x, y };
}
