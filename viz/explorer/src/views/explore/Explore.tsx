/** The view of the network: facets on the left, a card on the right, timeline below, map and table on demand. */
import { computed } from "@preact/signals";
import { Timeline } from "../../components/Timeline";
import { scene } from "../../graph/scene";
import { firstFrameShown } from "../../graph/tables";
import { selection } from "../../graph/selection";
import { filteredGraph, model, truncation } from "../../graph/visibleGraph";
import { messages, nameOf, number } from "../../i18n";
import { change, state } from "../../state/state";
import { drawer, Facets } from "./Facets";
import { NetworkCanvas } from "./NetworkCanvas";
import { NodeCard } from "./NodeCard";
import { PathsPanel } from "./PathsPanel";
import { TablePanel } from "./TablePanel";
import { TieCard } from "./TieCard";
import { SelectionPanel } from "./hands/SelectionPanel";
import { DistrictMap } from "./map/DistrictMap";

/** How many nodes of each kind and how many ties are visible, of how many. */
const countsLine = computed(() => {
  const msg = messages.value;
  const [shown, all] = [filteredGraph.value, model.value];
  if (!shown || !all) return "";
  const parts: string[] = [];
  const tally = (nodes: Iterable<{ kind: string }>) => {
    const found = new Map<string, number>();
    for (const { kind } of nodes) found.set(kind, (found.get(kind) ?? 0) + 1);
    return found;
  };
  // nodes that the scene leaves out count in the total; in every layer but `facts` they are organisations
  const truncated = truncation.value;
  const left =
    scene.value.data?.layer === "facts" ? 0 : (scene.value.data?.hidden["isolates"] ?? 0) + (truncated?.count ?? 0);
  const [part, total] = [tally(shown.nodes), tally(all.nodes.values())];
  for (const [kind, most] of ["organisation", "technology", "programme"].map(
    (k) => [k, (total.get(k) ?? 0) + (k === "organisation" ? left : 0)] as const,
  )) {
    const now = part.get(kind) ?? 0;
    if (most)
      parts.push(
        msg.counted(msg.nodes[kind] as string, now === most ? number(most) : msg.ofAll(number(now), number(most))),
      );
  }
  const now = shown.ties.filter((t) => t.status !== "ended").length;
  parts.push(
    msg.counted(msg.ties, shown.total.ties === now ? number(now) : msg.ofAll(number(now), number(shown.total.ties))),
  );
  const tied = shown.nodes.filter((n) => shown.degree.get(n.id)).length;
  parts.splice(-1, 0, msg.tied(number(tied)));
  if (truncated) parts.push(`${msg.omitted(number(truncated.count))}: ${msg.omittedRule[truncated.rule]}`);
  return parts.join(" · ");
});

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
  const { node, tie, from, to, table, embed, map } = state.value;
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
        <div class="canvas">
          <NetworkCanvas />
          {!embed &&
            (tie ? (
              <TieCard />
            ) : node ? (
              <NodeCard />
            ) : selection.value.length ? (
              <SelectionPanel />
            ) : from !== null || to !== null ? (
              <PathsPanel />
            ) : null)}
        </div>
        {!embed && table !== "none" && <TablePanel />}
        <Timeline />
      </div>
    </main>
  );
}
