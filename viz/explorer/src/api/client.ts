/** Asks the API, remembers answers, and turns whatever goes wrong into a problem with a remedy. */

import { parseInPieces } from "./pieces";

/** The page says where the API stands, so that both may stand below any path of a proxy. */
const API = document.querySelector<HTMLMetaElement>("meta[name=sojae-api]")?.content ?? "/api/v1";
const KEPT = 80;

/** What went wrong: `away` if no answer came, else what the API's problem says. */
export class Problem extends Error {
  constructor(
    readonly kind: string,
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly faults: { parameter: string; rule: string; remedy: string }[] = [],
  ) {
    super(detail);
  }
}

export type Words = Record<string, string | number | boolean | null | undefined>;

/** Writes the address of a route; words that are null are left out. */
export function route(path: string, words: Words = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const written = query.toString();
  return `${API}${path}${written ? `?${written}` : ""}`;
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body = (await answer.json()) as { type?: string; title?: string; detail?: string; errors?: Problem["faults"] };
    return new Problem(body.type?.split("#")[1] ?? "http", answer.status, body.title ?? answer.statusText, body.detail ?? "", body.errors ?? []);
  } catch {
    return new Problem("http", answer.status, answer.statusText || String(answer.status), "");
  }
}

async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Problem("away", 0, "", "");
  }
  if (!answer.ok) throw await problemOf(answer);
  try {
    return await parseInPieces<T>(new Uint8Array(await answer.arrayBuffer()));
  } catch {
    if (signal?.aborted) throw signal.reason;
    throw new Problem("away", answer.status, "", "");
  }
}

/** Longest wait for one answer: beyond, it is given up and said so. */
const PATIENCE = 120_000;
const kept = new Map<string, Promise<unknown>>();
const running = new Map<string, AbortController>();

/** Breaks off what is being asked, if it is. */
export const stop = (address: string): void => running.get(address)?.abort(new Problem("stopped", 0, "", ""));
async function patiently<T>(address: string): Promise<T> {
  const breaker = new AbortController();
  running.set(address, breaker);
  const timer = setTimeout(() => breaker.abort(new Problem("slow", 0, "", "")), PATIENCE);
  try {
    return await ask<T>(address, breaker.signal);
  } finally {
    clearTimeout(timer);
    running.delete(address);
  }
}

/** Gives an answer, asked for once; a failure is not remembered. */
export function get<T>(address: string): Promise<T> {
  const known = kept.get(address);
  if (known) {
    kept.delete(address);
    kept.set(address, known);
    return known as Promise<T>;
  }
  const asked = patiently<T>(address);
  kept.set(address, asked);
  asked.catch(() => kept.delete(address));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return asked;
}
/** Asks without remembering; may be broken off. */
export const getOnce = <T>(address: string, signal: AbortSignal): Promise<T> => ask<T>(address, signal);
