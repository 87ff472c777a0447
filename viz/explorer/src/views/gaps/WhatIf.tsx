/** What-if: the changes of a scenario, and what they would change. */
import { useEffect } from "preact/hooks";
import { requestNodes } from "../../api/records";
import type { Scenario, ScenarioPair } from "../../api/types";
import { BriefButtons } from "../../components/BriefButtons";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { nodeName } from "../../graph/nodeNames";
import { inLanguage, messages, number, percent, sectorName } from "../../i18n";
import type { ScenarioStep } from "../../state/address";
import { change, state } from "../../state/state";
import { PasteNames } from "./PasteNames";
import { pairKey } from "./pairKey";
import { asked, scenario } from "./scenarioState";

const SHOWN = 8;
const name = nodeName;

function Step({ step, drop }: { step: ScenarioStep; drop: () => void }) {
  const msg = messages.value.whatIf;
  const names = step.ids.slice(0, SHOWN).map(name).join(", ");
  return (
    <li data-step={step.what}>
      <b>
        {step.what === "alliance" ? msg.kinds[step.kind] : msg.what[step.what]}
        {step.what === "alliance" ? ` · ${msg.members(number(step.ids.length))}` : ""}
      </b>{" "}
      {names}
      {step.ids.length > SHOWN ? " …" : ""}{" "}
      <button type="button" class="go soft" onClick={drop} aria-label={`${msg.drop}: ${names}`}>
        {msg.drop}
      </button>
    </li>
  );
}

function Row({ pair }: { pair: ScenarioPair }) {
  const msg = messages.value;
  return (
    <li data-changed={pairKey(pair)}>
      <button type="button" class="go" onClick={() => change({ pair: pairKey(pair) })}>
        {sectorName(pair.a)} – {sectorName(pair.b)}
      </button>{" "}
      <span class={`verdict ${pair.before.verdict.replaceAll(" ", "-")}`}>{msg.verdict[pair.before.verdict]}</span>
      {pair.after.verdict !== pair.before.verdict && (
        <>
          {" → "}
          <span class={`verdict ${pair.after.verdict.replaceAll(" ", "-")}`}>{msg.verdict[pair.after.verdict]}</span>
        </>
      )}
      <p>{pair.sentence && inLanguage(pair.sentence)}</p>
    </li>
  );
}

function Whole({ whole }: { whole: NonNullable<Scenario["whole"]> }) {
  const msg = messages.value.whatIf;
  const rows = ["largest_component", "efficiency", "robustness", "single_points"] as const;
  const digits = { largest_component: 0, efficiency: 4, robustness: 4, single_points: 0 };
  return (
    <table class="whole">
      <caption>{msg.whole}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{msg.wholeRows[row]}</th>
            <td>
              {whole[row].map((one) => number(one, digits[row])).join(" → ")}
              {row === "efficiency" && whole.change !== null
                ? ` (${whole.change > 0 ? "+" : "−"}${percent(Math.abs(whole.change))})`
                : ""}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Result({ data }: { data: Scenario }) {
  const msg = messages.value.whatIf;
  const changed = data.pairs.filter((pair) => pair.sentence !== null);
  return (
    <div data-part="scenario-result">
      {data.notes.map((note) => (
        <p class="warning" key={note.en} role="note">
          {inLanguage(note)}
        </p>
      ))}
      <h3>
        {msg.result} {data.draws > 0 && <span class="soft">{msg.draws(number(data.draws))}</span>}
      </h3>
      {data.conversions.map((one, i) => (
        <p class="soft" key={i}>
          {inLanguage(one.basis)}
        </p>
      ))}
      {data.mechanical.length > 0 && (
        <div class="mechanical">
          <b>{msg.mechanical}</b>
          {data.mechanical.map((one) => (
            <p key={one.en}>{inLanguage(one)}</p>
          ))}
        </div>
      )}
      {data.whole && <Whole whole={data.whole} />}
      {!changed.length && <p class="soft">{msg.nothing}</p>}
      <ol class="scenario-pairs">
        {changed.map((pair) => (
          <Row pair={pair} key={pairKey(pair)} />
        ))}
      </ol>
    </div>
  );
}

export function WhatIf({ version }: { version: string }) {
  const msg = messages.value;
  const { data, status, problem, retry } = scenario.value;
  const steps = state.value.scenario;
  useEffect(() => {
    void requestNodes(steps.flatMap((step) => step.ids.slice(0, SHOWN)));
  }, [steps]);
  const take = (next: ScenarioStep[]) =>
    change({ scenario: next, made_on: next.length ? (state.value.made_on ?? version) : null });
  return (
    <div class="pair-panel whatif" data-part="whatif">
      <button type="button" class="go" onClick={() => change({ whatif: false, scenario: [], made_on: null })}>
        {msg.backToList}
      </button>
      <h2>{msg.whatIf.title}</h2>
      <p class="soft">{msg.whatIf.lead}</p>
      <PasteNames add={(step) => take([...steps, step])} />
      {steps.length > 0 && (
        <>
          <h3>
            {msg.whatIf.changes}{" "}
            <button type="button" class="go soft" onClick={() => take([])}>
              {msg.whatIf.clear}
            </button>
          </h3>
          <ul class="steps">
            {steps.map((step, i) => (
              <Step step={step} drop={() => take(steps.filter((_, k) => k !== i))} key={i} />
            ))}
          </ul>
        </>
      )}
      {status === "failed" && problem && <Failure problem={problem} retry={retry} small />}
      {status === "loading" && <Spinner />}
      {data && status === "ready" && <Result data={data} />}
      {data && status === "ready" && asked.value && (
        <BriefButtons asked={{ topic: "scenario", parameters: asked.value }} />
      )}
    </div>
  );
}
