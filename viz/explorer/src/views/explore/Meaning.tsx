/** What colours and sizes of the picture mean now: words, a scale for numbers, samples of sizes. */
import { colouring, colourIsUnknown, isByValues } from "../../graph/colouring";
import { isOfDrawn } from "../../graph/drawnMeasures";
import { measureText, measureTitle } from "../../graph/measures";
import { isOwn, ownName } from "../../graph/ownValues";
import { isDrawnScope, styleValues } from "../../graph/styleValues";
import { visibleGraph } from "../../graph/visibleGraph";
import { drawnTexts, layerName, messages, number } from "../../i18n";
import { ramp } from "../../picture/colours";
import { nodeStyle, theme } from "../../picture/nodeStyle";
import { change, state } from "../../state/state";

const SHADES = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** The meaning in words; a measure says on which network it was computed. */
function meaningOf(what: string): string {
  const msg = messages.value;
  const words: Record<string, string> = {
    sector: msg.bySector,
    kind: msg.byKind,
    community: msg.byCommunity,
    ties: msg.byTies,
  };
  if (words[what]) return words[what];
  if (isOwn(what)) return ownName(what);
  const title = measureTitle(what);
  return isDrawnScope(what) ? drawnTexts().ofDrawn(title) : drawnTexts().ofLayer(title, layerName(state.value.layer));
}

/** The nodes of least, middle and greatest size in the picture, as samples. */
function sizeSamples(): { r: number; value: number }[] {
  const { size } = state.value;
  const graph = visibleGraph.value;
  if (!graph) return [];
  const style = nodeStyle.value;
  const known = size === "ties" ? null : styleValues.value.get(size);
  const value = (id: string) => (size === "ties" ? (graph.degree.get(id) ?? 0) : known?.get(id));
  const found = new Map<number, number>();
  for (const node of graph.nodes) {
    const v = value(node.id);
    if (v !== undefined && !node.id.startsWith("group:") && !node.added) found.set(v, style(node).r);
  }
  const order = [...found].sort((p, q) => p[0] - q[0]);
  const places = [...new Set([0, Math.floor((order.length - 1) / 2), order.length - 1])];
  return places.flatMap((i) => (order[i] ? [{ value: order[i][0], r: order[i][1] }] : []));
}

export function Meaning() {
  const texts = drawnTexts();
  const { size, scope } = state.value;
  const colour = colouring.value;
  const known = isByValues.value || colourIsUnknown.value ? undefined : styleValues.value.get(colour);
  const values = known?.size ? [...known.values()] : null;
  const samples = sizeSamples();
  const [low, high] = values ? [Math.min, Math.max].map((of) => measureText(colour, of(...values))) : [];
  return (
    <div class="meaning" data-part="meaning">
      <div data-part="meaning-colour">
        <span class="soft">{texts.colour}</span> {meaningOf(colour)}
      </div>
      {values && (
        <div class="rampline" role="img" aria-label={`${meaningOf(colour)}: ${low} – ${high}`} data-part="scale">
          <span>{low}</span>
          <i>
            {SHADES.map((v) => (
              <b key={v} style={{ backgroundColor: ramp(v, theme.value) }} />
            ))}
          </i>
          <span>{high}</span>
        </div>
      )}
      <div data-part="meaning-size">
        <span class="soft">{texts.size}</span> {meaningOf(size)}
      </div>
      {samples.length > 1 && (
        <div class="sizes" aria-hidden="true">
          {samples.map(({ r, value }) => (
            <span key={value}>
              <i style={{ width: `${Math.min(r, 13) * 2}px`, height: `${Math.min(r, 13) * 2}px` }} />
              {size === "ties" ? number(value) : measureText(size, value)}
            </span>
          ))}
        </div>
      )}
      {(isOfDrawn(size) || isOfDrawn(colour)) && (
        <select
          value={scope}
          aria-label={texts.scope}
          data-control="scope"
          onChange={(e) => change({ scope: e.currentTarget.value === "layer" ? "layer" : "drawn" })}
        >
          <option value="drawn">{texts.scopeDrawn}</option>
          <option value="layer">{texts.scopeLayer}</option>
        </select>
      )}
    </div>
  );
}
