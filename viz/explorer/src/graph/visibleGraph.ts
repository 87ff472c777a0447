/** What is visible: the scene with what is added to it, after filters and dates, with groups collapsed. */
import { computed } from "@preact/signals";
import { dataSignal } from "../api/resource";
import { vocabulary } from "../i18n";
import { select } from "../state/state";
import { collapse } from "./collapse";
import { summariseCommunities } from "./communities";
import { holds } from "./dates";
import { tiesOfLayer } from "./evidence";
import { additions } from "./expansions";
import { applyFilters, type TiesByDate, type VisibleGraph } from "./filtering";
import { measureValues } from "./measures";
import { makeModel, type SceneModel } from "./model";
import { scene } from "./scene";
import { details, factById, factTable, geography, participation } from "./tables";
import { type Truncation, truncationOf } from "./truncation";

const [layer, around, asOf, compare, undated] = [
  select("layer"),
  select("around"),
  select("as_of"),
  select("compare"),
  select("undated"),
];
const [pins, off, hidden, range, collapsed, selectedNode, programme, from, to] = [
  select("pin"),
  select("off"),
  select("hide"),
  select("range"),
  select("collapse"),
  select("node"),
  select("programme"),
  select("from"),
  select("to"),
];
const [only, bundles] = [select("only"), select("bundle")];
const offPredicates = computed(
  () => new Set(off.value.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10))),
);

const sceneData = dataSignal(scene);
export const model = computed<SceneModel | null>(() => {
  const drawnScene = sceneData.value;
  const terms = vocabulary.value;
  if (!drawnScene || !terms) return null;
  const result = makeModel(drawnScene, details.value, geography.value?.placeOf ?? new Map(), additions(), terms);
  for (const { id, x, y } of pins.value) {
    const node = result.nodes.get(id);
    if (node && x !== null && y !== null) result.nodes.set(id, { ...node, x, y });
  }
  return result;
});

const programmeKind = computed(() => {
  const of = details.value;
  return (id: string) => of.get(id)?.sub ?? undefined;
});
const UNDATED: TiesByDate = { current: null, earlier: null };
/** Ties worked out here, where the tables of records are loaded and a date or a predicate is filtered by. */
const tiesByDate = computed<TiesByDate>(() => {
  const terms = vocabulary.value;
  const table = factTable.value;
  const off = offPredicates.value;
  const asked = asOf.value !== null || compare.value !== null || undated.value === "drop" || off.size > 0;
  if (!asked || !terms || !table || !details.value.size) return UNDATED;
  const at = (day: string | null) =>
    tiesOfLayer(
      table,
      {
        layer: around.value && layer.value === "all" ? "facts" : layer.value,
        as_of: day,
        undated: undated.value,
        without: off,
      },
      terms.evidence,
      programmeKind.value,
    );
  return compare.value !== null
    ? { current: at(compare.value), earlier: at(asOf.value) }
    : { current: at(asOf.value), earlier: null };
});

// picked out one by one: `state.value` would filter anew with every movement of the camera
const activeFilters = computed(() => {
  return {
    only: only.value,
    off: off.value,
    programme: programme.value,
    hide: hidden.value,
    pin: pins.value,
    range: range.value,
    around: around.value,
    from: from.value,
    to: to.value,
  };
});
/** What passes the filters, before groups are collapsed; the table and the counts show this. */
export const filteredGraph = computed<VisibleGraph | null>(() => {
  const everything = model.value;
  if (!everything) return null;
  const of = factById.value;
  const [as_of, other, kept, off] = [asOf.value, compare.value, undated.value, offPredicates.value];
  const at = (day: string | null) => (id: string) => {
    const f = of.get(id);
    return f === undefined || (!off.has(f.predicate) && holds(f.start, f.end, day, kept));
  };
  const relationDates = { current: at(other ?? as_of), earlier: other === null ? null : at(as_of) };
  return applyFilters(
    everything,
    activeFilters.value,
    tiesByDate.value,
    measureValues.value,
    participation.value,
    relationDates,
    (id) => of.get(id)?.predicate,
  );
});
export const visibleGraph = computed<VisibleGraph | null>(() => {
  const graph = filteredGraph.value;
  if (!graph) return null;
  const groups = collapsed.value;
  if (!groups.length && !bundles.value.length) return graph;
  return collapse(
    graph,
    groups,
    new Set([...pins.value.map((p) => p.id), ...(selectedNode.value ? [selectedNode.value] : [])]),
    bundles.value,
  );
});

export const communitySummaries = computed(() => {
  const terms = vocabulary.value;
  const everything = model.value;
  if (!terms || !everything) return [];
  const palette = terms.sectors.filter((s) => s.id !== "other").map((s) => s.colour);
  return summariseCommunities(everything.nodes.values(), palette, terms.colours.no_sector);
});

/** What the scene leaves out because there are too many nodes; null if it holds them all. */
export const truncation = computed<Truncation | null>(() => {
  const data = scene.value.data;
  return data && model.value ? truncationOf(data, around.value !== null) : null;
});
