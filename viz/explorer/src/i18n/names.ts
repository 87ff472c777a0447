/** Names in the language of the page: of records, and of members of closed sets. */
import type { NodeRecord } from "../api/types";
import { inLanguage, language, messages, vocabulary } from "./language";

type Named = { label_ko: string; label_en: string } | { name_ko: string; name_en: string };
const namesOf = (n: Named): [string, string] => ("label_ko" in n ? [n.label_ko, n.label_en] : [n.name_ko, n.name_en]);
type Text = string | null | undefined;
/** A text in the language of the page, or in the other one if that is missing. */
export function eitherText(korean: Text, english: Text): string | null {
  return (language.value === "ko" ? korean : english) || korean || english || null;
}
/** A name in the language of the page, or in the other one if that is missing. */
export function nameOf(named: Named): string {
  const [korean, english] = namesOf(named);
  return eitherText(korean, english) ?? "";
}
export function otherName(named: Named): string | null {
  const [korean, english] = namesOf(named);
  const other = language.value === "ko" ? english : korean;
  return other && other !== nameOf(named) ? other : null;
}

export function sectorName(id: string | null | undefined): string {
  const sector = vocabulary.value?.sectors.find((s) => s.id === id);
  return sector ? inLanguage(sector) : id || messages.value.noSector;
}
export function predicateName(id: string): string {
  // the English vocabulary explains a predicate in a sentence; its own name is shorter
  if (language.value === "en") return id.toLowerCase().replaceAll("_", " ");
  return vocabulary.value?.predicates[id]?.ko ?? id;
}
export function layerName(id: string): string {
  if (language.value === "ko") return vocabulary.value?.layers[id]?.ko ?? id;
  return (
    {
      direct: "Direct relations",
      affiliation: "Shared programmes",
      technology: "Shared technology",
      all: "Direct + shared",
      facts: "All records",
    }[id] ?? id
  );
}
export function subkindName(id: string | null | undefined): string | null {
  // the English vocabulary explains a kind in a sentence; its own name is shorter
  if (id && language.value === "en") return id === "mou" ? "MOU" : id.replaceAll("_", " ");
  const term = id ? (vocabulary.value?.organisation_kinds[id] ?? vocabulary.value?.programme_kinds[id]) : null;
  return term ? inLanguage(term) : (id ?? null);
}
export function kindName(kind: string): string {
  if (language.value === "en") return kind;
  return vocabulary.value?.kinds[kind]?.ko ?? kind;
}
/** Kind and sector of a record in one line. */
export function kindAndSector(node: NodeRecord): string {
  const sub = subkindName(node.organisation_kind ?? node.programme_kind) ?? kindName(node.kind);
  const sector = node.sector ?? node.field;
  return [sub, sector ? sectorName(sector) : null].filter(Boolean).join(" · ");
}
