/** The review queue: one pair after the other, side by side, decided by keys or buttons. */
import { useEffect } from "preact/hooks";
import type { ReviewPair } from "../../api/types";
import { Failure, problemText } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { MatchWeights, readEvidence } from "../../components/MatchWeights";
import { evidencePiece, likelihood, messages, nameOf, number } from "../../i18n";
import { REASONS } from "../../state/address";
import { change, state } from "../../state/state";
import { apiKey } from "../../api/key";
import { KeyPanel } from "./KeyPanel";
import { PairTable } from "./PairTable";
import { canUndo, decide, outcome, progress, refusals, storing, type Verdict } from "./decisions";
import { current, loading, pairs, place, problem, reload, show, step, total, totals } from "./queue";

/** What a key does; letters belong to a field while the reader types in one. */
const KEYS: Record<string, () => void> = {
  j: () => void step(1),
  k: () => void step(-1),
  m: () => decide("merge"),
  s: () => decide("split"),
  u: () => decide("undo"),
};

function listen(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  // the key's place on the keyboard too: a Korean keyboard types ㅓ where an English one types j
  const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
  const act = KEYS[event.key.toLowerCase()] ?? (/^[ㄱ-ㅎㅏ-ㅣ]$/.test(event.key) ? KEYS[letter] : undefined);
  if (!act) return;
  event.preventDefault();
  act();
}

const title = (pair: ReviewPair): string => {
  const [a, b] = [pair.record_a, pair.record_b].map((record, i) => (record ? nameOf(record) : i ? pair.b : pair.a));
  return a === b ? (a ?? "") : `${a ?? ""} ↔ ${b ?? ""}`;
};

function Progress() {
  const msg = messages.value.review;
  if (!progress.value) return null;
  const { done, all, pending } = progress.value;
  const told = msg.progress(number(done), number(all));
  return (
    <div class="progress" data-part="progress" data-pending={pending}>
      {pending > 0 && <span class="soft">{msg.saving(number(pending))}</span>}
      <progress max={Math.max(all, 1)} value={done} aria-label={told} />
      <span data-part="done">{told}</span>
    </div>
  );
}

function Controls() {
  const msg = messages.value.review;
  const { queue, reason } = state.value;
  return (
    <div class="controls">
      <div class="switch" role="group" aria-label={msg.which}>
        {(["open", "decided"] as const).map((which) => (
          <button
            type="button"
            key={which}
            aria-pressed={queue === which}
            data-value={which}
            onClick={() => change({ queue: which, review: null, reason: which === "open" ? reason : null })}
          >
            {msg.queue[which]}
          </button>
        ))}
      </div>
      {queue === "open" && (
        <label>
          {msg.whyAsked}{" "}
          <select
            value={reason ?? ""}
            data-control="reason"
            onChange={(e) =>
              change({ reason: REASONS.find((one) => one === e.currentTarget.value) ?? null, review: null })
            }
          >
            <option value="">{msg.everyReason}</option>
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {msg.reason[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      <Progress />
    </div>
  );
}

function Action({ verdict, letter, disabled }: { verdict: Verdict; letter: string; disabled: boolean }) {
  const msg = messages.value.review;
  return (
    <button
      type="button"
      class={verdict === "undo" ? "act" : "act primary"}
      data-verdict={verdict}
      aria-keyshortcuts={letter}
      disabled={disabled}
      onClick={() => decide(verdict)}
    >
      {msg[verdict]} <kbd aria-hidden="true">{letter}</kbd>
    </button>
  );
}

function Actions({ pair }: { pair: ReviewPair }) {
  const msg = messages.value.review;
  const readOnly = apiKey.value === null;
  const fixed = readOnly || storing.value.has(pair.pair);
  return (
    <div class="verdicts" data-part="actions">
      <Action verdict="merge" letter="m" disabled={fixed || pair.decision === "merge"} />
      <Action verdict="split" letter="s" disabled={fixed || pair.decision === "split"} />
      <Action verdict="undo" letter="u" disabled={readOnly || !canUndo.value} />
      <span class="moves">
        <button
          type="button"
          class="act"
          data-action="previous"
          aria-keyshortcuts="k"
          disabled={place.value <= 0}
          onClick={() => void step(-1)}
        >
          ← {msg.previous} <kbd aria-hidden="true">k</kbd>
        </button>
        <button
          type="button"
          class="act"
          data-action="next"
          aria-keyshortcuts="j"
          disabled={place.value >= total.value - 1 && place.value >= pairs.value.length - 1}
          onClick={() => void step(1)}
        >
          {msg.next} → <kbd aria-hidden="true">j</kbd>
        </button>
      </span>
    </div>
  );
}

function Why({ pair }: { pair: ReviewPair }) {
  const msg = messages.value.review;
  const { decision, status, reason, probability, weight, evidence } = pair;
  return (
    <div class="why" data-part="why">
      {status === "decided" ? (
        <p>
          <strong>{msg.decided[decision]}</strong>
          {pair.overruled && <span class="wrong"> {msg.overruled}</span>}
        </p>
      ) : (
        reason && (
          <p>
            <strong>{msg.reason[reason]}.</strong> <span class="soft">{msg.reasonHint[reason]}</span>
          </p>
        )
      )}
      {status !== "decided" && probability !== null && (
        <p class="soft">
          {msg.likely(likelihood(probability))}
          {weight !== null && <span title={msg.weightHint}> · {msg.weight(number(weight, 1))}</span>}
        </p>
      )}
      {status !== "decided" && evidence.length > 0 && (
        <p class="soft">
          {msg.evidence}:{" "}
          {readEvidence(evidence)
            .others.map((one) => evidencePiece(one))
            .map(([kind, what]) => (what ? `${kind}: ${what}` : kind))
            .join(" · ")}
        </p>
      )}
      <MatchWeights evidence={evidence} likelihood={probability === null ? null : likelihood(probability)} />
    </div>
  );
}

function Refusals() {
  const msg = messages.value.review;
  if (!refusals.value.length) return null;
  return (
    <ul class="warning" role="alert" data-part="refusal">
      {refusals.value.map(({ pair, problem }) => {
        const told = problemText(problem);
        return (
          <li key={pair.pair}>
            <button type="button" class="go" data-refused={pair.pair} onClick={() => show(pair)}>
              {title(pair)}
            </button>{" "}
            {msg.refused}: {told.title}. {told.remedy}
          </li>
        );
      })}
    </ul>
  );
}

/** What a screen reader hears after a decision, and of the pair that follows. */
function Announcement() {
  const told = outcome.value;
  const text = told && messages.value.review.announced[told.verdict](title(told.pair));
  const { done, all } = progress.value ?? { done: 0, all: 0 };
  const count = messages.value.review.progress(number(done), number(all));
  return (
    <div class="visually-hidden" role="status" data-part="announcement">
      {[text, text && count, current.value && title(current.value)].filter(Boolean).join(" ")}
    </div>
  );
}

function List() {
  const msg = messages.value.review;
  return (
    <nav class="queue" aria-label={msg.list}>
      <ol>
        {pairs.value.map((pair) => (
          <li key={pair.pair}>
            <button
              type="button"
              aria-current={pair === current.value ? "true" : undefined}
              data-pair={pair.pair}
              data-status={pair.status}
              onClick={() => show(pair)}
            >
              <span class="name">{title(pair)}</span>
              <span class="soft">
                {pair.status === "decided"
                  ? `✓ ${msg[pair.decision === "merge" ? "merge" : "split"]}`
                  : pair.reason
                    ? msg.reason[pair.reason]
                    : msg.decided[pair.decision]}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {pairs.value.length < total.value && (
        <p class="soft">{msg.listed(number(pairs.value.length), number(total.value))}</p>
      )}
    </nav>
  );
}

function Nothing() {
  const msg = messages.value.review;
  const { queue, reason } = state.value;
  const done = queue === "open" && (totals.value?.decided ?? 0) > 0;
  return (
    <div class="message" role="status" data-part="nothing">
      <strong>{reason ? msg.noneForReason : done ? msg.allDone : msg.none[queue]}</strong>
      {!reason && !done && <p>{msg.noneRemedy}</p>}
    </div>
  );
}

export function Review() {
  const msg = messages.value.review;
  useEffect(() => {
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  const pair = current.value;
  return (
    <main class="review">
      <header>
        <h2>{msg.title}</h2>
        <Controls />
        <KeyPanel />
        <Announcement />
      </header>
      {problem.value ? (
        <Failure problem={problem.value} retry={() => void reload()} />
      ) : pair ? (
        <>
          <section class="open" aria-labelledby="open-pair">
            <h3 id="open-pair">{title(pair)}</h3>
            <Why pair={pair} />
            <Refusals />
            <Actions pair={pair} />
            <PairTable pair={pair} />
            <p class="soft keys">{msg.keys}</p>
          </section>
          <List />
        </>
      ) : loading.value || !totals.value ? (
        <Spinner />
      ) : (
        <Nothing />
      )}
    </main>
  );
}
