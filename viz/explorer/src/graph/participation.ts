/** Which organisations take part in which programmes: any relation from the one to the other counts. */
import type { State } from "../state/address";
import { holds } from "./dates";
import type { Fact } from "./evidence";

/** The programmes of each organisation on the date shown, or on either of two dates that are compared. */
export function participationOn(
  facts: readonly Fact[],
  programmes: ReadonlyMap<string, unknown>,
  { as_of, compare, since, undated }: Pick<State, "as_of" | "compare" | "since" | "undated">,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { subject, object, start, end } of facts) {
    if (!programmes.has(object) || programmes.has(subject)) continue;
    const held = (day: string | null) => holds(start, end, day, undated, since);
    if (!held(as_of) && !(compare !== null && held(compare))) continue;
    const known = found.get(subject);
    if (known) known.add(object);
    else found.set(subject, new Set([object]));
  }
  return found;
}
