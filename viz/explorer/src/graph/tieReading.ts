/** How a tie is read: who does what to whom. A tie names its ends in the order of their ids; its relations know their subject. */
import type { Fact } from "./evidence";
import type { VisibleTie } from "./filtering";

/** What both ends do alike; everything else has a subject and an object. */
const MUTUAL = "COLLABORATES_WITH";
export const isMutual = (predicate: string): boolean => predicate === MUTUAL;

export interface TieReading {
  from: string;
  to: string;
  /** what `from` does to `to` (or both alike), and what `to` does to `from` */
  forward: string[];
  backward: string[];
  /** what ties both to a third */
  shared: string[];
  /** whose direction is not known here: the table of relations is not fetched whole */
  undirected: string[];
}

export function readTie(
  tie: Pick<VisibleTie, "a" | "b" | "predicates" | "relations">,
  facts: ReadonlyMap<string, Pick<Fact, "subject" | "predicate" | "object">>,
): TieReading {
  const [forth, back, shared] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const group = tie.a.startsWith("group:") || tie.b.startsWith("group:");
  for (const id of group ? [] : tie.relations) {
    const fact = facts.get(id);
    if (!fact || !tie.predicates.includes(fact.predicate)) continue;
    const { subject, predicate, object } = fact;
    if (subject === tie.a && object === tie.b) forth.add(predicate);
    else if (subject === tie.b && object === tie.a) (isMutual(predicate) ? forth : back).add(predicate);
    else shared.add(predicate);
  }
  const unsaid = tie.predicates.filter((p) => !forth.has(p) && !back.has(p) && !shared.has(p) && !isMutual(p));
  for (const p of tie.predicates) if (isMutual(p) && !shared.has(p)) forth.add(p);
  const turned = back.size > 0 && [...forth].every(isMutual);
  if (!turned)
    return {
      from: tie.a,
      to: tie.b,
      forward: [...forth],
      backward: [...back],
      shared: [...shared],
      undirected: unsaid,
    };
  return {
    from: tie.b,
    to: tie.a,
    forward: [...back, ...forth],
    backward: [],
    shared: [...shared],
    undirected: unsaid,
  };
}
