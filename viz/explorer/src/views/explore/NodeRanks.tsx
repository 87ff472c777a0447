/** A node's values and ranks by the measures in use, and by four that are always shown. */
import { effect, signal } from "@preact/signals";
import { get } from "../../api/client";
import { resource } from "../../api/resource";
import type { MeasureValues } from "../../api/types";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { measureTitle, measureUrl, measures } from "../../graph/measures";
import { askedOfDrawn, valuesOfDrawn } from "../../graph/ofDrawn";
import { drawnTexts, layerName, messages, number, value } from "../../i18n";
import { state } from "../../state/state";

const RANKED = ["degree", "betweenness", "effective_size", "participation"];
const ranksOpen = signal(false);
const rankResource = resource<MeasureValues[]>(
  () =>
    ranksOpen.value && measures.value.data
      ? [state.value.layer, state.value.as_of, state.value.since, state.value.size].join("|")
      : null,
  () => {
    const { layer, as_of, size, colour } = state.peek();
    const known = new Set(measures.peek().data?.results.map((m) => m.name));
    const names = [...new Set([size, colour, ...RANKED])].filter((m) => known.has(m));
    return Promise.all(names.map((name) => get<MeasureValues>(measureUrl(name, layer, as_of))));
  },
);
/** The value and rank on the network that is drawn, beside that on the whole layer. */
function DrawnRank({ of, measure }: { of: string; measure: string }) {
  const values = valuesOfDrawn.value.get(measure);
  const own = values?.get(of);
  if (!values || own === undefined) return null;
  const rank = 1 + [...values.values()].filter((v) => v > own + 1e-12).length;
  return (
    <div class="soft" data-drawn={measure}>
      {drawnTexts().drawnValue(value(own), number(rank), number(values.size))}
    </div>
  );
}
effect(() => {
  askedOfDrawn.value = ranksOpen.value ? RANKED : [];
});
export function NodeRanks({ of }: { of: string }) {
  const msg = messages.value;
  const { data, status, problem, retry } = rankResource.value;
  return (
    <details
      class="ranks"
      open={ranksOpen.value}
      onToggle={(e) => {
        ranksOpen.value = (e.currentTarget as HTMLDetailsElement).open;
      }}
    >
      <summary>
        {msg.measuresOf} <span class="soft">{msg.onLayer(layerName(state.value.layer))}</span>
      </summary>
      {status === "loading" && !data && <Spinner />}
      {problem && <Failure problem={problem} retry={retry} small />}
      <dl>
        {data?.some((m) => !m.ties) && (
          <dd class="soft" data-part="untied">
            {msg.untied}
          </dd>
        )}
        {data
          ?.filter((m) => m.ties)
          .map((m) => {
            const own = m.values.find((v) => v.id === of);
            return (
              <>
                <dt>{measureTitle(m.name)}</dt>
                <dd>
                  {own ? (
                    <>
                      {value(own.value)} <span class="soft">{msg.rank(number(own.rank), number(m.total))}</span>
                      <DrawnRank of={of} measure={m.name} />
                    </>
                  ) : (
                    <span class="soft">{msg.noValue}</span>
                  )}
                </dd>
              </>
            );
          })}
      </dl>
    </details>
  );
}
