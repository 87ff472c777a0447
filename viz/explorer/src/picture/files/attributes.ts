/** The attributes of drawn nodes and ties under the names that all formats use. */
import type { OwnValue } from "../../graph/ownValues";
import type { Drawn, DrawnNode, DrawnTie } from "../drawn";

export type Value = string | number | boolean | null;
export type AttributeType = "string" | "double" | "int" | "boolean";

/** Attributes of nodes besides id, label, position, size and colour. */
export const nodeAttributes = (n: DrawnNode): Record<string, Value> => ({
  name_ko: n.name_ko || null,
  name_en: n.name_en || null,
  kind: n.kind,
  sector: n.sector,
  place: n.place,
  community: n.community,
  ties: n.ties,
  members: n.members.length ? n.members.join(";") : null,
});
/** Attributes of ties besides their ends, weight, colour and width. */
export const tieAttributes = (t: DrawnTie): Record<string, Value> => ({
  predicates: t.predicates.join(";"),
  relations: t.relations.join(";"),
  status: t.status,
});
const INTEGERS = new Set(["community", "ties"]);
export const typeOf = (name: string): AttributeType => (INTEGERS.has(name) ? "int" : "string");

export interface OwnField {
  id: string;
  name: string;
  type: AttributeType;
}
/** The own attributes of the nodes drawn; their ids cannot be taken for names of ours. */
export function ownFields(drawn: Drawn): OwnField[] {
  const types = new Map<string, Set<string>>();
  for (const { own } of drawn.nodes)
    for (const [name, value] of Object.entries(own)) types.set(name, (types.get(name) ?? new Set()).add(typeof value));
  const typed = (kinds: Set<string>): AttributeType =>
    kinds.size > 1 ? "string" : kinds.has("number") ? "double" : kinds.has("boolean") ? "boolean" : "string";
  return [...types].map(([name, kinds], i) => ({ id: `own_${i}`, name, type: typed(kinds) }));
}
export const ownOf = (node: DrawnNode, name: string): OwnValue | undefined =>
  Object.hasOwn(node.own, name) ? node.own[name] : undefined;
/** Names and values without those that are not known. */
export const known = (all: readonly (readonly [string, Value | undefined])[]): (readonly [string, Value])[] =>
  all.filter((one): one is readonly [string, Value] => one[1] !== null && one[1] !== undefined);
/** How the ties of a file are read that says it once: directed only if all of them are, which readers of one direction need. */
export const defaultDirection = ({ ties }: Drawn): "directed" | "undirected" =>
  ties.length > 0 && ties.every((tie) => tie.directed) ? "directed" : "undirected";
export const rgb = (hex: string): [number, number, number] =>
  [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];

/** What a file says of itself in one line. */
export const description = ({ about }: Drawn): string =>
  [about.title, about.compare ? `${about.day ?? "…"} → ${about.compare}` : about.day, ...about.filters, about.source]
    .filter(Boolean)
    .join(" · ");
