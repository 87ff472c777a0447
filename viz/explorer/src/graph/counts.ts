/** The numbers of what is drawn: header, headings, legend and table all take them from here. */
import { computed } from "@preact/signals";
import type { Status, VisibleGraph } from "./filtering";
import { isGroup } from "./collapse";
import { scene } from "./scene";
import { filteredGraph, model, truncation, visibleGraph } from "./visibleGraph";

export const KINDS = ["organisation", "technology", "programme"] as const;
export const STATUSES: readonly Status[] = ["fresh", "ended", "changed", "kept"];
export interface DrawnCounts {
  /** for each kind how many nodes pass the filters, of how many */
  kinds: { kind: (typeof KINDS)[number]; now: number; of: number }[];
  /** ties that pass the filters, of how many; of two days those of either */
  ties: { now: number; of: number };
  byStatus: Record<Status, number>;
  tied: number;
  untied: number;
  /** what is left out because it has no tie, or was founded later */
  left: VisibleGraph["left"];
  /** what the picture shows in place of them while groups are collapsed */
  collapsed: { groups: number; nodes: number; ties: number } | null;
}
const EMPTY: Record<Status, number> = { fresh: 0, ended: 0, changed: 0, kept: 0 };

export const drawnCounts = computed<DrawnCounts | null>(() => {
  const [shown, all, picture] = [filteredGraph.value, model.value, visibleGraph.value];
  if (!shown || !all || !picture) return null;
  const tally = (nodes: Iterable<{ kind: string }>) => {
    const found = new Map<string, number>();
    for (const { kind } of nodes) found.set(kind, (found.get(kind) ?? 0) + 1);
    return found;
  };
  // nodes that the scene leaves out count in the total; in every layer but `facts` they are organisations
  const data = scene.value.data;
  const isolates = data?.hidden["isolates"] ?? 0;
  const beyond = data?.layer === "facts" ? 0 : isolates + (truncation.value?.count ?? 0);
  const [part, total] = [tally(shown.nodes), tally(all.nodes.values())];
  const byStatus = { ...EMPTY };
  for (const tie of shown.ties) byStatus[tie.status] += 1;
  const tied = shown.nodes.filter((n) => shown.degree.has(n.id)).length;
  const groups = picture.nodes.filter((n) => isGroup(n.id)).length;
  return {
    kinds: KINDS.map((kind) => ({
      kind,
      now: part.get(kind) ?? 0,
      of: (total.get(kind) ?? 0) + (kind === "organisation" ? beyond : 0),
    })).filter(({ of }) => of > 0),
    ties: { now: shown.ties.length, of: Math.max(shown.total.ties, shown.ties.length) },
    byStatus,
    tied,
    untied: shown.nodes.length - tied,
    left: { ...shown.left, untied: shown.left.untied + isolates },
    collapsed: groups ? { groups, nodes: picture.nodes.length - groups, ties: picture.ties.length } : null,
  };
});
