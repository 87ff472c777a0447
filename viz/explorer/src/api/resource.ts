/** Answers as signals: loading, ready or failed, with the last good answer kept in sight meanwhile. */
import { effect, signal, type ReadonlySignal } from "@preact/signals";
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

/** Follows an address: when it changes, the new one is asked; an answer that comes too late is let go. */
export function resource<T>(address: () => string | null, load: (address: string) => Promise<T> = get): ReadonlySignal<Answer<T>> {
  const tries = signal(0);
  const retry = () => { tries.value += 1; };
  let current: string | null = null;
  const stop = () => { if (current !== null) { breakOff(current); settle(current, new Problem("stopped", 0, "", "")); } };
  const answer = signal<Answer<T>>({ status: "idle", data: null, of: null, problem: null, retry, stop });
  function settle(asked: string, problem: Problem): void {
    if (current === asked && answer.peek().status === "loading") answer.value = { ...answer.peek(), status: "failed", problem };
  }
  effect(() => {
    const asked = address();
    void tries.value;
    current = asked;
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
