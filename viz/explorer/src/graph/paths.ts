/** Paths between two nodes, and the one that is selected. */
import { computed, effect } from "@preact/signals";
import { urlOf } from "../api/client";
import { cacheNodes } from "../api/records";
import { resource } from "../api/resource";
import type { Paths } from "../api/types";
import { discardParameter, select, state } from "../state/state";

const [fromId, toId, asOf, undated] = [select("from"), select("to"), select("as_of"), select("undated")];
const pathsUrl = computed(() => {
  const [source, target] = [fromId.value, toId.value];
  if (!source || !target || source === target) return null;
  return urlOf("/paths", {
    source,
    target,
    k: 5,
    as_of: asOf.value,
    undated: undated.value === "drop" ? "drop" : null,
  });
});
export const paths = resource<Paths>(() => pathsUrl.value);
effect(() => {
  const { problem, data } = paths.value;
  if (data) cacheNodes(Object.values(data.nodes));
  if (problem?.status !== 404) return;
  const { from, to } = state.peek();
  const isUnknown = (parameter: string) => problem.errors.some((error) => error.parameter === parameter);
  if (from && isUnknown("source")) discardParameter("from", from, { from: null });
  if (to && isUnknown("target")) discardParameter("to", to, { to: null });
});
export const selectedPath = computed(
  () => paths.value.data?.paths[Math.min(state.value.way, paths.value.data.paths.length - 1)] ?? null,
);
