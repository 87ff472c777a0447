import { describe, expect, test } from "vitest";
import type { PlaceShape, Places } from "../src/api/types";
import { buildGeography, UNKNOWN, UNLISTED } from "../src/graph/geography";
import { participationOn } from "../src/graph/participation";
import { distance, projection } from "../src/views/explore/map/projection";

const at = (
  id: string,
  level: PlaceShape["level"],
  parent: string | null,
  point: [number, number] | null,
  members: string[],
): PlaceShape => ({
  id,
  level,
  name_ko: id,
  name_en: id,
  parent,
  latitude: point?.[0] ?? null,
  longitude: point?.[1] ?? null,
  source: "x",
  organisations: members.length,
  members,
});
const PLACES: Omit<Places, "graph_version"> = {
  results: [
    at("land", "country", null, null, []),
    at("far", "country", null, null, ["f"]),
    at("north", "province", "land", null, ["n"]),
    at("big", "city", "land", [35.87, 128.6], ["a", "b"]),
    at("big-west", "district", "big", [35.83, 128.53], ["c"]),
    at("port", "city", "north", [36.03, 129.36], ["d"]),
    at("port-south", "district", "port", null, ["e"]),
  ],
  unlisted: [{ stated: "Atlantis", organisations: 1, members: ["u"] }],
  unknown: { organisations: 1, members: ["x"] },
};

describe("places", () => {
  const found = buildGeography(PLACES);
  test("stand apart by district in the city that has most, by city elsewhere", () => {
    expect(found.centre?.id).toBe("big");
    expect(Object.fromEntries(found.placeOf)).toEqual({
      a: "big",
      b: "big",
      c: "big-west",
      d: "port",
      e: "port",
      f: "far",
      n: "north",
      u: UNLISTED,
      x: UNKNOWN,
    });
    expect([...found.places.values()].map((s) => [s.id, s.precision, s.organisations])).toEqual([
      ["far", "abroad", 1],
      ["north", "rough", 1],
      ["big", "point", 2],
      ["big-west", "point", 1],
      ["port", "point", 2],
      [UNLISTED, "nowhere", 1],
      [UNKNOWN, "nowhere", 1],
    ]);
  });
  test("of a city whose districts have no centre stand with it, and it is the centre", () => {
    const own = buildGeography({
      results: [
        at("do", "province", null, null, []),
        at("nam", "city", "do", [37.4, 127.1], ["g"]),
        at("nam-east", "district", "nam", null, ["h", "i"]),
        at("nam-west", "district", "nam", null, ["j"]),
      ],
      unlisted: [],
      unknown: { organisations: 0 },
    });
    expect(own.centre).toMatchObject({ id: "nam", precision: "point", organisations: 4, excludesDistricts: false });
    expect([...own.placeOf.values()]).toEqual(["nam", "nam", "nam", "nam"]);
  });
  test("a city without a centre is no centre, however many are there", () => {
    const own = buildGeography({
      results: [at("lost", "city", null, null, ["a", "b"]), at("known", "city", null, [37.4, 127.1], ["c"])],
      unlisted: [],
      unknown: { organisations: 0 },
    });
    expect(own.centre?.id).toBe("known");
    expect(own.places.get("lost")).toMatchObject({ precision: "rough", organisations: 2 });
  });
  test("a city whose districts stand apart is told to be the rest of it", () => {
    expect([...found.places.values()].filter((s) => s.excludesDistricts).map((s) => s.id)).toEqual(["big"]);
  });
  test("without any organisation there is no centre and nothing fails", () => {
    expect(buildGeography({ results: [], unlisted: [], unknown: { organisations: 0 } }).centre).toBeNull();
  });
});
describe("the projection", () => {
  const daegu = { latitude: 35.87, longitude: 128.6 };
  const seoul = { latitude: 37.566, longitude: 126.978 };
  test("knows distances", () => {
    expect(distance(daegu, seoul)).toBeGreaterThan(230);
    expect(distance(daegu, seoul)).toBeLessThan(245);
  });
  test("keeps directions, squeezes distances and ends at the farthest", () => {
    const { project: place, rings } = projection(daegu, [seoul]);
    const [x, y] = place(seoul);
    expect(Math.hypot(x, y)).toBeCloseTo(1);
    expect([x < 0, y < 0]).toEqual([true, true]); // north-west
    const [ex, ey] = place({ latitude: 35.87, longitude: 128.71 });
    expect(ex).toBeGreaterThan(0.35); // 10 km of 237
    expect(Math.abs(ey)).toBeLessThan(0.01);
    expect(place(daegu)).toEqual([0, -0]);
    expect(rings.map((r) => r.km)).toEqual([3, 10, 30, 100, 300]);
  });
});
test("who takes part in a programme on a day", () => {
  const facts = [
    { id: "1", subject: "a", predicate: "LEADS", object: "p", start: "2015", end: "2017" },
    { id: "2", subject: "b", predicate: "MEMBER_OF", object: "p", start: "2020", end: null },
    { id: "3", subject: "p", predicate: "PART_OF", object: "q", start: null, end: null },
    { id: "4", subject: "a", predicate: "SUPPLIES", object: "b", start: null, end: null },
  ];
  const programmes = new Map([
    ["p", 1],
    ["q", 1],
  ]);
  const on = (as_of: string | null, compare: string | null = null) => [
    ...participationOn(facts, programmes, { as_of, compare, since: null, undated: "keep" }).keys(),
  ];
  expect(on(null)).toEqual(["a", "b"]);
  expect(on("2016")).toEqual(["a"]);
  expect(on("2016", "2021")).toEqual(["a", "b"]);
});
