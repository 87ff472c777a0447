/** Loading, failing, and parts of a link that could not be opened: each says what to do. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../api/client";
import { dropped } from "../state/state";
import { words } from "../words";

const PATIENT = 4; // seconds before one is told how long it takes

/** Says that something is on its way; after a while for how long already, and how to stop it. */
export function Spinner({ overlay = false, stop }: { overlay?: boolean; stop?: () => void }) {
  const w = words.value;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((s) => s + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const long = seconds >= PATIENT;
  return (
    <div class={overlay ? "spinner corner" : "spinner"}>
      <i aria-hidden="true" /><span role="status">{long ? w.slowly : w.loading}</span>{long && <span class="soft" aria-hidden="true">{w.seconds(seconds)}</span>}
      {long && stop && <button type="button" class="go" data-action="stop" onClick={stop}>{w.stop}</button>}
    </div>
  );
}

export function Failure({ problem, retry, small = false }: { problem: Problem; retry: () => void; small?: boolean }) {
  const w = words.value;
  const away = problem.kind === "away";
  const own = w.problems[problem.kind];
  const title = own ? own.title : away ? w.awayTitle : problem.status >= 500 ? w.busyTitle : w.failedTitle;
  return (
    <div class={small ? "message small" : "message"} role="alert">
      <strong>{title}</strong>
      <p>{own ? own.remedy : away ? w.awayRemedy : problem.message || w.noDetail(problem.status)}</p>
      {problem.faults.length > 0 && <ul class="faults">{problem.faults.map((f) => <li key={f.parameter}><code>{f.parameter}</code>: {f.rule}. {f.remedy}</li>)}</ul>}
      <button type="button" class="primary" onClick={retry}>{w.retry}</button>
    </div>
  );
}

/** Nothing was loaded yet: what to do next, not that something failed. */
export function NothingYet() {
  const w = words.value;
  return (
    <main class="nothing-yet" data-part="nothing-yet">
      <h2>{w.nothingTitle}</h2>
      <p>{w.nothingRemedy}</p>
      <dl>
        <dt>{w.nothingBundled}</dt><dd><code>sojae load daegu</code></dd>
        <dt>{w.nothingOwn}</dt><dd><code>sojae load table FILE.csv --map MAP.yaml</code></dd>
      </dl>
      <button type="button" class="primary" onClick={() => location.reload()}>{w.nothingAgain}</button>
    </main>
  );
}

export function DroppedParts() {
  const list = dropped.value;
  const w = words.value;
  if (!list.length) return null;
  return (
    <div class="dropped" role="status">
      <div>
        <strong>{w.droppedTitle}</strong>{" "}
        {list.map((d, i) => <span key={i}><code>{d.parameter}={d.value.slice(0, 60)}</code> ({w.droppedWhy[d.why]}) </span>)}
      </div>
      <button type="button" aria-label={w.close} onClick={() => { dropped.value = []; }}>×</button>
    </div>
  );
}

const said = signal<string | null>(null);
let clearing = 0;
/** Says something in passing: copied, saved. */
export function say(text: string): void {
  said.value = text;
  clearing = (clearTimeout(clearing), window.setTimeout(() => { said.value = null; }, 2600));
}
export function Said() {
  return <div class={said.value ? "said on" : "said"} role="status" aria-live="polite">{said.value}</div>;
}
