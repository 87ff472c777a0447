/** Pajek of what is drawn: names, places between 0 and 1, shapes, colours and weights; arcs and edges apart. */
import type { Drawn } from "../drawn";
import { description, rgb } from "./attributes";

const SHAPES: Record<string, string> = { technology: "diamond", programme: "box" };
/** A text on one line; Pajek has no way to write a quote inside a name. */
const plain = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replaceAll('"', "'")
    .trim();
const hex = (colour: string) =>
  `RGB${rgb(colour)
    .map((v) => v.toString(16).toUpperCase().padStart(2, "0"))
    .join("")}`;

export function pajek(drawn: Drawn): string {
  const [xs, ys] = [drawn.nodes.map((n) => n.x), drawn.nodes.map((n) => n.y)];
  const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [left, top] = [least(xs), least(ys)];
  const size = Math.max(most(xs) - left, most(ys) - top) || 1;
  const number = new Map(drawn.nodes.map((n, i) => [n.id, i + 1]));
  const line = (t: Drawn["ties"][number]) =>
    `${number.get(t.source)} ${number.get(t.target)} ${t.weight} c ${hex(t.colour)} l "${plain(t.predicates.join(", "))}"`;
  const [arcs, edges] = [drawn.ties.filter((t) => t.directed), drawn.ties.filter((t) => !t.directed)];
  return [
    `\ufeff% Sojae: ${plain(description(drawn))}`,
    `*Vertices ${drawn.nodes.length}`,
    ...drawn.nodes.map(
      (n) =>
        `${number.get(n.id)} "${plain(n.label)}" ${((n.x - left) / size).toFixed(4)} ${((n.y - top) / size).toFixed(4)} ${SHAPES[n.kind] ?? "ellipse"} ic ${hex(n.colour)}`,
    ),
    ...(arcs.length ? ["*Arcs", ...arcs.map(line)] : []),
    "*Edges",
    ...edges.map(line),
    "",
  ].join("\n");
}
