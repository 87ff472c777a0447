/** Paths between two nodes by what is drawn, so that layer, dates, filters and thresholds hold; and the one that is selected. */
import { computed, effect } from "@preact/signals";
import { get, Problem, urlOf } from "../api/client";
import { cacheNodes } from "../api/records";
import { resource } from "../api/resource";
import type { Paths } from "../api/types";
import { vocabulary } from "../i18n";
import { discardParameter, select, state } from "../state/state";
import { pathAddition, pathNodes } from "./pathNodes";
import { hubs, shortestPaths } from "./shortestPaths";
import { keyOf } from "./evidence";
import { factById } from "./tables";
import { filteredGraph, model, truncation } from "./visibleGraph";

const K = 5;
export const HUBS = "hubs";
export interface Way {
  nodes: string[];
  /** for each step the relations that are its evidence */
  steps: { predicates: string[]; relations: string[] }[];
}

const [fromId, toId, asOf, since, undated, layer, off, avoid, via, chosenWay] = [
  select("from"),
  select("to"),
  select("as_of"),
  select("since"),
  select("undated"),
  select("layer"),
  select("off"),
  select("avoid"),
  select("via"),
  select("way"),
];
const ends = computed(() => {
  const [from, to] = [fromId.value, toId.value];
  return from && to && from !== to ? { from, to } : null;
});

/** The predicates that paths may take: those chosen, or those of the layer; null: any. */
function allowed(): string[] | null {
  const terms = vocabulary.value?.evidence;
  const gone = new Set(off.value.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10)));
  const ofLayer =
    !terms || layer.value === "facts"
      ? Object.keys(vocabulary.value?.predicates ?? {})
      : {
          direct: terms.direct,
          affiliation: terms.affiliation,
          technology: terms.technology,
          all: [...terms.direct, ...terms.affiliation],
        }[layer.value];
  const kept = ofLayer.filter((p) => !gone.has(p) && (!via.value.length || via.value.includes(p)));
  return layer.value === "facts" && !gone.size && !via.value.length ? null : kept;
}
/** Where the picture leaves nodes out because there are too many, the server looks for paths among all. */
const serverUrl = computed(() => {
  if (!ends.value || !truncation.value) return null;
  return urlOf("/paths", {
    source: ends.value.from,
    target: ends.value.to,
    k: K,
    as_of: asOf.value,
    since: since.value,
    undated: undated.value === "drop" ? "drop" : null,
    predicates: allowed()?.join(",") ?? null,
    avoid: avoid.value.filter((id) => id !== ends.value?.from && id !== ends.value?.to).join(",") || null,
  });
});
export const serverPaths = resource<Paths>(() => serverUrl.value);

/** Ties that a path may use: those on the (later) day, by the predicates asked for. */
const usable = computed(() => {
  const wanted = new Set(via.value);
  return (filteredGraph.value?.ties ?? []).filter(
    (tie) => tie.status !== "ended" && (!wanted.size || tie.predicates.some((p) => wanted.has(p))),
  );
});
/** The predicates of the ties that are drawn, for the condition on them. */
export const drawnPredicates = computed(() => [
  ...new Set((filteredGraph.value?.ties ?? []).flatMap((tie) => tie.predicates)),
]);
const drawnWays = computed<Way[]>(() => {
  const graph = filteredGraph.value;
  if (!graph || !ends.value || truncation.value) return [];
  const { from, to } = ends.value;
  const avoided = new Set(avoid.value.flatMap((id) => (id === HUBS ? hubs(graph.degree) : [id])));
  const byKey = new Map(usable.value.map((tie) => [tie.key, tie]));
  const wanted = new Set(via.value);
  return shortestPaths(usable.value, from, to, K, avoided).map((nodes) => ({
    nodes,
    steps: nodes.slice(1).map((id, i) => {
      const { predicates = [], relations = [] } = byKey.get(keyOf(nodes[i] as string, id)) ?? {};
      if (!wanted.size) return { predicates, relations };
      return {
        predicates: predicates.filter((p) => wanted.has(p)),
        relations: relations.filter((r) => wanted.has(factById.value.get(r)?.predicate ?? "") || !factById.value.size),
      };
    }),
  }));
});
/** The paths, the shortest first; null while the server looks for them. */
export const ways = computed<Way[] | null>(() => {
  if (!ends.value || !model.value) return [];
  if (!serverUrl.value) return drawnWays.value;
  const { data, status } = serverPaths.value;
  if (!data) return status === "failed" ? [] : null;
  return data.paths.map(({ nodes, steps }) => ({
    nodes,
    steps: steps.map((relations) => ({
      relations,
      predicates: [...new Set(relations.map((r) => data.relations[r]?.predicate).filter((p) => p !== undefined))],
    })),
  }));
});
export const selectedPath = computed<Way | null>(
  () => ways.value?.[Math.min(chosenWay.value, ways.value.length - 1)] ?? null,
);
/** Which of the two ends are not drawn in this layer. */
export const missingEnds = computed(() =>
  ends.value && model.value && !truncation.value
    ? [ends.value.from, ends.value.to].filter((id) => !model.value?.nodes.has(id))
    : [],
);

effect(() => {
  const nodes = selectedPath.value?.nodes ?? [];
  if (nodes.join() !== pathNodes.peek().join()) pathNodes.value = nodes;
});
effect(() => {
  const [path, answer] = [selectedPath.value, serverUrl.value ? serverPaths.value.data : null];
  if (!answer) {
    if (pathAddition.peek()) pathAddition.value = null;
    return;
  }
  cacheNodes(Object.values(answer.nodes));
  pathAddition.value = path && {
    root: path.nodes[0] ?? "",
    nodes: path.nodes.map((id) => answer.nodes[id]).filter((n) => n !== undefined),
    relations: path.steps.flatMap((step) => step.relations.map((id) => answer.relations[id])).filter((r) => !!r),
  };
});
/** An end that is not drawn may not exist at all: then the link is mended, and says so. */
effect(() => {
  const missing = [fromId.value, toId.value].filter((id): id is string => !!id && !model.value?.nodes.has(id));
  if (!model.value) return;
  for (const id of missing)
    get<{ nodes: Parameters<typeof cacheNodes>[0] }>(
      urlOf(`/nodes/${encodeURIComponent(id)}/neighbourhood`, { limit: 1 }),
    ).then(
      (near) => cacheNodes(near.nodes),
      (error: unknown) => {
        if (!(error instanceof Problem) || error.status !== 404) return;
        if (state.peek().from === id) discardParameter("from", id, { from: null });
        if (state.peek().to === id) discardParameter("to", id, { to: null });
      },
    );
});
