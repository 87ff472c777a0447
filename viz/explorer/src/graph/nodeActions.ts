/** Actions on a node, from wherever it is named: select, fly to, add, hide, pin. */
import { signal } from "@preact/signals";
import { record } from "../api/records";
import { change, state } from "../state/state";
import { BUNDLE, EVERY, isGroup } from "./collapse";
import { filteredGraph, model, visibleGraph } from "./visibleGraph";

/** The node to which the camera flies as soon as it is drawn. */
export const cameraTarget = signal<{ id: string; n: number } | null>(null);
let flights = 0;
export const flyTo = (id: string): void => {
  cameraTarget.value = { id, n: ++flights };
};

/** Opens a node's card and flies to it. A node outside the scene is added; one that filters hide makes them reset. */
export function openNode(id: string): void {
  const patch: Parameters<typeof change>[0] = { view: "explore", node: id, tie: null };
  const { hide, off, range, programme, expand, pin } = state.value;
  if (hide.includes(id)) patch.hide = hide.filter((h) => h !== id);
  const known = model.value?.nodes.has(id) ?? false;
  if (model.value && !known && !expand.some((e) => e.id === id))
    patch.expand = [...expand, { id, alone: true, kinds: null, sectors: null }];
  if (
    known &&
    !filteredGraph.value?.nodeById.has(id) &&
    (off.length || range.length || programme.length) &&
    !pin.some((p) => p.id === id)
  )
    Object.assign(patch, { off: [], range: [], programme: [] });
  change(patch);
  flyTo(id);
}
export function selectItem(what: { node: string } | { tie: string } | null): void {
  if (what && "node" in what && isGroup(what.node)) return uncollapse(what.node);
  change({ node: what && "node" in what ? what.node : null, tie: what && "tie" in what ? what.tie : null });
}
/** Shows only what is around a node, in the layer that is shown; only `facts` has nodes other than organisations, so that layer is then chosen. */
export function focusOn(id: string, depth = 1): { changedLayer: boolean } {
  const kind = model.value?.nodes.get(id)?.kind ?? record(id)?.kind ?? "organisation";
  const leaves = kind !== "organisation" && state.value.layer !== "facts";
  change({ node: id, around: id, depth, ...(leaves ? { layer: "facts", tie: null } : {}) });
  return { changedLayer: leaves };
}
export function uncollapse(group: string): void {
  const name = group.slice("group:".length);
  if (name.startsWith(BUNDLE))
    return change({ bundle: state.value.bundle.filter((ids) => `${BUNDLE}${ids[0]}` !== name) });
  const { collapse } = state.value;
  // “all communities” becomes a list of them without this one
  const all = collapse.includes(EVERY)
    ? [
        ...new Set(
          [...(model.value?.nodes.values() ?? [])]
            .filter((n) => n.community >= 0)
            .map((n) => `community:${n.community}`),
        ),
      ]
    : collapse;
  change({ collapse: all.filter((c) => c !== name).sort() });
}
export const hide = (id: string): void =>
  change({ hide: [...state.value.hide, id], node: null, pin: state.value.pin.filter((p) => p.id !== id) });
export function togglePin(id: string): void {
  const { pin } = state.value;
  change({ pin: pin.some((p) => p.id === id) ? pin.filter((p) => p.id !== id) : [...pin, { id, x: null, y: null }] });
}
export const pinAt = (id: string, x: number, y: number): void => {
  if (isGroup(id)) return;
  change({ pin: [...state.value.pin.filter((p) => p.id !== id), { id, x, y }] });
};
export const isDrawn = (id: string): boolean => visibleGraph.value?.nodeById.has(id) ?? false;
