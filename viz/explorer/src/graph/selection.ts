/** The selection of nodes: what is in it, the ties among them, whom they share, and what can be done with them. */
import { computed } from "@preact/signals";
import { change, select, state } from "../state/state";
import { type GroupNode, isGroup } from "./collapse";
import type { VisibleGraph, VisibleTie } from "./filtering";
import type { ModelNode } from "./model";
import { visibleGraph } from "./visibleGraph";

const [selected, bundles] = [select("select"), select("bundle")];

/** The selected nodes that are drawn, the best connected first. */
export const selection = computed<readonly ModelNode[]>(() => {
  const graph = visibleGraph.value;
  if (!graph || !selected.value.length) return [];
  const found = [...new Set(selected.value)].map((id) => graph.nodeById.get(id)).filter((n) => n !== undefined);
  const degree = (n: ModelNode) => graph.degree.get(n.id) ?? 0;
  return found.sort((a, b) => degree(b) - degree(a) || (a.id < b.id ? -1 : 1));
});
export const selectedIds = computed<ReadonlySet<string>>(() => new Set(selection.value.map((n) => n.id)));

/** The ties with both ends among some nodes. */
export const tiesWithin = (graph: VisibleGraph, ids: ReadonlySet<string>): VisibleTie[] =>
  graph.ties.filter((tie) => ids.has(tie.a) && ids.has(tie.b));
export const tiesAmong = computed(() =>
  visibleGraph.value && selection.value.length ? tiesWithin(visibleGraph.value, selectedIds.value) : [],
);

export interface Partner {
  node: ModelNode;
  /** the selected nodes that it is tied to */
  of: string[];
}
/** Nodes outside some set that are tied to at least two of it, those tied to most first. */
export function partnersOf(graph: VisibleGraph, ids: ReadonlySet<string>): Partner[] {
  const found = new Map<string, string[]>();
  for (const { a, b, status } of graph.ties) {
    if (status === "ended" || ids.has(a) === ids.has(b)) continue;
    const [inside, outside] = ids.has(a) ? [a, b] : [b, a];
    const known = found.get(outside);
    if (known) known.push(inside);
    else found.set(outside, [inside]);
  }
  return [...found]
    .filter(([, of]) => of.length > 1)
    .map(([id, of]) => ({ node: graph.nodeById.get(id) as ModelNode, of }))
    .sort((p, q) => q.of.length - p.of.length || (p.node.id < q.node.id ? -1 : 1));
}
export const commonPartners = computed(() =>
  visibleGraph.value && selection.value.length > 1 ? partnersOf(visibleGraph.value, selectedIds.value) : [],
);

/** The nodes that stand behind some: a collapsed group's members, or the node itself. */
export const behind = (nodes: readonly ModelNode[]): string[] =>
  nodes.flatMap((node) => (isGroup(node.id) ? (node as GroupNode).members : [node.id]));

/** Selects nodes, in place of those that are selected or beside them. */
export function selectNodes(ids: readonly string[], beside = false): void {
  const next = [...new Set([...(beside ? state.peek().select : []), ...ids])];
  change({ select: next, node: null, tie: null });
}
export function toggleSelected(id: string): void {
  const { select: now, node } = state.peek();
  // a card that is open counts as selected: the second node joins the first
  const before = now.length || !node || node === id ? now : [node];
  change({ select: before.includes(id) ? before.filter((one) => one !== id) : [...before, id], node: null, tie: null });
}
export const clearSelection = (): void => change({ select: [] });

export const keepOnlySelected = (): void => change({ only: behind(selection.value), select: [] });
export function hideSelected(): void {
  const gone = new Set(behind(selection.value));
  const { hide, pin, only } = state.value;
  change({
    hide: [...new Set([...hide, ...gone])],
    pin: pin.filter((p) => !gone.has(p.id)),
    only: only.filter((id) => !gone.has(id)),
    select: [],
  });
}
/** Pins all that are selected, or lets them all go if all are pinned. */
export function pinSelected(): void {
  const { pin } = state.value;
  const ids = behind(selection.value);
  const pinned = new Set(pin.map((p) => p.id));
  if (ids.every((id) => pinned.has(id))) return change({ pin: pin.filter((p) => !ids.includes(p.id)) });
  change({ pin: [...pin, ...ids.filter((id) => !pinned.has(id)).map((id) => ({ id, x: null, y: null }))] });
}
export const allPinned = computed(() => {
  const pinned = new Set(state.value.pin.map((p) => p.id));
  return selection.value.length > 0 && behind(selection.value).every((id) => pinned.has(id));
});
/** Draws the selected nodes as one node; bundles among them become part of it. */
export function bundleSelected(): void {
  const ids = behind(selection.value);
  const inside = new Set(ids);
  if (ids.length < 2) return;
  const rest = bundles.value.map((one) => one.filter((id) => !inside.has(id))).filter((one) => one.length > 1);
  change({ bundle: [...rest, ids], select: [], node: null, tie: null });
}
