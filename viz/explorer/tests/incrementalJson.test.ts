import { describe, expect, test } from "vitest";
import { parseIncrementally } from "../src/api/incrementalJson";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe("a large answer in pieces", () => {
  test("is what it would be at once, whatever names hold", async () => {
    const hostile = ['},{"', "\\", '\\"', "[[", "]}", "소재 😀", "\u0000", "a,b"];
    const nodes = Array.from({ length: 9000 }, (_, i) => ({
      id: `n${i}`,
      name: hostile[i % hostile.length],
      at: [i, { deep: [[i]] }],
      none: null,
    }));
    const scene = {
      version: "list",
      nodes,
      empty: [],
      numbers: [1, 2, 3],
      hidden: { limit: 0, names: ["x"] },
      flag: true,
    };
    expect(bytes(scene).length).toBeGreaterThan(1 << 19);
    expect(await parseIncrementally(bytes(scene))).toEqual(scene);
  });
  test("a small one, and one that is cut", async () => {
    expect(await parseIncrementally(bytes({ nodes: [] }))).toEqual({ nodes: [] });
    const cut = bytes({ nodes: Array.from({ length: 60_000 }, (_, i) => `n${i}`) }).slice(0, 400_000);
    await expect(parseIncrementally(cut)).rejects.toThrow();
  });
});
