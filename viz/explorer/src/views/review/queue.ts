/** The queue: pairs in the order in which they were listed, and the open one. */
import { computed, effect, signal } from "@preact/signals";
import { getOnce, Problem, urlOf } from "../../api/client";
import type { Review, ReviewPair } from "../../api/types";
import { changeContinuously, select } from "../../state/state";

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
/** pairs that keep their place in the list although they do not belong to it any more: decided or undone here */
export const touched = new Set<string>();
/** pairs whose decision is on its way: the list shows it already */
export const pending = signal<ReadonlyMap<string, ReviewPair>>(new Map());

export const current = computed(() => pairs.value.find((one) => one.pair === open.value) ?? pairs.value[0] ?? null);
export const place = computed(() => (current.value ? pairs.value.indexOf(current.value) : -1));

export const asProblem = (error: unknown): Problem =>
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
    const kept = pending.value.has(one.pair) ? one : null;
    const now = kept ?? byPair.get(one.pair) ?? (touched.has(one.pair) ? one : null);
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
  if (view.value !== "review") return;
  void [queue.value, reason.value];
  pairs.value = pairs.peek().filter((one) => pending.peek().has(one.pair));
  touched.clear();
  void refresh(PAGE);
});

export function show(pair: ReviewPair | null): void {
  changeContinuously({ review: pair?.pair ?? null });
}

/** Shows a pair as it is now. */
export function replace(pair: ReviewPair): void {
  pairs.value = pairs.value.map((one) => (one.pair === pair.pair ? pair : one));
}

/** Goes to the next or previous pair; at the end of those listed, reads more. */
export async function step(by: 1 | -1): Promise<void> {
  if (by === 1 && place.value === pairs.value.length - 1 && pairs.value.length < total.value)
    await refresh(pairs.value.length + PAGE);
  const next = pairs.value[place.value + by];
  if (next) show(next);
}

/** The next pair to decide: after the open one, else before it. */
export function nextOpen(from: number): ReviewPair | undefined {
  const isOpen = (one: ReviewPair) => one.status === "open";
  return pairs.value.slice(from + 1).find(isOpen) ?? pairs.value.slice(0, from).find(isOpen);
}
