/** The left panel: layer, facets, appearance and active filters. */
import { signal } from "@preact/signals";
import type { Layer } from "../../api/types";
import { colouring, hasNoSector } from "../../graph/colouring";
import { showIsolates } from "../../graph/scene";
import { details, geography } from "../../graph/tables";
import { filteredGraph, model, truncation } from "../../graph/visibleGraph";
import { layerName, messages, number } from "../../i18n";
import { theme } from "../../picture/nodeStyle";
import { change, state } from "../../state/state";
import { ProgrammeFacet } from "./ProgrammeFacet";

import { ActiveFilters } from "./ActiveFilters";
import { Appearance } from "./Appearance";
import { FacetGroup } from "./FacetGroup";
import { OwnFacets, OwnLegend } from "./OwnFacets";
import { SingleColourNote } from "./SingleColourNote";

/** Whether the facets are unfolded on a narrow screen, where they are folded away at first. */
export const drawer = signal(false);
const LAYERS: Layer[] = ["all", "direct", "affiliation", "technology", "facts"];
export function Facets() {
  const msg = messages.value;
  const { layer, around, collapse: groups, compare } = state.value;
  const t = theme.value;
  return (
    <nav class="facets" id="facets" aria-label={msg.filters}>
      <button
        type="button"
        class="close shut"
        aria-label={`${msg.close}: ${msg.filters}`}
        onClick={() => {
          drawer.value = false;
        }}
      >
        ×
      </button>
      <label class="layer">
        {msg.layer}
        <select
          value={layer}
          data-control="layer"
          onChange={(e) => change({ layer: e.currentTarget.value as Layer, tie: null })}
        >
          {LAYERS.map((l) => (
            <option key={l} value={l}>
              {layerName(l)}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">{msg.layerHint[layer]}</p>
      {!around && (
        <label class="check">
          <input
            type="checkbox"
            checked={showIsolates.value}
            data-control="isolates"
            onChange={(e) => change({ isolates: e.currentTarget.checked ? "show" : "hide" })}
          />
          {msg.isolatesToo}
        </label>
      )}
      {compare !== null && (
        <div class="facet compared" data-part="comparison">
          {(
            [
              ["fresh", msg.fresh, t.fresh],
              ["ended", msg.ended, t.ended],
              ["changed", msg.changedTie, t.changed],
              ["kept", msg.kept, t.tie],
            ] as const
          ).map(([s, name, c]) => (
            <div class="line" key={s}>
              <span class="mark tie" style={{ backgroundColor: c }} />
              <span class="text">{name}</span>
              <span class="count" data-status={s}>
                {number(filteredGraph.value?.ties.filter((x) => x.status === s).length ?? 0)}
              </span>
            </div>
          ))}
        </div>
      )}
      <ActiveFilters />
      {truncation.value && (
        <p class="hint" data-part="of-drawn">
          {msg.ofDrawn(number(truncation.value.drawn), number(truncation.value.total))}
        </p>
      )}
      <OwnLegend />
      {!(hasNoSector.value && colouring.value !== "sector") && <FacetGroup facet="sector" />}
      <SingleColourNote />
      <FacetGroup facet="kind" />
      <FacetGroup facet="predicate" />
      <Appearance />
      {details.value.size > 0 && <FacetGroup facet="sub" closed />}
      {geography.value && <FacetGroup facet="place" closed />}
      <ProgrammeFacet />
      <OwnFacets />
      <FacetGroup facet="community" closed={colouring.value !== "community"} />
      <p class="hint">
        {msg.legendHint}{" "}
        {state.value.size === "ties" && !groups.length && model.value?.ties.size ? msg.pictureLegend : ""}
      </p>
    </nav>
  );
}
