/** The direction of a tie. A tie lists its ends in the order of their ids; only its relations know subject and object. */
import type { Fact } from "./evidence";
import type { VisibleTie } from "./filtering";

/** The one predicate without a direction. */
const MUTUAL = "COLLABORATES_WITH";
export const isMutual = (predicate: string): boolean => predicate === MUTUAL;

export interface TieReading {
  from: string;
  to: string;
  /** predicates from `from` to `to` (mutual ones too), and the other way */
  forward: string[];
  backward: string[];
  /** predicates that relate both to a third node */
  shared: string[];
  /** predicates whose direction is unknown, because the relations are not all loaded */
  undirected: string[];
}

export function readTie(
  tie: Pick<VisibleTie, "a" | "b" | "predicates" | "relations">,
  facts: ReadonlyMap<string, Pick<Fact, "subject" | "predicate" | "object">>,
): TieReading {
  const [forward, back, shared] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const group = tie.a.startsWith("group:") || tie.b.startsWith("group:");
  for (const id of group ? [] : tie.relations) {
    const fact = facts.get(id);
    if (!fact || !tie.predicates.includes(fact.predicate)) continue;
    const { subject, predicate, object } = fact;
    if (subject === tie.a && object === tie.b) forward.add(predicate);
    else if (subject === tie.b && object === tie.a) (isMutual(predicate) ? forward : back).add(predicate);
    else shared.add(predicate);
  }
  const undirected = tie.predicates.filter((p) => !forward.has(p) && !back.has(p) && !shared.has(p) && !isMutual(p));
  for (const p of tie.predicates) if (isMutual(p) && !shared.has(p)) forward.add(p);
  const turned = back.size > 0 && [...forward].every(isMutual);
  if (!turned)
    return {
      from: tie.a,
      to: tie.b,
      forward: [...forward],
      backward: [...back],
      shared: [...shared],
      undirected: undirected,
    };
  return {
    from: tie.b,
    to: tie.a,
    forward: [...back, ...forward],
    backward: [],
    shared: [...shared],
    undirected: undirected,
  };
}
