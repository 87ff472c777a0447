/** The tables behind the picture: kinds and relations of everything, programmes, places, communities; asked once the picture stands. */
import { computed, effect, signal } from "@preact/signals";
import { route } from "../api/client";
import { all } from "../api/records";
import { dataOf, resource } from "../api/resource";
import type { Communities, Places, Root, Years } from "../api/types";
import { drop, part, state } from "../state/state";
import { placed } from "../words";
import type { Fact } from "./evidence";
import type { Detail } from "./model";
import { geography as found } from "./places";
import { partsIn } from "./programmes";

/** Beyond, the table of relations is not fetched whole: dates are then asked of the server. */
const SMALL = 60_000;

export const root = resource<Root>(() => route("/"));
export const small = computed(() => (root.value.data?.counts["relation"] ?? Number.POSITIVE_INFINITY) <= SMALL);
const [asOf, compare, undated, view, layer, programme, mapped, place, lit] = [part("as_of"), part("compare"), part("undated"), part("view"), part("layer"), part("programme"), part("map"), part("place"), part("lit")];

// the rest is asked for once the first picture stands
export const painted = signal(false);
const ready = computed(() => painted.value || view.value === "gaps");
type Row = { id: string; organisation_kind?: string; programme_kind?: string; name_ko?: string; name_en?: string };
const detailRows = resource<Row[]>(
  () => (ready.value && small.value ? "details" : null),
  async () => {
    const [organisations, programmes] = await Promise.all([
      all<Row>("/organisations", "id,organisation_kind"),
      all<Row>("/programmes", "id,programme_kind,name_ko,name_en"),
    ]);
    return [...organisations, ...programmes];
  },
);
const detailed = dataOf(detailRows);
export const details = computed<ReadonlyMap<string, Detail>>(
  () => new Map((detailed.value ?? []).map((r) => [r.id, { sub: r.organisation_kind ?? r.programme_kind ?? null }])),
);
export const facts = resource<Fact[]>(
  () => (ready.value && small.value ? "facts" : null),
  () => all<Fact>("/relations", "id,subject,predicate,object,start,end"),
);
export const factTable = dataOf(facts);
export const factOf = computed(() => new Map((factTable.value ?? []).map((f) => [f.id, f])));

/** The programmes by name, for the facet. */
export const programmeList = computed<ReadonlyMap<string, Row>>(() => new Map((detailed.value ?? []).filter((r) => r.programme_kind).map((r) => [r.id, r])));
effect(() => {
  const known = programmeList.value;
  if (!known.size) return;
  for (const id of programme.value.filter((p) => !known.has(p))) drop("programme", id, { programme: state.peek().programme.filter((p) => p !== id) });
});
export const parts = computed(() => partsIn(factTable.value ?? [], programmeList.value, { as_of: asOf.value, compare: compare.value, undated: undated.value }));

export const places = resource<Places>(() => (ready.value && (small.value || mapped.value) ? route("/places", { members: true }) : null));
const placeTable = dataOf(places);
export const geography = computed(() => (placeTable.value ? found(placeTable.value) : null));
effect(() => { if (geography.value) placed.value = geography.value.spots; });
effect(() => {
  const [id, known] = [place.value, geography.value?.spots];
  if (id && known && !known.has(id)) drop("place", id, { place: null });
});

/** Nothing is there to be drawn: no origin was loaded, or one that holds nothing. */
export const nothingLoaded = computed(() => {
  const { data, problem } = root.value;
  if (data) return ["organisation", "technology", "programme"].every((kind) => !data.counts[kind]);
  return problem?.kind === "nothing-loaded";
});
/** The period of the scene: where the days are worked out here, the scene and its groups are those of every date, so that time moves nothing. */
export const sceneWords = computed(() => (root.value.data && !small.value ? { as_of: asOf.value, undated: undated.value === "drop" ? "drop" : null } : {}));
/** Communities as the server finds and names them: those of the scene, whose numbers they bear. */
export const communities = resource<Communities>(() => (view.value === "positions" || (lit.value !== null && ready.value) ? route("/communities", { layer: layer.value, ...sceneWords.value }) : null));
/** Whether groups are those of every date while a day is looked at. */
export const groupsOfEveryDate = computed(() => small.value && (asOf.value !== null || undated.value === "drop"));
const [gapLayer, around] = [part("gap_layer"), part("around")];
/** The years of the slider, as the server chooses them. */
export const years = resource<Years>(() => {
  if (!ready.value || !small.value) return null;
  const on = view.value === "gaps" ? gapLayer.value : around.value && layer.value === "all" ? "facts" : layer.value;
  return route("/years", { layer: on, undated: undated.value === "drop" ? "drop" : null });
});
export const groupShown = computed(() => (lit.value === null ? null : (communities.value.data?.communities.find((c) => c.id === lit.value) ?? null)));
effect(() => {
  if (lit.value !== null && communities.value.status === "ready" && !groupShown.value) drop("lit", String(lit.value), { lit: null });
});
