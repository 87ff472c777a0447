/** What a layout is asked and what it answers; plain arrays, which a worker is given quickly. */
export interface LayoutRequest {
  kind: "groups" | "forces" | "circle" | "layers";
  x: Float64Array;
  y: Float64Array;
  /** room that each node takes */
  r: Float64Array;
  source: Int32Array;
  target: Int32Array;
  weight: Float64Array;
  /** circle and layers: to which group each node belongs; groups are numbered in the order in which they are to stand */
  group: Int32Array;
}
export interface Positions {
  x: Float64Array;
  y: Float64Array;
}
/** Space between the rims of two nodes. */
export const GAP = 7;

/** The neighbours of each node with the weights of their ties. */
export function neighboursOf({ x, source, target, weight }: LayoutRequest): [number, number][][] {
  const near: [number, number][][] = Array.from(x, () => []);
  for (let e = 0; e < source.length; e++) {
    const [a, b, w] = [source[e] as number, target[e] as number, weight[e] as number];
    near[a]?.push([b, w]);
    near[b]?.push([a, w]);
  }
  return near;
}
