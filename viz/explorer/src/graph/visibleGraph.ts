/** What is visible: the scene with what is added to it, after filters and dates, with groups collapsed. */
import { computed } from "@preact/signals";
import { dataSignal } from "../api/resource";
import { vocabulary } from "../i18n";
import { select } from "../state/state";
import { collapse, isGroup } from "./collapse";
import { COMMUNITY_COLOURS, summariseCommunities } from "./communities";
import { holds, span } from "./dates";
import { tiesOfLayer } from "./evidence";
import { additions } from "./expansions";
import { applyFilters, type TiesByDate, type VisibleGraph } from "./filtering";
import { measureValues } from "./measures";
import { boundsOf, makeModel, type SceneModel } from "./model";
import { pathNodes } from "./pathNodes";
import { keyOfId, putBeside, putInPlace, unpack } from "./placement";
import { scene, showIsolates } from "./scene";
import { details, factById, factTable, geography, participation, sourcesOfRelation } from "./tables";
import { thinned } from "./thinning";
import { type Truncation, truncationOf } from "./truncation";

const [layer, around, asOf, compare, since, undated, thin, founded] = [
  select("layer"),
  select("around"),
  select("as_of"),
  select("compare"),
  select("since"),
  select("undated"),
  select("thin"),
  select("founded"),
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
const [only, bundles, at, arranged] = [select("only"), select("bundle"), select("at"), select("arrange")];
/** Where the reader laid nodes out or moved them to. */
const places = computed(() => unpack(at.value));
const offPredicates = computed(
  () => new Set(off.value.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10))),
);

const sceneData = dataSignal(scene);
export const model = computed<SceneModel | null>(() => {
  const drawnScene = sceneData.value;
  const terms = vocabulary.value;
  if (!drawnScene || !terms) return null;
  const result = makeModel(drawnScene, details.value, geography.value?.placeOf ?? new Map(), additions(), terms);
  if (places.value.size) {
    const known = putInPlace(result.nodes, places.value);
    if (arranged.value && known.size) {
      result.bounds = boundsOf([...known].map((id) => result.nodes.get(id)).filter((n) => n !== undefined));
      putBeside(result.nodes, result.ties.values(), known);
    }
  }
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
  const asked =
    asOf.value !== null || compare.value !== null || since.value !== null || undated.value === "drop" || off.size > 0;
  if (!asked || !terms || !table || !details.value.size) return UNDATED;
  const at = (day: string | null) =>
    tiesOfLayer(
      table,
      {
        layer: layer.value,
        as_of: day,
        since: since.value,
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
/** Tells which nodes were founded, or began, after the day shown; of two days the later. */
const isLater = computed<((id: string) => boolean) | null>(() => {
  const day = compare.value ?? asOf.value;
  if (!founded.value || day === null) return null;
  const [last, of] = [span(day)?.[1] ?? Number.POSITIVE_INFINITY, details.value];
  return (id) => {
    const began = of.get(id)?.began;
    return began !== null && began !== undefined && (span(began)?.[0] ?? last) > last;
  };
});
/** What passes the filters, before groups are collapsed; the table and the counts show this. */
export const filteredGraph = computed<VisibleGraph | null>(() => {
  const everything = model.value;
  if (!everything) return null;
  const of = factById.value;
  const [as_of, other, kept, off, start] = [asOf.value, compare.value, undated.value, offPredicates.value, since.value];
  const at = (day: string | null) => (id: string) => {
    const f = of.get(id);
    return f === undefined || (!off.has(f.predicate) && holds(f.start, f.end, day, kept, start));
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
    {
      isLater: isLater.value,
      thinned: (ties) => thinned(ties, thin.value, sourcesOfRelation.value),
      dropsUntied: !showIsolates.value,
    },
  );
});
export const visibleGraph = computed<VisibleGraph | null>(() => {
  const graph = filteredGraph.value;
  if (!graph) return null;
  const groups = collapsed.value;
  if (!groups.length && !bundles.value.length) return graph;
  const grouped = collapse(
    graph,
    groups,
    new Set([...pins.value.map((p) => p.id), ...(selectedNode.value ? [selectedNode.value] : []), ...pathNodes.value]),
    bundles.value,
  );
  for (const node of grouped.nodes) if (isGroup(node.id)) Object.assign(node, places.value.get(keyOfId(node.id)));
  return grouped;
});

export const communitySummaries = computed(() => {
  const terms = vocabulary.value;
  const everything = model.value;
  if (!terms || !everything) return [];
  return summariseCommunities(everything.nodes.values(), COMMUNITY_COLOURS, terms.colours.no_sector);
});

/** What the scene leaves out because there are too many nodes; null if it holds them all. */
export const truncation = computed<Truncation | null>(() => {
  const data = scene.value.data;
  return data && model.value ? truncationOf(data, around.value !== null) : null;
});
