/** What of the model is drawn: filters, dates, comparison, ranges; and the true count of every facet. */
import type { State } from "../state/address";
import type { Reasons } from "./evidence";
import type { Model, ModelNode, Status } from "./model";

export type { Status } from "./model";
export interface DrawnTie { key: string; a: string; b: string; relations: string[]; predicates: string[]; weight: number; status: Status }
export interface Drawn {
  nodes: ModelNode[];
  ties: DrawnTie[];
  of: Map<string, ModelNode>;
  degree: Map<string, number>;
  /** for each facet group and value: how many would be drawn, all other filters applied; counted when first asked for */
  facets: () => ReadonlyMap<string, ReadonlyMap<string, number>>;
  total: { nodes: number; ties: number };
  compared: boolean;
}

/** The values of a measure that the filter, the sizes or the colours use. */
export type Values = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type Chosen = Pick<State, "off" | "programme" | "hide" | "pin" | "range" | "around" | "from" | "to">;
/** The ties of the chosen day, and of the day it is compared with; null: as the scene gives them. */
export interface Moments { now: ReadonlyMap<string, Reasons> | null; then: ReadonlyMap<string, Reasons> | null }

/** The programmes that each organisation has a part in. */
export type Parts = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a relation of a node beside the scene holds now, and on the day it is compared with. */
export interface Beside { now: (relation: string) => boolean; then: ((relation: string) => boolean) | null }

export const FACETS = ["sector", "kind", "sub", "place", "community"] as const;
export type Facet = (typeof FACETS)[number];

export function valueOf(node: ModelNode, facet: Facet): string | null {
  switch (facet) {
    case "sector": return node.kind === "programme" ? null : (node.sector ?? "none");
    case "kind": return node.kind;
    case "sub": return node.kind === "organisation" ? (node.sub ?? "none") : null;
    case "place": return node.kind === "organisation" ? (node.place ?? "none") : null;
    case "community": return node.community < 0 ? null : String(node.community);
  }
}

export function draw(model: Model, chosen: Chosen, moments: Moments, values: Values, programmes: Parts, beside: Beside, predicateOf: (relation: string) => string | undefined): Drawn {
  const off = new Set(chosen.off);
  const hidden = new Set(chosen.hide);
  const always = new Set([...chosen.pin.map((p) => p.id), chosen.around, chosen.from, chosen.to].filter((id) => id !== null));
  const wanted = new Set(chosen.programme);
  const candidates: Candidate[] = [];
  const nodes: ModelNode[] = [];
  const of = new Map<string, ModelNode>();

  for (const node of model.nodes.values()) {
    if (hidden.has(node.id)) continue;
    const failed = off.size ? FACETS.filter((facet) => off.has(`${facet}:${valueOf(node, facet)}`)) : [];
    const inRange = chosen.range.every(({ measure, low, high }) => {
      const known = values.get(measure);
      if (!known) return true; // not there yet
      const v = known.get(node.id);
      return v !== undefined && v >= low && v <= high;
    });
    const parts = programmes.get(node.id) ?? null;
    const takesPart = !wanted.size || wanted.has(node.id) || (parts !== null && [...wanted].some((p) => parts.has(p)));
    if (inRange) candidates.push({ node, failed, parts, takesPart });
    if ((inRange && takesPart && !failed.length) || always.has(node.id)) {
      nodes.push(node);
      of.set(node.id, node);
    }
  }

  const withoutPredicates = new Set(chosen.off.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10)));
  const among: DrawnTie[] = [];
  const ties: DrawnTie[] = [];
  const degree = new Map<string, number>();
  for (const tie of tiesAt(model, moments, beside, predicateOf)) {
    if (!of.has(tie.a) || !of.has(tie.b)) continue;
    among.push(tie);
    if (withoutPredicates.size && !moments.now && tie.predicates.every((p) => withoutPredicates.has(p))) continue;
    ties.push(tie);
    tally(degree, tie.a);
    tally(degree, tie.b);
  }
  let counted: ReturnType<Drawn["facets"]> | null = null;
  const facets = () => (counted ??= countFacets(candidates, among));
  return { nodes, ties, of, degree, facets, total: { nodes: model.nodes.size, ties: model.ties.size }, compared: moments.then !== null };
}

/** A node that the ranges let through: the facets that keep it out, its programmes, and whether it is in those that are asked for. */
interface Candidate { node: ModelNode; failed: readonly Facet[]; parts: ReadonlySet<string> | null; takesPart: boolean }

function countFacets(candidates: readonly Candidate[], among: readonly DrawnTie[]): Map<string, Map<string, number>> {
  const facets = new Map<string, Map<string, number>>();
  const [programmes, predicates] = [new Map<string, number>(), new Map<string, number>()];
  for (const facet of FACETS) {
    const counts = new Map<string, number>();
    for (const { node, failed, takesPart } of candidates) {
      const v = takesPart ? valueOf(node, facet) : null;
      // a node counts for a facet if nothing but that facet keeps it out
      if (v !== null && failed.every((f) => f === facet)) tally(counts, v);
    }
    facets.set(facet, counts);
  }
  for (const { failed, parts } of candidates) if (!failed.length) for (const p of parts ?? []) tally(programmes, p);
  for (const tie of among) for (const p of tie.predicates) tally(predicates, p);
  return facets.set("programme", programmes).set("predicate", predicates);
}

function tally(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** The ties of the day: recomputed ones for the layer, and those that nodes beside the scene bring, if their relations hold. */
function* tiesAt(model: Model, { now, then }: Moments, beside: Beside, predicateOf: (relation: string) => string | undefined): Generator<DrawnTie> {
  const named = (relations: Iterable<string>) => [...new Set([...relations].map((r) => predicateOf(r)).filter((p) => p !== undefined))];
  for (const tie of model.ties.values()) {
    if (!now) {
      yield tie;
      continue;
    }
    if (!tie.fact || !(model.nodes.get(tie.a)?.added || model.nodes.get(tie.b)?.added)) continue;
    const current = tie.relations.filter(beside.now);
    const past = beside.then ? tie.relations.filter(beside.then) : current;
    const relations = current.length ? current : past;
    const status: Status = !current.length ? "ended" : !past.length ? "fresh" : same(new Set(past), new Set(current)) ? "kept" : "changed";
    if (relations.length) yield { ...tie, relations, predicates: named(relations), weight: relations.length, status };
  }
  if (!now) return;
  for (const [key, reasons] of now) {
    const relations = [...reasons.relations];
    const past = then?.get(key);
    const status: Status = !then || past ? (past && !same(past.relations, reasons.relations) ? "changed" : "kept") : "fresh";
    yield { key, a: reasons.a, b: reasons.b, relations, predicates: named(relations), weight: reasons.weight, status };
  }
  for (const [key, reasons] of then ?? []) {
    if (!now.has(key)) {
      const relations = [...reasons.relations];
      yield { key, a: reasons.a, b: reasons.b, relations, predicates: named(relations), weight: reasons.weight, status: "ended" };
    }
  }
}
const same = (one: ReadonlySet<string>, other: ReadonlySet<string>) => one.size === other.size && [...one].every((r) => other.has(r));
