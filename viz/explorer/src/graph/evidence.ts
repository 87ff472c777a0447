/** Which relations make which ties in a layer on a date: the server's rule (graph/evidence.py) in the page, so that the slider needs no request. */
import type { Layer, Vocabulary } from "../api/types";
import { holds } from "./dates";

/** The columns of a relation that ties are derived from. */
export interface Fact {
  id: string;
  subject: string;
  predicate: string;
  object: string;
  start: string | null;
  end: string | null;
  /** 1 unless the data says otherwise */
  weight?: number;
}

/** The relations behind one tie; as on the server, a direct one weighs its own weight and a shared programme 1. */
export interface TieEvidence {
  a: string;
  b: string;
  relations: Set<string>;
  weight: number;
}

export const keyOf = (a: string, b: string) => (a < b ? `${a}~${b}` : `${b}~${a}`);

export interface TieQuery {
  layer: Layer;
  as_of: string | null;
  since: string | null;
  undated: "keep" | "drop";
  without: ReadonlySet<string>;
}

/** The ties of a layer by key, with the relations behind each. */
export function tiesOfLayer(
  facts: readonly Fact[],
  question: TieQuery,
  terms: Vocabulary["evidence"],
  programmeKind: (id: string) => string | undefined,
): Map<string, TieEvidence> {
  const found = new Map<string, TieEvidence>();
  const kept = facts.filter(
    (f) =>
      !question.without.has(f.predicate) && holds(f.start, f.end, question.as_of, question.undated, question.since),
  );
  const { layer } = question;
  if (layer === "facts") addDirect(kept, found);
  if (layer === "direct" || layer === "all")
    addDirect(
      kept.filter((f) => terms.direct.includes(f.predicate)),
      found,
    );
  if (layer === "affiliation" || layer === "all") {
    const joint = (f: Fact) =>
      terms.affiliation.includes(f.predicate) && terms.affiliation_programmes.includes(programmeKind(f.object) ?? "");
    addShared(kept.filter(joint), found);
  }
  if (layer === "technology")
    addShared(
      kept.filter((f) => terms.technology.includes(f.predicate)),
      found,
    );
  return found;
}

function add(
  found: Map<string, TieEvidence>,
  one: string,
  other: string,
  weight: number,
  ...relations: string[]
): void {
  if (one === other) return;
  const key = keyOf(one, other);
  let reasons = found.get(key);
  if (!reasons) {
    const [a, b] = one < other ? [one, other] : [other, one];
    reasons = { a, b, relations: new Set(), weight: 0 };
    found.set(key, reasons);
  }
  for (const relation of relations) reasons.relations.add(relation);
  reasons.weight += weight;
}
/** Direct: each relation makes a tie between its two ends. */
function addDirect(facts: readonly Fact[], found: Map<string, TieEvidence>): void {
  for (const fact of facts) add(found, fact.subject, fact.object, fact.weight ?? 1, fact.id);
}
/** Shared: each programme or technology in common is one reason; several roles of one organisation in it count once. */
function addShared(facts: readonly Fact[], found: Map<string, TieEvidence>): void {
  const members = new Map<string, Map<string, string>>();
  for (const { id, subject, object } of facts) {
    let roles = members.get(object);
    if (!roles) members.set(object, (roles = new Map()));
    if (!roles.has(subject)) roles.set(subject, id);
  }
  for (const roles of members.values()) {
    const list = [...roles];
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const [[one, first], [other, second]] = [list[i] as [string, string], list[j] as [string, string]];
        add(found, one, other, 1, first, second);
      }
    }
  }
}
