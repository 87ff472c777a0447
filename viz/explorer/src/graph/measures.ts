/** The measures of the registry, and the values of those that filters, sizes and colours use. */
import { computed, effect, signal } from "@preact/signals";
import { get, Problem, urlOf } from "../api/client";
import { resource } from "../api/resource";
import type { Layer, Measures, MeasureValues } from "../api/types";
import { inLanguage, value } from "../i18n";
import { discardParameter, select, state } from "../state/state";
import { isOfDrawn } from "./drawnMeasures";
import { ownColumn, ownQuantities } from "./ownAttributes";
import { dayOf, isOwn, ownName } from "./ownValues";

const [layer, asOf, since, range, size, colour, scope] = [
  select("layer"),
  select("as_of"),
  select("since"),
  select("range"),
  select("size"),
  select("colour"),
  select("scope"),
];
export const measures = resource<Measures>(() => urlOf("/measures"));
export const measureInfo = (name: string) => measures.value.data?.results.find((measure) => measure.name === name);
export function measureTitle(name: string): string {
  if (isOwn(name)) return ownName(name);
  const info = measureInfo(name);
  return info ? inLanguage({ ko: info.title_ko, en: info.title_en }) : name;
}
/** A value of a measure or of an own attribute, which may be a day. */
export const measureText = (name: string, v: number): string =>
  ownColumn(name)?.shape === "date" ? dayOf(v) : value(v);
/** Measures are computed on a whole layer, also while only a neighbourhood is shown. */
export const measureUrl = (name: string, on: Layer, day: string | null) =>
  urlOf(`/measures/${encodeURIComponent(name)}`, { layer: on, as_of: day, since: since.value, limit: 10_000 });
/** Values come in pages of 10,000; a scene holds up to 20,000 nodes, not always those that rank first. */
const PAGE_LIMIT = 5;
async function fetchValues(address: string): Promise<MeasureValues> {
  const found = await get<MeasureValues>(address);
  const values = [...found.values];
  for (let [page, next] = [1, found.next]; next && page < PAGE_LIMIT; page++) {
    const more: MeasureValues = await get<MeasureValues>(`${address}&cursor=${encodeURIComponent(next)}`);
    values.push(...more.values);
    next = more.next;
  }
  return { ...found, values };
}
const measureValueCache = signal<ReadonlyMap<string, MeasureValues>>(new Map());
const usedMeasures = computed(() => {
  const plain = new Set(["auto", "sector", "kind", "community", "ties"]);
  const styled = [colour.value, size.value].filter((m) => scope.value === "layer" || !isOfDrawn(m));
  return [...new Set([...styled, ...range.value.map((r) => r.measure)])].filter((m) => !plain.has(m) && !isOwn(m));
});
effect(() => {
  for (const name of usedMeasures.value) {
    const address = measureUrl(name, layer.value, asOf.value);
    if (measureValueCache.peek().has(address)) continue;
    fetchValues(address).then(
      (found) => {
        measureValueCache.value = new Map(measureValueCache.peek()).set(address, found);
      },
      (error: unknown) => {
        if (!(error instanceof Problem) || error.status !== 404) return;
        const { colour, size, range } = state.peek();
        if (colour === name) discardParameter("colour", name, { colour: "auto" });
        if (size === name) discardParameter("size", name, { size: "ties" });
        if (range.some((r) => r.measure === name))
          discardParameter("range", name, { range: range.filter((r) => r.measure !== name) });
      },
    );
  }
});
/** Values of the measures in use, on the current layer and date. */
export const measureValues = computed(() => {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const name of usedMeasures.value) {
    const answer = measureValueCache.value.get(measureUrl(name, layer.value, asOf.value));
    if (answer) found.set(name, new Map(answer.values.map((v) => [v.id, v.value])));
  }
  for (const name of [colour.value, size.value, ...range.value.map((r) => r.measure)]) {
    const own = ownQuantities(name);
    if (own) found.set(name, own);
  }
  return found;
});
