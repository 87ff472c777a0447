import { expect, test } from "vitest";
import type { OwnColumn } from "../src/api/types";
import { bestAttribute, dayOf, ownToken, quantityOf, valuesIn } from "../src/graph/ownValues";
import { DEFAULTS, readAddress, writeAddress } from "../src/state/address";

const column = (name: string, values: (string | number)[], codes: number[]): OwnColumn => ({
  name,
  shape: typeof values[0] === "number" ? "number" : "text",
  distinct: values.length,
  values,
  codes,
});

test("the best attribute is known for most nodes and spread evenly; numbers, remarks and lists of one are none", () => {
  const even = column("even", ["a", "b"], [0, 1, 0, 1]);
  expect(bestAttribute([column("odd", ["a", "b"], [0, 0, 0, 1]), even])).toBe("attributes.even");
  expect(bestAttribute([column("rare", ["a", "b"], [0, 1, -1, -1, -1])])).toBeNull();
  expect(bestAttribute([column("number", [1, 2], [0, 1]), column("one", ["a"], [0, 0])])).toBeNull();
  expect(bestAttribute([{ ...column("remark", [], []), distinct: 900 }])).toBeNull();
});

test("a column of several kinds tells more than a flag, and one of addresses makes no groups", () => {
  const flag = column("flag", ["0", "1"], [0, 1, 0, 1, 0, 1, 0, 1]);
  const kinds = column("kinds", ["a", "b", "c"], [0, 0, 0, 1, 1, 1, 2, 2]);
  const address = column("address", ["t", "u", "v", "w", "x", "y", "z"], [0, 1, 2, 3, 4, 5, 6, 0]);
  expect(bestAttribute([flag, kinds, address])).toBe("attributes.kinds");
  expect(bestAttribute([address])).toBeNull();
});

test("a date counts as its day, a month as its first", () => {
  expect(dayOf(quantityOf("2018-06") ?? 0)).toBe("2018-06-01");
  expect(quantityOf("2018-06-20")).toBe((quantityOf("2018-06-01") ?? 0) + 19);
  expect(quantityOf("2018")).toBeNull();
});

test("the address keeps names with blanks and values with separators", () => {
  const state = {
    ...DEFAULTS,
    colour: "attributes.매출 (억원)",
    size: "attributes.a!b",
    range: [{ measure: "attributes.a!b;c%", low: -1, high: 2.5 }],
    off: [`attributes.등급:${ownToken("A, B%")}`],
  };
  const { state: read, dropped } = readAddress(writeAddress(state));
  expect(dropped).toEqual([]);
  expect(read).toEqual(state);
});

test("files carry the values that a node has, so that a column with a gap stays one of numbers", () => {
  expect(valuesIn({ staff: 0, listed: false, grade: "A", turnover: "" })).toEqual({
    staff: 0,
    listed: false,
    grade: "A",
  });
});
