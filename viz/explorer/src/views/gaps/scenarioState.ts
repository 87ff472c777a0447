/** The scenario of the address, as the API takes it, and its answer. */
import { computed } from "@preact/signals";
import { ask, urlOf } from "../../api/client";
import { resource } from "../../api/resource";
import type { Scenario, ScenarioChange, ScenarioPair } from "../../api/types";
import type { ScenarioStep } from "../../state/address";
import { select } from "../../state/state";
import { pairKey } from "./pairKey";

const [view, steps, layer, baseline, madeOn] = [
  select("view"),
  select("scenario"),
  select("gap_layer"),
  select("baseline"),
  select("made_on"),
];

/** Writes a step as changes of the API: each removed organisation is one change. */
export function changesOf({ what, kind, ids }: ScenarioStep): Partial<ScenarioChange>[] {
  if (what === "alliance") return [{ add: "alliance", kind, members: ids }];
  if (what === "tie") return [{ add: "tie", a: ids[0] ?? "", b: ids[1] ?? "" }];
  return ids.map((id) => ({ remove: "organisation", id }));
}

/** What is asked; null without a scenario. */
export const asked = computed(() =>
  view.value === "gaps" && steps.value.length
    ? {
        changes: steps.value.flatMap(changesOf),
        layer: layer.value,
        baseline: baseline.value,
        ...(madeOn.value ? { graph_version: madeOn.value } : {}),
      }
    : null,
);
const body = computed(() => (asked.value ? JSON.stringify(asked.value) : null));
export const scenario = resource<Scenario>(
  () => body.value,
  (written) => ask<Scenario>(urlOf("/scenarios"), written),
);
/** What changes, by pair of sectors; empty without a scenario. */
export const scenarioPairs = computed(() => {
  const { data, status } = scenario.value;
  const changed = status === "ready" && data ? data.pairs.filter((pair) => pair.sentence !== null) : [];
  return new Map<string, ScenarioPair>(changed.map((pair) => [pairKey(pair), pair]));
});
