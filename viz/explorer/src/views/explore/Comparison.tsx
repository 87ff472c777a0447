/** The comparison of two days: the legend of changes, which filters, and who gained and who lost ties. */
import { useState } from "preact/hooks";
import { drawnCounts, STATUSES } from "../../graph/counts";
import type { Status } from "../../graph/filtering";
import { type Gain, gainers, losers } from "../../graph/gains";
import { nodeName } from "../../graph/nodeNames";
import { openNode } from "../../graph/nodeActions";
import { filteredGraph } from "../../graph/visibleGraph";
import { drawnTexts, messages, number } from "../../i18n";
import { theme } from "../../picture/nodeStyle";
import { change, state, toggled } from "../../state/state";

const FEW = 8;

function Changed({ title, list, of }: { title: string; list: readonly Gain[]; of: "gained" | "lost" }) {
  const [full, setFull] = useState(false);
  if (!list.length) return null;
  return (
    <details data-part={of}>
      <summary>
        {title} <span class="count">{number(list.length)}</span>
      </summary>
      <ol class="ranked">
        {(full ? list : list.slice(0, FEW)).map((gain) => (
          <li key={gain.id}>
            <button type="button" class="go" data-node={gain.id} onClick={() => openNode(gain.id)}>
              {nodeName(gain.id)}
            </button>{" "}
            <span class="count">
              {of === "gained" ? "+" : "−"}
              {number(gain[of])}
            </span>
          </li>
        ))}
      </ol>
      {list.length > FEW && (
        <button type="button" class="go" onClick={() => setFull(!full)}>
          {full ? messages.value.close : messages.value.more(number(list.length - FEW))}
        </button>
      )}
    </details>
  );
}

export function Comparison() {
  const t = theme.value;
  const texts = drawnTexts();
  const { off } = state.value;
  const counts = filteredGraph.value?.facets().get("status");
  const colours: Record<Status, string> = { fresh: t.fresh, ended: t.ended, changed: t.changed, kept: t.tie };
  return (
    <div class="facet compared" data-part="comparison">
      {STATUSES.map((s) => {
        const key = `status:${s}`;
        const out = off.includes(key);
        return (
          <button
            type="button"
            class="line"
            key={s}
            data-key={key}
            aria-pressed={!out}
            title={`${texts.status[s]}. ${messages.value.legendHint}`}
            onClick={() => change({ off: toggled(off, key) })}
          >
            <span class="mark tie" style={{ backgroundColor: colours[s] }} aria-hidden="true" />
            <span class="text">{texts.status[s]}</span>
            <span class="count" data-status={s}>
              {number(out ? (counts?.get(s) ?? 0) : (drawnCounts.value?.byStatus[s] ?? 0))}
            </span>
          </button>
        );
      })}
      <Changed title={texts.gained} list={gainers.value} of="gained" />
      <Changed title={texts.lost} list={losers.value} of="lost" />
    </div>
  );
}
