import { expect, test } from "vitest";
import { contrast, DARK, legible, LIGHT, mix, ramp, rim } from "../src/picture/colours";
import { OccupiedBoxes, placeLabels, truncateLabel } from "../src/picture/labels";
import { inkOn, shade } from "../src/picture/colourScale";

const PALETTE = [
  "#EE7788",
  "#6677CC",
  "#BB6633",
  "#665511",
  "#663377",
  "#773333",
  "#BB9933",
  "#EEAADD",
  "#119966",
  "#336655",
  "#11AAFF",
  "#BBCC66",
  "#996688",
  "#D2C4B0",
  "#A5B0B0",
  "#4E5A66",
];

test.each([LIGHT, DARK])("text and rims can be read on the paper", (tone) => {
  for (const text of [tone.ink, tone.soft, tone.accent]) expect(contrast(text, tone.paper)).toBeGreaterThan(4.5);
  for (const mark of [tone.fresh, tone.ended, tone.changed]) expect(contrast(mark, tone.paper)).toBeGreaterThan(3);
  for (const colour of PALETTE) {
    expect(contrast(rim(colour, tone), tone.paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(legible(colour, tone), tone.paper)).toBeGreaterThanOrEqual(4.5);
  }
});
test.each([LIGHT, DARK])("a ramp goes one way", (tone) => {
  const steps = [0, 0.25, 0.5, 0.75, 1].map((t) => contrast(ramp(t, tone), tone.paper));
  expect([...steps].sort((a, b) => a - b)).toEqual(steps);
});
test.each([false, true])("every cell of the matrix can be read, and sides are told apart", (dark) => {
  for (let folds = -3; folds <= 3; folds += 0.25) {
    const fill = shade(2 ** folds, dark);
    expect(contrast(inkOn(fill), fill)).toBeGreaterThan(4.5);
  }
  expect(shade(0, dark)).toBe(shade(2 ** -3, dark));
  expect(shade(0.25, dark)).not.toBe(shade(4, dark));
});
test("colours mix", () => expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080"));
test("names are cut by letters, not by halves of them", () => {
  expect([...truncateLabel("🧵".repeat(40))]).toHaveLength(26);
  expect(truncateLabel("섬유")).toBe("섬유");
});
test("no name lies on another", () => {
  const named = Array.from({ length: 200 }, (_, i) => ({
    id: `n${i}`,
    text: `name ${i}`,
    x: 100 + (i % 20) * 30,
    y: 50 + Math.floor(i / 20) * 12,
    r: 6,
    bold: false,
    required: i === 0,
  }));
  const placed = placeLabels(named, new OccupiedBoxes(), { width: 900, height: 400 }, 100, (text) => text.length * 7);
  expect(placed.length).toBeGreaterThan(10);
  expect(placed[0]?.id).toBe("n0");
  for (const [i, p] of placed.entries())
    for (const q of placed.slice(0, i))
      expect(p.box[0] >= q.box[2] || q.box[0] >= p.box[2] || p.box[1] >= q.box[3] || q.box[1] >= p.box[3]).toBe(true);
});
