/** Answers of the API as signals: loading, ready or failed, with the last good answer kept meanwhile. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { abort, get, Problem } from "./client";

export interface ResourceState<T> {
  status: "idle" | "loading" | "ready" | "failed";
  /** the newest good answer, also while the next one is loading */
  data: T | null;
  /** the address that `data` came from */
  address: string | null;
  problem: Problem | null;
  retry: () => void;
  /** stops waiting for the answer */
  stop: () => void;
}

/** Resources that failed: a retry tries them all, since one cause often fails many. */
const failed = new Set<() => void>();

/** Counts what was written here: every resource asks anew. */
const generation = signal(0);
export function refetchAll(): void {
  generation.value += 1;
}

/** The data alone, so that what depends on them does not change when loading begins. */
export const dataSignal = <T>(resource: ReadonlySignal<ResourceState<T>>): ReadonlySignal<T | null> =>
  computed(() => resource.value.data);

/** Follows an address: when it changes, the new one is asked, and an answer for the old one is ignored. */
export function resource<T>(
  address: () => string | null,
  load: (address: string) => Promise<T> = get,
): ReadonlySignal<ResourceState<T>> {
  const attempts = signal(0);
  const tryAgain = () => {
    attempts.value += 1;
  };
  const retry = () => {
    failed.add(tryAgain);
    const all = [...failed];
    failed.clear();
    for (const one of all) one();
  };
  let current: string | null = null;
  const stop = () => {
    if (current === null) return;
    abort(current);
    fail(current, new Problem("stopped"));
  };
  const idle: ResourceState<T> = { status: "idle", data: null, address: null, problem: null, retry, stop };
  const state = signal(idle);
  function fail(asked: string, problem: Problem): void {
    if (current !== asked || state.peek().status !== "loading") return;
    failed.add(tryAgain);
    state.value = { ...state.peek(), status: "failed", problem };
  }
  effect(() => {
    const asked = address();
    void attempts.value;
    void generation.value;
    current = asked;
    failed.delete(tryAgain);
    if (asked === null) {
      state.value = idle;
      return;
    }
    state.value = { ...state.peek(), status: "loading", problem: null };
    load(asked).then(
      (data) => {
        if (current === asked) state.value = { status: "ready", data, address: asked, problem: null, retry, stop };
      },
      (error: unknown) => {
        fail(asked, error instanceof Problem ? error : new Problem("page", 0, String(error)));
      },
    );
  });
  return state;
}
