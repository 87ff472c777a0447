/** The view of gaps: pairs of sectors with fewer or more ties than expected, how sure that is, and who could bridge them. */
import { BriefButtons } from "../../components/BriefButtons";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { Timeline } from "../../components/Timeline";
import { inLanguage, layerName, number } from "../../i18n";
import { groupings, isBySector, words } from "./groups";
import { change, state } from "../../state/state";
import { Matrix } from "./Matrix";
import { PairPanel } from "./PairPanel";
import { Ranked } from "./Ranked";
import { answerParameters, gaps } from "./resources";
import { scenarioPairs } from "./scenarioState";
import { SectorPanel } from "./SectorPanel";
import { WhatIf } from "./WhatIf";

function Switch<T extends string>({
  label,
  values,
  now,
  take,
  names,
}: {
  label: string;
  values: readonly T[];
  now: T;
  take: (v: T) => void;
  names: Record<T, string>;
}) {
  return (
    <div class="switch" role="group" aria-label={label}>
      <span>{label}</span>
      {values.map((v) => (
        <button type="button" key={v} aria-pressed={now === v} data-value={v} onClick={() => take(v)}>
          {names[v]}
        </button>
      ))}
    </div>
  );
}

export function Gaps() {
  const msg = words.value;
  const { data, status, problem, retry, stop } = gaps.value;
  const s = state.value;
  return (
    <main class="gaps">
      <section class="left">
        <h2>{msg.gapsTitle}</h2>
        <div class="controls">
          <label class="switch">
            <span>{msg.grouping.label}</span>
            <select
              key={groupings.value.length}
              value={s.group_by}
              data-control="group-by"
              onChange={(e) => {
                change({
                  group_by: e.currentTarget.value,
                  pair: null,
                  sector: null,
                  whatif: false,
                  scenario: [],
                  made_on: null,
                });
              }}
            >
              {groupings.value.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <Switch
            label={msg.layer}
            values={["direct", "affiliation", "all"] as const}
            now={s.gap_layer}
            take={(v) => change({ gap_layer: v })}
            names={{ direct: layerName("direct"), affiliation: layerName("affiliation"), all: layerName("all") }}
          />
          <Switch
            label={msg.baseline}
            values={["outward", "any"] as const}
            now={s.baseline}
            take={(v) => change({ baseline: v })}
            names={{ outward: msg.outward, any: msg.any }}
          />
          {isBySector.value && (
            <>
              <button
                type="button"
                class="do"
                data-action="whatif"
                onClick={() => change({ whatif: true, pair: null, sector: null })}
              >
                {msg.whatIf.open}
              </button>
              <BriefButtons
                asked={{ topic: "gaps", parameters: { baseline: s.baseline, ...answerParameters.value } }}
              />
            </>
          )}
        </div>
        <p class="question" data-part="question">
          {msg.question[s.baseline]} <span class="soft">{msg.layerHint[s.gap_layer]}.</span>
        </p>
        {data && (
          <p class="soft counts">
            {msg.tested(number(data.tested), number(data.pairs.length), number(data.ties))}
            {s.as_of ? ` · ${msg.asOf} ${s.as_of}` : ""}
          </p>
        )}
        {status === "failed" && problem && <Failure problem={problem} retry={retry} />}
        {status === "loading" && <Spinner overlay={data !== null} stop={stop} />}
        {data && status !== "failed" && (
          <div class={status === "loading" ? "stale" : ""}>
            <Matrix table={data} />
            {scenarioPairs.value.size > 0 && <p class="soft">{msg.whatIf.legend}</p>}
          </div>
        )}
        {data?.warnings.map((warning) => (
          <p class="warning" key={warning.en} role="note">
            {inLanguage(warning)}
          </p>
        ))}
      </section>
      <section class="right">
        {data &&
          (s.pair ? (
            <PairPanel table={data} pair={s.pair} key={s.pair} />
          ) : isBySector.value && (s.whatif || s.scenario.length) ? (
            <WhatIf version={data.graph_version} />
          ) : s.sector ? (
            <SectorPanel />
          ) : (
            <Ranked table={data} />
          ))}
      </section>
      <Timeline single />
    </main>
  );
}
