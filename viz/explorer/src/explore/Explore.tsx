/** The analyst's view: facets at the left, the picture, a card at the right, time below, the table on demand. */
import { filtered, model } from "../graph/data";
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

function Counts() {
  const w = words.value;
  const shown = filtered.value;
  const all = model.value;
  const { around, depth } = state.value;
  if (!shown || !all) return null;
  const parts: string[] = [];
  for (const kind of ["organisation", "technology", "programme"]) {
    const whole = [...all.nodes.values()].filter((n) => n.kind === kind).length;
    const part = shown.nodes.filter((n) => n.kind === kind).length;
    if (whole) parts.push(w.counted(w.nodes[kind] as string, part === whole ? number(whole) : w.ofAll(number(part), number(whole))));
  }
  const now = shown.ties.filter((t) => t.status !== "ended").length;
  parts.push(w.counted(w.ties, shown.total.ties === now ? number(now) : w.ofAll(number(now), number(shown.total.ties))));
  const alone = shown.nodes.filter((n) => !shown.degree.get(n.id)).length;
  if (alone) parts.push(w.isolated(number(alone)));
  const middle = around ? all.nodes.get(around) : null;
  return (
    <div class="counts" data-part="counts" aria-live="polite">
      {middle && (
        <span class="around">
          <strong>{w.around(nameOf({ label_ko: middle.ko, label_en: middle.en }), depth)}</strong>
          <label>{w.depth} <select value={depth} onChange={(e) => change({ depth: +e.currentTarget.value })}>{[1, 2, 3].map((d) => <option key={d} value={d}>{d}</option>)}</select></label>
        </span>
      )}
      <button type="button" class="text fold" data-action="filters" aria-expanded={drawer.value} aria-controls="facets" onClick={() => { drawer.value = !drawer.value; }}>☰ {w.filters}</button>
      <span>{parts.join(" · ")}</span>
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
      {!embed && <Facets />}
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
