/** The answers behind this view: the table of gaps, and bridges and ties of the open pair. */
import { computed, signal } from "@preact/signals";
import { urlOf } from "../../api/client";
import { resource } from "../../api/resource";
import type { Bridges, GapOfPair, Gaps, Scene } from "../../api/types";
import { select } from "../../state/state";
import { endsOf } from "./pairKey";

const [view, groupBy, layer, baseline, asOf, undated, pair] = [
  select("view"),
  select("group_by"),
  select("gap_layer"),
  select("baseline"),
  select("as_of"),
  select("undated"),
  select("pair"),
];
const period = computed(() => ({ as_of: asOf.value, undated: undated.value === "drop" ? "drop" : null }));
/** Parameters of the answers of this view, as a request body has them: layer and period. */
export const answerParameters = computed(() => ({
  layer: layer.value,
  undated: undated.value === "drop" ? "drop" : "keep",
  ...(asOf.value ? { as_of: asOf.value } : {}),
}));
/** Left out for sectors, so that their addresses are as ever. */
export const groupParameter = computed(() => (groupBy.value === "sector" ? null : groupBy.value));
const address = computed(() =>
  view.value === "gaps"
    ? urlOf("/sectors/gaps", {
        layer: layer.value,
        baseline: baseline.value,
        group_by: groupParameter.value,
        ...period.value,
      })
    : null,
);
export const gaps = resource<Gaps>(() => address.value);

const ends = computed(() => (view.value === "gaps" && pair.value ? endsOf(pair.value) : null));
/** Whether both sectors are in the table: a link may name others. */
const known = computed(() => ends.value?.every((id) => gaps.value.data?.sectors.some((s) => s.id === id)) ?? false);
/** Whether candidates with nothing in common are listed too. */
export const unrelated = signal(false);
export const bridges = resource<Bridges>(() => {
  const [a, b] = ends.value ?? [];
  return known.value && a && b && a !== b
    ? urlOf(`/sectors/${encodeURIComponent(a)}/${encodeURIComponent(b)}/bridges`, {
        limit: 12,
        group_by: groupParameter.value,
        unrelated: unrelated.value ? "true" : null,
        ...period.value,
      })
    : null;
});
/** What the pair hangs on: for direct ties, the only ones with a model of single organisations. */
export const gapOfPair = resource<GapOfPair>(() => {
  const [a, b] = ends.value ?? [];
  return known.value && a && b && layer.value === "direct" && (a !== b || baseline.value === "any")
    ? urlOf(`/sectors/${encodeURIComponent(a)}/${encodeURIComponent(b)}/gap`, {
        baseline: baseline.value,
        group_by: groupParameter.value,
        ...period.value,
      })
    : null;
});
export const existing = resource<Scene>(() => {
  const [a, b] = ends.value ?? [];
  return known.value && a && b
    ? groupParameter.value
      ? urlOf("/scene", { layer: layer.value, group_by: groupParameter.value, ...period.value })
      : urlOf("/scene", { layer: layer.value, sectors: a === b ? a : `${a},${b}`, ...period.value })
    : null;
});
