import { describe, expect, test } from "vitest";
import { measureDrawn } from "../src/graph/drawnMeasures";
import { shortestPaths } from "../src/graph/shortestPaths";
import { disparityBackbone } from "../src/graph/thinning";

/** A triangle 0-1-2 with a tail 2-3, and 4 alone. */
const NET = {
  n: 5,
  a: Int32Array.from([0, 0, 1, 2]),
  b: Int32Array.from([1, 2, 2, 3]),
  weight: Float64Array.from([1, 2, 3, 4]),
};
const of = (name: Parameters<typeof measureDrawn>[1]) =>
  [...measureDrawn(NET, name)].map((v) => (Number.isNaN(v) ? null : Number(v.toFixed(6))));

describe("measures of what is drawn", () => {
  test("are those worked out by hand", () => {
    expect(of("degree")).toEqual([2, 2, 3, 1, 0]);
    expect(of("strength")).toEqual([3, 4, 9, 4, 0]);
    // 2 lies between 3 and both others: 2 of the 6 pairs of the other four
    expect(of("betweenness")).toEqual([0, 0, 0.333333, 0, 0]);
    expect(of("harmonic")).toEqual([0.625, 0.625, 0.75, 0.5, 0]);
    expect(of("core_number")).toEqual([2, 2, 2, 1, 0]);
    expect(of("component_size")).toEqual([4, 4, 4, 4, 1]);
    // k − 2t/k: 2 − 1, 2 − 1, 3 − 2/3, 1
    expect(of("effective_size")).toEqual([1, 1, 2.333333, 1, null]);
  });
  test("shares of a walk sum to 1", () => {
    expect([...measureDrawn(NET, "pagerank")].reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 10);
  });
});

test("paths come by length, then by ids, and keep away from what is avoided", () => {
  const links = ["ab", "ac", "bd", "cd", "de", "be"].map((p) => ({ a: p[0] as string, b: p[1] as string }));
  expect(shortestPaths(links, "a", "e", 3).map((way) => way.join(""))).toEqual(["abe", "abde", "acde"]);
  expect(shortestPaths(links, "a", "e", 3, new Set(["b"])).map((way) => way.join(""))).toEqual(["acde"]);
  expect(shortestPaths(links, "a", "e", 3, new Set(["b", "c"]))).toEqual([]);
});

test("the backbone keeps what is strong for one of its ends", () => {
  const star = [9, 1, 1, 1].map((weight, i) => ({ a: "hub", b: `leaf${i}`, weight }));
  // p = 9/12 of 4 ties: (1 − 0.75)³ = 0.0156; the others (11/12)³ = 0.77
  expect(disparityBackbone(star, 0.05).map((t) => t.b)).toEqual(["leaf0"]);
  expect(disparityBackbone(star, 0.01)).toEqual([]);
  expect(disparityBackbone([{ a: "x", b: "y", weight: 1 }], 0.05)).toHaveLength(1);
});
