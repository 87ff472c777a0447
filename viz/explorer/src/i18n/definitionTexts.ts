/** The full definition of a measure in the language of the page, with the references as they were published. */
import { signal } from "@preact/signals";
import type { MeasureInfo } from "../api/types";
import { language } from "./language";

const korean = signal<Record<string, string> | null>(null);
let asked = false;

/** Paragraphs; the Korean ones are loaded with the first definition that is read. */
export function definitionOf(info: MeasureInfo): { lead: string; more: string; inEnglish: boolean } {
  const [lead = "", ...rest] = info.definition.split(/\n\s*\n/);
  const english = { lead: lead.replace(/\s+/g, " "), more: rest.join("\n\n"), inEnglish: true };
  if (language.value !== "ko") return english;
  if (!asked) {
    asked = true;
    void import("./definitions").then((found) => {
      korean.value = found.definitions;
    });
  }
  const own = korean.value?.[info.name];
  if (own === undefined || !info.summary_ko) return { ...english, lead: info.summary_ko || english.lead };
  const at = info.definition.indexOf("Reference: ");
  const references = at < 0 ? "" : info.definition.slice(at + "Reference: ".length).replace(/\s+/g, " ");
  return { lead: info.summary_ko, more: [own, references].filter(Boolean).join("\n\n"), inEnglish: false };
}
