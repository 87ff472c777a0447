import { expect, test } from "vitest";
import type { Drawn } from "../src/picture/drawn";
import { gexf } from "../src/picture/files/gexf";
import { graphml } from "../src/picture/files/graphml";

const node = (id: string) => ({
  ...{ id, label: id, name_ko: id, name_en: "", kind: "organisation", sector: null, place: null, community: 0 },
  ...{ ties: 1, members: [], own: {}, x: 0, y: 0, size: 1, colour: "#112233" },
});
const tie = (id: string, directed: boolean) => ({
  ...{ id, source: "a", target: "b", directed, weight: 1, width: 1, colour: "#112233" },
  ...{ predicates: ["SUPPLIES"], relations: [], status: "current" },
});
const drawn = (...directed: boolean[]) =>
  ({
    about: { title: "t", filters: [], source: "s" },
    nodes: [node("a"), node("b")],
    ties: directed.map((one, i) => tie(`t${i}`, one)),
  }) as unknown as Drawn;

test.each([
  [[true, true], "directed"],
  [[true, false], "undirected"],
  [[], "undirected"],
] as const)("ties that are directed %j make a network that is %s", (directed, said) => {
  expect(gexf(drawn(...directed))).toContain(`defaultedgetype="${said}"`);
  expect(graphml(drawn(...directed))).toContain(`edgedefault="${said}"`);
});
test("what is not known is not written", () => {
  expect(gexf(drawn())).not.toContain('for="sector"');
  expect(graphml(drawn())).not.toContain('<data key="sector">');
});
