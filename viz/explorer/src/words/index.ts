/** Words in the reader's language: of the page, of the closed sets, of names, numbers and dates. */
import { computed, signal } from "@preact/signals";
import type { Reading } from "../graph/directions";
import { UNKNOWN, UNLISTED } from "../graph/places";
import type { NodeRecord, Term, Vocabulary } from "../api/types";
import { state } from "../state/state";
import { en } from "./en";
import { ko, type Words } from "./ko";

export const language = computed(() => state.value.lang);
export const words = computed<Words>(() => (language.value === "ko" ? ko : en));
export const vocabulary = signal<Vocabulary | null>(null);

export const inLanguage = (term: Term): string => term[language.value];

type Named = { label_ko: string; label_en: string } | { name_ko: string; name_en: string };
const both = (n: Named): [string, string] => ("label_ko" in n ? [n.label_ko, n.label_en] : [n.name_ko, n.name_en]);
/** A name in the reader's language, the other one if that is missing. */
export function nameOf(named: Named): string {
  const [korean, english] = both(named);
  return (language.value === "ko" ? korean : english) || korean || english;
}
export function otherName(named: Named): string | null {
  const [korean, english] = both(named);
  const other = language.value === "ko" ? english : korean;
  return other && other !== nameOf(named) ? other : null;
}

export function sectorName(id: string | null | undefined): string {
  const sector = vocabulary.value?.sectors.find((s) => s.id === id);
  return sector ? inLanguage(sector) : id || words.value.noSector;
}
export function predicateName(id: string): string {
  // the English vocabulary describes a predicate in a sentence; its own name says it shorter
  if (language.value === "en") return id.toLowerCase().replaceAll("_", " ");
  return vocabulary.value?.predicates[id]?.ko ?? id;
}
/** The relations between two ends in a line, read from the first to the second. */
export function relationLine({ from, to, forth, back, shared, unsaid }: Reading): string {
  const w = words.value;
  const group = from.startsWith("group:") || to.startsWith("group:");
  return [
    ...forth.map(predicateName), ...back.map((p) => `← ${predicateName(p)}`), ...shared.map((p) => w.sharedOf(predicateName(p))),
    ...unsaid.map((p) => (group ? predicateName(p) : w.eitherWay(predicateName(p)))),
  ].join(", ");
}
export function layerName(id: string): string {
  if (language.value === "ko") return vocabulary.value?.layers[id]?.ko ?? id;
  return { direct: "Direct", affiliation: "Shared programmes", technology: "Shared technology", all: "Direct + shared", facts: "Every record" }[id] ?? id;
}
export function subName(id: string | null | undefined): string | null {
  // the English vocabulary describes a kind in a sentence; its own name says it shorter
  if (id && language.value === "en") return id === "mou" ? "MOU" : id.replaceAll("_", " ");
  const term = id ? (vocabulary.value?.organisation_kinds[id] ?? vocabulary.value?.programme_kinds[id]) : null;
  return term ? inLanguage(term) : (id ?? null);
}
export function kindName(kind: string): string {
  if (language.value === "en") return kind;
  return vocabulary.value?.kinds[kind]?.ko ?? kind;
}
/** A place of the map; what has none is told so. Where it is known by is set by the data (`placed`). */
export const placed = signal<ReadonlyMap<string, { ko: string; en: string; rest: boolean }>>(new Map());
export function placeName(id: string): string {
  if (id === UNKNOWN) return words.value.noPlace;
  if (id === UNLISTED) return words.value.otherPlace;
  const spot = placed.value.get(id);
  return spot ? spot[language.value] : id;
}
/** The name of what is counted there: of a city whose districts are counted apart, only the rest. */
export function spotName(id: string): string {
  return placed.value.get(id)?.rest ? words.value.restOf(placeName(id)) : placeName(id);
}
/** Kind and sector of a record in one line. */
export function kindLine(node: NodeRecord): string {
  const sub = subName(node.organisation_kind ?? node.programme_kind) ?? kindName(node.kind);
  const sector = node.sector ?? node.field;
  return [sub, sector ? sectorName(sector) : null].filter(Boolean).join(" · ");
}

const formats = new Map<string, Intl.NumberFormat>(); // to make one takes longer than to write a hundred numbers
export function number(n: number, digits = 0): string {
  // the first frame needs no more, and to make a format holds it up
  if (Number.isSafeInteger(n)) return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  const key = `${language.value}${digits}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language.value, { maximumFractionDigits: digits })));
  return format.format(n);
}
export const percent = (share: number): string => share.toLocaleString(language.value, { style: "percent", maximumFractionDigits: 0 });
/** A value of a measure: four digits that matter. */
export function value(n: number): string {
  if (n === 0) return "0";
  if (Number.isInteger(n) && Math.abs(n) < 1e6) return number(n);
  return Math.abs(n) >= 1e-3 && Math.abs(n) < 1e6 ? n.toLocaleString(language.value, { maximumSignificantDigits: 4 }) : n.toExponential(2);
}
export function dates(start: string | null | undefined, end: string | null | undefined): string {
  const w = words.value;
  if (!start && !end) return w.undated;
  if (start && end) return start === end ? start : `${start} – ${end}`;
  return start ? w.since(start) : w.until(end as string);
}
/** q and p as people read them. */
export const small = (p: number): string => (p < 0.001 ? "< 0.001" : p.toFixed(3));
