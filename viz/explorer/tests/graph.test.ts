import { describe, expect, test } from "vitest";
import type { Scene, Vocabulary } from "../src/api/types";
import { collapse, EVERY, pushApart } from "../src/graph/collapse";
import { holds, span } from "../src/graph/dates";
import { applyFilters, type Filters } from "../src/graph/filtering";
import { type Fact, tiesOfLayer } from "../src/graph/evidence";
import { makeModel } from "../src/graph/model";
import { FreeSpace } from "../src/graph/freeSpace";

const day = (text: string) => Date.parse(text) / 86_400_000;

describe("partial dates", () => {
  test("mean spans of days", () => {
    expect(span("2017")).toEqual([day("2017-01-01"), day("2017-12-31")]);
    expect(span("2016-02")).toEqual([day("2016-02-01"), day("2016-02-29")]);
    expect(span("2017-06-20")).toEqual([day("2017-06-20"), day("2017-06-20")]);
    for (const wrong of ["0000", "2017-13", "2017-02-29", "17", "2017-1", ""]) expect(span(wrong)).toBeNull();
  });
  test("hold from the earliest start to the latest end, undated ones as one chooses", () => {
    expect(holds("2018", null, "2018", "keep")).toBe(true);
    expect(holds("2019", null, "2018-12-31", "keep")).toBe(false);
    expect(holds("2010", "2018", "2018-12-31", "keep")).toBe(true);
    expect(holds("2010", "2017-06", "2018", "keep")).toBe(false);
    expect(holds(null, null, "2018", "keep")).toBe(true);
    expect(holds(null, null, null, "drop")).toBe(false);
  });
});

const EVIDENCE: Vocabulary["evidence"] = {
  direct: ["SUPPLIES"],
  affiliation: ["MEMBER_OF", "LEADS"],
  affiliation_programmes: ["project"],
  technology: ["USES"],
};
const fact = (
  id: string,
  subject: string,
  predicate: string,
  object: string,
  start: string | null = null,
  end: string | null = null,
): Fact => ({ id, subject, predicate, object, start, end });
const FACTS = [
  fact("r1", "a", "SUPPLIES", "b", "2010"),
  fact("r2", "b", "MEMBER_OF", "p", "2015"),
  fact("r3", "c", "LEADS", "p", "2016"),
  fact("r4", "c", "MEMBER_OF", "p", "2018"),
  fact("r5", "a", "MEMBER_OF", "q"),
  fact("r6", "b", "MEMBER_OF", "q"),
];
const kind = (id: string) => ({ p: "project", q: "event" })[id];
const at = (as_of: string | null, layer: "all" | "direct" | "facts" = "all", without: string[] = []) =>
  tiesOfLayer(FACTS, { layer, as_of, since: null, undated: "keep", without: new Set(without) }, EVIDENCE, kind);

describe("ties", () => {
  test("follow from direct relations and from programmes that count", () => {
    expect([...at(null).keys()].sort()).toEqual(["a~b", "b~c"]);
    expect([...(at(null).get("b~c")?.relations ?? [])].sort()).toEqual(["r2", "r3"]); // several roles of one body count once
  });
  test("hold on a day only if all behind them does", () => {
    expect([...at("2015").keys()]).toEqual(["a~b"]);
    expect([...at("2016").keys()].sort()).toEqual(["a~b", "b~c"]);
  });
  test("vanish with the predicates behind them", () => {
    expect([...(at(null, "all", ["LEADS"]).get("b~c")?.relations ?? [])].sort()).toEqual(["r2", "r4"]);
    expect(at(null, "direct", ["SUPPLIES"]).size).toBe(0);
    expect(at(null, "facts").size).toBe(5);
  });
});

const WORDS = {
  kinds: {},
  organisation_kinds: {},
  programme_kinds: {},
  alias_kinds: {},
  identifier_schemes: {},
  evidence_kinds: {},
  match_rules: {},
  match_comparisons: {},
  match_levels: {},
  deciders: {},
  predicates: {},
  layers: {},
  sectors: [],
  colours: { no_sector: "#111111", programme: "#222222" },
  evidence: EVIDENCE,
  formats: [],
} as Vocabulary;
const node = (id: string, sector: string | null, x: number, community = 0) => ({
  id,
  kind: "organisation" as const,
  label_ko: id,
  label_en: id,
  sector,
  x,
  y: 0,
  size: 5,
  colour: "#aabbcc",
  community,
});
const SCENE: Scene = {
  graph_version: "v",
  layer: "all",
  hidden: { isolates: 0, limit: 0 },
  legend: [],
  attributes: [],
  data_licence: "",
  communities: { of: "layer" as const, resolution: 1, seed: 0, modularity: 0.5 },
  nodes: [node("a", "metals", 0), node("b", "textiles", 20), node("c", "textiles", 40, 1), node("d", null, 60, -1)],
  ties: [
    { source: "a", target: "b", predicates: ["SUPPLIES"], relations: ["r1"], weight: 1 },
    { source: "b", target: "c", predicates: ["LEADS"], relations: ["r2", "r3"], weight: 1 },
  ],
};
const PARTS = new Map([
  ["a", new Set(["p"])],
  ["b", new Set(["p", "q"])],
]);
const NONE: Filters = {
  only: [],
  off: [],
  programme: [],
  hide: [],
  pin: [],
  range: [],
  around: null,
  from: null,
  to: null,
};
const drawn = (chosen: Partial<Filters>, brought: Parameters<typeof makeModel>[3] = []) =>
  applyFilters(
    makeModel(SCENE, new Map(), new Map(), brought, WORDS),
    { ...NONE, ...chosen },
    { current: null, earlier: null },
    new Map([
      [
        "degree",
        new Map([
          ["a", 1],
          ["b", 2],
        ]),
      ],
    ]),
    PARTS,
    { current: () => true, earlier: null },
    () => "SUPPLIES",
  );

describe("what is drawn", () => {
  test("passes all filters, and facets count what would come back", () => {
    const shown = drawn({ off: ["sector:textiles"] });
    expect(shown.nodes.map((n) => n.id)).toEqual(["a", "d"]);
    expect(Object.fromEntries(shown.facets().get("sector") ?? [])).toEqual({ metals: 1, textiles: 2, none: 1 });
    expect(Object.fromEntries(shown.facets().get("community") ?? [])).toEqual({ 0: 1 });
    expect(shown.ties).toHaveLength(0);
  });
  test("leaves out what is hidden and what has no value in a range, but not what is pinned", () => {
    expect(drawn({ hide: ["a"] }).nodes.map((n) => n.id)).toEqual(["b", "c", "d"]);
    expect(drawn({ range: [{ measure: "degree", low: 2, high: 9 }] }).nodes.map((n) => n.id)).toEqual(["b"]);
    expect(drawn({ off: ["sector:metals"], pin: [{ id: "a", x: null, y: null }] }).nodeById.has("a")).toBe(true);
  });
  test("keeps those who take part in one of the programmes, and counts each programme under all other filters", () => {
    expect(drawn({ programme: ["q"] }).nodes.map((n) => n.id)).toEqual(["b"]);
    expect(drawn({ programme: ["p", "q"] }).nodes.map((n) => n.id)).toEqual(["a", "b"]);
    expect(
      Object.fromEntries(
        drawn({ programme: ["q"], off: ["sector:metals"] })
          .facets()
          .get("programme") ?? [],
      ),
    ).toEqual({ p: 1, q: 1 });
    expect(
      Object.fromEntries(
        drawn({ programme: ["q"] })
          .facets()
          .get("sector") ?? [],
      ),
    ).toEqual({ textiles: 1 });
  });
  test("shows two days at once", () => {
    const [past, now] = [at("2015"), at("2016")];
    const shown = applyFilters(
      makeModel(SCENE, new Map(), new Map(), [], WORDS),
      NONE,
      { current: now, earlier: past },
      new Map(),
      new Map(),
      { current: () => true, earlier: () => true },
      () => "SUPPLIES",
    );
    expect(shown.ties.map((t) => [t.key, t.status])).toEqual([
      ["a~b", "kept"],
      ["b~c", "fresh"],
    ]);
  });
  test("takes new nodes in near what they belong to, on no other node", () => {
    const record = {
      id: "t",
      kind: "technology" as const,
      name_ko: "t",
      name_en: "t",
      name_en_is_official: true,
      sources: [],
    };
    const shown = drawn({}, [
      {
        root: "a",
        nodes: [record],
        relations: [
          {
            id: "r9",
            subject: "a",
            predicate: "USES" as const,
            object: "t",
            start: null,
            end: null,
            detail: null,
            sources: [],
          },
        ],
      },
    ]);
    const t = shown.nodeById.get("t");
    expect(t?.added).toBe(true);
    expect(shown.ties.some((x) => x.key === "a~t")).toBe(true);
    for (const other of shown.nodes)
      if (t && other.id !== "t") expect(Math.hypot(other.x - t.x, other.y - t.y)).toBeGreaterThan(other.r + t.r);
  });
  test("collapses groups and adds their ties up", () => {
    const shown = collapse(drawn({}), ["sector:textiles"], new Set());
    expect(shown.nodes.map((n) => n.id).sort()).toEqual(["a", "d", "group:sector:textiles"]);
    expect(shown.ties.map((t) => t.key)).toEqual(["a~group:sector:textiles"]);
  });
});

test("every community is collapsed, whatever their numbers", () => {
  const shown = collapse(drawn({}), [EVERY], new Set());
  expect(shown.nodes.map((n) => n.id).sort()).toEqual(["d", "group:community:0", "group:community:1"]);
});
test("groups are pushed apart", () => {
  const discs = [
    { x: 0, y: 0, r: 20 },
    { x: 1, y: 0, r: 10 },
    { x: 0, y: 1, r: 30 },
  ];
  pushApart(discs, 5);
  for (const p of discs)
    for (const q of discs) if (p !== q) expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeGreaterThan(p.r + q.r);
});
test("a room gives the place itself if it is free", () =>
  expect(new FreeSpace().nearest(3, 4, 5)).toEqual({ x: 3, y: 4 }));
