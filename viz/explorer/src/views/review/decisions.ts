/**
 * Decisions: shown at once and stored behind the reader's back, all that have come together in one request, since the
 * server compares all organisations anew after each, which takes seconds in a large graph.
 */
import { computed, effect, signal, untracked } from "@preact/signals";
import { post, Problem, urlOf } from "../../api/client";
import { forgetRecords } from "../../api/records";
import { refetchAll } from "../../api/resource";
import type { ReviewDecisions, ReviewPair } from "../../api/types";
import { root } from "../../graph/tables";
import { select } from "../../state/state";
import { apiKey, forgetKey } from "../../api/key";
import { asProblem, current, nextOpen, pairs, pending, place, reload, replace, show, totals, touched } from "./queue";

export type Verdict = "merge" | "split" | "undo";

interface Choice {
  verdict: Verdict;
  /** the pair as it was read last */
  before: ReviewPair;
  /** its state when the reader decided; null where a decision is undone that is just being stored */
  seen: string | null;
}
/** The API's largest number of decisions in one request. */
const LARGEST = 200;

const view = select("view");
/** decided, and not sent yet */
const waiting = new Map<string, Choice>();
/** pairs whose decision is being stored */
export const storing = signal<ReadonlySet<string>>(new Set());
/** decisions that were not stored, and why */
export const refusals = signal<{ pair: ReviewPair; problem: Problem }[]>([]);
/** what a screen reader announces after a decision */
export const outcome = signal<{ pair: ReviewPair; verdict: Verdict } | null>(null);
/** pairs decided here, the latest last */
const decided = signal<string[]>([]);
/** whether anything was stored since another view was open */
let written = false;

const isDecided = (pair: ReviewPair): boolean => pair.status === "decided";
export const canUndo = computed(() => (current.value && isDecided(current.value)) || decided.value.length > 0);

/** What is stored and what is on its way. */
export const progress = computed(() => {
  if (!totals.value) return null;
  let { open, decided: done } = totals.value;
  for (const [pair, before] of pending.value) {
    const now = pairs.value.find((one) => one.pair === pair);
    const change = Number(now ? isDecided(now) : !isDecided(before)) - Number(isDecided(before));
    done += change;
    open -= change;
  }
  return { done, all: open + done, pending: pending.value.size };
});

function setPending(pair: string, before: ReviewPair | null): void {
  const next = new Map(pending.value);
  if (before) next.set(pair, next.get(pair) ?? before);
  else next.delete(pair);
  pending.value = next;
}

/** Decides on the open pair and goes on; `undo` withdraws the decision on it, or the last one. */
export function decide(verdict: Verdict): void {
  const pair = verdict === "undo" ? toUndo() : current.value;
  if (!pair || apiKey.value === null) return;
  // a decision that is being stored can only be undone, once: what else would replace it has not been read yet
  if (storing.value.has(pair.pair) && (verdict !== "undo" || waiting.has(pair.pair))) return;
  if (pair.decision === verdict) return;
  refusals.value = refusals.value.filter((one) => one.pair.pair !== pair.pair);
  const from = place.value;
  touched.add(pair.pair);
  decided.value = [...decided.value.filter((one) => one !== pair.pair), ...(verdict === "undo" ? [] : [pair.pair])];
  const sent = waiting.get(pair.pair);
  const read = pending.value.get(pair.pair);
  if (verdict === "undo" && sent && !isDecided(sent.before)) {
    waiting.delete(pair.pair);
    setPending(pair.pair, null);
    replace(sent.before);
  } else {
    waiting.set(pair.pair, { verdict, before: read ?? pair, seen: sent ? sent.seen : read ? null : pair.state });
    setPending(pair.pair, pair);
    replace(
      verdict === "undo"
        ? { ...pair, status: "open", decision: "review", by: "rules" }
        : { ...pair, status: "decided", decision: verdict, by: "person" },
    );
  }
  outcome.value = { pair, verdict };
  const next = verdict === "undo" ? pair : nextOpen(from);
  if (next) show(next);
  void store();
}
function toUndo(): ReviewPair | null {
  if (current.value && isDecided(current.value)) return current.value;
  const last = decided.value.at(-1);
  return pairs.value.find((one) => one.pair === last) ?? null;
}

/** Sends what waits, until nothing does; what is decided meanwhile goes with the next request. */
async function store(): Promise<void> {
  if (storing.value.size) return;
  while (waiting.size && apiKey.value !== null) {
    const batch = new Map([...waiting].slice(0, LARGEST));
    for (const pair of batch.keys()) waiting.delete(pair);
    storing.value = new Set(batch.keys());
    try {
      settle(batch, await send(batch, apiKey.value));
    } catch (error) {
      giveUp(batch, asProblem(error));
    }
    storing.value = new Set();
  }
  if (view.value === "review") {
    root.value.retry(); // the footer names the graph version
    await reload();
  } else leave();
}

function send(batch: ReadonlyMap<string, Choice>, key: string): Promise<ReviewDecisions> {
  const decisions = [...batch].map(([pair, { verdict, seen }]) => ({ pair, decision: verdict, seen }));
  return post<ReviewDecisions>(urlOf("/review"), { decisions }, key);
}

function settle(batch: ReadonlyMap<string, Choice>, told: ReviewDecisions): void {
  written ||= told.load_id !== null;
  totals.value = told.totals;
  for (const { pair, now, problem } of told.results) {
    const before = batch.get(pair)?.before;
    if (!before) continue;
    const fresh = now ?? { ...before, status: "open" as const, decision: "review" as const };
    if (problem) refuse(fresh, new Problem(problem.type.split("#")[1] ?? "http", problem.status, problem.detail));
    if (waiting.has(pair)) continue; // undone meanwhile
    setPending(pair, null);
    replace(fresh);
  }
}

function refuse(pair: ReviewPair, problem: Problem): void {
  decided.value = decided.value.filter((one) => one !== pair.pair);
  refusals.value = [...refusals.value, { pair, problem }];
}

/** Nothing was stored: the pairs stand as they were, those that waited too. */
function giveUp(batch: ReadonlyMap<string, Choice>, problem: Problem): void {
  if (problem.status === 401 || problem.status === 403) forgetKey();
  for (const [pair, { before }] of [...batch, ...waiting]) {
    setPending(pair, null);
    replace(before);
    refuse(before, problem);
  }
  waiting.clear();
}

/** The other views show what was decided. */
function leave(): void {
  if (!written) return;
  written = false;
  forgetRecords();
  refetchAll();
}
effect(() => {
  if (view.value === "review") return;
  [decided.value, refusals.value, outcome.value] = [[], [], null];
  untracked(leave);
});

addEventListener("beforeunload", (event) => {
  if (pending.value.size) event.preventDefault();
});
