/** The views: every folder beside this file with an `index.ts` is one. Nothing else has to be changed for a new view. */
import { computed } from "@preact/signals";
import { state } from "../state/state";
import type { ViewDefinition } from "./definition";

const found = import.meta.glob<ViewDefinition>("./*/index.ts", { eager: true, import: "view" });

export const VIEWS: readonly ViewDefinition[] = Object.values(found).sort((a, b) => a.order - b.order);

/** The view that is open; the first one where the address names none that exists. */
export const currentView = computed(() => {
  const view = VIEWS.find((one) => one.id === state.value.view) ?? VIEWS[0];
  if (!view) throw new Error("no view is registered");
  return view;
});
