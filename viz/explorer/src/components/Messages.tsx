/** Loading, nothing loaded yet, parameters of a link that were discarded, short notices. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { messages } from "../i18n";
import { discarded } from "../state/state";

/** Seconds after which the spinner tells how long it has taken, and offers to stop. */
const SLOW_AFTER_S = 4;

export function Spinner({ overlay = false, stop }: { overlay?: boolean; stop?: () => void }) {
  const msg = messages.value;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((s) => s + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const long = seconds >= SLOW_AFTER_S;
  return (
    <div class={overlay ? "spinner corner" : "spinner"}>
      <i aria-hidden="true" />
      <span role="status">{long ? msg.slow : msg.loading}</span>
      {long && (
        <span class="soft" aria-hidden="true">
          {msg.seconds(seconds)}
        </span>
      )}
      {long && stop && (
        <button type="button" class="go" data-action="stop" onClick={stop}>
          {msg.stop}
        </button>
      )}
    </div>
  );
}

/** Shown while no data are loaded: what to do next, not that something failed. */
export function NothingLoaded() {
  const msg = messages.value;
  return (
    <main class="nothing-yet" data-part="nothing-yet">
      <h2>{msg.nothingTitle}</h2>
      <p>{msg.nothingRemedy}</p>
      <dl>
        <dt>{msg.nothingBundled}</dt>
        <dd>
          <code>sojae load daegu</code>
        </dd>
        <dt>{msg.nothingOwn}</dt>
        <dd>
          <code>sojae load table FILE.csv --map MAP.yaml</code>
        </dd>
      </dl>
      <button type="button" class="primary" onClick={() => location.reload()}>
        {msg.nothingAgain}
      </button>
    </main>
  );
}

export function DiscardedParameters() {
  const list = discarded.value;
  const msg = messages.value;
  if (!list.length) return null;
  return (
    <div class="dropped" role="status">
      <div>
        <strong>{msg.discardedTitle}</strong>{" "}
        {list.map((d, i) => (
          <span key={i}>
            <code>
              {d.parameter}={d.value.slice(0, 60)}
            </code>{" "}
            ({msg.discardedWhy[d.why]}){" "}
          </span>
        ))}
      </div>
      <button
        type="button"
        aria-label={msg.close}
        onClick={() => {
          discarded.value = [];
        }}
      >
        ×
      </button>
    </div>
  );
}

const notice = signal<string | null>(null);
let clearing = 0;
/** Shows a short notice: copied, saved. */
export function notify(text: string): void {
  notice.value = text;
  clearing =
    (clearTimeout(clearing),
    window.setTimeout(() => {
      notice.value = null;
    }, 2600));
}
export function Notification() {
  return (
    <div class={notice.value ? "said on" : "said"} role="status" aria-live="polite">
      {notice.value}
    </div>
  );
}
