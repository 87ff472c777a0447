/** Asks the API, caches its answers, and turns every failure into a `Problem`. */
import { parseIncrementally } from "./incrementalJson";
import type { ProblemShape } from "./types";

/** The page says where the API is, so that both may be served below any path of a proxy. */
const API = document.querySelector<HTMLMetaElement>("meta[name=sojae-api]")?.content ?? "/api/v1";
const CACHE_SIZE = 80;
/** Longest wait for one answer. */
const TIMEOUT_MS = 120_000;

/**
 * What went wrong. `kind` is the end of the API's `type` (`unknown-organisation`, `too-many-ties` …), or what the page
 * found itself: `unreachable`, `timeout`, `stopped`, `http` (an answer that is no problem document), `page` (a fault here).
 */
export class Problem extends Error {
  constructor(
    readonly kind: string,
    readonly status = 0,
    detail = "",
    readonly errors: NonNullable<ProblemShape["errors"]> = [],
  ) {
    super(detail);
  }
}

export type Parameters = Record<string, string | number | boolean | null | undefined>;

/** Writes the address of a route; parameters that are null or empty are left out. */
export function urlOf(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const written = query.toString();
  return `${API}${path}${written ? `?${written}` : ""}`;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const { type, detail, errors } = (await response.json()) as Partial<ProblemShape>;
    return new Problem(type?.split("#")[1] ?? "http", response.status, detail, errors);
  } catch {
    return new Problem("http", response.status); // a proxy's own page, for instance
  }
}

async function fetchJson<T>(url: string, signal?: AbortSignal, options: RequestInit = {}): Promise<T> {
  let response: Response;
  const headers = { accept: "application/json", ...(options.headers as Record<string, string> | undefined) };
  try {
    response = await fetch(url, { ...options, headers, ...(signal ? { signal } : {}) });
  } catch {
    signal?.throwIfAborted();
    throw new Problem("unreachable");
  }
  if (!response.ok) throw await readProblem(response);
  try {
    return await parseIncrementally<T>(new Uint8Array(await response.arrayBuffer()));
  } catch {
    signal?.throwIfAborted();
    throw new Problem("unreachable", response.status); // the answer was cut off on its way
  }
}

const cache = new Map<string, Promise<unknown>>();
const inFlight = new Map<string, AbortController>();

/** Stops waiting for an answer, if one is awaited. */
export const abort = (url: string): void => inFlight.get(url)?.abort(new Problem("stopped"));

async function fetchWithTimeout<T>(url: string): Promise<T> {
  const controller = new AbortController();
  inFlight.set(url, controller);
  const timer = setTimeout(() => {
    controller.abort(new Problem("timeout"));
  }, TIMEOUT_MS);
  try {
    return await fetchJson<T>(url, controller.signal);
  } finally {
    clearTimeout(timer);
    inFlight.delete(url);
  }
}

/** Gives an answer, asked for once; a failure is not cached. */
export function get<T>(url: string): Promise<T> {
  const known = cache.get(url);
  if (known) {
    cache.delete(url); // put last again: the first entry is the one that was not used for longest
    cache.set(url, known);
    return known as Promise<T>;
  }
  const answer = fetchWithTimeout<T>(url);
  cache.set(url, answer);
  answer.catch(() => cache.delete(url));
  const oldest = cache.keys().next().value;
  if (cache.size > CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
  return answer;
}

/** Asks without caching; the caller may abort. */
export const getOnce = <T>(url: string, signal: AbortSignal): Promise<T> => fetchJson<T>(url, signal);

/** Writes with an API key, and forgets the cached answers, which what was written may change. */
export async function post<T>(url: string, body: unknown, key: string): Promise<T> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  try {
    return await fetchJson<T>(url, AbortSignal.timeout(TIMEOUT_MS), {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("timeout"); // the signal's own error
  } finally {
    cache.clear();
  }
}

/** Asks a question that has its parameters in a body; nothing is written, so no key is needed. */
export async function ask<T>(url: string, body: string): Promise<T> {
  try {
    return await fetchJson<T>(url, AbortSignal.timeout(TIMEOUT_MS), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("timeout"); // the signal's own error
  }
}

/** Sends a request that is not cached; what is empty or no JSON is null. */
export async function send<T>(url: string, options: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("unreachable");
  }
  if (!response.ok) throw await readProblem(response);
  return (response.status === 204 ? null : await response.json()) as T;
}
/** Forgets all answers, since something was written. */
export const forgetAnswers = (): void => {
  cache.clear();
};

/** Asks for a file that the server makes; its name is the one that the server gives. */
export async function postForFile(url: string, body: unknown): Promise<{ name: string; content: Blob }> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new Problem(error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "unreachable");
  }
  if (!response.ok) throw await readProblem(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "sojae-brief";
  return { name, content: await response.blob() };
}

/** Asks with an API key, which the server refuses if it does not know it. */
export const getWithKey = <T>(url: string, key: string): Promise<T> =>
  fetchJson<T>(url, AbortSignal.timeout(TIMEOUT_MS), { headers: { authorization: `Bearer ${key}` } });
