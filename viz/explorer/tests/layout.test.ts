declare const process: { cpuUsage: (since?: object) => { user: number; system: number } };
import { describe, expect, test } from "vitest";
import { keyOfId, pack, putBeside, putInPlace, unpack } from "../src/graph/placement";
import { communities } from "../src/picture/layout/louvain";
import { runLayout } from "../src/picture/layout/run";
import type { LayoutRequest } from "../src/picture/layout/types";
import { isInside } from "../src/picture/regionGesture";

/** `count` groups of `size` nodes, each a ring with two chords, tied in a chain; the last node is an isolate. */
function network(count: number, size: number, kind: LayoutRequest["kind"]): LayoutRequest {
  const ties: [number, number][] = [];
  for (let g = 0; g < count; g++) {
    for (let i = 0; i < size; i++) {
      ties.push([g * size + i, g * size + ((i + 1) % size)], [g * size + i, g * size + ((i + 3) % size)]);
    }
    if (g) ties.push([g * size, (g - 1) * size]);
  }
  const all = count * size + 1;
  return {
    kind,
    x: Float64Array.from({ length: all }, (_, i) => (i * 7919) % 1000),
    y: Float64Array.from({ length: all }, (_, i) => (i * 104729) % 1000),
    r: Float64Array.from({ length: all }, (_, i) => 5 + (i % 7)),
    source: Int32Array.from(ties, (t) => t[0]),
    target: Int32Array.from(ties, (t) => t[1]),
    weight: new Float64Array(ties.length).fill(1),
    group: Int32Array.from({ length: all }, (_, i) => Math.floor(i / size)),
  };
}
const KINDS = ["groups", "forces", "circle", "layers"] as const;

describe("a layout", () => {
  test.each(KINDS)("%s: no node lies on another, and the same network gives the same places", (kind) => {
    const asked = network(8, 12, kind);
    const { x, y } = runLayout(asked);
    for (let i = 0; i < x.length; i++)
      for (let j = 0; j < i; j++) {
        const far = Math.hypot((x[i] as number) - (x[j] as number), (y[i] as number) - (y[j] as number));
        expect(far).toBeGreaterThan((asked.r[i] as number) + (asked.r[j] as number) - 0.1);
      }
    expect(runLayout(network(8, 12, kind))).toEqual({ x, y });
  });
  test("by communities puts a community together", () => {
    const asked = network(8, 12, "groups");
    const { x, y } = runLayout(asked);
    let [near, all] = [0, 0];
    for (let i = 0; i < 96; i++) {
      const others = [...Array(96).keys()]
        .filter((j) => j !== i)
        .sort((p, q) => distance(i, p) - distance(i, q))
        .slice(0, 5);
      near += others.filter((j) => asked.group[j] === asked.group[i]).length;
      all += 5;
    }
    function distance(i: number, j: number): number {
      return Math.hypot((x[i] as number) - (x[j] as number), (y[i] as number) - (y[j] as number));
    }
    expect(near / all).toBeGreaterThan(0.8);
  });
  test("on a circle has one radius, and groups that follow one another", () => {
    const asked = network(4, 6, "circle");
    const { x, y } = runLayout(asked);
    const [mx, my] = [x.reduce((a, b) => a + b, 0) / 25, y.reduce((a, b) => a + b, 0) / 25];
    const radii = [...x].map((v, i) => Math.hypot(v - mx, (y[i] as number) - my));
    expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(1.4);
    const round = [...asked.group.keys()].sort(
      (i, j) => Math.atan2(y[i] as number, x[i] as number) - Math.atan2(y[j] as number, x[j] as number),
    );
    const changes = round.filter((i, at) => asked.group[i] !== asked.group[round[(at + 1) % 25] as number]).length;
    expect(changes).toBe(5);
  });
  test("in layers has one band for each group, none over another", () => {
    const asked = network(4, 6, "layers");
    const { y } = runLayout(asked);
    const band = (g: number) => [...y].filter((_, i) => asked.group[i] === g);
    for (let g = 1; g < 4; g++) expect(Math.min(...band(g))).toBeGreaterThan(Math.max(...band(g - 1)));
  });
  test("of 1,000 nodes takes less than a second of the processor", () => {
    for (const kind of KINDS) {
      const asked = network(20, 50, kind);
      const began = process.cpuUsage();
      runLayout(asked);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(1000);
    }
  });
  test("of nothing, of one node and of isolates is calm", () => {
    for (const kind of KINDS)
      for (const count of [0, 1, 5]) {
        const none = new Int32Array(0);
        const [x, y, r] = [new Float64Array(count), new Float64Array(count), new Float64Array(count).fill(5)];
        const group = new Int32Array(count);
        const found = runLayout({ kind, x, y, r, source: none, target: none, weight: new Float64Array(0), group });
        expect([...found.x, ...found.y].every(Number.isFinite)).toBe(true);
        expect(new Set([...found.x].map((v, i) => `${v},${found.y[i]}`)).size).toBe(count);
      }
  });
});

test("communities are those of two cliques with a bridge", () => {
  const near: [number, number][][] = Array.from({ length: 8 }, () => []);
  const tie = (a: number, b: number) => {
    near[a]?.push([b, 1]);
    near[b]?.push([a, 1]);
  };
  for (const base of [0, 4]) for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) tie(base + i, base + j);
  tie(3, 4);
  const found = communities(near);
  expect(new Set(found.slice(0, 4)).size).toBe(1);
  expect(new Set(found.slice(4)).size).toBe(1);
  expect(found[0]).not.toBe(found[4]);
});

describe("places in the address", () => {
  test("come back to the nodes whose keys they have, within a step of the grid", () => {
    const places = new Map(
      [...Array(900).keys()].map((i) => [keyOfId(`node-${i}`), { x: -500 + 3.1 * i, y: 77.7 * Math.sin(i) }]),
    );
    const text = pack(places);
    expect(text).toMatch(/^-?[\d.]+!-?[\d.]+![\d.]+![\w-]+$/);
    expect(text.length).toBeLessThan(9000);
    const back = unpack(text);
    expect(back.size).toBe(900);
    for (const [key, { x, y }] of places) {
      expect(Math.abs((back.get(key)?.x ?? 1e9) - x)).toBeLessThan(0.4);
      expect(Math.abs((back.get(key)?.y ?? 1e9) - y)).toBeLessThan(0.4);
    }
    expect(unpack("1!2!3!*").size).toBe(0);
    expect(pack(new Map([[1, { x: 5, y: 5 }]]))).not.toBe("");
  });
  test("leave others beside their neighbours, and none on another", () => {
    const node = (id: string) => ({ id, r: 5, x: 900, y: 900 });
    const nodes = new Map(["a", "b", "c", "d"].map((id) => [id, node(id)]));
    const known = putInPlace(nodes, new Map([[keyOfId("a"), { x: 10, y: 20 }]]));
    putBeside(nodes, [{ a: "a", b: "b" }], known);
    expect(nodes.get("a")).toMatchObject({ x: 10, y: 20 });
    const far = (one: string, other: string) => {
      const [p, q] = [nodes.get(one), nodes.get(other)];
      return Math.hypot((p?.x ?? 0) - (q?.x ?? 0), (p?.y ?? 0) - (q?.y ?? 0));
    };
    expect(far("a", "b")).toBeLessThan(30);
    for (const pair of ["ab", "ac", "ad", "bc", "bd", "cd"])
      expect(far(pair[0] as string, pair[1] as string)).toBeGreaterThan(10);
  });
});

test("an outline holds what it goes around", () => {
  const horseshoe = [
    [0, 0],
    [10, 0],
    [10, 10],
    [7, 10],
    [7, 3],
    [3, 3],
    [3, 10],
    [0, 10],
  ] as const;
  expect(isInside(horseshoe, 1, 9)).toBe(true);
  expect(isInside(horseshoe, 5, 1)).toBe(true);
  expect(isInside(horseshoe, 5, 8)).toBe(false);
});
