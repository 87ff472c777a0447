/** The analyst's view: facets at the left, the picture, a card at the right, time below, the table on demand. */
import { computed } from "@preact/signals";
import { filtered, model, painted, scene } from "../graph/data";
import { beyond } from "../graph/whole";
import { change, state } from "../state/state";
import { nameOf, number, words } from "../words";
import { Card } from "./Card";
import { DistrictMap } from "../map/DistrictMap";
import { drawer, Facets } from "./Facets";
import { PathsPanel } from "./Paths";
import { Stage } from "./Stage";
import { TableTwin } from "./Table";
import { TieCard } from "./TieCard";
import { Time } from "./Time";

/** How many of each kind are drawn, of how many. */
const told = computed(() => {
  const w = words.value;
  const [shown, all] = [filtered.value, model.value];
  if (!shown || !all) return "";
  const parts: string[] = [];
  const tally = (nodes: Iterable<{ kind: string }>) => {
    const found = new Map<string, number>();
    for (const { kind } of nodes) found.set(kind, (found.get(kind) ?? 0) + 1);
    return found;
  };
  // those that the scene leaves out are among all of the layer; in every other layer than that of facts they are organisations
  const lost = beyond.value;
  const left = scene.value.data?.layer === "facts" ? 0 : (scene.value.data?.hidden["isolates"] ?? 0) + (lost?.count ?? 0);
  const [part, whole] = [tally(shown.nodes), tally(all.nodes.values())];
  for (const [kind, most] of ["organisation", "technology", "programme"].map((k) => [k, (whole.get(k) ?? 0) + (k === "organisation" ? left : 0)] as const)) {
    const now = part.get(kind) ?? 0;
    if (most) parts.push(w.counted(w.nodes[kind] as string, now === most ? number(most) : w.ofAll(number(now), number(most))));
  }
  const now = shown.ties.filter((t) => t.status !== "ended").length;
  parts.push(w.counted(w.ties, shown.total.ties === now ? number(now) : w.ofAll(number(now), number(shown.total.ties))));
  const tied = shown.nodes.filter((n) => shown.degree.get(n.id)).length;
  parts.splice(-1, 0, w.tied(number(tied)));
  if (lost) parts.push(`${w.beyond(number(lost.count))}: ${w.beyondRule[lost.rule]}`);
  return parts.join(" · ");
});

/** The line above the picture; it stands there from the beginning, so that the picture keeps its size. */
function Counts() {
  const w = words.value;
  const all = model.value;
  const { around, depth } = state.value;
  const middle = around ? all?.nodes.get(around) : null;
  return (
    <div class="counts" data-part="counts" aria-live="polite">
      {middle && (
        <span class="around">
          <strong>{w.around(nameOf({ label_ko: middle.ko, label_en: middle.en }), depth)}</strong>
          <label>{w.depth} <select value={depth} onChange={(e) => change({ depth: +e.currentTarget.value })}>{[1, 2, 3].map((d) => <option key={d} value={d}>{d}</option>)}</select></label>
        </span>
      )}
      <button type="button" class="text fold" data-action="filters" aria-expanded={drawer.value} aria-controls="facets" onClick={() => { drawer.value = !drawer.value; }}>☰ {w.filters}</button>
      <span title={told.value}>{told.value}</span>
      <span class="buttons">
        <button type="button" class="text" data-action="map" aria-pressed={state.value.map} onClick={() => change({ map: !state.value.map, place: null })}>{w.map}</button>
        <button type="button" class="text" data-action="table" aria-pressed={state.value.table !== "none"} onClick={() => change({ table: state.value.table === "none" ? "nodes" : "none" })}>{w.table}</button>
        <button type="button" class="text" data-action="paths" onClick={() => change({ from: state.value.node ?? "", to: null })}>{w.paths}</button>
      </span>
    </div>
  );
}

export function Explore() {
  const { node, tie, from, to, table, embed, map } = state.value;
  return (
    <main class={`explore${table !== "none" ? " with-table" : ""}${drawer.value ? " drawer" : ""}`}>
      {!embed && (painted.value || scene.value.status === "failed" ? <Facets /> : <nav class="facets" id="facets" aria-busy="true" aria-label={words.value.filters} />)}
      {!embed && drawer.value && <div class="veil" onClick={() => { drawer.value = false; }} />}
      <div class={map ? "middle with-map" : "middle"}>
        {!embed && <Counts />}
        {map && <DistrictMap />}
        <div class="canvas">
          <Stage />
          {!embed && (tie ? <TieCard /> : node ? <Card /> : from !== null || to !== null ? <PathsPanel /> : null)}
        </div>
        {!embed && table !== "none" && <TableTwin />}
        <Time />
      </div>
    </main>
  );
}
