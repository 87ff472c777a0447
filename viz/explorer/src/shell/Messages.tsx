/** Loading, failing, and parts of a link that could not be opened: each says what to do. */
import { signal } from "@preact/signals";
import type { Problem } from "../api/client";
import { dropped } from "../state/state";
import { words } from "../words";

export function Spinner({ overlay = false }: { overlay?: boolean }) {
  return <div class={overlay ? "spinner corner" : "spinner"} role="status"><i aria-hidden="true" />{words.value.loading}</div>;
}

export function Failure({ problem, retry, small = false }: { problem: Problem; retry: () => void; small?: boolean }) {
  const w = words.value;
  const away = problem.kind === "away";
  const title = away ? w.awayTitle : problem.status >= 500 ? w.busyTitle : w.failedTitle;
  return (
    <div class={small ? "message small" : "message"} role="alert">
      <strong>{title}</strong>
      <p>{away ? w.awayRemedy : problem.message}</p>
      <button type="button" class="primary" onClick={retry}>{w.retry}</button>
    </div>
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
