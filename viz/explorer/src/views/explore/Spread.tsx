/** How a measure is spread over what is drawn: a histogram whose brush selects nodes, and the nodes that rank first. */
import { useState } from "preact/hooks";
import { DRAWN_MEASURES } from "../../graph/drawnMeasures";
import { measureText, measureTitle } from "../../graph/measures";
import { openNode } from "../../graph/nodeActions";
import { nodeName } from "../../graph/nodeNames";
import { valuesOfDrawn } from "../../graph/ofDrawn";
import { drawnTexts, messages, number } from "../../i18n";
import { change, state } from "../../state/state";

const BINS = 24;
const TOP = 10;

export function Spread() {
  const texts = drawnTexts();
  const { spread, select } = state.value;
  const values = spread ? valuesOfDrawn.value.get(spread) : undefined;
  return (
    <details
      class="facet settings"
      open={spread !== null}
      data-part="spread"
      onToggle={(e) => {
        const { open } = e.currentTarget;
        if (open !== (state.peek().spread !== null)) change({ spread: open ? "degree" : null });
      }}
    >
      <summary>{texts.spread}</summary>
      {spread && (
        <label>
          {texts.measure}
          <select
            value={spread}
            data-control="spread"
            onChange={(e) => change({ spread: e.currentTarget.value, select: [] })}
          >
            {DRAWN_MEASURES.map((name) => (
              <option key={name} value={name}>
                {measureTitle(name)}
              </option>
            ))}
          </select>
        </label>
      )}
      {spread && !values && <p class="soft">{messages.value.loading}</p>}
      {spread && values && <Histogram measure={spread} values={values} selected={new Set(select)} />}
    </details>
  );
}

function Histogram({
  measure,
  values,
  selected,
}: {
  measure: string;
  values: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
}) {
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const ranked = [...values].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1));
  if (!ranked.length) return <p class="soft">{messages.value.noValue}</p>;
  const [most, least] = [ranked[0]?.[1] ?? 0, ranked.at(-1)?.[1] ?? 0];
  // bins are quadratic in the value: most values of a long-tailed measure are low
  const binOf = (v: number) => Math.min(BINS - 1, Math.floor(BINS * Math.sqrt((v - least) / (most - least || 1))));
  const bins: string[][] = Array.from({ length: BINS }, () => []);
  for (const [id, v] of ranked) bins[binOf(v)]?.push(id);
  const top = Math.max(...bins.map((ids) => Math.sqrt(ids.length)));
  const within = ([from, to]: [number, number]) => bins.slice(Math.min(from, to), Math.max(from, to) + 1).flat();
  const finish = () => {
    if (brush) change({ select: within(brush) });
    setBrush(null);
  };
  const isIn = (i: number) =>
    brush
      ? i >= Math.min(...brush) && i <= Math.max(...brush)
      : !selected.size || (bins[i] ?? []).some((id) => selected.has(id));
  let rank = 0;
  return (
    <>
      <div class="range" data-range={measure}>
        <div
          class="bins brush"
          role="group"
          aria-label={measureTitle(measure)}
          onPointerUp={finish}
          onPointerLeave={finish}
        >
          {bins.map((ids, i) => (
            <button
              type="button"
              key={i}
              data-bin={i}
              data-count={ids.length}
              aria-label={`${number(ids.length)}`}
              disabled={!ids.length && !brush}
              class={isIn(i) ? "in" : ""}
              onPointerDown={() => setBrush([i, i])}
              onPointerEnter={() => brush && setBrush([brush[0], i])}
              onClick={(e) => {
                if (!e.detail) change({ select: ids }); // by keyboard
              }}
            >
              <i style={{ height: `${ids.length ? 8 + 92 * (Math.sqrt(ids.length) / top) : 0}%` }} />
            </button>
          ))}
        </div>
        <div class="ends">
          <span>{measureText(measure, least)}</span>
          <span>{measureText(measure, most)}</span>
        </div>
      </div>
      <p class="hint">{drawnTexts().brushHint}</p>
      <ol class="ranked">
        {ranked.slice(0, TOP).map(([id, v], i) => {
          if (v !== ranked[i - 1]?.[1]) rank = i + 1;
          return (
            <li key={id} value={rank}>
              <button type="button" class="go" data-node={id} onClick={() => openNode(id)}>
                {nodeName(id)}
              </button>{" "}
              <span class="count">{measureText(measure, v)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
