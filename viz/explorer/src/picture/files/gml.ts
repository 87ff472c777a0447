/** GML of what is drawn, for igraph, networkx, yEd and Gephi: ASCII, ids are whole numbers. */
import type { Drawn } from "../drawn";
import { description, nodeAttributes, ownFields, ownOf, tieAttributes, type Value } from "./attributes";

const KEY = /^[A-Za-z][A-Za-z0-9]*$/;
const TAKEN = new Set([
  "id",
  "label",
  "graphics",
  "node",
  "edge",
  "source",
  "target",
  "attribute",
  "kind",
  "sector",
  "place",
  "community",
  "ties",
  "members",
]);
/** A value; quotes, ampersands and everything beyond ASCII become references. */
const written = (v: Exclude<Value, null>): string =>
  typeof v === "number"
    ? Number.isInteger(v) && Math.abs(v) >= 2 ** 31
      ? `${v}.0`
      : String(v)
    : `"${[...String(v)].map((c) => (/[ !#-%'-~]/.test(c) ? c : `&#${c.codePointAt(0)};`)).join("")}"`;
const lines = (known: [string, Value | undefined][]) =>
  known
    .filter((one): one is [string, Exclude<Value, null>] => one[1] !== null && one[1] !== undefined)
    .map(([name, v]) => `    ${name} ${written(v)}`);

export function gml(drawn: Drawn): string {
  const own = ownFields(drawn);
  const number = new Map(drawn.nodes.map((n, i) => [n.id, i]));
  const out = ['Creator "Sojae"', "graph [", "  directed 0", `  comment ${written(description(drawn))}`];
  for (const n of drawn.nodes) {
    const { name_ko: nameKo, name_en: nameEn, ...rest } = nodeAttributes(n);
    out.push(
      "  node [",
      ...lines([
        ["id", number.get(n.id)],
        ["label", n.label],
        ["key", n.id],
        ["nameKo", nameKo],
        ["nameEn", nameEn],
        ...Object.entries(rest),
      ]),
      `    graphics [ x ${n.x} y ${-n.y} w ${n.size} h ${n.size} fill "${n.colour}" ]`,
    );
    for (const { name } of own) {
      const v = ownOf(n, name);
      if (v === undefined) continue;
      if (KEY.test(name) && !TAKEN.has(name.toLowerCase())) out.push(...lines([[name, v]]));
      else out.push(`    attribute [ name ${written(name)} value ${written(v)} ]`);
    }
    out.push("  ]");
  }
  for (const t of drawn.ties)
    out.push(
      "  edge [",
      ...lines([
        ["source", number.get(t.source)],
        ["target", number.get(t.target)],
        ["weight", t.weight],
        ...Object.entries(tieAttributes(t)),
      ]),
      `    graphics [ width ${t.width} fill "${t.colour}" ]`,
      "  ]",
    );
  return [...out, "]", ""].join("\n");
}
