/** What a scene leaves out where there are too many nodes, and by which rule. */
import type { Scene } from "../api/types";

/** `near`: the nearest are kept, then those with most ties; `ties`: those with most, of equal ones the first by id; `none`: nothing is tied, so the first by id. */
export type SelectionRule = "near" | "ties" | "none";
export interface Truncation {
  count: number;
  drawn: number;
  total: number;
  rule: SelectionRule;
}

export function truncationOf(
  { nodes, ties, hidden }: Pick<Scene, "nodes" | "ties" | "hidden">,
  around: boolean,
): Truncation | null {
  const count = hidden["limit"] ?? 0;
  if (!count) return null;
  const rule = around ? "near" : ties.length ? "ties" : "none";
  return { count, drawn: nodes.length, total: nodes.length + count, rule };
}
