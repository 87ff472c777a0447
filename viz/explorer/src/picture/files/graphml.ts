/** GraphML of what is drawn, for networkx, igraph, Gephi, yEd and Cytoscape. */
import type { Drawn } from "../drawn";
import { xml } from "../xml";
import {
  type AttributeType,
  defaultDirection,
  description,
  known,
  nodeAttributes,
  ownFields,
  ownOf,
  rgb,
  tieAttributes,
  typeOf,
  type Value,
} from "./attributes";

const PLACE: Record<string, AttributeType> = { x: "double", y: "double", size: "double", r: "int", g: "int", b: "int" };
const data = (all: [string, Value | undefined][]) =>
  known(all)
    .map(([id, v]) => `<data key="${id}">${xml(String(v))}</data>`)
    .join("");

export function graphml(drawn: Drawn): string {
  const own = ownFields(drawn);
  const key = (id: string, where: string, type: AttributeType, name = id) =>
    `<key id="${id}" for="${where}" attr.name="${xml(name)}" attr.type="${type}"/>`;
  const [node, tie] = [drawn.nodes[0], drawn.ties[0]];
  const out = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("description", "graph", "string"),
    key("label", "node", "string"),
    ...Object.keys(node ? nodeAttributes(node) : {}).map((name) => key(name, "node", typeOf(name))),
    ...Object.entries(PLACE).map(([name, type]) => key(name, "node", type)),
    ...own.map((one) => key(one.id, "node", one.type, one.name)),
    key("edge_weight", "edge", "double", "weight"),
    key("edge_colour", "edge", "string", "colour"),
    key("edge_width", "edge", "double", "width"),
    ...Object.keys(tie ? tieAttributes(tie) : {}).map((name) => key(`edge_${name}`, "edge", "string", name)),
    `<graph edgedefault="${defaultDirection(drawn)}">`,
    data([["description", description(drawn)]]),
  ];
  for (const n of drawn.nodes) {
    const [r, g, b] = rgb(n.colour);
    out.push(
      `<node id="${xml(n.id)}">${data([
        ["label", n.label],
        ...Object.entries(nodeAttributes(n)),
        ...Object.entries({ x: n.x, y: -n.y, size: n.size, r, g, b }),
        ...own.map((one): [string, Value | undefined] => [one.id, ownOf(n, one.name)]),
      ])}</node>`,
    );
  }
  for (const t of drawn.ties) {
    const attributes = Object.entries(tieAttributes(t)).map(([name, v]): [string, Value] => [`edge_${name}`, v]);
    out.push(
      `<edge id="${xml(t.id)}" source="${xml(t.source)}" target="${xml(t.target)}">${data([
        ["edge_weight", t.weight],
        ["edge_colour", t.colour],
        ["edge_width", t.width],
        ...attributes,
      ])}</edge>`,
    );
  }
  return [...out, "</graph></graphml>", ""].join("\n");
}
