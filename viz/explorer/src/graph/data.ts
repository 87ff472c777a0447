/** What the explorer knows: answers of the API as signals, and what follows from them and from the state. */
import { computed, effect, signal } from "@preact/signals";
import { get, Problem, route } from "../api/client";
import { keep } from "../api/records";
import { dataOf, resource } from "../api/resource";
import type { MeasureInfo, MeasureValues, Neighbourhood, NodeRecord, Paths, Scene, Vocabulary } from "../api/types";
import { type Layer, type State } from "../state/address";
import { drop, part, state } from "../state/state";
import { vocabulary } from "../words";
import { collapse } from "./collapse";
import { groupings } from "./communities";
import { holds } from "./dates";
import { draw, type Drawn, type Moments } from "./drawn";
import { details, factOf, facts, factTable, geography, painted, parts, root, sceneWords, years } from "./tables";
import { ties } from "./evidence";
import { type Bringing, makeModel, type Model, type Prepared, tiesOf } from "./model";
import { FEW, pause } from "../pieces";

/** Neighbours that one opening brings at most; who wants others narrows it. */
export const MOST = 150;

const words = resource<Vocabulary>(() => "./vocabulary.json");
effect(() => { if (words.value.data) vocabulary.value = words.value.data; });
export const vocabularyAnswer = words;
export { details, facts, painted, root, years };

const layer = part("layer");
const around = part("around");
const depth = part("depth");
const asOf = part("as_of");
const compare = part("compare");
const undated = part("undated");
const isolates = part("isolates");
/** Few organisations share a technology: the many others would crowd them out. */
export const alone = computed(() => (isolates.value === "auto" ? layer.value !== "technology" : isolates.value === "show"));
const view = part("view");
const [pins, off, hidden, range, collapsed] = [part("pin"), part("off"), part("hide"), part("range"), part("collapse")];
const [card, size, colour, inProgramme] = [part("node"), part("size"), part("colour"), part("programme")];
const offPredicates = computed(() => new Set(off.value.filter((o) => o.startsWith("predicate:")).map((o) => o.slice(10))));

/** The scene of the layer; its positions do not depend on the day, so that time moves nothing from its place. */
export const sceneAddress = computed(() => {
  if (view.value !== "explore") return null;
  // who works out the day is known when the number of relations is
  const dated = asOf.value !== null || undated.value === "drop";
  if (dated && !root.value.data && root.value.status === "loading") return null;
  const byServer = sceneWords.value;
  return around.value
    ? route("/scene", { around: around.value, depth: depth.value, layer: layer.value === "all" ? null : layer.value, ...byServer })
    : route("/scene", { layer: layer.value === "all" ? null : layer.value, isolates: alone.value ? true : null, ...byServer });
});
let lastScene: string | null = null; // kept while another view is open, so that coming back asks nothing
export const scene = resource<Prepared>(() => (lastScene = sceneAddress.value ?? lastScene), async (address) => {
  const found = await get<Scene>(address);
  const tied = tiesOf(found);
  if (tied.size > FEW) await pause(); // the rest is long enough
  return { ...found, tied };
});
effect(() => {
  const { problem } = scene.value;
  if (problem?.status === 404 && state.peek().around) drop("around", state.peek().around as string, { around: null });
});

/** Neighbours of nodes that were opened. */
const opened = signal<ReadonlyMap<string, Neighbourhood>>(new Map());
export const neighbours = (id: string) => get<Neighbourhood>(route(`/nodes/${encodeURIComponent(id)}/neighbourhood`, { limit: 1000 }));
const expand = part("expand");
effect(() => {
  for (const { id } of expand.value) {
    if (opened.peek().has(id)) continue;
    neighbours(id).then(
      (found) => { keep(found.nodes); opened.value = new Map(opened.peek()).set(id, found); },
      (error: unknown) => {
        if (error instanceof Problem && error.status === 404) drop("expand", id, { expand: state.peek().expand.filter((e) => e.id !== id) });
      },
    );
  }
});
function wanted(node: NodeRecord, { kinds, sectors }: State["expand"][number]): boolean {
  return (!kinds || kinds.includes(node.kind)) && (!sectors || sectors.includes(node.sector ?? node.field ?? "none"));
}
function bringings(): Bringing[] {
  const found: Bringing[] = [];
  for (const one of expand.value) {
    const near = opened.value.get(one.id);
    if (!near) continue;
    const self = near.nodes.filter((n) => n.id === one.id);
    const others = one.alone ? [] : near.nodes.filter((n) => n.id !== one.id && wanted(n, one)).slice(0, MOST);
    found.push({ root: one.id, nodes: [...self, ...others], relations: near.relations });
  }
  const way = chosenWay.value;
  const answer = paths.value.data;
  if (way && answer) {
    found.push({
      root: way.nodes[0] ?? "", nodes: way.nodes.map((id) => answer.nodes[id]).filter((n) => n !== undefined),
      relations: way.steps.flat().map((id) => answer.relations[id]).filter((r) => r !== undefined),
    });
  }
  return found;
}

/** The ways between two nodes. */
const [from_, to_] = [part("from"), part("to")];
const pathAddress = computed(() => {
  const [source, target] = [from_.value, to_.value];
  if (!source || !target || source === target) return null;
  return route("/paths", { source, target, k: 5, as_of: asOf.value, undated: undated.value === "drop" ? "drop" : null });
});
export const paths = resource<Paths>(() => pathAddress.value);
effect(() => {
  const { problem, data } = paths.value;
  if (data) keep(Object.values(data.nodes));
  if (problem?.status !== 404) return;
  const { from, to } = state.peek();
  // the problem names the id that nothing has
  if (from && problem.message.includes(`“${from}”`)) drop("from", from, { from: null });
  else if (to) drop("to", to, { to: null });
});
export const chosenWay = computed(() => paths.value.data?.paths[Math.min(state.value.way, paths.value.data.paths.length - 1)] ?? null);

export const measures = resource<{ results: MeasureInfo[] }>(() => route("/measures"));
/** Measures see ties of a layer; a neighbourhood's facts are measured on the whole layer of facts. */
export const measureAddress = (name: string, on: Layer, day: string | null) => route(`/measures/${encodeURIComponent(name)}`, { layer: on, as_of: day, limit: 10_000 });
/** Values come in pages of 10,000; a picture holds twice as many nodes, and not always those that rank first. */
const PAGES = 5;
async function valuesOf(address: string): Promise<MeasureValues> {
  const found = await get<MeasureValues>(address);
  const values = [...found.values];
  for (let [page, next] = [1, found.next]; next && page < PAGES; page++) {
    const more: MeasureValues = await get<MeasureValues>(`${address}&cursor=${encodeURIComponent(next)}`);
    values.push(...more.values);
    next = more.next;
  }
  return { ...found, values };
}
const valuesHeld = signal<ReadonlyMap<string, MeasureValues>>(new Map());
const usedMeasures = computed(() => {
  const plain = new Set(["sector", "kind", "community", "ties"]);
  return [...new Set([colour.value, size.value, ...range.value.map((r) => r.measure)])].filter((m) => !plain.has(m));
});
effect(() => {
  for (const name of usedMeasures.value) {
    const address = measureAddress(name, layer.value, asOf.value);
    if (valuesHeld.peek().has(address)) continue;
    valuesOf(address).then(
      (found) => { valuesHeld.value = new Map(valuesHeld.peek()).set(address, found); },
      (error: unknown) => {
        if (!(error instanceof Problem) || error.status !== 404) return;
        const { colour, size, range } = state.peek();
        if (colour === name) drop("colour", name, { colour: "sector" });
        if (size === name) drop("size", name, { size: "ties" });
        if (range.some((r) => r.measure === name)) drop("range", name, { range: range.filter((r) => r.measure !== name) });
      },
    );
  }
});
/** Values of the measures in use, on the layer and day in sight. */
export const values = computed(() => {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const name of usedMeasures.value) {
    const answer = valuesHeld.value.get(measureAddress(name, layer.value, asOf.value));
    if (answer) found.set(name, new Map(answer.values.map((v) => [v.id, v.value])));
  }
  return found;
});

const sceneData = dataOf(scene);
export const model = computed<Model | null>(() => {
  const drawnScene = sceneData.value;
  const known = vocabulary.value;
  if (!drawnScene || !known) return null;
  const made = makeModel(drawnScene, details.value, geography.value?.of ?? new Map(), bringings(), known);
  for (const { id, x, y } of pins.value) {
    const node = made.nodes.get(id);
    if (node && x !== null && y !== null) made.nodes.set(id, { ...node, x, y });
  }
  return made;
});

export const programmeKind = computed(() => {
  const of = details.value;
  return (id: string) => of.get(id)?.sub ?? undefined;
});
const TIMELESS: Moments = { now: null, then: null };
/** Whether dates are worked out here: the tables are there, and the question is one about them. */
const moments = computed<Moments>(() => {
  const known = vocabulary.value;
  const table = factTable.value;
  const off = offPredicates.value;
  const asked = asOf.value !== null || compare.value !== null || undated.value === "drop" || off.size > 0;
  if (!asked || !known || !table || !details.value.size) return TIMELESS;
  const at = (day: string | null) => ties(table, { layer: around.value && layer.value === "all" ? "facts" : layer.value, as_of: day, undated: undated.value, without: off }, known.evidence, programmeKind.value);
  return compare.value !== null ? { now: at(compare.value), then: at(asOf.value) } : { now: at(asOf.value), then: null };
});

// each part by itself: moving the camera or opening a card is no reason to work all this out again
const chosen = computed(() => {
  return {
    off: off.value, programme: inProgramme.value, hide: hidden.value, pin: pins.value, range: range.value,
    around: around.value, from: from_.value, to: to_.value,
  };
});
/** Everything that passes the filters, before collapsing; the table and the counts show this. */
export const filtered = computed<Drawn | null>(() => {
  const all_ = model.value;
  if (!all_) return null;
  const of = factOf.value;
  const [as_of, other, kept, off] = [asOf.value, compare.value, undated.value, offPredicates.value];
  const at = (day: string | null) => (id: string) => {
    const f = of.get(id);
    return f === undefined || (!off.has(f.predicate) && holds(f.start, f.end, day, kept));
  };
  const beside = { now: at(other ?? as_of), then: other === null ? null : at(as_of) };
  return draw(all_, chosen.value, moments.value, values.value, parts.value, beside, (id) => of.get(id)?.predicate);
});
export const drawn = computed<Drawn | null>(() => {
  const shown = filtered.value;
  if (!shown) return null;
  const groups = collapsed.value;
  if (!groups.length) return shown;
  return collapse(shown, groups, new Set([...pins.value.map((p) => p.id), ...(card.value ? [card.value] : [])]));
});

export const communityList = computed(() => {
  const known = vocabulary.value;
  const all_ = model.value;
  if (!known || !all_) return [];
  const palette = known.sectors.filter((s) => s.id !== "other").map((s) => s.colour);
  return groupings(all_.nodes.values(), palette, known.colours.no_sector);
});
