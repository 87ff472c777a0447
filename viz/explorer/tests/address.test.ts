import { describe, expect, test } from "vitest";
import { DEFAULTS, readAddress, type State, writeAddress } from "../src/state/address";

const full: State = {
  ...DEFAULTS,
  view: "gaps",
  lang: "en",
  theme: "dark",
  layer: "direct",
  around: "dmi",
  depth: 2,
  as_of: "2018-06",
  compare: "2024",
  undated: "drop",
  isolates: "show",
  node: "dyetec",
  tie: "dmi~dyetec",
  off: ["sector:textiles", "predicate:SUPPLIES", "place:대구 북구"],
  hide: ["kia"],
  pin: [
    { id: "dmi", x: -12.5, y: 80 },
    { id: "poba", x: null, y: null },
  ],
  expand: [
    { id: "dmi", alone: false, kinds: ["technology"], sectors: ["metals", "textiles"] },
    { id: "x", alone: true, kinds: null, sectors: null },
  ],
  collapse: ["sector:metals", "community:3"],
  colour: "betweenness",
  size: "degree",
  range: [{ measure: "degree", low: 0.5, high: 1e-7 + 3 }],
  from: "a",
  to: "b",
  way: 2,
  table: "ties",
  sort: "-name",
  cam: { x: 0.25, y: 0.75, ratio: 0.5 },
  gap_layer: "all",
  baseline: "any",
  pair: "metals~textiles",
  sector: "metals",
  measure: "closeness",
  against: "degree",
  group: 4,
};

describe("the address", () => {
  test("of a plain page is empty", () => expect(writeAddress(DEFAULTS)).toBe(""));
  test("gives the whole state back", () =>
    expect(readAddress(writeAddress(full))).toEqual({ state: full, dropped: [] }));
  test("leaves what is usual out", () => expect(writeAddress({ ...DEFAULTS, as_of: "2018" })).toBe("?as_of=2018"));
  test("opens what can be opened and tells the rest", () => {
    const { state, dropped } = readAddress("?layer=direct&lyer=all&as_of=20x&depth=9&node=dmi");
    expect(state).toEqual({ ...DEFAULTS, layer: "direct", node: "dmi" });
    expect(dropped.map((d) => [d.parameter, d.why])).toEqual([
      ["lyer", "unknown"],
      ["as_of", "value"],
      ["depth", "value"],
    ]);
  });
  test("takes the two ends of a tie in either order", () => {
    expect(readAddress("?tie=dmi~daegu-technopark").state.tie).toBe("daegu-technopark~dmi");
  });
  test("keeps the readable parts of a list", () => {
    expect(readAddress("?pin=dmi@1!2;;b ad@").state.pin).toEqual([{ id: "dmi", x: 1, y: 2 }]);
    expect(readAddress("?off=nothing").dropped).toHaveLength(1);
  });
  test.each([
    "?__proto__=1",
    "?constructor=x",
    "?off=%",
    "?cam=NaN!1!1",
    "?range=degree!5!1",
    "?tie=<img>",
    `?node=${"x".repeat(300)}`,
  ])("survives %s", (query) => {
    const { state, dropped } = readAddress(query);
    expect(state).toEqual(DEFAULTS);
    expect(dropped).toHaveLength(1);
  });
});
