/** GEXF 1.3 of what is drawn, for Gephi and Gephi Lite. */
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

const TYPES: Record<AttributeType, string> = { string: "string", double: "double", int: "integer", boolean: "boolean" };
const SHAPES: Record<string, string> = { technology: "diamond", programme: "square" };
const values = (all: [string, Value | undefined][]) =>
  `<attvalues>${known(all)
    .map(([id, v]) => `<attvalue for="${id}" value="${xml(String(v))}"/>`)
    .join("")}</attvalues>`;
const colour = (hex: string) => {
  const [r, g, b] = rgb(hex);
  return `<viz:color r="${r}" g="${g}" b="${b}"/>`;
};

export function gexf(drawn: Drawn): string {
  const own = ownFields(drawn);
  const [first, tie] = [drawn.nodes[0], drawn.ties[0]];
  const declared = (id: string, title: string, type: AttributeType) =>
    `<attribute id="${id}" title="${xml(title)}" type="${TYPES[type]}"/>`;
  const out = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><creator>Sojae</creator><description>${xml(description(drawn))}</description></meta>`,
    `<graph defaultedgetype="${defaultDirection(drawn)}" mode="static">`,
    '<attributes class="node">',
    ...Object.keys(first ? nodeAttributes(first) : {}).map((name) => declared(name, name, typeOf(name))),
    ...own.map((one) => declared(one.id, one.name, one.type)),
    '</attributes><attributes class="edge">',
    ...Object.keys(tie ? tieAttributes(tie) : {}).map((name) => declared(name, name, "string")),
    "</attributes><nodes>",
  ];
  for (const n of drawn.nodes)
    out.push(
      `<node id="${xml(n.id)}" label="${xml(n.label)}">${values([
        ...Object.entries(nodeAttributes(n)),
        ...own.map((one): [string, Value | undefined] => [one.id, ownOf(n, one.name)]),
      ])}${colour(n.colour)}<viz:position x="${n.x}" y="${-n.y}" z="0"/><viz:size value="${n.size}"/><viz:shape value="${SHAPES[n.kind] ?? "disc"}"/></node>`,
    );
  out.push("</nodes><edges>");
  for (const t of drawn.ties)
    out.push(
      `<edge id="${xml(t.id)}" source="${xml(t.source)}" target="${xml(t.target)}" type="${t.directed ? "directed" : "undirected"}" weight="${t.weight}">${values(
        Object.entries(tieAttributes(t)),
      )}${colour(t.colour)}<viz:thickness value="${t.width}"/></edge>`,
    );
  return [...out, "</edges></graph></gexf>", ""].join("\n");
}
