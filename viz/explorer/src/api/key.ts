/** The API key of the person who decides: asked for once, and kept until the browser's tab is closed. */
import { signal } from "@preact/signals";
import { getWithKey, Problem, urlOf } from "./client";

const PLACE = "sojae-api-key";

/** Session storage may be forbidden; the key then lasts until the page is left. */
function stored(): string | null {
  try {
    return sessionStorage.getItem(PLACE);
  } catch {
    return null;
  }
}
function store(key: string | null): void {
  try {
    if (key === null) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, key);
  } catch {
    // kept in memory only
  }
}

export const apiKey = signal<string | null>(stored());

/** Takes a key that the server knows; gives the problem otherwise. */
export async function takeKey(key: string): Promise<Problem | null> {
  try {
    await getWithKey(urlOf("/review", { limit: 1 }), key);
  } catch (error) {
    return error instanceof Problem ? error : new Problem("page", 0, String(error));
  }
  store(key);
  apiKey.value = key;
  return null;
}

export function forgetKey(): void {
  store(null);
  apiKey.value = null;
}

/** Keeps a key that the server has accepted. */
export function rememberKey(key: string): void {
  store(key);
  apiKey.value = key;
}
