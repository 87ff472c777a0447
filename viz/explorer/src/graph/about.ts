/** What a picture says of itself: title, counts, day, filters in words, source, licence, version. */
import { layerName, messages, nameOf, number } from "../i18n";
import { outTexts } from "../i18n/out";
import { state } from "../state/state";
import { licences } from "./licences";
import { measureText, measureTitle } from "./measures";
import { isOwn, ownName } from "./ownValues";
import { programmeList, root } from "./tables";
import { valueInWords } from "./valueInWords";
import { model } from "./visibleGraph";

export interface About {
  title: string;
  counts: string;
  /** the day or the two days that are shown; null: all days */
  day: string | null;
  compare: string | null;
  layer: string;
  filters: string[];
  source: string;
  caveat: string;
  version: string;
  language: string;
}

const FEW = 6;
/** The first few names, and how many more there are. */
const listed = (names: readonly string[]): string =>
  names.length > FEW
    ? `${names.slice(0, FEW).join(", ")} ${outTexts.value.more(number(names.length - FEW))}`
    : names.join(", ");

/** The filters that are on, each in words. */
export function filtersInWords(): string[] {
  const [msg, out] = [messages.value, outTexts.value];
  const { off, programme, range, hide, only, collapse, bundle, undated } = state.value;
  const without = new Map<string, string[]>();
  for (const one of off) {
    const at = isOwn(one) ? one.lastIndexOf(":") : one.indexOf(":");
    const [facet, v] = [one.slice(0, at), one.slice(at + 1)];
    without.set(facet, [...(without.get(facet) ?? []), valueInWords(facet, v)]);
  }
  const facetName = (facet: string) => (isOwn(facet) ? ownName(facet) : (msg.facet[facet as "sector"] ?? facet));
  return [
    ...[...without].map(([facet, names]) => out.without(facetName(facet), listed(names))),
    ...(programme.length
      ? [out.programmes(listed(programme.map((id) => nameOf(named(programmeList.value.get(id))) || id)))]
      : []),
    ...range
      .filter((r) => r.low > -1e12 || r.high < 1e12)
      .map((r) => `${measureTitle(r.measure)} ${measureText(r.measure, r.low)} – ${measureText(r.measure, r.high)}`),
    ...(only.length ? [out.only(number(only.length))] : []),
    ...(hide.length ? [out.hidden(number(hide.length))] : []),
    ...(collapse.length + bundle.length ? [out.collapsed] : []),
    ...(undated === "drop" ? [out.datedOnly] : []),
  ];
}
const named = (record: { name_ko?: string; name_en?: string } | undefined) => ({
  name_ko: record?.name_ko ?? "",
  name_en: record?.name_en ?? "",
});

/** What is drawn in words; `nodes` and `ties` count it. */
export function about(nodes: number, ties: number): About {
  const [msg, out] = [messages.value, outTexts.value];
  const { layer, around, depth, as_of, compare, lang } = state.value;
  const middle = around ? model.value?.nodes.get(around) : null;
  return {
    title: middle
      ? `${msg.around(nameOf({ label_ko: middle.nameKo, label_en: middle.nameEn }), depth)} · ${layerName(layer)}`
      : layerName(layer),
    counts: out.counts(number(nodes), number(ties)),
    day: as_of,
    compare,
    layer,
    filters: filtersInWords(),
    source: [licences.value, `Sojae · ${msg.version} ${root.value.data?.graph_version ?? ""}`]
      .filter(Boolean)
      .join(" · "),
    caveat: msg.note,
    version: root.value.data?.graph_version ?? "",
    language: lang,
  };
}
/** The day or days in words. */
export const dayInWords = ({ day, compare }: Pick<About, "day" | "compare">): string =>
  compare === null
    ? day === null
      ? outTexts.value.allDays
      : outTexts.value.on(day)
    : outTexts.value.between(day ?? "…", compare);
