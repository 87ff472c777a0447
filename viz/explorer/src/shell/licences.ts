/** Under which licences the data may be used: those of the origins that were loaded, each once. */
import { computed } from "@preact/signals";
import { root } from "../graph/tables";
import { words } from "../words";

export const licences = computed(() => {
  const w = words.value;
  const origins = new Map<string, string[]>();
  for (const { origin, licence } of root.value.data?.licences ?? []) origins.set(licence, [...(origins.get(licence) ?? []), origin]);
  const told = [...origins].map(([licence, names]) => `${w.licences.get(licence) ?? licence} (${names.join(", ")})`);
  return told.length ? `${w.licence}: ${told.join(" · ")}` : "";
});
