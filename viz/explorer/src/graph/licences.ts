/** Under which licences the data may be used: those of the origins that were loaded, each once. */
import { computed } from "@preact/signals";
import { messages } from "../i18n";
import { root } from "./tables";

export const licences = computed(() => {
  const msg = messages.value;
  const origins = new Map<string, string[]>();
  for (const { origin, licence } of root.value.data?.licences ?? [])
    origins.set(licence, [...(origins.get(licence) ?? []), origin]);
  const told = [...origins].map(([licence, names]) => `${msg.licences.get(licence) ?? licence} (${names.join(", ")})`);
  return told.length ? `${msg.licence}: ${told.join(" · ")}` : "";
});
