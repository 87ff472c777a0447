/** The licences of the loaded origins, each once. */
import { computed } from "@preact/signals";
import { messages } from "../i18n";
import { root } from "./tables";

export const licences = computed(() => {
  const msg = messages.value;
  const origins = new Map<string, string[]>();
  for (const { origin, licence } of root.value.data?.licences ?? [])
    origins.set(licence, [...(origins.get(licence) ?? []), origin]);
  const text = [...origins].map(([licence, names]) => `${msg.licences.get(licence) ?? licence} (${names.join(", ")})`);
  return text.length ? `${msg.licence}: ${text.join(" · ")}` : "";
});
