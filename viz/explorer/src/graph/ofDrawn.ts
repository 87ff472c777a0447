/** Values of measures on what is drawn, from the worker, for whoever asks for them by name. */
import { computed, effect, signal } from "@preact/signals";
import { select } from "../state/state";
import { type DrawnMeasure, isOfDrawn } from "./drawnMeasures";
import { filteredGraph } from "./visibleGraph";

/** Measures that panels ask for while they are open. */
export const askedOfDrawn = signal<readonly string[]>([]);
const [size, colour, spread, scope] = [select("size"), select("colour"), select("spread"), select("scope")];
const wanted = computed(() => {
  const styled = scope.value === "drawn" ? [size.value, colour.value] : [];
  const names = new Set([...styled, spread.value ?? "", ...askedOfDrawn.value].filter(isOfDrawn));
  return [...names].sort();
});
/** The ties of the (later) day among the nodes that are drawn. */
const drawnNetwork = computed(() => {
  const graph = filteredGraph.value;
  return graph && { nodes: graph.nodes, ties: graph.ties.filter((t) => t.status !== "ended") };
});

type Values = ReadonlyMap<string, ReadonlyMap<string, number>>;
/** Measure → node id → value; those of the last drawing until the next ones are there. */
export const valuesOfDrawn = signal<Values>(new Map());

let worker: Worker | null = null;
let turn = 0;
let ids: string[] = [];
/** A gesture asks once it has rested for so many milliseconds. */
const REST_MS = 120;
let resting = 0;
effect(() => {
  const [names, network] = [wanted.value, drawnNetwork.value];
  clearTimeout(resting);
  if (!names.length || !network) return;
  resting = window.setTimeout(() => ask(names as DrawnMeasure[], network), valuesOfDrawn.peek().size ? REST_MS : 0);
});

function ask(names: DrawnMeasure[], { nodes, ties }: NonNullable<typeof drawnNetwork.value>): void {
  if (!worker) {
    worker = new Worker(new URL("./drawnMeasures.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<{ turn: number; values: [string, Float64Array][] }>) => {
      if (data.turn !== turn) return;
      valuesOfDrawn.value = new Map(
        data.values.map(([name, values]) => {
          const known = new Map<string, number>();
          values.forEach((v, i) => {
            if (!Number.isNaN(v)) known.set(ids[i] as string, v);
          });
          return [name, known];
        }),
      );
    });
  }
  turn += 1;
  ids = nodes.map((n) => n.id);
  const place = new Map(ids.map((id, i) => [id, i]));
  const net = {
    n: ids.length,
    a: Int32Array.from(ties, (t) => place.get(t.a) ?? 0),
    b: Int32Array.from(ties, (t) => place.get(t.b) ?? 0),
    weight: Float64Array.from(ties, (t) => t.weight),
  };
  worker.postMessage({ turn, net, names });
}
