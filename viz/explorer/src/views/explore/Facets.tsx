/** The left panel: layer, facets, appearance and active filters. */
import { signal } from "@preact/signals";
import type { Layer } from "../../api/types";
import { colouring, hasNoSector } from "../../graph/colouring";
import { showIsolates } from "../../graph/scene";
import { details, geography } from "../../graph/tables";
import { model, truncation } from "../../graph/visibleGraph";
import { layerName, messages, number } from "../../i18n";
import { change, state } from "../../state/state";
import { ProgrammeFacet } from "./ProgrammeFacet";

import { ActiveFilters } from "./ActiveFilters";
import { Appearance } from "./Appearance";
import { Comparison } from "./Comparison";
import { FacetGroup } from "./FacetGroup";
import { Meaning } from "./Meaning";
import { OwnFacets, OwnLegend } from "./OwnFacets";
import { SingleColourNote } from "./SingleColourNote";
import { Spread } from "./Spread";
import { Thresholds } from "./Thresholds";

/** Whether the facets are unfolded on a narrow screen, where they are folded away at first. */
export const drawer = signal(false);
const LAYERS: Layer[] = ["all", "direct", "affiliation", "technology", "facts"];
export function Facets() {
  const msg = messages.value;
  const { layer, around, collapse: groups, compare } = state.value;
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
      {compare !== null && <Comparison />}
      <ActiveFilters />
      {truncation.value && (
        <p class="hint" data-part="of-drawn">
          {msg.ofDrawn(number(truncation.value.drawn), number(truncation.value.total))}
        </p>
      )}
      <Meaning />
      <OwnLegend />
      {!(hasNoSector.value && colouring.value !== "sector") && <FacetGroup facet="sector" />}
      <SingleColourNote />
      <FacetGroup facet="kind" />
      <FacetGroup facet="predicate" />
      <Appearance />
      <Thresholds />
      <Spread />
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
