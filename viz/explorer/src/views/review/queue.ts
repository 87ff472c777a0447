/** The queue: pairs in the order in which they were listed, the open one, and what is decided. */
import { computed, effect, signal } from "@preact/signals";
import { getOnce, post, Problem, urlOf } from "../../api/client";
import { forgetRecords } from "../../api/records";
import { refetchAll } from "../../api/resource";
import type { Review, ReviewDecision, ReviewPair } from "../../api/types";
import { root } from "../../graph/tables";
import { changeContinuously, select } from "../../state/state";
import { apiKey, forgetKey } from "./key";

export type Verdict = "merge" | "split" | "undo";

const PAGE = 50;
/** The API's largest page. */
const LARGEST = 200;

const [view, queue, reason, open] = [select("view"), select("queue"), select("reason"), select("review")];

export const pairs = signal<ReviewPair[]>([]);
export const total = signal(0);
export const totals = signal<Review["totals"] | null>(null);
export const loading = signal(false);
/** why the list could not be read */
export const problem = signal<Problem | null>(null);
/** why the last decision was not stored */
export const refusal = signal<{ pair: string; problem: Problem } | null>(null);
export const saving = signal<Verdict | null>(null);
/** what a screen reader announces after a decision: the pair and what was decided */
export const outcome = signal<{ pair: ReviewPair; verdict: Verdict } | null>(null);
/** pairs decided here, the latest last */
const decided = signal<string[]>([]);
/** pairs decided or undone here: they keep their place in the list */
const touched = new Set<string>();
/** whether anything was decided since another view was open */
let written = false;

export const current = computed(() => pairs.value.find((one) => one.pair === open.value) ?? pairs.value[0] ?? null);
export const place = computed(() => (current.value ? pairs.value.indexOf(current.value) : -1));
export const isDecided = (pair: ReviewPair): boolean => pair.status === "decided";
export const canUndo = computed(() => (current.value && isDecided(current.value)) || decided.value.length > 0);

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem("page", 0, String(error));

let reading: AbortController | null = null;
const asked = () => ({ status: queue.peek(), reason: reason.peek() });

/** Reads as many pairs as were listed; the list begins anew if the content changes while its pages are read. */
async function read(count: number, signal: AbortSignal): Promise<ReviewPair[]> {
  const found: ReviewPair[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(LARGEST, count - found.length);
    const page: Review = await getOnce<Review>(urlOf("/review", { ...asked(), limit, cursor }), signal);
    found.push(...page.results);
    [total.value, totals.value, cursor] = [page.total, page.totals, page.next];
  } while (cursor !== null && found.length < count);
  return found;
}

/** Keeps the order and what was decided here; drops pairs that are settled otherwise; adds new ones at the end. */
function merged(fresh: ReviewPair[]): ReviewPair[] {
  const byPair = new Map(fresh.map((one) => [one.pair, one]));
  const kept = pairs.value.flatMap((one) => {
    const now = byPair.get(one.pair) ?? (touched.has(one.pair) ? one : null);
    byPair.delete(one.pair);
    return now ? [now] : [];
  });
  return [...kept, ...byPair.values()];
}

async function refresh(count: number): Promise<void> {
  reading?.abort();
  const controller = (reading = new AbortController());
  loading.value = true;
  try {
    const fresh = await read(count, controller.signal);
    const before = place.value;
    pairs.value = merged(fresh);
    problem.value = null;
    if (open.value && !pairs.value.some((one) => one.pair === open.value)) await findOpen(controller.signal, before);
  } catch (error) {
    if (!controller.signal.aborted) {
      const found = asProblem(error);
      if (found.kind === "expired-cursor") return await refresh(count);
      problem.value = found;
    }
  } finally {
    if (reading === controller) loading.value = false;
  }
}

/** A link may name a pair further down, or one that is settled; one that is gone gives way to its neighbour. */
async function findOpen(signal: AbortSignal, before: number): Promise<void> {
  const [a = ""] = open.value?.split("~") ?? [];
  const page = await getOnce<Review>(urlOf("/review", { status: "all", id: a, limit: LARGEST }), signal);
  const one = page.results.find((pair) => pair.pair === open.value);
  if (one) pairs.value = [one, ...pairs.value];
  else show(pairs.value[Math.min(Math.max(before, 0), pairs.value.length - 1)] ?? null);
}

export const reload = (): Promise<void> => refresh(Math.max(PAGE, pairs.value.length));

effect(() => {
  if (view.value !== "review") {
    if (written) leave();
    return;
  }
  void [queue.value, reason.value];
  pairs.value = [];
  touched.clear();
  [decided.value, refusal.value, outcome.value] = [[], null, null];
  void refresh(PAGE);
});

/** The other views show what was decided. */
function leave(): void {
  written = false;
  forgetRecords();
  refetchAll();
}

function show(pair: ReviewPair | null): void {
  refusal.value = null;
  changeContinuously({ review: pair?.pair ?? null });
}

/** Opens a pair of the list. */
export function openPair(pair: ReviewPair): void {
  outcome.value = null;
  show(pair);
}

/** Goes to the next or previous pair; at the end of those listed, reads more. */
export async function step(by: 1 | -1): Promise<void> {
  if (by === 1 && place.value === pairs.value.length - 1 && pairs.value.length < total.value)
    await refresh(pairs.value.length + PAGE);
  const next = pairs.value[place.value + by];
  if (next) openPair(next);
}

/** The next pair to decide: after the open one, else before it. */
function nextOpen(from: number): ReviewPair | undefined {
  const isOpen = (one: ReviewPair) => one.status === "open";
  return pairs.value.slice(from + 1).find(isOpen) ?? pairs.value.slice(0, from).find(isOpen);
}

/** Stores a decision on the open pair and goes on; `undo` withdraws that of the open pair, or the last one. */
export async function decide(verdict: Verdict): Promise<void> {
  const key = apiKey.value;
  const pair = verdict === "undo" ? toUndo() : current.value;
  if (!pair || key === null || saving.value !== null) return;
  if (pair.pair !== current.value?.pair) show(pair);
  saving.value = verdict;
  refusal.value = null;
  try {
    const url = urlOf(`/review/${encodeURIComponent(pair.pair)}`);
    const told = await post<ReviewDecision>(url, { decision: verdict, seen: pair.state }, key);
    const now = told.pair ?? { ...pair, status: "open" as const };
    written = true;
    touched.add(pair.pair);
    pairs.value = pairs.value.map((one) => (one.pair === pair.pair ? now : one));
    decided.value = [...decided.value.filter((one) => one !== pair.pair), ...(verdict === "undo" ? [] : [pair.pair])];
    totals.value = told.totals;
    outcome.value = { pair: now, verdict };
    root.value.retry(); // the footer names the graph version
    const from = place.value;
    await reload();
    const next = verdict === "undo" ? undefined : nextOpen(from);
    if (next) show(next);
  } catch (error) {
    const found = asProblem(error);
    if (found.status === 401 || found.status === 403) forgetKey();
    else await reload(); // what is shown may be out of date
    refusal.value = { pair: pair.pair, problem: found };
  } finally {
    saving.value = null;
  }
}
function toUndo(): ReviewPair | null {
  if (current.value && isDecided(current.value)) return current.value;
  const last = decided.value.at(-1);
  return pairs.value.find((one) => one.pair === last) ?? null;
}
