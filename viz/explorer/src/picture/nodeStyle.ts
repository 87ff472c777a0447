/** The style of each node (size, colour, shape), its label, and what is highlighted. */
import { computed, signal } from "@preact/signals";
import { BUNDLE, isGroup } from "../graph/collapse";
import { communityLabel } from "../graph/communityLabels";
import { colouring, colourIsUnknown, isByValues } from "../graph/colouring";
import { keyOf } from "../graph/evidence";
import { type Facet, facetValue } from "../graph/filtering";
import type { ModelNode } from "../graph/model";
import { ownColumn } from "../graph/ownAttributes";
import { selectedPath } from "../graph/paths";
import { styleValues } from "../graph/styleValues";
import { selectedIds, tiesAmong } from "../graph/selection";
import { highlightedCommunity } from "../graph/tables";
import { communitySummaries, model, visibleGraph } from "../graph/visibleGraph";
import { nameOf, number, sectorName, vocabulary } from "../i18n";
import { hands } from "../i18n/hands";
import { select, state } from "../state/state";
import { DARK, LIGHT, mix, ramp, rim, type Theme } from "./colours";
import { SHAPE } from "./nodeShapeProgram";
import { ownColours } from "./ownColours";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const deviceIsDark = signal(prefersDark.matches);
prefersDark.addEventListener("change", () => {
  deviceIsDark.value = prefersDark.matches;
});
export const isDark = computed(() =>
  state.value.theme === "auto" ? deviceIsDark.value : state.value.theme === "dark",
);
export const theme = computed<Theme>(() => (isDark.value ? DARK : LIGHT));

export const hovered = signal<{ node: string } | { tie: string } | null>(null);

export interface NodeStyle {
  colour: string;
  rim: string;
  faded: string;
  fadedRim: string;
  r: number;
  shape: number;
}
const HOVER_LIMIT = 6000;
const SMALLEST = 4.5;
const LARGEST = 26;

/** The values of a measure scaled to 0…1 by their root, so that areas are proportional. */
function rootScale(measure: string): ((id: string) => number | null) | null {
  const known = styleValues.value.get(measure);
  if (!known) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const v of known.values()) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  // days and years are far from zero, and areas cannot be proportional to them
  const base = ownColumn(measure) ? low : Math.min(low, 0);
  const width = high - base || 1;
  return (id) => {
    const v = known.get(id);
    return v === undefined ? null : Math.sqrt(Math.max(v - base, 0) / width);
  };
}
export const communityColours = computed(() => new Map(communitySummaries.value.map((g) => [g.id, g.colour])));

export const kindColours = computed<Record<string, string>>(() => ({
  organisation: "#5b8db8",
  technology: "#c98a2b",
  programme: vocabulary.value?.colours.programme ?? "#4E5A66",
}));

const sizing = select("size");
export const nodeStyle = computed(() => {
  const [colour, size] = [colouring.value, sizing.value];
  const t = theme.value;
  const terms = vocabulary.value;
  const none = terms?.colours.no_sector ?? "#A5B0B0";
  const bySize = size === "ties" ? null : rootScale(size);
  const byColour = isByValues.value ? null : rootScale(colour);
  const own = ownColours.value;
  const ownFacet = colour as Facet;
  const kinds = kindColours.value;
  const degree = visibleGraph.value?.degree;
  /** As in viz/scene.py, but for the visible ties. */
  const byTies = (id: string): number =>
    Math.min(Math.round(10 * (SMALLEST + 2 * Math.sqrt(degree?.get(id) ?? 0))) / 10, LARGEST);
  const cache = new Map<string, Pick<NodeStyle, "rim" | "faded" | "fadedRim">>();
  const fill = (node: ModelNode): string => {
    if (colour === "kind") return kinds[node.kind] ?? none;
    if (colour === "community") return communityColours.value.get(node.community) ?? none;
    if (own) return (isGroup(node.id) ? null : own.get(facetValue(node, ownFacet) ?? "")) ?? none;
    if (colourIsUnknown.value) return none;
    if (byColour) {
      const v = byColour(node.id);
      return v === null ? mix(none, t.paper, 0.5) : ramp(v, t);
    }
    return node.colour;
  };
  return (node: ModelNode): NodeStyle => {
    const c = fill(node);
    let rest = cache.get(c);
    if (!rest) {
      const edge = rim(c, t);
      rest = { rim: edge, faded: mix(c, t.paper, 0.15), fadedRim: mix(edge, t.paper, 0.18) };
      cache.set(c, rest);
    }
    const v = bySize && !isGroup(node.id) ? bySize(node.id) : null;
    const r =
      isGroup(node.id) || (!bySize && node.added)
        ? node.r
        : !bySize
          ? byTies(node.id)
          : v === null
            ? 3
            : SMALLEST + (LARGEST - SMALLEST) * v;
    return { colour: c, ...rest, r, shape: SHAPE[node.kind] ?? 0 };
  };
});

const [chosenNode, chosenTie, chosenPlace, from, to] = [
  select("node"),
  select("tie"),
  select("place"),
  select("from"),
  select("to"),
];
/** What is highlighted: what is hovered, else selected, else the selected path, place or community; null: nothing. */
export const highlight = computed<{ nodes: Set<string>; ties: Set<string>; few: boolean } | null>(() => {
  const graph = visibleGraph.value;
  if (!graph) return null;
  const [node, tie] = [chosenNode.value, chosenTie.value];
  // in a large graph, fading all others on hover would stutter
  const pointer = graph.nodes.length > HOVER_LIMIT ? null : hovered.value;
  const aroundNode = (id: string) => {
    const ties = new Set<string>();
    const nodes = new Set([id]);
    for (const t of graph.ties)
      if (t.a === id || t.b === id) {
        ties.add(t.key);
        nodes.add(t.a).add(t.b);
      }
    return { nodes, ties, few: false };
  };
  /** Several nodes with their ties. */
  const among = (ids: readonly string[]) => {
    const nodes = new Set(ids);
    return {
      nodes,
      ties: new Set(graph.ties.filter((t) => nodes.has(t.a) || nodes.has(t.b)).map((t) => t.key)),
      few: false,
    };
  };
  const ofTie = (key: string) => ({ nodes: new Set(key.split("~")), ties: new Set([key]), few: true });
  if (pointer && "node" in pointer && graph.nodeById.has(pointer.node)) return aroundNode(pointer.node);
  if (tie) return ofTie(tie);
  const path = selectedPath.value;
  if (path && from.value && to.value) {
    const ties = new Set(path.nodes.slice(1).map((id, i) => keyOf(path.nodes[i] as string, id)));
    return { nodes: new Set(path.nodes), ties, few: true };
  }
  if (pointer && "tie" in pointer) return ofTie(pointer.tie);
  if (node && graph.nodeById.has(node)) return aroundNode(node);
  if (selectedIds.value.size)
    return { nodes: new Set(selectedIds.value), ties: new Set(tiesAmong.value.map((t) => t.key)), few: false };
  const place = chosenPlace.value;
  if (place) return among(graph.nodes.filter((n) => n.placeId === place).map((n) => n.id));
  if (highlightedCommunity.value) return among(highlightedCommunity.value.members);
  return null;
});

/** The name of a collapsed group, from its id (`group:sector:metals`, `group:community:3`). */
export function groupName(id: string): string {
  const own = /^group:attributes\.(.*):([^:]*)$/.exec(id);
  if (own) return `${own[1]}: ${decodeURIComponent(own[2] ?? "")}`;
  const [, kind, key = ""] = id.split(":");
  return kind === "sector" ? sectorName(key === "none" ? null : key) : communityLabel(Number(key));
}
/** The label of a node. */
export function nodeLabel(node: ModelNode): string {
  if (!isGroup(node.id)) return nameOf({ label_ko: node.nameKo, label_en: node.nameEn }) || node.id;
  const members = (node as ModelNode & { members?: string[] }).members?.length ?? 0;
  if (node.id.startsWith(`group:${BUNDLE}`)) {
    const first = model.value?.nodes.get(node.id.slice(`group:${BUNDLE}`.length));
    return hands.value.bundleOf(first ? nodeLabel(first) : node.id, number(members - 1));
  }
  return `${groupName(node.id)} (${members})`;
}

/** The order in which labels are placed: groups, then by number of ties. */
export const labelOrder = computed(() => {
  const graph = visibleGraph.value;
  if (!graph) return [];
  const degree = (id: string) => graph.degree.get(id) ?? 0;
  const order = (n: ModelNode) => (isGroup(n.id) ? 1e6 : 0) + degree(n.id);
  return [...graph.nodes].sort((a, b) => order(b) - order(a) || (a.id < b.id ? -1 : 1));
});
