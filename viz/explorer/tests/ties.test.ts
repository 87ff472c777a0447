import { describe, expect, test } from "vitest";
import type { Scene } from "../src/api/types";
import { readTie } from "../src/graph/tieReading";
import { truncationOf } from "../src/graph/truncation";
import { OccupiedBoxes, SMALL_NETWORK, type LabelCandidate, placeLabels } from "../src/picture/labels";

describe("who does what to whom", () => {
  const facts = new Map([
    ["s", { subject: "b", predicate: "SUPPLIES", object: "a" }],
    ["t", { subject: "a", predicate: "SUPPORTS", object: "b" }],
    ["c", { subject: "b", predicate: "COLLABORATES_WITH", object: "a" }],
    ["l", { subject: "a", predicate: "LEADS", object: "p" }],
    ["m", { subject: "b", predicate: "MEMBER_OF", object: "p" }],
  ]);
  const read = (...relations: string[]) =>
    readTie(
      { a: "a", b: "b", relations, predicates: [...new Set(relations.map((r) => facts.get(r)?.predicate ?? "FUNDS"))] },
      facts,
    );
  const none = { forward: [], backward: [], shared: [], undirected: [] };
  test("the subject comes first, whatever the order of the ids", () => {
    expect(read("s")).toEqual({ ...none, from: "b", to: "a", forward: ["SUPPLIES"] });
    expect(read("t")).toEqual({ ...none, from: "a", to: "b", forward: ["SUPPORTS"] });
    expect(read("s", "c")).toEqual({ ...none, from: "b", to: "a", forward: ["SUPPLIES", "COLLABORATES_WITH"] });
    expect(read("c")).toEqual({ ...none, from: "a", to: "b", forward: ["COLLABORATES_WITH"] });
  });
  test("what goes both ways is told apart", () => {
    expect(read("s", "t")).toEqual({ ...none, from: "a", to: "b", forward: ["SUPPORTS"], backward: ["SUPPLIES"] });
  });
  test("what ties both to a third is neither's to the other", () => {
    expect(read("l", "m")).toEqual({ ...none, from: "a", to: "b", shared: ["LEADS", "MEMBER_OF"] });
  });
  test("a direction that is not known is not made up", () => {
    expect(read("?")).toEqual({ ...none, from: "a", to: "b", undirected: ["FUNDS"] });
  });
});

describe("what is left out", () => {
  const node = { id: "a" } as Scene["nodes"][number];
  const scene = (limit: number, ties: number) => ({
    nodes: [node, node],
    ties: Array.from({ length: ties }, () => ({})) as Scene["ties"],
    hidden: { isolates: 0, limit },
  });
  test("nothing", () => {
    expect(truncationOf(scene(0, 1), false)).toBeNull();
  });
  test("is counted, and the rule is the one that was followed", () => {
    expect(truncationOf(scene(3, 0), false)).toEqual({ count: 3, drawn: 2, total: 5, rule: "none" });
    expect(truncationOf(scene(3, 1), false)?.rule).toBe("ties");
    expect(truncationOf(scene(3, 1), true)?.rule).toBe("near");
  });
});

describe("names of a small network", () => {
  const dots: LabelCandidate[] = Array.from({ length: 12 }, (_, i) => ({
    id: `n${i}`,
    text: "긴 이름의 회사",
    x: 300 + 30 * (i % 4),
    y: 200 + 30 * Math.floor(i / 4),
    r: 6,
    bold: false,
    required: false,
  }));
  const placed = placeLabels(
    dots,
    new OccupiedBoxes(),
    { width: 800, height: 600 },
    46,
    (text, size) => text.length * size,
    dots.length < SMALL_NETWORK,
  );
  test("cover no dot", () => {
    expect(placed.length).toBeGreaterThan(3);
    for (const {
      id,
      box: [x1, y1, x2, y2],
    } of placed)
      for (const d of dots)
        if (d.id !== id) expect(d.x + d.r > x1 && d.x - d.r < x2 && d.y + d.r > y1 && d.y - d.r < y2).toBe(false);
  });
  test("stand beside where another dot is near: both are named", () => {
    const two = [
      { ...(dots[0] as LabelCandidate), id: "far", x: 400 },
      { ...(dots[0] as LabelCandidate), id: "near", x: 414, y: 206 },
    ];
    expect(
      placeLabels(
        two,
        new OccupiedBoxes(),
        { width: 800, height: 600 },
        60,
        (text, size) => text.length * size,
        true,
      ).map((p) => p.id),
    ).toEqual(["far", "near"]);
  });
});
