/** The menu of the right button: for what it is open, and what it offers there. */
import { signal } from "@preact/signals";
import { uncollapse, hide, selectItem, togglePin } from "../../../graph/nodeActions";
import { isGroup } from "../../../graph/collapse";
import { clearSelection, selectedIds, selectNodes, toggleSelected } from "../../../graph/selection";
import { visibleGraph } from "../../../graph/visibleGraph";
import { messages } from "../../../i18n";
import { hands } from "../../../i18n/hands";
import { activeRenderer } from "../../../picture/activeRenderer";
import { arrange, arrangeAsBefore } from "../../../picture/layout/arrange";
import { nodeLabel } from "../../../picture/nodeStyle";
import type { Target } from "../../../picture/pointer";
import { change, state } from "../../../state/state";
import { canFillScreen, toggleFullScreen } from "./fullScreen";

export const menu = signal<{ what: Target | null; x: number; y: number } | null>(null);

export interface Entry {
  id: string;
  text: string;
  act: () => void;
}

/** A node with those it is tied to. */
export const withNeighbours = (id: string): string[] => [
  id,
  ...(visibleGraph.peek()?.ties ?? []).flatMap((t) => (t.a === id ? [t.b] : t.b === id ? [t.a] : [])),
];

function nodeEntries(id: string): Entry[] {
  const [msg, own] = [messages.value, hands.value];
  const { pin, from, around } = state.value;
  const selecting: Entry[] = [
    {
      id: "toggle",
      text: selectedIds.value.has(id) ? own.deselect : own.addToSelection,
      act: () => toggleSelected(id),
    },
    { id: "neighbours", text: own.selectNeighbours, act: () => selectNodes(withNeighbours(id)) },
  ];
  if (isGroup(id)) return [{ id: "open", text: own.openGroup, act: () => uncollapse(id) }, ...selecting];
  return [
    { id: "card", text: own.openCard, act: () => selectItem({ node: id }) },
    around === id
      ? { id: "whole", text: msg.wholeNetwork, act: () => change({ around: null }) }
      : { id: "focus", text: msg.focus, act: () => change({ node: id, around: id, depth: 1 }) },
    ...selecting,
    from && from !== id
      ? { id: "path-to", text: msg.pathTo, act: () => change({ to: id, way: 0, node: null, tie: null }) }
      : {
          id: "path-from",
          text: msg.pathFrom,
          act: () => change({ from: id, to: null, way: 0, node: null, tie: null }),
        },
    { id: "pin", text: pin.some((p) => p.id === id) ? msg.unpin : msg.pin, act: () => togglePin(id) },
    { id: "hide", text: msg.hide, act: () => hide(id) },
  ];
}

function groundEntries(): Entry[] {
  const [msg, own] = [messages.value, hands.value];
  return [
    {
      id: "all",
      text: own.selectAll,
      act: () => selectNodes((visibleGraph.peek()?.nodes ?? []).map((n) => n.id)),
    },
    ...(selectedIds.value.size ? [{ id: "none", text: own.clear, act: clearSelection }] : []),
    { id: "layout", text: `${own.layout}: ${own.layouts.groups}`, act: () => void arrange("groups") },
    ...(state.value.at ? [{ id: "before", text: own.asBefore, act: arrangeAsBefore }] : []),
    { id: "fit", text: msg.fit, act: () => activeRenderer.peek()?.camera.fit() },
    ...(canFillScreen() ? [{ id: "full", text: own.fullScreen, act: toggleFullScreen }] : []),
  ];
}

export function entriesFor(what: Target | null): { title: string; entries: Entry[] } {
  if (what && "tie" in what) {
    const act = () => selectItem(what);
    return { title: messages.value.tieTitle, entries: [{ id: "evidence", text: hands.value.evidence, act }] };
  }
  if (!what) return { title: messages.value.picture, entries: groundEntries() };
  const node = visibleGraph.value?.nodeById.get(what.node);
  return { title: node ? nodeLabel(node) : what.node, entries: nodeEntries(what.node) };
}
