/** Lays nodes out: what is tied by the chosen layout, isolates in rows beneath, all around the origin. */
import { forcesLayout } from "./forces";
import { groupsLayout } from "./groups";
import { circleLayout, layersLayout } from "./rings";
import { GAP, type LayoutRequest, type Positions } from "./types";

const LAYOUTS = { groups: groupsLayout, forces: forcesLayout, circle: circleLayout, layers: layersLayout };

export function runLayout(request: LayoutRequest): Positions {
  // on a circle and in layers every node has its place
  const all = request.kind === "circle" || request.kind === "layers";
  const count = request.x.length;
  const tied = new Uint8Array(count).fill(all ? 1 : 0);
  for (const ends of [request.source, request.target]) for (const end of ends) tied[end] = 1;
  const inside = Array.from(tied.keys()).filter((i) => tied[i]);
  const number = new Int32Array(count);
  inside.forEach((node, i) => (number[node] = i));
  const part: LayoutRequest = {
    ...request,
    x: Float64Array.from(inside, (i) => request.x[i] as number),
    y: Float64Array.from(inside, (i) => request.y[i] as number),
    r: Float64Array.from(inside, (i) => request.r[i] as number),
    group: Int32Array.from(inside, (i) => request.group[i] as number),
    source: request.source.map((i) => number[i] as number),
    target: request.target.map((i) => number[i] as number),
  };
  const at = inside.length ? LAYOUTS[request.kind](part) : { x: part.x, y: part.y };
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  inside.forEach((node, i) => {
    const [px, py, r] = [at.x[i] as number, at.y[i] as number, request.r[node] as number];
    [x[node], y[node]] = [px, py];
    [left, right] = [Math.min(left, px - r), Math.max(right, px + r)];
    [top, bottom] = [Math.min(top, py - r), Math.max(bottom, py + r)];
  });
  if (!inside.length) [left, right, top, bottom] = [0, 26 * Math.sqrt(count), 0, 0];
  // isolates in rows as wide as the rest
  const alone = Array.from(tied.keys()).filter((i) => !tied[i]);
  const step = 2 * alone.reduce((most, i) => Math.max(most, request.r[i] as number), 0) + 1.6 * GAP;
  const columns = Math.max(1, Math.floor((right - left) / step));
  alone.forEach((node, i) => {
    x[node] = left + ((i % columns) + 0.5) * step;
    y[node] = bottom + (2.5 + Math.floor(i / columns)) * step;
    top = Math.min(top, y[node] as number);
  });
  const low = alone.length ? (y[alone.at(-1) as number] as number) : bottom;
  const [mx, my] = [(left + right) / 2, (top + low) / 2];
  return { x: x.map((v) => v - mx), y: y.map((v) => v - my) };
}
