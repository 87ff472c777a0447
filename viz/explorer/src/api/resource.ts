/** Answers as signals: loading, ready or failed, with the last good answer kept in sight meanwhile. */
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { get, Problem } from "./client";

export interface Answer<T> {
  status: "idle" | "loading" | "ready" | "failed";
  /** the newest good answer, also while the next is loading */
  data: T | null;
  /** the address that `data` came from */
  of: string | null;
  problem: Problem | null;
  retry: () => void;
}

/** Follows an address: when it changes, the new one is asked; an answer that comes too late is let go. */
export function resource<T>(address: () => string | null, load: (address: string) => Promise<T> = get): ReadonlySignal<Answer<T>> {
  const tries = signal(0);
  const retry = () => { tries.value += 1; };
  const answer = signal<Answer<T>>({ status: "idle", data: null, of: null, problem: null, retry });
  let current: string | null = null;
  effect(() => {
    const asked = address();
    void tries.value;
    current = asked;
    if (asked === null) {
      answer.value = { status: "idle", data: null, of: null, problem: null, retry };
      return;
    }
    const last = answer.peek();
    answer.value = { ...last, status: "loading", problem: null };
    load(asked).then(
      (data) => { if (current === asked) answer.value = { status: "ready", data, of: asked, problem: null, retry }; },
      (error: unknown) => {
        if (current !== asked) return;
        const problem = error instanceof Problem ? error : new Problem("page", 0, "", String(error));
        answer.value = { ...answer.peek(), status: "failed", problem, retry };
      },
    );
  });
  return answer;
}
