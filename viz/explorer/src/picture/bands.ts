/** Headings of the groups of a circle or of layers: the value that they share, beside where they stand. */
import { colouring } from "../graph/colouring";
import { type Facet, facetValue } from "../graph/filtering";
import type { ModelNode } from "../graph/model";
import { valueInWords } from "../graph/valueInWords";
import type { Hull } from "./hulls";

const GREY = "#8a94a0";

/** Where a heading stands: above a layer, or outside an arc of the circle. */
function place(inside: readonly ModelNode[], circle: boolean): { x: number; top: number } {
  const sum = (of: (n: ModelNode) => number) => inside.reduce((all, n) => all + of(n), 0);
  const far = (n: ModelNode) => Math.hypot(n.x, n.y) || 1;
  if (!circle) {
    const [left, right] = [Math.min(...inside.map((n) => n.x - n.r)), Math.max(...inside.map((n) => n.x + n.r))];
    return { x: (left + right) / 2, top: Math.min(...inside.map((n) => n.y - n.r)) };
  }
  const angle = Math.atan2(
    sum((n) => n.y / far(n)),
    sum((n) => n.x / far(n)),
  );
  const out = 1.12 * Math.max(...inside.map(far));
  return { x: out * Math.cos(angle), top: out * Math.sin(angle) };
}

export function bandHeadings(nodes: readonly ModelNode[], facet: Facet, circle: boolean): Hull[] {
  const groups = new Map<string, ModelNode[]>();
  for (const node of nodes) {
    const value = facetValue(node, facet) ?? "";
    const known = groups.get(value);
    if (known) known.push(node);
    else groups.set(value, [node]);
  }
  return [...groups].map(([value, inside], i) => ({
    id: -2 - i,
    members: [],
    // two meanings never share a palette
    colour: facet === "sector" && colouring.value === "sector" ? (inside[0] as ModelNode).colour : GREY,
    label: valueInWords(facet, value),
    size: Number.POSITIVE_INFINITY,
    ...place(inside, circle),
  }));
}
