/** The measures of the registry, and the values of those that filters, sizes and colours use. */
import { computed, effect, signal } from "@preact/signals";
import { get, Problem, urlOf } from "../api/client";
import { resource } from "../api/resource";
import type { Layer, Measures, MeasureValues } from "../api/types";
import { inLanguage } from "../i18n";
import { discardParameter, select, state } from "../state/state";

const [layer, asOf, range, size, colour] = [
  select("layer"),
  select("as_of"),
  select("range"),
  select("size"),
  select("colour"),
];
export const measures = resource<Measures>(() => urlOf("/measures"));
export const measureInfo = (name: string) => measures.value.data?.results.find((measure) => measure.name === name);
export function measureTitle(name: string): string {
  const info = measureInfo(name);
  return info ? inLanguage({ ko: info.title_ko, en: info.title_en }) : name;
}
/** Measures are computed on a whole layer, also while only a neighbourhood is shown. */
export const measureUrl = (name: string, on: Layer, day: string | null) =>
  urlOf(`/measures/${encodeURIComponent(name)}`, { layer: on, as_of: day, limit: 10_000 });
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
  const plain = new Set(["sector", "kind", "community", "ties"]);
  return [...new Set([colour.value, size.value, ...range.value.map((r) => r.measure)])].filter((m) => !plain.has(m));
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
        if (colour === name) discardParameter("colour", name, { colour: "sector" });
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
  return found;
});
