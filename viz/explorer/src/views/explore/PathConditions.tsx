/** Conditions of paths: nodes not to pass through, and the only relations to go by. */
import { Search } from "../../components/Search";
import { nodeName } from "../../graph/nodeNames";
import { drawnPredicates, HUBS } from "../../graph/paths";
import { drawnTexts, messages, predicateName } from "../../i18n";
import { change, state, toggled } from "../../state/state";

export function PathConditions() {
  const texts = drawnTexts();
  const { avoid, via, from, to } = state.value;
  const list = [...new Set([...drawnPredicates.value, ...via])];
  return (
    <details class="conditions" data-part="conditions" open={avoid.length > 0 || via.length > 0}>
      <summary>{texts.conditions}</summary>
      <p class="soft">{texts.keepsFilters}</p>
      <label for="path-avoid">{texts.notThrough}</label>
      <Search
        id="path-avoid"
        label={texts.notThrough}
        hint={messages.value.searchHint}
        shown={null}
        take={(n) => {
          if (n.id !== from && n.id !== to && !avoid.includes(n.id)) change({ avoid: [...avoid, n.id], way: 0 });
        }}
      />
      <div class="chips">
        {avoid
          .filter((id) => id !== HUBS)
          .map((id) => (
            <button
              type="button"
              class="chip"
              key={id}
              data-avoid={id}
              onClick={() => change({ avoid: avoid.filter((a) => a !== id), way: 0 })}
            >
              {nodeName(id)} ×
            </button>
          ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          data-control="hubs"
          checked={avoid.includes(HUBS)}
          onChange={() => change({ avoid: toggled(avoid, HUBS), way: 0 })}
        />
        {texts.notThroughHubs}
      </label>
      {list.length > 1 && (
        <div class="chips" role="group" aria-label={texts.only}>
          <span class="soft">{texts.only}</span>
          {list.map((p) => (
            <button
              type="button"
              class="chip"
              key={p}
              data-via={p}
              aria-pressed={via.includes(p)}
              onClick={() => change({ via: toggled(via, p), way: 0 })}
            >
              {predicateName(p)}
            </button>
          ))}
        </div>
      )}
    </details>
  );
}
