/** Applies filters, dates and comparison to the model, and counts every facet. */
import type { State } from "../state/address";
import type { TieEvidence } from "./evidence";
import type { ModelNode, SceneModel, Status } from "./model";
import { type OwnId, ownName, ownToken } from "./ownValues";

export type { Status } from "./model";
export interface VisibleTie {
  key: string;
  a: string;
  b: string;
  relations: string[];
  predicates: string[];
  weight: number;
  status: Status;
}
export interface VisibleGraph {
  nodes: ModelNode[];
  ties: VisibleTie[];
  nodeById: Map<string, ModelNode>;
  degree: Map<string, number>;
  /** how many nodes are left out because they have no tie, and because they were founded later */
  left: { untied: number; later: number };
  /** for each facet and value: how many nodes would be visible if only this facet did not filter; counted on first use */
  facets: () => FacetCounts;
  total: { nodes: number; ties: number };
  compared: boolean;
}

/** The counts of a facet by its values; each facet is counted when it is first asked for. */
export interface FacetCounts {
  get: (facet: string) => ReadonlyMap<string, number> | undefined;
}

/** Measure → node id → value, for the measures in use. */
export type MeasureValuesById = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type Filters = Pick<State, "only" | "off" | "programme" | "hide" | "pin" | "range" | "around" | "from" | "to">;
/** The ties on the date shown and on the earlier date it is compared with; null: as the scene has them. */
export interface TiesByDate {
  current: ReadonlyMap<string, TieEvidence> | null;
  earlier: ReadonlyMap<string, TieEvidence> | null;
}

/** Organisation id → ids of the programmes it takes part in. */
export type Participation = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a relation of an added node is in force on the date shown, and on the earlier one. */
export interface RelationDates {
  current: (relation: string) => boolean;
  earlier: ((relation: string) => boolean) | null;
}

/** What is left out after the facets: nodes founded later, ties below thresholds, then nodes without a tie. */
export interface Rules {
  isLater: ((id: string) => boolean) | null;
  thinned: (ties: VisibleTie[]) => VisibleTie[];
  dropsUntied: boolean;
}

export const FACETS = ["sector", "kind", "sub", "place", "community"] as const;
export type Facet = (typeof FACETS)[number] | OwnId;

export function facetValue(node: ModelNode, facet: Facet): string | null {
  switch (facet) {
    case "sector":
      return node.kind === "programme" ? null : (node.sector ?? "none");
    case "kind":
      return node.kind;
    case "sub":
      return node.kind === "organisation" ? (node.subkind ?? "none") : null;
    case "place":
      return node.kind === "organisation" ? (node.placeId ?? "none") : null;
    case "community":
      return node.community < 0 ? null : String(node.community);
    default: {
      const own = node.own?.[ownName(facet)];
      return own === undefined ? null : ownToken(own);
    }
  }
}

export function applyFilters(
  model: SceneModel,
  chosen: Filters,
  moments: TiesByDate,
  values: MeasureValuesById,
  programmes: Participation,
  relationDates: RelationDates,
  predicateOf: (relation: string) => string | undefined,
  rules: Rules = { isLater: null, thinned: (ties) => ties, dropsUntied: false },
): VisibleGraph {
  const off = new Set(chosen.off);
  const hidden = new Set(chosen.hide);
  const only = chosen.only.length ? new Set(chosen.only) : null;
  const always = new Set(
    [...chosen.pin.map((p) => p.id), chosen.around, chosen.from, chosen.to].filter((id) => id !== null),
  );
  const wanted = new Set(chosen.programme);
  const filtering: Facet[] = [
    ...FACETS,
    ...model.ownFacets.filter((facet) => chosen.off.some((o) => o.startsWith(`${facet}:`))),
  ];
  const candidates: FacetCandidate[] = [];
  let nodes: ModelNode[] = [];
  const left = { untied: 0, later: 0 };
  const of = new Map<string, ModelNode>();

  for (const node of model.nodes.values()) {
    if (hidden.has(node.id) || (only && !only.has(node.id) && !always.has(node.id))) continue;
    if (rules.isLater?.(node.id) && !always.has(node.id)) {
      left.later += 1;
      continue;
    }
    const failed = off.size ? filtering.filter((facet) => off.has(`${facet}:${facetValue(node, facet)}`)) : [];
    const inRange = chosen.range.every(({ measure, low, high }) => {
      const known = values.get(measure);
      if (!known) return true; // still loading
      const v = known.get(node.id);
      return v !== undefined && v >= low && v <= high;
    });
    const parts = programmes.get(node.id) ?? null;
    const takesPart = !wanted.size || wanted.has(node.id) || (parts !== null && [...wanted].some((p) => parts.has(p)));
    if (inRange) candidates.push({ node, failedFacets: failed, parts, takesPart });
    if ((inRange && takesPart && !failed.length) || always.has(node.id)) {
      nodes.push(node);
      of.set(node.id, node);
    }
  }

  const withoutPredicates = new Set(chosen.off.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10)));
  const among: VisibleTie[] = [];
  let ties: VisibleTie[] = [];
  const offStatus = new Set(chosen.off.filter((o) => o.startsWith("status:")).map((o) => o.slice(7)));
  const degree = new Map<string, number>();
  for (const tie of tiesOnDate(model, moments, relationDates, predicateOf)) {
    if (!of.has(tie.a) || !of.has(tie.b)) continue;
    among.push(tie);
    if (withoutPredicates.size && !moments.current && tie.predicates.every((p) => withoutPredicates.has(p))) continue;
    if (offStatus.has(tie.status)) continue;
    ties.push(tie);
  }
  ties = rules.thinned(ties);
  for (const tie of ties) {
    increment(degree, tie.a);
    increment(degree, tie.b);
  }
  if (rules.dropsUntied) {
    const all = nodes;
    nodes = all.filter((n) => degree.has(n.id) || n.added || always.has(n.id));
    left.untied = all.length - nodes.length;
    if (left.untied) for (const n of all) if (!degree.has(n.id) && !n.added && !always.has(n.id)) of.delete(n.id);
  }
  let counted: FacetCounts | null = null;
  const facets = () => (counted ??= facetCounts(candidates, among));
  return {
    nodes,
    ties,
    nodeById: of,
    degree,
    left,
    facets,
    total: { nodes: model.nodes.size, ties: model.ties.size },
    compared: moments.earlier !== null,
  };
}

/** A node within all ranges: which facets filter it out, its programmes, and whether it takes part in a selected one. */
interface FacetCandidate {
  node: ModelNode;
  failedFacets: readonly Facet[];
  parts: ReadonlySet<string> | null;
  takesPart: boolean;
}

function facetCounts(candidates: readonly FacetCandidate[], among: readonly VisibleTie[]): FacetCounts {
  const known = new Map<string, Map<string, number>>();
  return {
    get: (facet) => {
      let counts = known.get(facet);
      if (!counts) known.set(facet, (counts = countFacet(facet, candidates, among)));
      return counts;
    },
  };
}

function countFacet(
  facet: string,
  candidates: readonly FacetCandidate[],
  among: readonly VisibleTie[],
): Map<string, number> {
  const counts = new Map<string, number>();
  if (facet === "status") for (const tie of among) increment(counts, tie.status);
  else if (facet === "predicate") for (const tie of among) for (const p of tie.predicates) increment(counts, p);
  else if (facet === "programme") {
    for (const { failedFacets: failed, parts } of candidates)
      if (!failed.length) for (const p of parts ?? []) increment(counts, p);
  } else {
    for (const { node, failedFacets: failed, takesPart } of candidates) {
      const v = takesPart ? facetValue(node, facet as Facet) : null;
      // a node counts for a facet if no other facet filters it out
      if (v !== null && failed.every((f) => f === facet)) increment(counts, v);
    }
  }
  return counts;
}

function increment(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** The ties on the date shown: those of the layer, and those of added nodes whose relations are in force. */
function* tiesOnDate(
  model: SceneModel,
  { current: now, earlier: then }: TiesByDate,
  relationDates: RelationDates,
  predicateOf: (relation: string) => string | undefined,
): Generator<VisibleTie> {
  const named = (relations: Iterable<string>) => [
    ...new Set([...relations].map((r) => predicateOf(r)).filter((p) => p !== undefined)),
  ];
  for (const tie of model.ties.values()) {
    if (!now) {
      yield tie;
      continue;
    }
    if (!tie.fact || !(model.nodes.get(tie.a)?.added || model.nodes.get(tie.b)?.added)) continue;
    const current = tie.relations.filter(relationDates.current);
    const past = relationDates.earlier ? tie.relations.filter(relationDates.earlier) : current;
    const relations = current.length ? current : past;
    const status: Status = !current.length
      ? "ended"
      : !past.length
        ? "fresh"
        : haveSameMembers(new Set(past), new Set(current))
          ? "kept"
          : "changed";
    if (relations.length) yield { ...tie, relations, predicates: named(relations), weight: relations.length, status };
  }
  if (!now) return;
  for (const [key, reasons] of now) {
    const relations = [...reasons.relations];
    const past = then?.get(key);
    const status: Status =
      !then || past ? (past && !haveSameMembers(past.relations, reasons.relations) ? "changed" : "kept") : "fresh";
    yield { key, a: reasons.a, b: reasons.b, relations, predicates: named(relations), weight: reasons.weight, status };
  }
  for (const [key, reasons] of then ?? []) {
    if (!now.has(key)) {
      const relations = [...reasons.relations];
      yield {
        key,
        a: reasons.a,
        b: reasons.b,
        relations,
        predicates: named(relations),
        weight: reasons.weight,
        status: "ended",
      };
    }
  }
}
const haveSameMembers = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((r) => other.has(r));
