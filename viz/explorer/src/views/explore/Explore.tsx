/** The view of the network: facets on the left, a card on the right, timeline below, map and table on demand. */
import { Timeline } from "../../components/Timeline";
import { scene } from "../../graph/scene";
import { firstFrameShown } from "../../graph/tables";
import { selection } from "../../graph/selection";
import { model } from "../../graph/visibleGraph";
import { messages, nameOf } from "../../i18n";
import { change, state } from "../../state/state";
import { countsLine } from "./countsLine";
import { drawer, Facets } from "./Facets";
import { NetworkCanvas } from "./NetworkCanvas";
import { NodeCard } from "./NodeCard";
import { PathsPanel } from "./PathsPanel";
import { TablePanel } from "./TablePanel";
import { TieCard } from "./TieCard";
import { CardShape } from "./hands/CardShape";
import { SelectionPanel } from "./hands/SelectionPanel";
import { DistrictMap } from "./map/DistrictMap";

/** The line above the network; rendered from the beginning, so that the canvas is not resized later. */
function Counts() {
  const msg = messages.value;
  const all = model.value;
  const { around, depth } = state.value;
  const middle = around ? all?.nodes.get(around) : null;
  return (
    <div class="counts" data-part="counts" aria-live="polite">
      {middle && (
        <span class="around">
          <strong>{msg.around(nameOf({ label_ko: middle.nameKo, label_en: middle.nameEn }), depth)}</strong>
          <label>
            {msg.depth}{" "}
            <select value={depth} onChange={(e) => change({ depth: +e.currentTarget.value })}>
              {[1, 2, 3].map((d) => (
                <option key={d} value={d}>
                  {d}
                </option>
              ))}
            </select>
          </label>
        </span>
      )}
      <button
        type="button"
        class="text fold"
        data-action="filters"
        aria-expanded={drawer.value}
        aria-controls="facets"
        onClick={() => {
          drawer.value = !drawer.value;
        }}
      >
        ☰ {msg.filters}
      </button>
      <span title={countsLine.value}>{countsLine.value}</span>
      <span class="buttons">
        <button
          type="button"
          class="text"
          data-action="map"
          aria-pressed={state.value.map}
          onClick={() => change({ map: !state.value.map, place: null })}
        >
          {msg.map}
        </button>
        <button
          type="button"
          class="text"
          data-action="table"
          aria-pressed={state.value.table !== "none"}
          onClick={() => change({ table: state.value.table === "none" ? "nodes" : "none" })}
        >
          {msg.table}
        </button>
        <button
          type="button"
          class="text"
          data-action="paths"
          onClick={() => change({ from: state.value.node ?? "", to: null })}
        >
          {msg.findPaths}
        </button>
      </span>
    </div>
  );
}

export function Explore() {
  const { node, tie, from, to, table, embed, map, card } = state.value;
  const beside = embed ? null : tie ? (
    <TieCard />
  ) : node ? (
    <NodeCard />
  ) : selection.value.length ? (
    <SelectionPanel />
  ) : from !== null || to !== null ? (
    <PathsPanel />
  ) : null;
  return (
    <main class={`explore${table !== "none" ? " with-table" : ""}${drawer.value ? " drawer" : ""}`}>
      {!embed &&
        (firstFrameShown.value || scene.value.status === "failed" ? (
          <Facets />
        ) : (
          <nav class="facets" id="facets" aria-busy="true" aria-label={messages.value.filters} />
        ))}
      {!embed && drawer.value && (
        <div
          class="veil"
          onClick={() => {
            drawer.value = false;
          }}
        />
      )}
      <div class={map ? "middle with-map" : "middle"}>
        {!embed && <Counts />}
        {map && <DistrictMap />}
        <div class={beside ? `canvas card-${card}` : "canvas"}>
          <NetworkCanvas />
          {beside}
          {beside && <CardShape />}
        </div>
        {!embed && table !== "none" && <TablePanel />}
        <Timeline />
      </div>
    </main>
  );
}
