/** Tables of records beside the scene (details, relations, programmes, places, communities), fetched after the first frame. */
import { computed, effect, signal } from "@preact/signals";
import { urlOf } from "../api/client";
import { fetchAllPages } from "../api/records";
import { dataSignal, resource } from "../api/resource";
import type { Communities, Places, Root, Years } from "../api/types";
import { discardParameter, select, state } from "../state/state";
import type { Fact } from "./evidence";
import { buildGeography as found } from "./geography";
import type { Detail } from "./model";
import { participationOn } from "./participation";

/** Beyond this many relations the page does not load them all; the server then applies dates. */
const SMALL_GRAPH_RELATIONS = 60_000;

export const root = resource<Root>(() => urlOf("/"));
export const isSmallGraph = computed(
  () => (root.value.data?.counts["relation"] ?? Number.POSITIVE_INFINITY) <= SMALL_GRAPH_RELATIONS,
);
const [asOf, compare, since, undated, view, layer, programme, mapped, place, lit] = [
  select("as_of"),
  select("compare"),
  select("since"),
  select("undated"),
  select("view"),
  select("layer"),
  select("programme"),
  select("map"),
  select("place"),
  select("lit"),
];

// fetching these before the first frame would delay it
export const firstFrameShown = signal(false);
const mayLoadDetails = computed(() => firstFrameShown.value || view.value === "gaps" || view.value === "capabilities");
interface DetailRow {
  id: string;
  founded?: string | null;
  start?: string | null;
  organisation_kind?: string;
  programme_kind?: string;
  name_ko?: string;
  name_en?: string;
}
const detailRows = resource<DetailRow[]>(
  () => (mayLoadDetails.value && isSmallGraph.value ? "details" : null),
  async () => {
    const [organisations, programmes] = await Promise.all([
      fetchAllPages<DetailRow>("/organisations", "id,organisation_kind,founded"),
      fetchAllPages<DetailRow>("/programmes", "id,programme_kind,name_ko,name_en,start"),
    ]);
    return [...organisations, ...programmes];
  },
);
const detailed = dataSignal(detailRows);
export const details = computed<ReadonlyMap<string, Detail>>(
  () =>
    new Map(
      (detailed.value ?? []).map((r) => [
        r.id,
        { sub: r.organisation_kind ?? r.programme_kind ?? null, began: r.founded ?? r.start ?? null },
      ]),
    ),
);
export const facts = resource<Fact[]>(
  () => (mayLoadDetails.value && isSmallGraph.value ? "facts" : null),
  () => fetchAllPages<Fact>("/relations", "id,subject,predicate,object,start,end,weight"),
);
export const factTable = dataSignal(facts);
const thin = select("thin");
const countsSources = computed(() => thin.value.some((t) => t.what === "sources"));
/** The sources of each relation, fetched once ties are to have so many. */
const sourceRows = resource<{ id: string; sources: string[] }[]>(
  () => (mayLoadDetails.value && isSmallGraph.value && countsSources.value ? "sources of relations" : null),
  () => fetchAllPages<{ id: string; sources: string[] }>("/relations", "id,sources"),
);
const sourceData = dataSignal(sourceRows);
export const sourcesOfRelation = computed<ReadonlyMap<string, string[]> | null>(() =>
  sourceData.value ? new Map(sourceData.value.map((r) => [r.id, r.sources])) : null,
);
export const factById = computed(() => new Map((factTable.value ?? []).map((f) => [f.id, f])));

/** The programmes with their names, for the facet. */
export const programmeList = computed<ReadonlyMap<string, DetailRow>>(
  () => new Map((detailed.value ?? []).filter((r) => r.programme_kind).map((r) => [r.id, r])),
);
effect(() => {
  const known = programmeList.value;
  if (!known.size) return;
  for (const id of programme.value.filter((p) => !known.has(p)))
    discardParameter("programme", id, { programme: state.peek().programme.filter((p) => p !== id) });
});
export const participation = computed(() =>
  participationOn(factTable.value ?? [], programmeList.value, {
    as_of: asOf.value,
    compare: compare.value,
    since: since.value,
    undated: undated.value,
  }),
);

export const places = resource<Places>(() =>
  mayLoadDetails.value && (isSmallGraph.value || mapped.value) ? urlOf("/places", { members: true }) : null,
);
const placeTable = dataSignal(places);
export const geography = computed(() => (placeTable.value ? found(placeTable.value) : null));
effect(() => {
  const [id, known] = [place.value, geography.value?.places];
  if (id && known && !known.has(id)) discardParameter("place", id, { place: null });
});

/** Whether the store is empty: no origin was loaded, or one without records. */
export const nothingLoaded = computed(() => {
  const { data, problem } = root.value;
  if (data) return ["organisation", "technology", "programme"].every((kind) => !data.counts[kind]);
  return problem?.kind === "nothing-loaded";
});
/** The period asked of the server. A small graph is fetched for all dates and the page applies the date, so that neither layout nor communities change with it. */
export const scenePeriod = computed(() =>
  root.value.data && !isSmallGraph.value
    ? { as_of: asOf.value, since: since.value, undated: undated.value === "drop" ? "drop" : null }
    : {},
);
const [gapLayer, around] = [select("gap_layer"), select("around")];
/** Whether the scene's communities get the server's labels: those of a small, whole layer do, once the first frame stands. */
export const labelsCommunities = computed(
  () => view.value === "explore" && isSmallGraph.value && around.value === null,
);
/** Communities with their labels, for the same network as the scene, so that numbers agree. */
export const communities = resource<Communities>(() => {
  const isNeeded =
    view.value === "positions" || (mayLoadDetails.value && (labelsCommunities.value || lit.value !== null));
  return isNeeded ? urlOf("/communities", { layer: layer.value, ...scenePeriod.value }) : null;
});
/** Whether communities are those of all dates although one date is shown. */
export const communitiesIgnoreDate = computed(
  () => isSmallGraph.value && (asOf.value !== null || since.value !== null || undated.value === "drop"),
);
/** The years of the timeline, as the server chooses them. */
export const years = resource<Years>(() => {
  if (!mayLoadDetails.value || !isSmallGraph.value) return null;
  const on = view.value === "gaps" ? gapLayer.value : layer.value;
  return urlOf("/years", { layer: on, undated: undated.value === "drop" ? "drop" : null });
});
export const highlightedCommunity = computed(() =>
  lit.value === null ? null : (communities.value.data?.communities.find((c) => c.id === lit.value) ?? null),
);
effect(() => {
  if (lit.value !== null && communities.value.status === "ready" && !highlightedCommunity.value)
    discardParameter("lit", String(lit.value), { lit: null });
});
