/** Two tables of what is drawn, in a zip that spreadsheets open. */
import { type Cell, csv } from "../../browser/spreadsheet";
import { zip } from "../../browser/zip";
import type { Drawn } from "../drawn";
import { description, nodeAttributes, ownFields, ownOf, tieAttributes } from "./attributes";

const table = (columns: string[], rows: Cell[][]) =>
  csv(
    columns.map((title) => ({ title })),
    rows.map((cells) => ({ cells })),
  );

export function tables(drawn: Drawn): Blob {
  const own = ownFields(drawn);
  const first = drawn.nodes[0];
  const named = Object.keys(first ? nodeAttributes(first) : {});
  const cell = (v: unknown): Cell => (v === undefined || v === null ? null : typeof v === "number" ? v : String(v));
  const nodes = table(
    ["id", "label", ...named, "x", "y", "size", "colour", ...own.map((one) => one.name)],
    drawn.nodes.map((n) => [
      n.id,
      n.label,
      ...Object.values(nodeAttributes(n)).map(cell),
      n.x,
      n.y,
      n.size,
      n.colour,
      ...own.map((one) => cell(ownOf(n, one.name))),
    ]),
  );
  const ties = table(
    ["source", "target", "directed", "weight", "predicates", "relations", "status", "colour", "width"],
    drawn.ties.map((t) => [
      t.source,
      t.target,
      String(t.directed),
      t.weight,
      ...Object.values(tieAttributes(t)).map(cell),
      t.colour,
      t.width,
    ]),
  );
  return zip({ "nodes.csv": nodes, "ties.csv": ties, "README.txt": `${description(drawn)}\n` });
}
