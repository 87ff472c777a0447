/** Lays out again what is drawn, in a worker, and puts the places in the state. */
import { effect, signal } from "@preact/signals";
import { type Facet, facetValue, type VisibleGraph } from "../../graph/filtering";
import { keyOfId, pack, placeOf, unpack } from "../../graph/placement";
import { visibleGraph } from "../../graph/visibleGraph";
import { vocabulary } from "../../i18n";
import { change, changeContinuously, flushAddress, state } from "../../state/state";
import { nodeStyle } from "../nodeStyle";
import { attributeOf } from "./attribute";
import type { LayoutRequest, Positions } from "./types";

/** The layout that is being computed; null: none. */
export const arranging = signal<string | null>(null);
/** Milliseconds that the last layout took in its worker. */
export const arrangedIn = signal(0);
let worker: Worker | null = null;

/** Numbers the groups of an attribute: sectors in the order of the vocabulary, others by size; nodes without a value last. */
function groupsBy(graph: VisibleGraph, facet: Facet): Int32Array {
  const values = graph.nodes.map((n) => facetValue(n, facet) ?? "");
  const counts = new Map<string, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  const sectors = facet === "sector" ? (vocabulary.peek()?.sectors.map((s) => s.id) ?? []) : [];
  const rank = (v: string) => {
    const at = sectors.indexOf(v);
    return at >= 0 ? at : v === "" || v === "none" ? Infinity : sectors.length;
  };
  const order = [...counts.keys()].sort(
    (p, q) => rank(p) - rank(q) || (counts.get(q) ?? 0) - (counts.get(p) ?? 0) || (p < q ? -1 : 1),
  );
  const number = new Map(order.map((v, i) => [v, i]));
  return Int32Array.from(values, (v) => number.get(v) ?? 0);
}

export function requestFor(graph: VisibleGraph, arrange: string): LayoutRequest {
  const style = nodeStyle.peek();
  const number = new Map(graph.nodes.map((n, i) => [n.id, i]));
  const ties = graph.ties.filter((t) => t.status !== "ended" && number.has(t.a) && number.has(t.b));
  const kind = arrange.split(":")[0] as LayoutRequest["kind"];
  return {
    kind,
    x: Float64Array.from(graph.nodes, (n) => n.x),
    y: Float64Array.from(graph.nodes, (n) => n.y),
    r: Float64Array.from(graph.nodes, (n) => style(n).r),
    source: Int32Array.from(ties, (t) => number.get(t.a) as number),
    target: Int32Array.from(ties, (t) => number.get(t.b) as number),
    weight: Float64Array.from(ties, (t) => t.weight),
    group: groupsBy(graph, attributeOf(arrange)),
  };
}

/** Stops a layout that is under way. */
export function stopArranging(): void {
  worker?.terminate();
  worker = null;
  arranging.value = null;
}

function compute(request: LayoutRequest): Promise<Positions> {
  stopArranging();
  const own = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker = own;
  return new Promise((done, fail) => {
    own.addEventListener("message", ({ data }: MessageEvent<Positions>) => {
      own.terminate();
      if (worker === own) done(data);
    });
    own.addEventListener("error", (event) => fail(new Error(event.message)));
    own.postMessage(request);
  });
}

/** Lays out what is drawn; `linked`: because an address without places asks for it, which is no step of undo. */
export async function arrange(how: string, linked = false): Promise<void> {
  const graph = visibleGraph.peek();
  if (!graph?.nodes.length) return;
  const began = performance.now();
  const work = compute(requestFor(graph, how));
  arranging.value = how;
  try {
    const { x, y } = await work;
    arrangedIn.value = performance.now() - began;
    const places = new Map(graph.nodes.map((n, i) => [keyOfId(n.id), { x: x[i] as number, y: y[i] as number }]));
    const patch = {
      arrange: how,
      at: pack(places),
      // pinned nodes stay pinned, and take part in the layout
      pin: state.peek().pin.map((p) => ({ ...p, x: null, y: null })),
    };
    if (linked) {
      changeContinuously(patch);
      flushAddress();
    } else change({ ...patch, cam: null });
  } finally {
    if (arranging.peek() === how) stopArranging();
  }
}
/** As the server laid out, without anything that was moved. */
export function arrangeAsBefore(): void {
  stopArranging();
  change({ arrange: "", at: "", pin: state.peek().pin.map((p) => ({ ...p, x: null, y: null })), cam: null });
}

/** Puts nodes where they were moved to, the others staying. */
export function moveNodes(moved: ReadonlyMap<string, { x: number; y: number }>): void {
  const { at, pin } = state.peek();
  const places = new Map(unpack(at));
  for (const [id, place] of moved) places.set(keyOfId(id), place);
  change({
    at: pack(places),
    pin: pin.map((p) => (moved.has(p.id) && p.x !== null ? { id: p.id, ...placeOf(moved, p.id) } : p)),
  });
}

// a link may name a layout without its places
effect(() => {
  const { arrange: how, at } = state.value;
  if (how && !at && visibleGraph.value && arranging.peek() === null) void arrange(how, true);
});
