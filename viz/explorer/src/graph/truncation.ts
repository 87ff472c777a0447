/** How many nodes a scene leaves out because of its limit, and by which rule they were chosen. */
import type { Scene } from "../api/types";

/** Which nodes are kept: `near` (the nearest, then by ties), `ties` (by ties, then id), `none` (no ties, so by id). */
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
