/** Answers as signals: loading, ready or failed, with the last good answer kept in sight meanwhile. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { get, Problem, stop as breakOff } from "./client";

export interface Answer<T> {
  status: "idle" | "loading" | "ready" | "failed";
  /** the newest good answer, also while the next is loading */
  data: T | null;
  /** the address that `data` came from */
  of: string | null;
  problem: Problem | null;
  retry: () => void;
  /** breaks off what is being asked */
  stop: () => void;
}

/** What failed; one retry tries all of it, since one cause often fails many. */
const failed = new Set<() => void>();

/** The data alone: what is only being asked for changes nothing that follows from them. */
export const dataOf = <T>(answer: ReadonlySignal<Answer<T>>): ReadonlySignal<T | null> => computed(() => answer.value.data);

/** Follows an address: when it changes, the new one is asked; an answer that comes too late is let go. */
export function resource<T>(address: () => string | null, load: (address: string) => Promise<T> = get): ReadonlySignal<Answer<T>> {
  const tries = signal(0);
  const again = () => { tries.value += 1; };
  const retry = () => {
    failed.add(again);
    const all = [...failed];
    failed.clear();
    for (const one of all) one();
  };
  let current: string | null = null;
  const stop = () => { if (current !== null) { breakOff(current); settle(current, new Problem("stopped", 0, "", "")); } };
  const answer = signal<Answer<T>>({ status: "idle", data: null, of: null, problem: null, retry, stop });
  function settle(asked: string, problem: Problem): void {
    if (current !== asked || answer.peek().status !== "loading") return;
    failed.add(again);
    answer.value = { ...answer.peek(), status: "failed", problem };
  }
  effect(() => {
    const asked = address();
    void tries.value;
    current = asked;
    failed.delete(again);
    if (asked === null) {
      answer.value = { status: "idle", data: null, of: null, problem: null, retry, stop };
      return;
    }
    const last = answer.peek();
    answer.value = { ...last, status: "loading", problem: null };
    load(asked).then(
      (data) => { if (current === asked) answer.value = { status: "ready", data, of: asked, problem: null, retry, stop }; },
      (error: unknown) => settle(asked, error instanceof Problem ? error : new Problem("page", 0, "", String(error))),
    );
  });
  return answer;
}
