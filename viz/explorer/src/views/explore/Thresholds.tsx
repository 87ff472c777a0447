/** Thresholds of ties: at least so much weight, so many relations or sources, and the backbone of a dense network. */
import { isSmallGraph } from "../../graph/tables";
import { drawnTexts } from "../../i18n";
import type { Threshold } from "../../state/address";
import { change, state } from "../../state/state";

const ALPHAS = [0.3, 0.2, 0.1, 0.05, 0.01];

export function Thresholds() {
  const texts = drawnTexts();
  const { thin } = state.value;
  const valueOf = (what: Threshold["what"]) => thin.find((t) => t.what === what)?.value;
  const set = (what: Threshold["what"], value: number, least: number) => {
    const rest = thin.filter((t) => t.what !== what);
    change({ thin: value > least ? [...rest, { what, value }] : rest, tie: null });
  };
  return (
    <details class="facet settings" open={thin.length > 0} data-part="thresholds">
      <summary>{texts.thresholds}</summary>
      {(["weight", "relations", "sources"] as const)
        .filter((what) => what !== "sources" || isSmallGraph.value)
        .map((what) => (
          <label key={what}>
            {texts.least[what]}
            <input
              type="number"
              min={1}
              step={what === "weight" ? "any" : 1}
              value={valueOf(what) ?? 1}
              data-control={`least-${what}`}
              onChange={(e) => set(what, e.currentTarget.valueAsNumber, 1)}
            />
          </label>
        ))}
      <label title={texts.backboneHint}>
        {texts.backbone}
        <select
          value={valueOf("backbone") ?? 0}
          data-control="backbone"
          onChange={(e) => set("backbone", +e.currentTarget.value, 0)}
        >
          <option value={0}>{texts.off}</option>
          {[...new Set([...ALPHAS, valueOf("backbone") ?? 0.1])].map((alpha) => (
            <option key={alpha} value={alpha}>
              α = {alpha}
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}
