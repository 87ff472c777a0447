/** JSON of what is drawn: our own, and that of Cytoscape. */
import type { Drawn } from "../drawn";
import { nodeAttributes, tieAttributes, type Value } from "./attributes";

const known = (attributes: Record<string, Value>) =>
  Object.fromEntries(Object.entries(attributes).filter(([, v]) => v !== null));

export const json = (drawn: Drawn): string => JSON.stringify(drawn, null, 1);

export function cyjs({ about, nodes, ties }: Drawn): string {
  return JSON.stringify({
    format_version: "1.0",
    generated_by: "Sojae",
    target_cytoscapejs_version: "~3.0",
    data: { name: `Sojae ${about.title}`, ...about },
    elements: {
      nodes: nodes.map((n) => ({
        data: {
          ...n.own,
          ...known(nodeAttributes(n)),
          id: n.id,
          value: n.id,
          name: n.label,
          size: n.size,
          colour: n.colour,
        },
        position: { x: n.x, y: n.y },
      })),
      edges: ties.map((t) => ({
        data: {
          ...known(tieAttributes(t)),
          id: t.id,
          source: t.source,
          target: t.target,
          directed: t.directed,
          weight: t.weight,
          colour: t.colour,
          width: t.width,
          interaction: t.predicates[0] ?? "tie",
        },
      })),
    },
  });
}
